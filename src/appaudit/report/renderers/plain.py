r"""Foreign text made safe to show: nothing in it can move the cursor, reorder the line or hide.

An audited package chooses its own names and texts, so control characters, ANSI sequences, bidirectional
overrides, zero-width characters and lone surrogates are shown as escapes such as `\x1b` and `\u202e`.
"""

from __future__ import annotations

import json
import re

from appaudit.model.expression import Expression

# C0 and C1 controls; soft hyphen; Arabic letter mark; Mongolian vowel separator; zero-width and directional
# marks; line and paragraph separators; embeddings, overrides and isolates; surrogates; byte order mark;
# interlinear annotation; tag characters. Then the format characters (Cf) of single scripts and of musical notation,
# all that Unicode 16 has: some show a mark of their own, others shape or hide what stands beside them.
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_IN_TEXT = Expression(f"[{_INVISIBLE}]")
_IN_LINE = Expression(f"[\t\n{_INVISIBLE}]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def safe_line(text: str) -> str:
    """`text` on one line with every control, directional and invisible character written as an escape."""
    return _IN_LINE.sub(_escape, text)


def safe_text(text: str) -> str:
    """As `safe_line`, but line feeds and tabs stay."""
    return _IN_TEXT.sub(_escape, text)


def safe_json(text: str) -> str:
    """JSON that is written already, with the same values and none of these characters in the file."""
    return _IN_TEXT.sub(_escape_in_json, text)


def shortened(text: str, limit: int) -> str:
    """`text` cut to `limit` characters, the last of them an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape_in_json(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else json.dumps(match[0])[1:-1]
