"""Pages as apps are written with components: files of Vue, the markup of mini-programs (WXML), parts of JSX.

What a page shows stands in the `template` of a Vue file, whose script is left out: a text that a script fills in is not
there. `view` is a block and `text` runs on, but for the lines of a column: where nothing stands beside elements they
are a line each. What is never shown is left out, by its condition or by the styles of the file.

https://vuejs.org/api/sfc-spec.html, https://uniapp.dcloud.net.cn/component/view.html, checked 2026-11-29, not opened.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import html
from lxml.html import defs

from appaudit.documents.blocks import ParsedText
from appaudit.documents.encoding import decode_text
from appaudit.documents.pages.html import parse_html

ORDER = 40
SUFFIXES = (".vue", ".wxml")
_HEAD: Final = 60_000
_TEMPLATE, _END = "<template", "</template>"
#: What may stand before it, the mark of the order of bytes among them, also where nothing was decoded.
_SPACE: Final = " \t\r\n\ufeff\xef\xbb\xbf"
_BLOCKS: Final = (
    *("view", "scroll-view", "swiper", "swiper-item", "cover-view"),
    *("page", "block", "rich-text", "template"),
)
_RUNNING: Final = ("text", "navigator", "label", "van-cell", "u-text")
#: A component of one's own, which has a large letter where elements of HTML have none, and how many make such a page.
_COMPONENT: Final = re.compile(r"</(?P<name>[A-Z][A-Za-z0-9]{1,40})>")
_FEWEST_COMPONENTS: Final = 4
#: The elements of mini-programs with which a part of such a page begins, whatever it is called.
_BEGINS: Final = re.compile(r"\s*<(?:(?:scroll-|cover-)?view|text)[\s>]")
#: Texts that hold components between lines of their own form.
_MARKDOWN: Final = (".md", ".mdx", ".markdown")
#: Conditions under which an element is never shown.
_NEVER: Final = {"v-if": "false", "v-show": "false", "wx:if": "{{false}}"}


def accepts(name: str, data: bytes) -> bool:
    """By what it begins with, by its name, or by the components that it is made of."""
    head = data[:_HEAD].decode("latin-1")
    if _begin_of(head) >= 0 or _BEGINS.match(head) or (name.lower().endswith(SUFFIXES) and "<" in head):
        return True
    return not name.lower().endswith(_MARKDOWN) and bool(_components_of(head))


def read(name: str, data: bytes) -> ParsedText:
    """Give the text that such a page shows.

    Raises:
        ExtractionError: The bytes are no text, or no page.
    """
    text, encoding = decode_text(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    begin, end = _begin_of(text), text.rfind(_END)
    first = text.find(">", begin) + 1 if 0 <= begin < end else 0
    shown = text[first:end] + text[end + len(_END) :] if first else text
    page = f"{text.count(chr(10), 0, first) * chr(10)}<html><body>{shown}</body></html>"
    components = _components_of(text)
    return parse_html(page, name, encoding, lambda root: _as_shown(root, components))


def _begin_of(text: str) -> int:
    """Where the template begins that a file begins with, behind comments; -1 where it does not."""
    position, end = 0, len(text)
    while position < end:
        if text[position] in _SPACE:
            position += 1
        elif text.startswith("<!--", position) and (close := text.find("-->", position)) >= 0:
            position = close + 3
        else:
            break
    name = text[position : position + len(_TEMPLATE) + 1].lower()
    return position if name[:-1] == _TEMPLATE and name[-1] in f">{_SPACE}" else -1


def _components_of(text: str) -> frozenset[str]:
    """The names, in small letters, of the components that a text is made of which begins with one; none elsewhere."""
    start = text.lstrip(_SPACE)
    found = [match["name"] for match in _COMPONENT.finditer(text) if not _is_of_html(match["name"])]
    is_page = len(found) >= _FEWEST_COMPONENTS and any(start.startswith(f"<{name}") for name in found)
    return frozenset(name.lower() for name in found) if is_page else frozenset()


def _is_of_html(name: str) -> bool:
    """Whether a name is that of an element of HTML in capitals, as old pages write them."""
    return name.isupper() and name.lower() in defs.tags


def _as_shown(root: html.HtmlElement, components: frozenset[str]) -> None:
    """Make elements of HTML of those of components, hide what is never shown, and leave out styles that are no CSS."""
    for element in root.iter():
        if any((element.get(key) or "").replace(" ", "") == value for key, value in _NEVER.items()):
            element.set("hidden", "")
        if element.tag == "style" and element.get("lang"):
            element.text = ""
    with_text: dict[html.HtmlElement, bool] = {}
    for element in root.iter(*_BLOCKS, *_RUNNING, *components):
        parent = element.getparent()
        if parent is not None and parent not in with_text:
            with_text[parent] = _has_text(parent)
        stands_alone = parent is None or not with_text[parent]
        element.tag = "div" if element.tag in _BLOCKS or stands_alone else "span"


def _has_text(element: html.HtmlElement) -> bool:
    """Whether anything stands in an element beside the elements in it."""
    return any(text.strip() for text in (element.text or "", *(child.tail or "" for child in element)))
