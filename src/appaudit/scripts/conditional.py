"""Parts of uni-app source that are built for some platforms only: `// #ifdef MP-WEIXIN … // #endif`.

The form is that of https://uniapp.dcloud.net.cn/tutorial/platform.html, read second-hand on 2026-11-27: of names with
`||` between them one has to hold, and what is left out here never reaches the platform.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_MARK: Final = re.compile(
    r"^[ \t]*(?://|/\*|<!--)[ \t]*#(ifdef|ifndef|endif|else)\b((?:[ \t|&()]*+[A-Z\d_]++(?:-[A-Z\d_]++)*+)*+)",
    re.MULTILINE,
)
_BETWEEN: Final = re.compile(r"[|&()\s]+")


def built_for(text: str, names: Collection[str]) -> str:
    """The text with parts for other platforms emptied; lines stay where they are.

    Args:
        text: Script or markup.
        names: What is defined on the platform, such as `MP` and `MP-WEIXIN`; without any, nothing is left out.
    """
    if not names or ("#ifdef" not in text and "#ifndef" not in text):
        return text
    kept: list[str] = []
    open_parts: list[bool] = []
    at = 0
    for mark in _MARK.finditer(text):
        piece = text[at : mark.start()]
        kept.append(piece if all(open_parts) else "\n" * piece.count("\n"))
        at = mark.start()
        word, said = mark.groups()
        if word == "endif":
            if open_parts:
                open_parts.pop()
        elif word == "else":
            if open_parts:
                open_parts[-1] = not open_parts[-1]
        else:
            holds = _holds(said, names)
            open_parts.append(holds if word == "ifdef" else not holds)
    piece = text[at:]
    kept.append(piece if all(open_parts) else "\n" * piece.count("\n"))
    return "".join(kept)


def _holds(said: str, names: Collection[str]) -> bool:
    """Whether one of the alternatives holds, each of which may ask for several names."""
    return any(
        all(name in names for name in _BETWEEN.split(part) if name) and part.strip() != "" for part in said.split("||")
    )
