"""Style sheets that stand in a page itself: those of its addresses, and which of them are for no element of it."""

from __future__ import annotations

import base64
import re
from typing import Final, TypeAlias
from urllib.parse import unquote_to_bytes

from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement

#: Style sheets that stand in an address.
_DATA_SHEET: Final = re.compile(r"data:text/css[^,]{0,80}?(;base64)?,(.*)", re.I | re.S)
MOST_STYLE: Final = 1_000_000


def in_address(address: str) -> str | None:
    """A style sheet that stands in its own address; None for one that is elsewhere."""
    found = _DATA_SHEET.match(address.strip())
    if found is None:
        return None
    data = unquote_to_bytes(found[2])[:MOST_STYLE]
    if found[1]:
        try:
            data = base64.b64decode(data, validate=False)
        except ValueError:
            return ""
    return data.decode("utf-8", "replace")


def is_out_of_page(style: Element) -> bool:
    """Whether a style sheet is for no element of the page: in another language, in a template, or one of a choice."""
    kind, relation = (style.get("type") or "text/css").lower(), (style.get("rel") or "").lower()
    if not kind.startswith("text/css") or "alternate" in relation or style.get("disabled") is not None:
        return True
    return any(each.tag in ("template", "noscript") for each in style.iterancestors())
