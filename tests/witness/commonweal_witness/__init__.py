"""A plugin that writes down everything it is told, so that a test can see what was lost."""
