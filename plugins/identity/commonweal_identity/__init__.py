"""Who people, agents and organisations are: accounts, sessions, keys, memberships, audit."""
