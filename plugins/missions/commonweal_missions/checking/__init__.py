"""The automatic check of evidence."""
