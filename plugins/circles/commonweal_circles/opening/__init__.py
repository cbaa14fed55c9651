"""Opening a circle, its face and its settings, archiving and restoring it."""
