"""Lists in documents: whether a text is one, whom it lists, and where each stands."""
