"""Reads presentations, and tells what no slide shows."""
