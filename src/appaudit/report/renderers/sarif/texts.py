"""Texts of a SARIF log: foreign characters in them are inert, and no link or placeholder is made of them."""

from __future__ import annotations

from typing import Any

from appaudit.report.renderers.plain import safe_text, shortened

#: Characters of a message and of a name that GitHub keeps
#: (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning,
#: checked 2026-11-24).
MESSAGE_WIDTH = 1_024
NAME_WIDTH = 255


def message(text: str) -> dict[str, Any]:
    """A message object of at most 1,024 characters."""
    return {"text": plain(text, MESSAGE_WIDTH)}


def plain(text: str, width: int) -> str:
    """At most `width` characters of a plain message.

    Braces are doubled, as a message may have placeholders (SARIF 2.1.0, 3.11.5). `[text](address)` is a link even
    in plain text (3.11.6); a space between its halves leaves two brackets.
    """
    whole = _escaped(safe_text(text))
    # Cut before escaping, so that no pair of braces is torn apart; at most every character of the rest is doubled.
    return whole if len(whole) <= width else _escaped(shortened(safe_text(text), width // 2))


def _escaped(text: str) -> str:
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")
