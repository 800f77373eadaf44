"""Copies of the whole site kept elsewhere: made while editors write, checked, and brought back (decision 46)."""
