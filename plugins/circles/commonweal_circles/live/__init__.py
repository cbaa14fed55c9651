"""What followers of a circle see the moment it is committed."""
