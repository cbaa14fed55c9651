"""What holds for every test of this repository."""

from hypothesis import HealthCheck, settings

# No test asserts wall time, and none fails because a machine draws examples slowly.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
