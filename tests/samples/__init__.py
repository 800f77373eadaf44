"""Makers of real files, in memory: good ones, and hostile ones."""
