"""A marsh to follow: what the tests of the transports listen to, and who they are."""
