"""What admins do with accounts, and the pages of the audit log."""
