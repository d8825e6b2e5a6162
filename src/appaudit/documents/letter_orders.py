"""Letters that stand in another order than they are seen in: turned by a control, or laid out one by one in reverse.

Unicode Standard Annex 9, 2.2 and 3.3 (U+202E holds up to U+202C or the end of a paragraph, checked 2026-11-29, not
opened); https://www.w3.org/TR/css-flexbox-1/ (rows in reverse, order), checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement
Values = Callable[[Element], Mapping[str, str]]

#: The control that turns letters round, and the text that one turns in a paragraph of plain text.
TURNS: Final = "\u202e"
ENDS: Final = "\u202c"
TURNED: Final = re.compile(rf"{TURNS}(?P<text>[^{ENDS}\n\u2029]*)")
CONTROLS: Final = TURNS + ENDS
#: Hebrew and Arabic, which are written so.
RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff]")
_ROWS: Final = ("flex", "inline-flex", "grid", "inline-grid")
#: Parts of a row that is a text in pieces, and letters of each.
_FEWEST: Final = 8
_LONGEST: Final = 3
_MOST: Final = 2_000


def is_shuffled(element: Element, values: Mapping[str, str], values_of: Values) -> bool:
    """Whether an element shows a text of single letters in another order than that in which they stand."""
    if len(element) < _FEWEST or not isinstance(element.tag, str):
        return False
    pieces = [(child, "".join(child.itertext()).strip()) for child in element[:_MOST] if isinstance(child.tag, str)]
    letters = [(child, text) for child, text in pieces if text]
    text = "".join(piece for _, piece in letters)
    if len(letters) < _FEWEST or len(text) > len(letters) * _LONGEST or RIGHT_TO_LEFT.search(text):
        return False
    if values.get("display", "") in _ROWS:
        is_turned = values.get("direction", element.get("dir") or "") == "rtl"
        orders = [int(given) if (given := values_of(child).get("order", "0")).lstrip("-").isdecimal() else 0
                  for child, _ in letters]  # fmt: skip
        is_reverse = values.get("flex-direction", "").endswith("-reverse") or "-reverse" in values.get("flex-flow", "")
        return is_reverse != is_turned or orders != sorted(orders)
    return all(values_of(child).get("float") == "right" for child, _ in letters)
