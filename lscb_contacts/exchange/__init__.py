"""Spreadsheets in and out of the admin: what they may hold, and what an import may do."""
