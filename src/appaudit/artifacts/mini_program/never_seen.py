"""Elements of pages that nobody ever sees, whatever the data: by their attributes, or by a class of a style sheet.

Where data decide (`{{…}}` that is no constant, nor made of what a page never changes) an element may be seen, and is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from appaudit.artifacts.mini_program.page_data import UNKNOWN, Values, expression, is_certainly

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
#: The later branches of a condition, and lists whose items an element is repeated for.
_OTHERWISE: Final = ("wx:elif", "qq:elif", "a:elif", "tt:elif", "s-elif", "ks:elif")
_ELSE: Final = ("wx:else", "qq:else", "a:else", "tt:else", "s-else", "ks:else")
_LISTS: Final = ("wx:for", "qq:for", "a:for", "tt:for", "s-for", "ks:for")
_WHOLE: Final = re.compile(r"\s*\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}\s*")
_EXPRESSION: Final = re.compile(r"\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}")
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


def is_never_seen(attributes: Mapping[str, str], unseen: Collection[str], values: Values | None = None) -> bool:
    """Whether nobody sees an element, and what it holds, whatever the data.

    Args:
        attributes: What it is given in the markup.
        unseen: Classes whose elements nobody sees.
        values: What is known of the variables of the page.
    """
    if "hidden" in attributes and attributes["hidden"].replace(" ", "") in _HIDDEN:
        return True
    for name in _CONDITIONS:
        value = attributes.get(name, "").replace(" ", "")
        if value in _FALSE or (name.startswith("v-") and value in _FALSE_IN_VUE):
            return True
    if values is not None and _is_left_out(attributes, values):
        return True
    style, classes = _filled(attributes.get("style", ""), values), _filled(attributes.get("class", ""), values)
    if "{{" not in style and ":style" not in attributes and _UNSEEN.search(style):
        return True
    return "{{" not in classes and ":class" not in attributes and any(name in unseen for name in classes.split())


def branch(attributes: Mapping[str, str], values: Values | None) -> tuple[bool, bool] | None:
    """Whether an element is a later branch of a condition, and whether its own certainly holds; None without one."""
    if any(name in attributes for name in _ELSE):
        return True, True
    for names in (_OTHERWISE, _CONDITIONS):
        for name in names:
            if name in attributes and not name.startswith("v-"):
                holds = values is not None and is_certainly(_value(attributes[name], values), truth=True)
                return names is _OTHERWISE, holds
    return None


def _is_left_out(attributes: Mapping[str, str], values: Values) -> bool:
    """Whether an element is never there by what is known of the variables that decide about it."""
    if is_certainly(_value(attributes.get("hidden", ""), values), truth=True):
        return True
    for name in (*_CONDITIONS, *_OTHERWISE):
        if name in attributes and is_certainly(_value(attributes[name], values), truth=False):
            return True
    lists = [_value(attributes[name], values) for name in _LISTS if name in attributes]
    return any(each is not UNKNOWN and not each for each in lists)


def _value(text: str, values: Values) -> object:
    """What an attribute is that is one expression."""
    found = _WHOLE.fullmatch(text)
    return expression(found.group(1), values) if found else UNKNOWN


def _filled(text: str, values: Values | None) -> str:
    """A text with its expressions filled in, as far as they are known."""
    if values is None or "{{" not in text:
        return text

    def fill(found: re.Match[str]) -> str:
        value = expression(found.group(1), values)
        return value if isinstance(value, str) else "" if value is None else found.group()

    return _EXPRESSION.sub(fill, text)
