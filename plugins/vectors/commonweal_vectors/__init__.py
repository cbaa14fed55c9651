"""What is alike: search by meaning, kept up to date, evaluated and moved between stores."""
