"""The texts of pages in source folders: what stands between tags and in attributes that people read.

Markup of mini-programs is HTML with other tags, so the tolerant parser of the standard library reads it; what stands in
`{{…}}` is an expression, of which only constants are words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Final

from appaudit.artifacts.mini_program.never_seen import EMPTY, branch, is_never_seen, unseen_classes, without
from appaudit.artifacts.mini_program.page_data import UNKNOWN, Values
from appaudit.model.artifact import Text
from appaudit.model.facts.conduct import CheckBoxFact
from appaudit.model.location import Location

#: Attributes whose values people read.
_SHOWN: Final = frozenset(
    {"placeholder", "title", "content", "label", "confirm-text", "cancel-text", "text", "alt", "desc"}
)
_EXPRESSION: Final = re.compile(r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}")
_CONSTANT: Final = re.compile(r"'([^'\\\n]*)'|\"([^\"\\\n]*)\"")
#: Names that markup gives to the items of its lists and to scripts of the view.
_OWN: Final = re.compile(
    r"""(?:for-item|for-index|module|slot-scope|let:\w+|slot:\w+|name|from)\s*=\s*["'{\s]*([A-Za-z_$][\w$]*)"""
    r"""|(?:s-for|v-for)\s*=\s*["'({\s]*([A-Za-z_$][\w$]*)"""
)
_WEB_VIEW: Final = re.compile(r"<web-view\b[^>]{0,2000}>")
_SOURCE: Final = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')""")
#: What makes a page more than a frame around a page of the web.
_OTHER_ELEMENT: Final = re.compile(r"<(?!/|web-view\b|view\b|block\b|page-meta\b|template\b|script\b|style\b)\w")
#: Elements whose content is no text of the page.
_NO_TEXT: Final = frozenset({"script", "style", "wxs", "sjs", "filter", "import-sjs"})
_BOXES: Final = frozenset({"checkbox", "radio", "van-checkbox", "u-checkbox", "uni-checkbox"})
#: Texts of one box, and characters of each, that are kept.
_MOST: Final = 3
_LONGEST: Final = 200


class PageTexts(HTMLParser):
    """Collects the texts of one page, and the boxes that it ticks or leaves to be ticked.

    What an element holds that nobody can ever see, whatever the data, is no text of the page.
    """

    def __init__(
        self,
        place: str,
        unseen: Collection[str] = (),
        values: Values | None = None,
        called: Collection[str] | None = None,
    ) -> None:
        super().__init__(convert_charrefs=True)
        self.place = place
        self._unseen = unseen
        self._values = values
        self._called = called
        self._around: list[str] = []
        self._count: Counter[str] = Counter()
        self._settled: list[bool] = [False]
        self._hidden: list[str] = []
        self.texts: list[Text] = []
        self._boxes: list[tuple[bool, int, list[str]]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that people read."""
        values = {name: value or "" for name, value in attrs}
        if ("hidden", None) in attrs:
            values["hidden"] = "true"
        if tag in _NO_TEXT:
            self._open.append(tag)
        never = self._is_never_seen(tag, values)
        if tag not in EMPTY and (self._hidden or never):
            self._hidden.append(tag)
        if tag not in EMPTY:
            self._around.append(tag)
            self._count[tag] += 1
            self._settled.append(False)
        for name, value in values.items():
            if name.lstrip(":") in _SHOWN:
                self._add(value)
        if tag in _BOXES:
            self._boxes.append(
                (_is_ticked(values), self.getpos()[0], [_plain(values.get("id")), _plain(values.get("value"))])
            )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As a beginning tag; it holds nothing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element whose content is no text."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        while self._count[tag]:
            last = self._around.pop()
            self._settled.pop()
            self._count[last] -= 1
            if last == tag:
                break
        if tag in self._hidden:
            # What was left open inside of it ends with it.
            del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Take a text between tags."""
        if not self._open:
            self._add(data)

    def _is_never_seen(self, tag: str, values: Mapping[str, str]) -> bool:
        """Whether nobody sees an element: by itself, behind a branch that is always taken, in a template never called.

        What a template says of its variables is left to whoever calls it.
        """
        if tag == "template" and self._called is not None and "name" in values:
            return values["name"].strip() not in self._called
        known = None if self._count["template"] else self._values
        if is_never_seen(values, self._unseen, known):
            return True
        found = branch(values, known)
        is_behind = found is not None and found[0] and self._settled[-1]
        self._settled[-1] = found is not None and (found[1] or is_behind)
        return is_behind

    def check_boxes(self) -> list[CheckBoxFact]:
        """One fact for each box that stands on the page."""
        return [
            CheckBoxFact(
                layout=self.place,
                view=names[0],
                checked=is_ticked,
                texts=tuple(text for text in names[1:] if text)[:_MOST],
                location=Location(path=self.place, line=line),
                extractor="mini_program.markup",
            )
            for is_ticked, line, names in self._boxes
        ]

    def _add(self, text: str) -> None:
        if self._hidden:
            return
        for piece in (_EXPRESSION.sub(" ", text), *_constants(text)):
            shown = " ".join(piece.split())
            if not shown:
                continue
            self.texts.append(Text(place=self.place, text=shown))
            for _, _, names in self._boxes[-1:]:  # a label stands around its box or right after it
                if len(names) < _MOST + 2:
                    names.append(shown[:_LONGEST])


def page_texts(
    markup: str,
    place: str,
    styles: Iterable[str] = (),
    values: Values | None = None,
    called: Collection[str] | None = None,
) -> PageTexts:
    """The texts of one page; whatever is wrong with its markup, what can be read is read.

    Args:
        markup: The page.
        place: Where it lies.
        styles: The style sheets that apply to it.
        values: What is known of its variables.
        called: The templates in it that anything calls, where that is known.
    """
    parser = PageTexts(place, unseen_classes(styles), _without_own(markup, values), called)
    # A comparison in an expression is no tag.
    parser.feed(_EXPRESSION.sub(lambda found: found.group().replace("<", "&lt;"), markup))
    parser.close()
    return parser


def _without_own(markup: str, values: Values | None) -> Values | None:
    """What is known of variables that the markup itself gives no other value: items of lists, scripts of the view."""
    own = {"item", "index", *(name for found in _OWN.findall(markup) for name in found)}
    return None if values is None else lambda name: UNKNOWN if name in own else values(name)


def web_page(markup: str) -> str:
    """The address of the page of the web that is all of a page, as it is written; empty where there is more."""
    found = _WEB_VIEW.search(markup)
    if found is None or _OTHER_ELEMENT.search(without(markup, "<!--", "-->")):
        return ""
    address = _SOURCE.search(found.group())
    return (address.group(1) or address.group(2))[:_LONGEST] if address else "?"


def _constants(text: str) -> Iterator[str]:
    for expression in _EXPRESSION.findall(text):
        for found in _CONSTANT.finditer(expression):
            yield found.group(1) or found.group(2) or ""


def _plain(value: str | None) -> str:
    """A value that is written out; one that data decide is none."""
    return "" if value is None or "{{" in value else value


def _is_ticked(values: dict[str, str]) -> bool:
    """Whether a box is ticked by its markup alone; where data decide, nothing is said."""
    if "checked" not in values:
        return False
    return values["checked"].replace(" ", "") in ("", "true", "checked", "{{true}}")
