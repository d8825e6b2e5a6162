"""Navigation graphs: which page of one is shown first, and where its actions lead.

The host shows the start destination of a graph, and of a graph within it that one's; other pages come when somebody
goes there. https://developer.android.com/guide/navigation/design, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.artifacts.apk.axml import CLASS_NAME, TYPE_REFERENCE, Element
from appaudit.model.record import record

#: `android:id` and `android:name`: https://developer.android.com/reference/android/R.attr, checked 2026-11-30, not
#: opened.
_ID, _NAME = 0x010100D0, 0x01010003
_GRAPH, _INCLUDE, _ACTION = "navigation", "include", "action"
#: Graphs within graphs that are followed.
_MOST_WITHIN: Final = 8
#: What every such document holds, in either coding of texts.
_MARKS: Final = tuple(
    tuple(text.encode(coding) for coding in ("utf-8", "utf-16-le")) for text in (_GRAPH, "startDestination")
)


@record
class NavigationGraph:
    """The classes that a graph names: `first` of the pages that are shown first, and of all its pages in `pages`.

    `by_action` are those to which an action leads, and `by_page` those which a destination shows, by its number;
    `graphs` the documents that are shown first within it, `others` those that are not.
    """

    first: tuple[str, ...]
    pages: tuple[str, ...]
    by_action: dict[int, tuple[str, ...]]
    by_page: dict[int, tuple[str, ...]]
    graphs: tuple[int, ...]
    others: tuple[int, ...]


def may_be_graph(data: bytes) -> bool:
    """Whether a compiled document may be a graph, by the words in it."""
    return all(any(coded in data for coded in mark) for mark in _MARKS)


def navigation_graph(root: Element) -> NavigationGraph | None:
    """What a document says of its pages; None for one that is no graph, or says not which page is first."""
    if root.name != _GRAPH or not _beginnings(root):
        return None
    elements = {_number(each, _ID): each for each in root.walk() if each is not root and each.name != _ACTION}
    first = list(_first(root))
    graphs = tuple(number for each in first if each.name == _INCLUDE for number in _referred(each))
    all_graphs = [number for each in root.walk() if each.name == _INCLUDE for number in _referred(each)]
    by_page = {number: names for number, each in elements.items() if number and (names := _names(_first(each)))}
    by_action: dict[int, tuple[str, ...]] = {}
    for action in root.walk():
        number = _number(action, _ID)
        if action.name == _ACTION and number:
            led = [name for other in _referred(action) for name in by_page.get(other, ())]
            by_action[number] = tuple(dict.fromkeys((*by_action.get(number, ()), *led)))
    return NavigationGraph(
        first=_names(first),
        pages=_names(root.walk()),
        by_action=by_action,
        by_page=by_page,
        graphs=graphs,
        others=tuple(number for number in all_graphs if number not in graphs),
    )


def _beginnings(graph: Element) -> list[Element]:
    """The pages or graphs of a graph that one of its attributes names: its start destination."""
    named = set(_referred(graph))
    return [each for each in graph.children if each.name != _ACTION and _number(each, _ID) in named]


def _first(element: Element, depth: int = 0) -> Iterator[Element]:
    """The pages that are shown where an element is; a graph within one shows its own first page."""
    if element.name != _GRAPH or depth > _MOST_WITHIN:
        yield element
        return
    for each in _beginnings(element) or element.children:
        if each.name != _ACTION:
            yield from _first(each, depth + 1)


def _referred(element: Element) -> list[int]:
    """The resources that attributes of an element refer to, beside its own number."""
    values = ((key, value) for key, value in element.attributes.items() if key != _ID)
    return [value.data for _, value in values if value.type == TYPE_REFERENCE]


def _number(element: Element, attribute: int) -> int:
    value = element.attributes.get(attribute)
    return value.data if value is not None else 0


def _names(elements: Iterator[Element] | list[Element]) -> tuple[str, ...]:
    values = (each.attributes.get(_NAME) for each in elements if each.name != _ACTION)
    return tuple(dict.fromkeys(value.text for value in values if value and CLASS_NAME.fullmatch(value.text)))
