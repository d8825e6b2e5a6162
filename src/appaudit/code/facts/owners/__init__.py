"""Whose code is in a package: by names, coordinates, texts and classes that stray."""
