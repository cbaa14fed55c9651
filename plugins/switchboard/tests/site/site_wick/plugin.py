"""Needs the lamp, and adds nothing."""
