"""The storage floor: database, unit of work, migrations, embedded server and blob stores."""
