"""The shipped words that policies are read by, loaded once for all tests."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.lexicon.policy import Lexicon


def shipped_lexicon() -> Lexicon:
    """The words of every language."""
    return shipped_lexicons().policy
