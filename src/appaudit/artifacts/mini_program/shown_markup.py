"""Which files of markup a mini-program can show: its pages, the components that they use, and what those take in.

Paths are those of usingComponents, `<import>` and `<include>`; where one of them is made at run time, every file may be
shown. A component counts as used where any markup that is shown has an element of its name.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from html.parser import HTMLParser
from typing import Final

from appaudit.model.record import record

_EXPRESSION: Final = re.compile(r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}")
#: Parts of an app that the host shows by their place alone.
_BY_PLACE: Final = ("custom-tab-bar/index", "app-bar/index")
#: Elements that are a component which data choose.
_CHOSEN: Final = frozenset(("component", "dynamic-component"))


@record(frozen=False)
class Parts:
    """What one file of markup takes in: files, elements, and the templates that it calls.

    `is_open` says that it takes in a file, `calls_any` that it calls a template, whose name data decide.
    """

    files: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    is_open: bool = False
    calls_any: bool = False


class _Parts(HTMLParser):
    """Collects the parts of one file."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = Parts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element."""
        parts = self.parts
        parts.elements.add(tag)
        values = {name: value or "" for name, value in attrs}
        if tag in ("import", "include"):
            source = values.get("src", "")
            parts.is_open |= "{{" in source
            parts.files.append(source)
        if tag == "template" and "is" in values:
            parts.calls_any |= "{{" in values["is"]
            parts.called.add(values["is"].strip())
        parts.is_open |= tag in _CHOSEN
        parts.elements |= {value.lower() for name, value in values.items() if name.startswith("generic:")}
        parts.is_open |= any("{{" in value for name, value in values.items() if name.startswith("generic:"))


@record
class ShownMarkup:
    """The files that can be shown, and the templates of each that are called; None where all may be.

    `shared` are files that others take in: their variables are those of whoever does.
    """

    files: Collection[str] | None
    called: Mapping[str, Collection[str] | None]
    shared: Collection[str]


def shown_markup(
    markup: Mapping[str, str],
    pages: Iterable[str],
    components: Mapping[str, Mapping[str, str]],
    default: Mapping[str, str],
) -> ShownMarkup:
    """What of the markup of a mini-program can be shown.

    Args:
        markup: The text of each file of markup.
        pages: The pages of the settings, without ending.
        components: The components that a page or component names: the path of each by the name of its element.
        default: Those that every page may use.
    """
    parts = {name: _parts(text) for name, text in markup.items()}
    files = {
        name: [found for each in part.files for found in _found(markup, name, each)] for name, part in parts.items()
    }
    stems = defaultdict(list)
    for name in markup:
        stems[name.rpartition(".")[0]].append(name)
    shown: set[str] = set()
    pending = [name for page in (*pages, *_BY_PLACE) for name in stems.get(page, ())]
    is_open = not pending
    named: dict[str, set[str]] = defaultdict(set)
    elements: set[str] = set()
    while pending and not is_open:
        name = pending.pop()
        if name in shown:
            continue
        shown.add(name)
        part, stem = parts[name], name.rpartition(".")[0]
        is_open |= part.is_open
        elements |= part.elements
        for tag, path in (*default.items(), *components.get(stem, {}).items()):
            named[tag.lower()].add(path)
        pending += files[name]
        pending += [found for tag in elements & named.keys() for path in named[tag] for found in _at(stems, path)]
        pending = [each for each in pending if each not in shown]
    return ShownMarkup(
        files=None if is_open else shown,
        called={name: _called(name, parts, files) for name in markup},
        shared={each for taken in files.values() for each in taken},
    )


def _parts(text: str) -> Parts:
    parser = _Parts()
    parser.feed(_EXPRESSION.sub(lambda found: found.group().replace("<", "&lt;"), text))
    parser.close()
    return parser.parts


def _found(markup: Mapping[str, str], name: str, source: str) -> Iterator[str]:
    """The files that an address in a file may mean."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), source)) if source[:1] != "/" else source[1:]
    ending = name.rpartition(".")[2]
    exact = [each for each in (path, f"{path}.{ending}") if each in markup]
    if exact or not source:
        yield from exact
        return
    last = posixpath.basename(path).partition(".")[0]
    yield from (each for each in markup if posixpath.basename(each).partition(".")[0] == last)


def _at(stems: Mapping[str, list[str]], path: str) -> Iterator[str]:
    """The files of a component by its path, which may lie in a folder of packages or behind another name."""
    end = "/" + "/".join(path.split("/")[-2:])
    for stem, names in stems.items():
        if stem in (path, f"{path}/index") or f"/{stem}".endswith((end, f"{end}/index")):
            yield from names


def _called(name: str, parts: Mapping[str, Parts], files: Mapping[str, list[str]]) -> Collection[str] | None:
    """The templates of a file that anything calls: the file itself, and those that take it in by any way."""
    around, pending = {name}, [name]
    while pending:
        inner = pending.pop()
        found = [each for each, taken in files.items() if inner in taken and each not in around]
        around.update(found)
        pending += found
    around |= {each for other in around for each in files[other]}
    if any(parts[each].calls_any for each in around):
        return None
    return {called for each in around for called in parts[each].called}
