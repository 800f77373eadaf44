"""The editors' desk: where a document is used, and what is to be done when a new edition takes an old one's place."""
