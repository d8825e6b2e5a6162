"""Texts that a user may see: string resources, literals in layouts and menus, web pages and scripts in assets."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from appaudit.artifacts.apk.compiled_form import BINARY, CompiledForm
from appaudit.artifacts.apk.dart_snapshot import LIBRARIES, dart_strings
from appaudit.artifacts.apk.hermes import MAGIC, hermes_strings
from appaudit.artifacts.apk.resources import Table
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import LimitReachedError, Limits, gap_reason, with_more
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError
from appaudit.model.artifact import Text
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.code import UiTextFact

#: `android:` attributes that are shown (android.R.attr; public.xml of the platform, checked 2026-11-24).
_SHOWN_ATTRIBUTES: Final = frozenset(
    {
        0x0101014F,  # text
        0x01010150,  # hint
        0x01010273,  # contentDescription
        0x010101E1,  # title
        0x010101E9,  # summary
        0x010101EF,  # summaryOn
        0x010101F0,  # summaryOff
        0x010101F2,  # dialogTitle
        0x010101F3,  # dialogMessage
        0x01010124,  # textOn
        0x01010125,  # textOff
        0x0101017B,  # prompt
        0x01010534,  # tooltipText
    }
)
#: Resource folders whose files never hold text; names of other folders may have been shortened by build tools.
_SILENT_FOLDERS = re.compile(r"res/(?:anim|animator|color|drawable|font|interpolator|mipmap|transition)(?:-[^/]*)?/")
_TEXT_SUFFIXES = (".html", ".htm", ".js", ".txt", ".json", ".md", ".bundle", ".jsbundle", ".vue", ".wxml")
#: Scripts that React Native compiles, to Hermes bytecode or to something else, under the same names.
_BUNDLE_SUFFIXES = (".bundle", ".jsbundle")
_BINARY_PROBE = 4096
_PAGE_SUFFIXES = (".html", ".htm")
#: Characters below which a page is no document; that its tags are kept for nothing costs little.
_SHORTEST_DOCUMENT = 1_000
#: Pages in the folders where Cordova, uni-app, Capacitor and APICloud keep theirs, and what is put behind the name of
#: one for the scripts that stand in it.
_HYBRID_PAGE = re.compile(r"assets/(?:(?:[^/]+/){0,3}www|public|widget)/.*\.html?$", re.IGNORECASE)
PAGE_SCRIPTS = "#scripts"
_SCRIPT_ELEMENT = re.compile(r"<script\b[^>]{0,2000}>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: Elements whose content no reader sees and no tag parts.
_RAW_TAG = re.compile(r"<(?P<ends>/?)(?P<kind>style|script)\b[^<>]{0,2000}>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\v]*\n\s*")
#: How the places of text resources begin; their names follow.
STRING_PLACE: Final = "res/strings/"
#: A text that may be a key of an SDK.
_KEY: Final = re.compile(r"[!-~]{0,100}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def resource_texts(table: Table) -> Iterator[Text]:
    """All string resources; the place names resource and locale: `res/strings/logout (zh-rCN)`.

    Raises:
        ExtractionError: The table is damaged.
    """
    for name, locale, text in table.string_values():
        place = f"{STRING_PLACE}{name}"
        yield Text(place=f"{place} ({locale})" if locale else place, text=text)


def keys_of(table: Table) -> dict[int, str]:
    """The texts without blanks, which may be keys, by number of the resource; none that a configuration changes.

    Raises:
        ExtractionError: The table is damaged.
    """
    found: dict[int, str] = {}
    changed: set[int] = set()
    for number, text in table.numbered_texts():
        if found.setdefault(number, text) != text:
            changed.add(number)
    return {number: text for number, text in found.items() if number not in changed and _KEY.fullmatch(text)}


def layout_texts(
    archive: SafeArchive,
    also: Callable[[bytes, str], None] | None = None,
    form: CompiledForm = BINARY,
    named: Collection[str] = (),
) -> tuple[list[Text], list[Gap]]:
    """Literal texts of layouts, menus and preference screens, and what could not be read.

    Args:
        archive: The package.
        also: Told every document and its place, so that nothing has to be inflated twice.
        form: The form in which documents are compiled.
        named: Entries that the resource table names as documents, whatever they are called.
    """
    texts: list[Text] = []
    failed: list[tuple[str, ExtractionError]] = []
    for entry in archive.entries():
        name = entry.name
        if not name.endswith(".xml") or name.startswith(("assets/", "META-INF/")) or _SILENT_FOLDERS.match(name):
            if name not in named or not form.is_xml(archive.peek(entry)):
                continue
        elif name == "AndroidManifest.xml":
            continue
        try:
            data = bytes(archive.read_entry(entry))
            if form.is_xml(data):
                found = dict.fromkeys(form.string_attributes(data, name, _SHOWN_ATTRIBUTES))
                texts += [Text(place=name, text=text) for text in found if text]
                if also is not None:
                    also(data, name)
        except ExtractionError as error:
            failed.append((name, error))
    return texts, _gaps(failed)


def asset_texts(archive: SafeArchive, limits: Limits) -> tuple[list[Text], list[Gap]]:
    """Web pages (without their tags), scripts and text files, and what could not be read or was too large."""
    texts: list[Text] = []
    failed: list[tuple[str, ExtractionError]] = []
    compiled: list[str] = []
    left = limits.texts_bytes
    for entry in archive.entries():
        if not _is_text_asset(entry):
            continue
        try:
            allowed, limit = min((limits.text_bytes, "text_bytes"), (left, "texts_bytes"))
            if entry.size > allowed:
                raise LimitReachedError(
                    f"{entry.name}: {entry.size} bytes of text; the limit {limit} leaves {allowed}",
                    zh=f"{entry.name}：文本 {entry.size} 字节，限制 {limit} 只剩 {allowed} 字节",
                )
            left -= entry.size
            data, page = bytes(archive.read_entry(entry)), ""
            if data.startswith(MAGIC):
                text = "\n".join(hermes_strings(data, entry.name))
            elif b"\0" in data[:_BINARY_PROBE]:
                compiled += [entry.name] if entry.name.endswith(_BUNDLE_SUFFIXES) else []
                continue
            else:
                text = shown_text(data, entry.name)
                page = page_of(data, text, entry.name)
        except ExtractionError as error:
            failed.append((entry.name, error))
        else:
            if text:
                texts.append(Text(place=entry.name, text=text, markup=page))
            if _HYBRID_PAGE.match(entry.name) and (scripts := page_scripts(data)):
                texts.append(Text(place=f"{entry.name}{PAGE_SCRIPTS}", text=scripts))
    return texts, _gaps(failed) + [_compiled_gap(name) for name in compiled[:1]]


def library_texts(archive: SafeArchive) -> tuple[list[Text], list[Gap]]:
    """Texts of a Flutter app, one a line, from its library for one architecture: the others hold the same."""
    name = next(filter(archive.has, LIBRARIES), None)
    if name is None:
        return [], []
    try:
        strings = dart_strings(archive.read(name), name)
    except ExtractionError as error:
        return [], _gaps([(name, error)])
    return [Text(place=name, text="\n".join(strings))] if strings else [], []


def _compiled_gap(name: str) -> Gap:
    detail = Bilingual(f"{name} 已编译，无法读取其中的文字", f"{name} is compiled: its texts cannot be read")
    return Gap(kind=UiTextFact.kind, level=CoverageLevel.PARTIAL, reason="hybrid", part=name, detail=detail)


def _is_text_asset(entry: Entry) -> bool:
    return entry.name.startswith(("assets/", "res/")) and entry.name.lower().endswith(_TEXT_SUFFIXES)


def decoded(data: bytes) -> str:
    """The text of a file, as UTF-8 where it is that."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def page_of(data: bytes, shown: str, name: str) -> str:
    """A page in its tags, which tell its tables and headings; empty where it shows too little for a document."""
    is_page = name.lower().endswith(_PAGE_SUFFIXES) and len(shown) >= _SHORTEST_DOCUMENT
    return decoded(data) if is_page else ""


def shown_text(data: bytes, name: str) -> str:
    """Decoded text of a file, without the tags if it is a page."""
    text = decoded(data)
    if name.lower().endswith(_PAGE_SUFFIXES):
        text = html.unescape(_BLANKS.sub("\n", _TAG.sub("\n", _scripts_last(text))))
    if "\\u" in text:
        text = _ESCAPED.sub(lambda match: _character(match.group(1), match.group()), text)
    return text.strip()


def _scripts_last(text: str) -> str:
    """A page without its styles, and with its scripts behind all else: what a reader sees begins with its title."""
    shown: list[str] = []
    scripts: list[str] = []
    inside, at = "", 0
    for tag in _RAW_TAG.finditer(text):
        kind = tag["kind"].lower()
        if not inside and not tag["ends"]:
            shown.append(text[at : tag.start()])
            inside, at = kind, tag.end()
        elif inside == kind and tag["ends"]:
            if kind == "script":
                scripts.append(text[at : tag.start()])
            inside, at = "", tag.end()
    if inside != "style":
        (scripts if inside else shown).append(text[at:])
    return "\n".join((*shown, *scripts))


def page_scripts(data: bytes) -> str:
    """The scripts of a page in their tags, on the lines where they stand, and nothing else of it; empty without any."""
    text = data.decode("utf-8", "replace")
    found: list[str] = []
    line = 0
    for script in _SCRIPT_ELEMENT.finditer(text):
        if script.group(1).strip():
            at = text.count("\n", 0, script.start())
            found.append("\n" * (at - line) + script.group())
            line = at + script.group().count("\n")
    return "".join(found)


def _character(digits: str, otherwise: str) -> str:
    code = int(digits, 16)
    return otherwise if 0xD800 <= code <= 0xDFFF else chr(code)


def _gaps(failed: list[tuple[str, ExtractionError]]) -> list[Gap]:
    """One gap for each reason, however many files: a package can hold thousands of broken ones."""
    gaps = []
    for reason in sorted({gap_reason(error) for _, error in failed}):
        some = [(name, error) for name, error in failed if gap_reason(error) == reason]
        name, error = some[0]
        gaps.append(
            Gap(
                kind=UiTextFact.kind,
                level=CoverageLevel.PARTIAL,
                reason=reason,
                part=name,
                detail=with_more(said_by(error), len(some) - 1),
            )
        )
    return gaps
