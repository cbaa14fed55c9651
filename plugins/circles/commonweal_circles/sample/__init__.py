"""Sample circles, as they would have come about."""
