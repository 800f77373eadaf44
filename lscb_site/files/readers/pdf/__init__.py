"""Reads PDFs: their facts, lines, tables and tags, and which letters nobody sees."""
