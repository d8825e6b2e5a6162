"""Code that runs and is not in what was read: native, loaded, or reached by names that nobody sees."""
