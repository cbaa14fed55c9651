"""How mail leaves: by SMTP, or into a mailbox that the developer reads in the browser."""
