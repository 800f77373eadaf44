"""The public pages of the library, a module for each noun."""
