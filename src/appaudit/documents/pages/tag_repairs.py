"""Markup as browsers take it where libxml2 takes it otherwise: what it closes early and browsers keep open.

https://html.spec.whatwg.org/multipage/parsing.html (13.2.5.32 on a slash at the end of a start tag, 13.2.4.3 on
formatting elements that are opened again, 13.2.6.4.7 on a second `<body>`), checked 2026-12-01, not opened. A slash at
the end of `<div/>` closes nothing; `<font>` that nobody ends goes on behind the paragraph that it began in; what a
second `<body>` says holds for the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml import html as lxml_html

#: A comment, what stands in an element without markup, or a tag.
_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|(?P<raw><(?P<kind>script|style|textarea|title|xmp|iframe|noembed|noframes)\b[^<>]*(?<!/)>).*?(?=</(?P=kind)\b|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*+)"
    r"(?P<rest>(?:\s|/(?!>)|=\s*+(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]++)|[^\s\"'<>/=]++|[\"'=])*+)(?P<slash>/?)>",
    re.I | re.S,
)
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_WITHOUT_MARKUP: Final = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript")
)
#: Elements in which the rules of XML hold.
_FOREIGN: Final = frozenset(("svg", "math"))
_FORMATTING: Final = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
#: Attributes by which a formatting element may hide what is in it, and elements that strike it out.
_HIDES: Final = re.compile(r"(?:^|[\s/\"'])(?:style|class|id|color|size|hidden|aria-hidden|dir)\b", re.I)
_STRIKES: Final = frozenset(("s", "strike"))
#: Elements that end what was opened in them, and those of them that browsers open nothing again behind.
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        *("caption", "button", "object", "marquee"),
    )
)
_MARKERS: Final = frozenset(("td", "th", "caption", "object", "marquee", "table"))
#: Elements of which nothing is seen, before which nothing is opened again.
_UNSEEN: Final = frozenset(("script", "style", "link", "meta", "title", "template", "noscript", "head", "base"))
#: Elements that the next of their kind ends.
_ENDED_BY_NEXT: Final = frozenset(("p", "li", "dt", "dd", "tr"))
_TABLE_PARTS: Final = frozenset(("table", "tbody", "thead", "tfoot", "tr"))
_XML: Final = re.compile(r"\s*<\?xml\b")
#: Elements that are open at once, and those that are opened again; more is no page of a policy.
_MOST_OPEN: Final = 500
_MOST_AGAIN: Final = 3


@dataclass
class Repaired:
    """Markup, and the attributes of every `<html>` and `<body>` in it."""

    markup: str
    attributes: dict[str, list[str]] = field(default_factory=dict)

    def hand_over(self, root: lxml_html.HtmlElement) -> None:
        """Give the page and its body the attributes that only later tags of them have."""
        for name, texts in self.attributes.items():
            element = root if root.tag == name else root.find(name)
            for text in texts[:_MOST_AGAIN] if element is not None else ():
                try:
                    told = lxml_html.fragment_fromstring(f"<div {text}></div>").attrib
                except (etree.LxmlError, ValueError, AssertionError):
                    continue
                for key, value in told.items():  # a brace that begins a name is that of a name space to lxml
                    if not key.startswith("{") and key not in element.attrib:
                        element.set(key, value)


def repaired(markup: str, *, is_component: bool = False) -> Repaired:
    """The markup of a page, as browsers take it; in a component, a slash at the end of a tag ends it."""
    repairs = _Repairs(is_xml=_XML.match(markup) is not None, is_component=is_component)
    written, last = [], 0
    for token in _TOKEN.finditer(markup):
        written.append(repairs.text(markup[last : token.start()]))
        written.append(repairs.tag(token) if token["name"] else token.group())
        last = token.end()
    written.append(repairs.text(markup[last:]))
    return Repaired("".join(written), repairs.attributes)


@dataclass
class _Repairs:
    """Follows the tags of a page."""

    is_xml: bool
    is_component: bool
    attributes: dict[str, list[str]] = field(default_factory=dict)
    open: list[tuple[str, str]] = field(default_factory=list)
    """Blocks and formatting elements that are open: name, and start tag of the latter that may hide."""
    again: list[tuple[str, str]] = field(default_factory=list)
    """Formatting elements that browsers open again before the next text."""
    before: list[tuple[int, list[tuple[str, str]]]] = field(default_factory=list)
    """What was to be opened again when a cell or the like began, which keeps it out, by its place among the open."""
    foreign: int = 0

    def text(self, text: str) -> str:
        """Text, behind what is opened again before it."""
        return self._opened_again() + text if self.again and text.strip() else text

    def _opened_again(self) -> str:
        """The start tags of what is opened again here."""
        if not self.again or (self.open and self.open[-1][0] in _TABLE_PARTS):
            return ""
        opened, self.again = self.again, []
        self.open += opened
        return "".join(start for _, start in opened)

    def tag(self, token: re.Match[str]) -> str:
        """One tag, with what browsers take it for."""
        name, is_end, tag = token["name"].lower(), bool(token["end"]), token.group()
        if name in _FOREIGN:
            self.foreign = max(0, self.foreign + (-1 if is_end else 0 if token["slash"] else 1))
        if self.foreign:
            return tag
        if is_end:
            return self._ended(name) + tag
        if name in ("html", "body"):
            self.attributes.setdefault(name, []).append(token["rest"])
        is_kept = self.is_component or name in _VOID or (self.is_xml and name in _WITHOUT_MARKUP)
        if token["slash"] and not is_kept:
            tag = f"<{token['name']}{token['rest']}>"
        before = "" if name in _BLOCKS or name in _UNSEEN else self._opened_again()
        may_hide = name in _FORMATTING and (name in _STRIKES or _HIDES.search(token["rest"]) is not None)
        is_next = name in _ENDED_BY_NEXT and bool(self.open) and self.open[-1][0] == name
        if (name in _BLOCKS or name in _FORMATTING) and not is_next and len(self.open) < _MOST_OPEN:
            if name in _MARKERS:
                self.before.append((len(self.open), self.again))
                self.again = []
            self.open.append((name, tag if may_hide else ""))
        return before + tag

    def _ended(self, name: str) -> str:
        """Take an end tag; gives the end tags of what it ends besides, and keeps what is opened again."""
        self.again = [each for each in self.again if each[0] != name]
        if name not in _BLOCKS and name not in _FORMATTING:
            return ""
        place = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at][0] == name), None)
        if place is None:
            return ""
        if name in _FORMATTING:
            del self.open[place]
            return ""
        inside = self.open[place + 1 :]
        del self.open[place:]
        if name in _MARKERS:
            while self.before and self.before[-1][0] >= place:
                self.again = self.before.pop()[1]
            return ""
        kept = [each for each in inside if each[1]]
        self.again = [*self.again, *kept][-_MOST_AGAIN:]
        return "".join(f"</{each}>" for each, _ in reversed(kept))
