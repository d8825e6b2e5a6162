"""The shipped words that policies are read by, loaded once for all tests."""

from __future__ import annotations

from functools import cache

from appaudit.lexicon.policy import Lexicon, load_lexicon


@cache
def shipped_lexicon() -> Lexicon:
    """The words of every language."""
    return load_lexicon()
