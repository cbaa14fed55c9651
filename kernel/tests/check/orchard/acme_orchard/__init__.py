"""The trees of an orchard."""
