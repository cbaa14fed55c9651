"""A plugin for tests: people write notes for others, and its own check has moods."""
