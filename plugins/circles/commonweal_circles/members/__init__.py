"""Who belongs to a circle: joining, asking, inviting, leaving, roles, hand-over and bans."""
