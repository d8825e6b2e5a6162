"""Characters that stand in the place of others: spaces that end no line, signs like colons, bullets of other fonts."""

from __future__ import annotations

import re

#: What stands before an entry in East Asian and older fonts.
OTHER_BULLETS = "・･⦁‧▹▻◉"
#: Spaces at which no line ends part words as others do, and pages are full of them; what looks like a colon; and the
#: wide dash of Japanese and Taiwanese input.
_AS_OTHERS = (
    dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " ")
    | dict.fromkeys(map(ord, "\u2236\ufe30\ufe55"), "：")
    | {ord("\uff0d"): "-"}
)
_BULLET = re.compile(rf"^(?P<indent>[ \t]*)(?:(?P<plus>\+)(?=[ \t]+[^\s\d])|[{OTHER_BULLETS}])", re.MULTILINE)


def evened(text: str) -> str:
    """A text of the same length with the usual characters in the place of such."""
    return _BULLET.sub(_as_usual, text.translate(_AS_OTHERS))


def _as_usual(found: re.Match[str]) -> str:
    return found["indent"] + ("-" if found["plus"] else "•")
