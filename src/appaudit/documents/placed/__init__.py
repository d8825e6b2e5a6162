"""Texts that stand at places of a page and not in elements: lines, columns and tables by where they are."""
