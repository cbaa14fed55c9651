"""Plugins switched on and off by people: admins for the deployment, owners for their organisation."""
