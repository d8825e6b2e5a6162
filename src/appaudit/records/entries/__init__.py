"""Entries of lists to records: a name, and what its own line or the lines around it say of it."""
