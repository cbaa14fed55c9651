"""Claims the id of another plugin in its manifest."""
