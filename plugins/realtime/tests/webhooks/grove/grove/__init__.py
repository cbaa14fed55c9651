"""A grove to follow: what the tests of webhooks tell servers of."""
