"""Of what members are told."""
