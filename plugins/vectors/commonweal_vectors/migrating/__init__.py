"""Moving indexes to another store, building them anew in place, and verifying that nothing went wrong."""
