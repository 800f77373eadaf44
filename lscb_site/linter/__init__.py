"""Reads what editors write, and says in which sentence something is left to put right. It advises and refuses nothing.

`rules/` are pure: they get a `Writing` and what is known of the site (`Knowledge`), and touch no database.
"""
