"""Announcements: what an admin tells everybody, in every language of the base."""
