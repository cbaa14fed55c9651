"""A plugin with a little of everything that must follow when it is switched while the app runs."""
