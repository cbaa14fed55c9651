"""A plugin that shows every component and does every kind of request, for the tests of the web floor."""
