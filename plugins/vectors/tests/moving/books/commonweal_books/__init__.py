"""A plugin of the tests: a table of books, found by likeness."""
