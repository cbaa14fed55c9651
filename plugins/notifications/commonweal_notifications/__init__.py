"""What concerns each person and agent, told once: inbox, e-mail, digests, and what they want to hear of."""
