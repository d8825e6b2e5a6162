"""Many packages at once: worker processes, one report each, and an index over all of them."""
