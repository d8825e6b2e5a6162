"""Where objects come into being, where they go, and which of them anybody gets."""
