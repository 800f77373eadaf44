"""Turns the texts of `lscb_site/content/` into rows, once: see `sequence.load`."""
