"""What each account has been told, how it is shown, read, archived, leased, and swept away in the end."""
