"""What a verified claim pays; each claim at most once."""
