"""The name by which settings ask for PostgreSQL that raises the content version: Django looks for `base` in it."""
