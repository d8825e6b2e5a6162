"""Frozen records that travel from stage to stage; no behaviour beyond identity and order."""
