"""The name by which settings ask for SQLite that raises the content version: Django looks for `base` in it."""
