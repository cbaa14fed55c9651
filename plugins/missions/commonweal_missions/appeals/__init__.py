"""Appeals against rejected evidence."""
