"""Reads workbooks, and tells which cells no sheet shows."""
