"""The storage floor: database, unit of work, drivers, migrations and blob stores."""
