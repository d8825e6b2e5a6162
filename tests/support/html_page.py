"""Renders and reads pages: a small part of CSS selectors over lxml, and the words one reader sees."""

from __future__ import annotations

import re

from lxml import html

from appaudit.model.report import Report
from appaudit.report import renderers

_PART = re.compile(
    r"(?P<tag>^[a-z0-9]+)|#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)"
    r"|\[(?P<attribute>[\w-]+)(?:\^?='(?P<value>[^']*)')?\]"
)


def render(report: Report, language: str = "zh") -> str:
    """The HTML report on what was found."""
    text = renderers.render("html", report, language)
    assert isinstance(text, str)
    return text


def select(element: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The descendants that fit `tag`, `.class`, `#id`, `[name]`, `[name^='start']`, combined by space or `>`."""
    path, axis = ".", "//"
    for word in selector.split():
        if word == ">":
            axis = "/"
            continue
        path += axis + _step(word)
        axis = "//"
    return element.xpath(path)


def _step(word: str) -> str:
    tag, tests = "*", []
    for part in _PART.finditer(word):
        if part["tag"]:
            tag = part["tag"]
        elif part["id"]:
            tests.append(f"@id='{part['id']}'")
        elif part["class"]:
            tests.append(f"contains(concat(' ', @class, ' '), ' {part['class']} ')")
        elif part["value"] is None:
            tests.append(f"@{part['attribute']}")
        else:
            tests.append(f"starts-with(@{part['attribute']}, '{part['value']}')")
    return tag + "".join(f"[{test}]" for test in tests)


def words(element: html.HtmlElement, language: str = "zh") -> str:
    """The text of an element as a reader of one language sees it, with single spaces."""
    other = "en" if language == "zh" else "zh"
    return " ".join("".join(_visible(element, other)).split())


def _visible(element: html.HtmlElement, hidden_language: str) -> list[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return []
    if element.tag == "span" and element.get("lang") == hidden_language:
        return []
    parts = [element.text or ""]
    for child in element:
        parts += _visible(child, hidden_language)
        parts.append(child.tail or "")
    return parts
