"""People: registering, their address and password, profile and orientation."""
