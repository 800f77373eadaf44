"""Which authority is meant, and which of its numbers answers now."""
