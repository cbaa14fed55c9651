"""The profile of a person: what it says, who sees it, and the orientation."""
