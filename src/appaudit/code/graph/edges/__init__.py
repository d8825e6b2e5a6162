"""The edges of a call graph: as they are found, through receivers, and sorted."""
