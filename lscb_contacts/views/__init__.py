"""The public pages of the directory, a module for each noun."""
