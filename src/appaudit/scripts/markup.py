"""Markup of pages: which functions it binds, and what it reads by itself: open abilities, inputs, elements.

Markup of mini-programs is HTML with other tags. In packages of WeChat it is compiled to calls that name values of a
list by number; read from 16 packages, 2026-11-27.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from html.parser import HTMLParser
from typing import Final, NamedTuple

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.record import record
from appaudit.scripts.conditional import built_for
from appaudit.scripts.made_kinds import MadeKind, is_made, kinds_of, texts_given
from appaudit.scripts.sources import MarkupFile, ScriptFile, ScriptProgram, suffix_of, without_suffix
from appaudit.scripts.syntax import unescaped
from appaudit.scripts.taken_in_markup import pages_of_markup

_EXPRESSION: Final = re.compile(r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}")
_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")
_OPTIONS: Final = re.compile(r"\['([A-Za-z_$][\w$]*)'")
_LISTS: Final = re.compile(r"function (gz\$gwx\w*_\d+)\(\)\s*\{")
_VALUE: Final = re.compile(r"Z\((z\[\d+\]|\[.*?\])\)(?=\s*(?:Z\(|\}\)|$))", re.DOTALL)
_TEXT: Final = re.compile(r"\[[13],'((?:[^'\\]|\\.)*)'\]")
_PATHS: Final = re.compile(r"\bvar x\s*=\s*\[((?:'(?:[^'\\]|\\.)*',?)+)\]")
_PAGE: Final = re.compile(
    r"(?:\bvar (m\d+)|\bd_\[x\[(\d+)\]\]\[[^\]\n]{1,200}\])=function\([\w,]*\)\{\s*(?:var z=(gz\$gwx\w*_\d+)\(\))?"
)
_ENTRY: Final = re.compile(r"e_\[x\[(\d+)\]\]=\{f:(m\d+)")
_MADE: Final = re.compile(r"_mz\(z,'([\w-]+)',\[([^\]]*)\]|\b(\w+)=_n\('([\w-]+)'\)|_rz\(z,(\w+),'([\w:-]+)',(-?\d+)")
_ATTRIBUTE: Final = re.compile(r"'([\w:-]+)',(-?\d+)")
_LONGEST: Final = 6 << 20
_CONSTANT: Final = re.compile(r"['\"]([^'\"]+)['\"]")
_LONGEST_LABEL: Final = 40
#: What makes an input write what is entered into the data of its page, and the name of a variable there.
_WRITES: Final = re.compile(r"(?:model:(?:value|checked)|vmodel(?:[.:].*)?)$")
_FIELD: Final = re.compile(r"(?:\{\{)?\s*((?:[A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*)\s*(?:\}\})?")
#: Events of inputs that hand over what was written, the one that does so last at first.
_EVENTS_OF_INPUTS: Final = ("confirm", "blur", "change", "input")


@record
class MarkupUse:
    """Something that markup reads or asks for by itself, and the function it hands it to.

    `api` is `open-type:getPhoneNumber`, `input:nickname`, `element:camera` or, with the text that stands in an input,
    `field:请输入手机号`, where `data` is what it asks for; `page` is the page without suffix, `kept` the names of the
    field of its data into which an input writes by itself.
    """

    api: str
    handler: str
    path: str
    line: int
    page: str
    data: str = ""
    kept: tuple[str, ...] = ()


class Element(NamedTuple):
    """An element as it is written: its name, its attributes, and where it stands."""

    tag: str
    attributes: Mapping[str, str]
    path: str
    line: int
    page: str


@record(frozen=False)
class MarkupReading:
    """What markup holds: `uses`, the names of functions it binds, by page, and of those that get whole forms.

    `made` are the kinds of elements that data choose, `unknown` the files in which nobody can tell one of them.
    """

    uses: list[MarkupUse] = field(default_factory=list)
    made: list[MadeKind] = field(default_factory=list)
    labelled: list[tuple[str, MarkupUse]] = field(default_factory=list)
    """Inputs with the name of the variable that says their text."""
    unknown: list[str] = field(default_factory=list)
    handlers: list[tuple[str, str]] = field(default_factory=list)
    bound: list[tuple[str, str, str]] = field(default_factory=list)
    """Page, event and function of what markup binds."""
    submits: dict[str, str] = field(default_factory=dict)


class _Elements(HTMLParser):
    """The elements of one file with their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))


def read_markup(
    program: ScriptProgram, words: ScriptWords, wanted: Iterable[str], platform: Collection[str] = ()
) -> MarkupReading:
    """What all markup of a program binds and reads.

    Args:
        program: The program.
        words: Names in scripts.
        wanted: Interfaces that the catalogue knows, elements among them.
        platform: What is defined on the platform, by which parts for other platforms are left out.
    """
    elements = elements_of(wanted)
    found = MarkupReading()
    pages = pages_of_markup({file.path: file.text for file in program.markup if len(file.text) <= _LONGEST})
    held = (MarkupFile(path=item.path, text=item.text) for item in program.files if _may_hold(item))
    for file in (*program.markup, *held):
        if len(file.text) > _LONGEST:
            continue
        if "$gwx" in file.text and "gz$gwx" in file.text:
            for page, tag, attributes in _compiled(file.text):
                made = Element(tag, attributes, file.path, 0, page or without_suffix(file.path))
                take(found, words, elements, made)
        elif suffix_of(file.path) not in (".js", ".html"):
            parser = _Elements()
            text = built_for(file.text, platform)
            parser.feed(_EXPRESSION.sub(lambda part: part.group().replace("<", "&lt;"), text))
            parser.close()
            for tag, attributes, line in parser.found:
                for page in pages.get(file.path) or (without_suffix(file.path),):
                    take(found, words, elements, Element(tag, attributes, file.path, line, page))
    _take_made(found, program, words)
    found.uses = with_forms(found)
    found.uses.sort(key=lambda use: (use.path, use.page, use.line, use.api, use.handler))
    return found


def _take_made(found: MarkupReading, program: ScriptProgram, words: ScriptWords) -> None:
    """Add the kinds of elements and the texts of inputs that data choose, as the scripts of their pages say them."""
    is_asked = bool(found.made or found.labelled)
    scripts = {without_suffix(file.path): file.text for file in program.files} if is_asked else {}
    for variable, use in found.labelled:
        for label in texts_given(variable, scripts.get(use.page, "")):
            if data := words.asked_by(label):
                found.uses.append(replace(use, api=f"field:{label[:_LONGEST_LABEL]}", data=data))
    for made in found.made:
        kinds, is_open = kinds_of(made, scripts)
        handlers = dict(made.handlers)
        how = "open-type" if made.attribute == "opentype" else made.tag
        found.uses += [
            MarkupUse(
                api=f"{how}:{kind}",
                handler=handlers.get(kind.lower(), "") if how == "open-type" else "",
                path=made.path,
                line=made.line,
                page=made.page,
            )
            for kind in kinds
        ]
        found.unknown += [made.path] if is_open else []


def with_forms(found: MarkupReading) -> list[MarkupUse]:
    """The uses; a field of a page that has a form is handed to the function that gets the form."""
    submits = found.submits
    return [replace(use, handler=submits[use.page]) if use.data and use.page in submits else use for use in found.uses]


def _may_hold(file: ScriptFile) -> bool:
    return suffix_of(file.path) in (".vue", ".nvue", ".uvue") or "gz$gwx" in file.text


def elements_of(wanted: Iterable[str]) -> frozenset[str]:
    """The elements in small letters that are interfaces by themselves, of the names of interfaces."""
    return frozenset(name.partition(":")[2].lower() for name in wanted if name.startswith("element:"))


def take(found: MarkupReading, words: ScriptWords, elements: frozenset[str], element: Element) -> None:
    """Add what one element binds and reads."""
    tag, attributes, path, line, page = element
    bound: dict[str, str] = {}
    for name, value in attributes.items():
        if name.lower() == "data-event-opts":
            found.handlers += [(page, inner) for inner in _OPTIONS.findall(value)]
            continue
        event = _event(name.lower(), words)
        handler = _NAME.match(value.strip())
        if event and handler:
            bound[event] = handler.group()
            found.handlers.append((page, handler.group()))
            found.bound.append((page, event, handler.group()))
    plain = {name.lower().replace("-", ""): value for name, value in attributes.items()}
    opened = plain.get("opentype") or plain.get(":opentype", "").strip("'\"")
    apis: list[tuple[str, str]] = []
    written = {"opentype": plain.get("opentype", ""), "type": plain.get("type", "") if tag == "input" else ""}
    found.made += [
        MadeKind(attribute=name, written=text, tag=tag, page=page, path=path, line=line, handlers=tuple(bound.items()))
        for name, text in written.items()
        if is_made(text)
    ]
    if opened and not is_made(opened):
        apis += [(f"open-type:{kind}", bound.get(kind.lower(), "")) for kind in _NAME.findall(opened)]
    scope = plain.get("scope", "")
    if scope and opened == "getAuthorize":
        apis.append((f"open-type:getAuthorize:{scope}", bound.get("getauthorize", "")))
    if tag == "input" and plain.get("type") and not is_made(plain["type"]):
        apis.append((f"input:{plain['type']}", ""))
    if tag.lower() in elements:
        apis.append((f"element:{tag.lower()}", ""))
    found.uses += [MarkupUse(api=api, handler=handler, path=path, line=line, page=page) for api, handler in apis]
    if tag == "form" and "submit" in bound:
        found.submits.setdefault(page, bound["submit"])
    if tag.lower().endswith(words.inputs) and "disabled" not in plain:
        label = next((text for name in words.labels if (text := _shown(plain.get(name, "")))), "")
        taker = next((bound[event] for event in _EVENTS_OF_INPUTS if event in bound), "")
        use = MarkupUse(api="", handler=taker, path=path, line=line, page=page, kept=_written_by(plain))
        if data := words.asked_by(label):
            found.uses.append(replace(use, api=f"field:{label}", data=data))
        for variable in () if label else filter(None, (_variable(plain, name) for name in words.labels)):
            found.labelled.append((variable, use))


def _written_by(plain: Mapping[str, str]) -> tuple[str, ...]:
    """The field of the data that an input writes by itself: `model:value="{{phone}}"`, `v-model="form.phone"`."""
    written = next((value for name, value in plain.items() if _WRITES.match(name)), "")
    found = _FIELD.fullmatch(written.strip())
    return tuple(found.group(1).split(".")) if found else ()


def _variable(plain: Mapping[str, str], name: str) -> str:
    """The variable that says what an attribute shows: `hint` of `{{item.hint}}` and of `:placeholder="hint"`."""
    found = _FIELD.fullmatch((plain.get(name) or plain.get(f":{name}", "")).strip())
    return found.group(1).rpartition(".")[2] if found and (plain.get(f":{name}") or "{{" in plain[name]) else ""


def _shown(text: str) -> str:
    """What an attribute shows: the constant in it where it is computed (`{{i18n['请输入手机号']}}`)."""
    if "{{" in text:
        constants = _CONSTANT.findall(text)
        text = constants[0] if constants else ""
    return " ".join(text.split())[:_LONGEST_LABEL]


def _event(name: str, words: ScriptWords) -> str:
    """The event that an attribute binds, empty for other attributes."""
    for prefix in words.bindings:
        if name.startswith(prefix) and len(name) > len(prefix):
            return name[len(prefix) :].lstrip(":").replace("-", "").partition(".")[0]
    return ""


def _compiled(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Page, tag and attributes of each element that compiled markup makes."""
    starts = list(_LISTS.finditer(text))
    lists: dict[str, list[str]] = {}
    for index, start in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        lists[start.group(1)] = _values(text[start.end() : end])
    paths = _PATHS.search(text)
    names = [unescaped(path) for path in re.findall(r"'((?:[^'\\]|\\.)*)'", paths.group(1))] if paths else []
    pages = {
        made: without_suffix(names[int(number)].removeprefix("./"))
        for number, made in _ENTRY.findall(text)
        if int(number) < len(names)
    }
    begins = list(_PAGE.finditer(text))
    for index, begin in enumerate(begins):
        end = begins[index + 1].start() if index + 1 < len(begins) else len(text)
        made, template, listed = begin.groups()
        at = int(template or len(names))
        page = without_suffix(names[at].removeprefix("./")) if at < len(names) else pages.get(made or "", "")
        for tag, attributes in _made(text, begin.end(), end, lists.get(listed or "", [])):
            yield page, tag, attributes


def _values(body: str) -> list[str]:
    """The list of a page; what is put together from variables is empty."""
    found: list[str] = []
    for value in _VALUE.findall(body.partition("})(__WXML_GLOBAL__")[0]):
        if value.startswith("z["):
            number = int(value[2:-1])
            found.append(found[number] if number < len(found) else "")
        else:
            words = _TEXT.findall(value)
            is_plain = len(words) == 1 and value.startswith(("[3", "[1"))
            is_variable = value.startswith(("[[7]", "[[6]"))
            text = unescaped(words[0]) if is_plain else (".".join if is_variable else " ".join)(words)
            found.append(f"{{{{{text}}}}}" if is_variable else text)
    return found


def _made(text: str, start: int, end: int, values: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    open_elements: dict[str, tuple[str, dict[str, str]]] = {}
    for made in _MADE.finditer(text, start, end):
        tag, listed, name, plain, holder, attribute, number = made.groups()
        if tag:
            attributes: dict[str, str] = {}
            base = 0
            for key, index in _ATTRIBUTE.findall(listed):
                at = base + int(index)
                if at >= 0:
                    base = base or at  # the first number stands for itself, the others count from it
                attributes[key] = values[at] if 0 <= at < len(values) else ""
            yield tag, attributes
        elif name:
            if name in open_elements:
                yield open_elements.pop(name)
            open_elements[name] = (plain, {})
        elif holder in open_elements:
            at = int(number)
            open_elements[holder][1][attribute] = values[at] if 0 <= at < len(values) else ""
    yield from open_elements.values()
