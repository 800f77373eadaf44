"""Urgent notices on the pages of the whole site or of a part of it, and the words that every page has."""
