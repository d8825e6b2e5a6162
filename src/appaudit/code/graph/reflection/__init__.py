"""Calls that name what they call by a text."""
