"""A plugin for tests: bells that are rung for somebody."""
