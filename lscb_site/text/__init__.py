"""What text may hold: one rule for all that is typed, pasted, imported or read from a file."""
