"""A barn beside the meadow: workers bring in what grows there, and weigh some of it."""
