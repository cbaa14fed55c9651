"""A plugin that organisations switch on by themselves."""
