"""What a person has done: verified missions, hours and ImpactTokens, for their public page."""
