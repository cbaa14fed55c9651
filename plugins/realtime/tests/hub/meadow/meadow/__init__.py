"""A meadow to follow: fields that are open to all, and clubs for their members, with real tables behind."""
