"""Elements of pages that nobody ever sees, whatever the data: by their attributes, or by a class of a style sheet.

Where data decide (`{{…}}` that is no constant) an element may be seen, and is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

#: Elements that hold nothing and need no end.
EMPTY: Final = frozenset(
    {
        "input",
        "image",
        "icon",
        "progress",
        "checkbox",
        "radio",
        "br",
        "hr",
        "img",
        "import",
        "include",
        "slider",
        "switch",
    }
)
#: Attributes under which an element is left out where they are false: WeChat and QQ, Alipay, Douyin, Baidu, Vue.
_CONDITIONS: Final = ("wx:if", "qq:if", "a:if", "tt:if", "s-if", "ks:if", "v-if", "v-show")
_FALSE: Final = frozenset(("{{false}}", "{{0}}", "{{!1}}", "{{!true}}", "{{null}}", "{{undefined}}"))
_FALSE_IN_VUE: Final = frozenset(("false", "0", "!1", "!true", "null", "undefined"))
_HIDDEN: Final = frozenset(("hidden", "true", "{{true}}", "{{1}}", "{{!0}}"))
#: Declarations that leave nothing to be seen: no box, no ink, no size, or a place far outside of the screen.
_UNSEEN: Final = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0{0,3}\.?0{1,6}%?"
    r"|font-size\s*:\s*0(?:px|rpx|em|rem|vw)?|(?:left|top|margin-left|margin-top|text-indent)\s*:\s*-\d{4,}r?px"
    r"|transform\s*:\s*scale\(\s*0\s*\))\s*(?:!important\s*)?(?=;|$|\})",
    re.IGNORECASE,
)
#: A rule for one class alone; where it may be taken back by another it is not followed.
_RULE: Final = re.compile(r"(?:^|(?<=[};]))\s*((?:\.[\w\-]+\s*,\s*)*\.[\w\-]+)\s*(\{[^{}]*\})")
_NAME: Final = re.compile(r"\.([\w\-]+)")
_BLOCK: Final = re.compile(r"\{[^{}]*\}")
_ANY_NAME: Final = re.compile(r"\.([A-Za-z_][\w\-]*)")
_LONGEST_SHEET: Final = 1 << 20


def unseen_classes(sheets: Iterable[str]) -> frozenset[str]:
    """The classes whose elements nobody sees by the style sheets, where no other rule speaks of the class."""
    hidden: set[str] = set()
    named: Counter[str] = Counter()
    for sheet in sheets:
        names, counts = _read_sheet(sheet[:_LONGEST_SHEET])
        hidden |= names
        named.update(counts)
    return frozenset(name for name in hidden if named[name] == 1)


@lru_cache(maxsize=8)
def _read_sheet(sheet: str) -> tuple[frozenset[str], Counter[str]]:
    """The classes that one sheet hides, and how often each class is named; that of an app is asked for each page."""
    text = without(sheet, "/*", "*/")
    named = Counter(_ANY_NAME.findall(_BLOCK.sub("{}", text)))
    rules = [found for found in _RULE.finditer(text) if _UNSEEN.search(found.group(2))]
    return frozenset(name for rule in rules for name in _NAME.findall(rule.group(1))), named


def without(text: str, start: str, end: str) -> str:
    """A text without what stands between two marks; all that follows a first one without a second is left out."""
    return "".join(piece.partition(end)[2] if number else piece for number, piece in enumerate(text.split(start)))


def style_blocks(markup: str) -> list[str]:
    """The style sheets in a file of Vue."""
    return [piece.partition("</style>")[0].partition(">")[2] for piece in markup.split("<style")[1:]]


def is_never_seen(attributes: Mapping[str, str], unseen: Collection[str]) -> bool:
    """Whether nobody sees an element, and what it holds, whatever the data.

    Args:
        attributes: What it is given in the markup.
        unseen: Classes whose elements nobody sees.
    """
    if "hidden" in attributes and attributes["hidden"].replace(" ", "") in _HIDDEN:
        return True
    for name in _CONDITIONS:
        value = attributes.get(name, "").replace(" ", "")
        if value in _FALSE or (name.startswith("v-") and value in _FALSE_IN_VUE):
            return True
    style, classes = attributes.get("style", ""), attributes.get("class", "")
    if "{{" not in style and ":style" not in attributes and _UNSEEN.search(style):
        return True
    return "{{" not in classes and ":class" not in attributes and any(name in unseen for name in classes.split())
