"""From Markdown to what readers see: rendering, mentions, previews of what is linked, and attachments."""
