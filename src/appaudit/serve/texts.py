"""Texts that go into the database: what comes from packages may hold anything, and columns have a length."""

from __future__ import annotations


def column(text: str, most: int) -> str:
    """A text as a column takes it: without what no database stores (U+0000, halves of surrogates), and cut to fit."""
    cleaned = text.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")
    return cleaned if len(cleaned) <= most else f"{cleaned[: most - 1]}…"
