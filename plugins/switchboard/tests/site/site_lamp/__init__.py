"""A plugin of the switchboard's tests."""
