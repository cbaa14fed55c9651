"""Following, and what followers hear."""

from conftest_names import Person, until  # noqa: F401
