"""Admins' templates for missions, by API and page."""
