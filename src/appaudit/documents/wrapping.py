"""Where the lines of a text end because a page was so wide, and not because something ends there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from appaudit.model.expression import Expression

#: What ends a part of a sentence.
TERMINAL = "。；;！!？?，,"

_WIDE = re.compile("[\u2e81-\U0010ffff]+")
#: Columns (two for a Chinese character) of the widest page that text is wrapped for.
_MAX_WRAP = 130
#: What no page breaks: a long address, a row of a table.
_UNBROKEN = Expression(r"[!-~]{50}|\|")
#: Lines that tell how wide a page was, at least, and one in how many of them may be longer than the page.
_FEWEST_LINES = 10
_STANDS_OUT = 50
#: An entry of a list by its mark, and how the next line stands in below its text.
_MARKED = Expression(r"(?P<before>[ \t]*)(?:[-*+•]|\d{1,2}[.)])[ \t]+(?=\S)")
_STANDS_IN = Expression(r"[ \t]{2,16}(?=[A-Za-z]|\((?!`))")
#: A line of an entry that its page had no room for, and lines that begin something of their own: labels, addresses.
_FULL = 55
_CUT_OFF = Expression(r"[A-Za-z\d,)’'\"]$")
_OF_ITS_OWN = Expression(r"\s*(?:(?![^:\n]{0,40}://)[^:：.;\n]{1,40}[:：]|https?://|www\.|[^\n]{1,60}\s[–—-]\s)")


def width_of(text: str) -> int:
    """Columns that a text takes: two for a Chinese character."""
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE.findall(text)))


def goes_on_in_entry(text: str, entry: int, above: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line goes on an entry of a list, below whose text it stands.

    Args:
        text: The text of both.
        entry: Where the entry begins, or the line that the one above goes on.
        above: Where the line above begins and ends.
        line: The same of the line.
    """
    stands_in = _STANDS_IN.match(text, *line)
    marked = _MARKED.match(text, entry) if stands_in is not None else None
    if stands_in is None or marked is None or len(stands_in.group()) < len(marked["before"]) + 2:
        return False
    return is_rest_of_line(text[slice(*above)], text[slice(*line)])


def is_rest_of_line(above: str, line: str) -> bool:
    """Whether a line that stands in is what the one above it had no more room for, and begins nothing of its own."""
    written = above.rstrip()
    is_cut = len(written) >= _FULL and _CUT_OFF.search(written) is not None
    return is_cut and _STANDS_IN.match(line) is not None and _OF_ITS_OWN.match(line) is None


def wrap_of(text: str, spans: Sequence[tuple[int, int]], is_entry: Callable[[str], bool]) -> tuple[list[int], int]:
    """The width of each line, and the width from which on a line was broken: 0 in a text that was not wrapped.

    A line that is longer than any page says that a text was not wrapped, unless no tool breaks such a line: an address,
    a row of a table, or an entry of a list, which some leave whole.
    """
    long = {span for span in spans if span[1] - span[0] > _MAX_WRAP}
    if not all(_UNBROKEN.search(line) or is_entry(line.strip()) for line in (text[slice(*span)] for span in long)):
        return [0] * len(spans), 0  # most policies, which need not be measured
    widths = [0 if span in long else width_of(text[slice(*span)].rstrip()) for span in spans]
    return widths, _wrap_width(text, spans, widths)


def _wrap_width(text: str, spans: Sequence[tuple[int, int]], widths: Sequence[int]) -> int:
    long = sorted(
        width for width, span in zip(widths, spans, strict=True) if width > 30 and not _UNBROKEN.search(text, *span)
    )
    if len(long) < _FEWEST_LINES or long[-1] > _MAX_WRAP:
        return 0
    limit = long[-1 - len(long) // _STANDS_OUT] - 8
    full = [index for index, width in enumerate(widths) if width >= limit]
    broken = [
        index for index in full if text[spans[index][0] : spans[index][1]].rstrip()[-1:] not in TERMINAL + "：:.|"
    ]
    return limit if len(full) >= len(long) * 0.4 and len(broken) >= len(full) * 0.5 else 0
