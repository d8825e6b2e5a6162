"""What a printed text must not have in it."""

from __future__ import annotations

import unicodedata

#: Controls, format characters (bidirectional marks among them), surrogates, line and paragraph separators.
ACTIVE_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def active_characters(text: str) -> set[str]:
    """Characters that act on a terminal or on the order of a line, by their code; line feeds and tabs are none."""
    return {
        f"U+{ord(character):04X}"
        for character in text
        if unicodedata.category(character) in ACTIVE_CATEGORIES and character not in "\n\t"
    }
