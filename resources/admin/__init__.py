"""The library in the admin, a module for each noun."""

from resources.admin import collections, comparisons, documents, editions, labels, private_content

__all__ = ["collections", "comparisons", "documents", "editions", "labels", "private_content"]
