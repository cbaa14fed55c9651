"""The pytest plugin: makes the fixtures of ``commonweal.testing`` known to every test run."""
