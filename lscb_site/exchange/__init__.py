"""Spreadsheets in and out of the admin: read as their programs write them, tried before anything is stored."""
