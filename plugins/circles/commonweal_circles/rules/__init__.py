"""The rules of circles that know neither HTTP nor the database."""
