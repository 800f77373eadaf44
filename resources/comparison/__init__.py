"""The parts of a comparison of two texts: paragraphs, which of them belong together, and words inside a pair."""
