"""Who may do what with profiles: people their own."""

from commonweal import Permission

PROFILE = Permission("identity.profile", frozenset({"human"}))
"""Read and change one's own profile, and do the orientation."""
SEE_PRIVATE = Permission("identity.people.private", frozenset({"admin"}))
"""See people who keep their portfolio private."""
