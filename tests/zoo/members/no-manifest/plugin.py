"""Has no manifest at all."""
