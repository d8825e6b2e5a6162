"""Texts of a SARIF log: foreign characters in them are inert, and no link or placeholder is made of them."""

from __future__ import annotations

from typing import Any

from appaudit.report.renderers.plain import safe_text, shortened

#: Characters of one message. 5,000 results stay far below the 10 MB of gzip that a service takes.
_WIDTH = 2_000


def message(text: str) -> dict[str, Any]:
    """A message object, at most 2,000 characters of `text`."""
    return {"text": plain(text)}


def plain(text: str) -> str:
    """`text` as a plain message.

    Braces are doubled, as a message may have placeholders (SARIF 2.1.0, 3.11.5). `[text](address)` is a link even
    in plain text (3.11.6); a space between its halves leaves two brackets.
    """
    shown = shortened(safe_text(text), _WIDTH)
    return shown.replace("](", "] (").replace("{", "{{").replace("}", "}}")
