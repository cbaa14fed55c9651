"""From what happened to what each account is told, by which channel and when; what is skipped is kept too."""
