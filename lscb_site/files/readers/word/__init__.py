"""Reads Word documents: text, numbers, headings, and which words nobody sees."""
