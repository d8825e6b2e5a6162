"""Text that XML 1.0 can hold, with everything invisible shown as an escape."""

from __future__ import annotations

import re

from appaudit.report.renderers.plain import safe_text

# Characters outside the Char production that `safe_text` leaves: https://www.w3.org/TR/xml/#charsets
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def xml_text(text: str) -> str:
    """`text` for an attribute, element or cell; line feeds and tabs stay."""
    return _NO_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", safe_text(text))
