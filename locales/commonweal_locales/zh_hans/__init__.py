"""The simplified Chinese locale pack."""
