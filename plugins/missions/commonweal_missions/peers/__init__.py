"""Peers review evidence that the automatic check does not settle."""
