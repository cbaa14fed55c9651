"""What holds for every test of this repository."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # no test asserts wall time
settings.load_profile("unhurried")
