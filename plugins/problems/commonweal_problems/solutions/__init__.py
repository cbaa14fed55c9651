"""Solutions: proposed, debated, voted for, made ready, carried out."""
