"""Facts: one observation each, with the place it was seen and the extractor that made it."""
