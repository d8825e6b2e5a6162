"""Outlines of letters: what fonts in a document draw, and what letters look like."""
