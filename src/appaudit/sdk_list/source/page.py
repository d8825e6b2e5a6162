"""What the screen of a file of source shows: its texts in their order, and the markup that stands in it (JSX).

Texts side by side are one (`"…" + "…"`, `append("…").append("…")`), all others stand below one another. What a
program only knows when it runs is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from appaudit.model.expression import Expression
from appaudit.sdk_list.source import tables
from appaudit.sdk_list.source.grids import rows_of_code, table_of, with_tables
from appaudit.sdk_list.source.tokens import LONGEST, Token, filled, tokens_of, unescaped

#: A text that people read: in Chinese, an address, a sentence, a title in capitals.
_READ = Expression(
    r"[\u4e00-\u9fff]|^\s*https?://|^[A-Z][\w' ]{2,40}: ?https?://"
    r"|^\s*(?:[•·▪◦*-]\s+)?\*{0,2}[A-Z][^\n]*[a-z] [a-z]|</\w+>"
    r"|^\s*(?:[•·▪◦*-]\s+)?[A-Z][\w'-]*(?: (?:&|[A-Z][\w'-]*)){1,7}(?: \([^()\n]{2,40}\))?\s*$"
    r"|^\s*(?:[•·▪◦*-]\s+)?[A-Z][\w.&' ()/-]{1,60}\s[—–]\s\w"
    r"|^\s*\d{1,2}(?:\.\d{1,2})*\.?(?<=\.|\d)[ 、]\s?[A-Za-z][\w.+-]*(?: [\w.+&-]+){0,5}(?: ?\([^()\n]{1,40}\))?\s*$"
)
#: What begins with a capital and has no marks of code.
_CAPITAL = Expression(r"[A-Z][^\n{}<>=_$#\\\[\]]{1,160}")
#: What makes a title, and how a name looks that one may be: beginning large, or behind a number.
_MAKES_TITLE = Expression(r"(?:title|heading|headline|header)s?$", re.IGNORECASE)
#: Keys that a title stands under for certain.
_TITLE_KEYS = frozenset({"heading", "headline", "subtitle"})
_NAME = Expression(
    r"^\s*(?:\d{1,2}(?:[.．]\d{1,2})*[.、．]?\s*)?[A-Z][^\n_]{1,60}$|^\s*\d{1,2}[.、．]\s*[a-z][\w .+/-]{1,40}$"
)
#: The key of an array of texts that are entries of a list, and what one of them may be marked with already.
_MAKES_LIST = Expression(r"(?:bullet|item|point|entrie|entry|list)s?$", re.IGNORECASE)
_BULLETED = Expression(r"\s*[•·▪◦*-]\s|\s*\d{1,2}[.、)]")
#: What names the text of a call: `Title(text = "…")`.
_NAMES_TEXT = frozenset({"=", ":"})
_MARKUP = Expression(r"</?(?:p|br|a|b|h[1-6]|table|tr|td|ul|li|div|span|strong|font)\b[^>]*>", re.IGNORECASE)
#: Markup of blocks, in which the end of a line is a space.
_BLOCK = Expression(r"<(?:!doctype|html|body|table|tr|td|section|ul|ol|dl)\b", re.IGNORECASE)
#: What stands between texts that are one.
_JOINING = frozenset({"+", ".", ")", "(", "append", ";"})
_TAG = Expression(r"<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*|(?=>))")
_SPACE = Expression(r"\s*")
_WORD = Expression(r"[^\s=<>/{}\"']+")
_PLAIN_TEXT = Expression(r"[^<{]+")
_STRING = Expression(r"\"[^\"]*\"|'[^']*'")
#: What an array without a key is taken for.
_ARRAY = "list"
#: Marks and words before markup, which tell it from "smaller than".
_BEFORE_MARKUP = frozenset({"(", "=", ",", "?", ":", "&", "|", "{", "}", "[", "=>", ";", ">", "return", "default"})
_CODE = Expression(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|[\w$]+|=>|\S|\s+",
    re.DOTALL,
)
_ELEMENT = Expression(r"[a-z][a-z0-9]*")
_VOID = frozenset({"br", "img", "hr", "input"})
_QUOTES = frozenset("\"'`")
#: The parts of a table that components make, and titles of its columns at the least.
_OF_COMPONENTS = "@"
_TABLE, _ROW, _CELL = "@table", "@tr", "@td"
_FEWEST_TITLES = 2
#: An array of markup in an attribute, and arrays in one another.
_HOLDS_MARKUP = Expression(r"\s*\[\s*<")
_DEEPEST = 3
#: What components and fragments stand for there.
_STANDS_FOR = frozenset({"li", "span"})
#: What a tag says of its text: where it leads, and which cells of a table it covers.
_READ_BY = frozenset({"href", "rowspan", "colspan"})
#: What titles a component, which an element shows to nobody but its pointer.
_TITLED_BY = frozenset({"title", "heading"})


def shown_texts(source: str, constants: Mapping[str, str]) -> str:
    """The texts of a file of source that people read, one below the other; a page where they hold markup."""
    texts: list[str] = []
    titles: set[int] = set()
    entries: set[int] = set()
    is_entry = False
    told = list(_joined(iter(with_tables(list(tokens_of(source)), source)), constants))
    named = _named_keys(told)
    for text, maker in told:
        # Behind the first of an array under such a key stand the others.
        is_entry = _MAKES_LIST.search(maker) is not None or (is_entry and not maker)
        is_title = _MAKES_TITLE.search(maker) is not None and _NAME.match(text) is not None
        if _READ.search(text) or is_title or (maker in named and _CAPITAL.fullmatch(text)):
            texts.append(text)
            entries.update({len(texts) - 1} if is_entry and _BULLETED.match(text) is None else ())
            titles.update({len(texts) - 1} if is_title and maker in _TITLE_KEYS else ())
    if titles or any(_MARKUP.search(text) for text in texts):
        shown = (
            f"<h3>{html.escape(text)}</h3>"
            if at in titles
            else f"<ul><li>{html.escape(text)}</li></ul>"
            if at in entries and not _MARKUP.search(text)
            else _as_markup(text)
            for at, text in enumerate(texts)
        )
        return _page("\n".join(shown))
    texts = [f"- {text}" if at in entries and "\n" not in text else text for at, text in enumerate(texts)]
    return "\n".join(texts)


def _named_keys(told: Iterable[tuple[str, str]]) -> set[str]:
    """The keys most of whose texts people read, so that a single word under one is read too: `point: "Egret"`."""
    read: dict[str, list[bool]] = {}
    for text, maker in told:
        read.setdefault(maker, []).append(_READ.search(text) is not None)
    return {
        maker for maker, are_read in read.items() if maker.isidentifier() and sum(are_read) * 2 >= len(are_read) > 1
    }


def _as_markup(text: str) -> str:
    """A text as a part of a page: its lines end where nothing but markup of words stands in it."""
    if _BLOCK.search(text):
        return text
    if not _MARKUP.search(text) and tables.has_table(text):
        return tables.as_markup(text)
    line = text if _MARKUP.search(text) else html.escape(text)
    return f"<p>{line.replace(chr(10), '<br>')}</p>"


def shown_markup(source: str, constants: Mapping[str, str]) -> str:
    """The page that the markup in a script makes, with the texts beside it; empty where it has none."""
    reading = _Markup(source[:LONGEST], constants)
    body = reading.page()
    return _page(body) if reading.elements else ""


def _page(body: str) -> str:
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def _joined(tokens: Iterator[Token], constants: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts, those put together that nothing but marks and constants part, each with the name of what shows it."""
    text: str | None = None
    maker = ""
    between: list[str] = []
    for token in tokens:
        if token.kind != "text":
            between.append(token.value)
            continue
        parts = [value for value in between if value not in _JOINING]
        is_one = not parts or (len(parts) == 1 and parts[0].isidentifier() and ("append" in between or "+" in between))
        if text is not None and not (is_one and _goes_on(between)):
            yield text, maker
            text = None
        maker = _maker(between) if text is None else maker
        middle = constants.get(parts[0], "") if text is not None and parts else ""
        text = f"{text or ''}{middle}{filled(token.value, constants)}"
        between = []
    if text is not None:
        yield text, maker


def _maker(before: list[str]) -> str:
    """The name of the call that a text is handed to, as what stands before the text ends: `Title(`, `Title(text =`.

    Outside of calls it is the key that the text stands under: `heading: "…"`.
    """
    key = before[-2] if len(before) > 1 and before[-1] in _NAMES_TEXT else ""
    before = before[:-2] if key else before
    if before[-1:] == ["["] and len(before) > 2 and before[-2] in _NAMES_TEXT:
        return before[-3]
    if before[-1:] == ["["] and before[-2:-1] in (["("], [","]):
        return _ARRAY  # what is handed over in an array: `section("Services", ["Egret — maps", …])`
    return before[-2] if before[-1:] == ["("] and len(before) > 1 else key


def _goes_on(between: list[str]) -> bool:
    """Whether what stands between two texts puts them together; brackets do only around what is appended."""
    return "append" in between or set(between) <= {"+"} or ("+" in between and "(" not in between)


class _Markup:
    """Reads a script with markup in it from one end to the other."""

    def __init__(self, source: str, constants: Mapping[str, str], depth: int = 0) -> None:
        self._source = source
        self._depth = depth
        self._constants = constants
        self._position = 0
        #: Names of open elements; `{` for code inside of one, `(` for brackets of code.
        self._open: list[str] = []
        #: The texts of an array that an attribute of the last tag holds.
        self._titles: list[str] = []
        #: The rows of texts of an array of arrays that an attribute of the last tag holds.
        self._rows: list[list[str]] = []
        #: The markup that an attribute of the last tag holds.
        self._held = ""
        self.elements = 0

    def page(self) -> str:
        """The markup, with what stands in expressions put in where it is a text."""
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        before = ""
        while self._position < len(self._source):
            if self._open and self._open[-1] not in ("{", "("):
                yield self._content()
                before = "}"
                continue
            found = _CODE.match(self._source, self._position)
            value = found.group() if found else self._source[self._position]
            # A part of a page may begin with markup.
            is_markup = not before or before in _BEFORE_MARKUP
            if value == "<" and is_markup and _TAG.match(self._source, self._position):
                yield self._tag()
                before = ">"
                continue
            self._position += len(value)
            if value[0] in _QUOTES and len(value) > 1:
                yield self._text(unescaped(value[1:-1]))
            elif value == "{":
                self._open.append("(")
            elif value == "}" and self._open:
                self._open.pop()
            if not value.isspace() and not value.startswith(("//", "/*")):
                before = value

    def _text(self, text: str) -> str:
        """A text of code as it is shown: inside of an element it runs on, outside it is a paragraph."""
        text = filled(text, self._constants)
        if _MARKUP.search(text):
            return f"\n{text}\n"
        if tables.has_table(text):
            return f"{tables.as_markup(text)}\n"
        shown = html.escape(text).replace("\n", "<br>")
        if "{" in self._open:
            return shown if _READ.search(text) or not text.strip() or self._is_alone() else ""
        return f"<p>{shown}</p>\n" if _READ.search(text) else ""

    def _is_alone(self) -> bool:
        """Whether the code in curly brackets is this text and nothing else."""
        return self._source[self._position : self._position + 1] == "}"

    def _content(self) -> str:
        """What stands next in an element: text, code in curly brackets or a tag."""
        mark = self._source[self._position]
        if mark == "{":
            self._position += 1
            self._open.append("{")
            return ""
        if mark == "<":
            return self._tag()
        found = _PLAIN_TEXT.match(self._source, self._position)
        text = found.group() if found else mark
        self._position += len(text)
        return text

    def _tag(self) -> str:
        """A tag as one of a page, with the attributes that its text is read by."""
        found = _TAG.match(self._source, self._position)
        if found is None:
            self._position += 1
            return "&lt;"
        self.elements += 1
        self._position = found.end()
        self._titles, self._rows, self._held = [], [], ""
        kept, is_closed = self._attributes()
        held = self._held
        is_element = _ELEMENT.fullmatch(found["name"]) is not None
        # What an array of markup holds are entries, and components inside of those are words.
        other = "li" if self._depth and not self._open else "span" if self._depth else "div"
        name = found["name"] if is_element and other != "li" else other
        if found["close"]:
            return f"</{self._leave() or name}>"
        part = "" if is_closed else self._part_of_table(is_component=not is_element)
        if not is_closed and name not in _VOID:
            self._open.append(part or name)
        said = "".join(f' {key}="{html.escape(value)}"' for key, value in kept.items() if value and key in _READ_BY)
        title = "" if is_element or found["close"] else kept.get("title") or kept.get("heading") or ""
        titled = f"<h3>{html.escape(title)}</h3>" if title else ""
        if is_closed and not is_element and self._rows:
            return f"{titled}{table_of(self._titles, self._rows)}"
        if part == _TABLE:
            titles = "".join(f"<th>{html.escape(title)}</th>" for title in self._titles)
            return f"<table><tr>{titles}</tr>"
        if is_closed and not is_element and len(self._titles) >= _FEWEST_TITLES:
            return self._listed()
        if held and is_closed:
            return f"<ul>{held}</ul>"
        opened = f"<{part.lstrip(_OF_COMPONENTS)}>" if part else ""
        shown = f"<{name}{said}>" if name in _VOID or not is_closed else f"<{name}{said}></{name}>"
        return opened if part and name != "a" else f"{titled}{opened}{shown}"

    def _listed(self) -> str:
        """The texts in an attribute of an element with nothing inside as the list that it shows, where all are read."""
        shown = [text for text in self._titles if _READ.search(text)]
        items = "".join(f"<li>{html.escape(text)}</li>" for text in shown)
        return f"<ul>{items}</ul>" if len(shown) == len(self._titles) else ""

    def _hold(self, code: str) -> None:
        """Keep the markup that an array in an attribute holds, each element of it as an entry of a list."""
        if _HOLDS_MARKUP.match(code) and self._depth < _DEEPEST:
            inside = _Markup(code, self._constants, self._depth + 1)
            self._held = inside.page()
            self.elements += inside.elements

    def _part_of_table(self, *, is_component: bool) -> str:
        """What a tag is of a table that components make: `<Rows labels={['名称', …]}><Row><b>…</b></Row></Rows>`.

        Titles in an attribute head it, the components right inside are its rows, and what is right inside of them are
        cells; empty for anything else.
        """
        if is_component and len(self._titles) >= _FEWEST_TITLES:
            return _TABLE
        inside = self._open[-1] if self._open else ""
        return _ROW if inside == _TABLE and is_component else _CELL if inside == _ROW else ""

    def _leave(self) -> str:
        """Close the innermost element; the name of what it was of a table, empty for nothing."""
        while self._open and self._open[-1] in ("{", "("):
            self._open.pop()
        left = self._open.pop() if self._open else ""
        is_other = left.startswith(_OF_COMPONENTS) or (self._depth > 0 and left in _STANDS_FOR)
        return left.lstrip(_OF_COMPONENTS) if is_other else ""

    def _attributes(self) -> tuple[dict[str, str], bool]:
        """The attributes of a tag that its text is read by, and whether it closes itself; ends behind the tag."""
        kept: dict[str, str] = {}
        name = ""
        is_closed = False
        source = self._source
        while self._position < len(source):
            space = _SPACE.match(source, self._position)
            self._position = space.end() if space else self._position
            mark = source[self._position : self._position + 1]
            if mark == ">":
                self._position += 1
                return kept, is_closed
            is_closed = mark == "/"
            if mark == "{":
                value = self._expression()
                if name in _READ_BY | _TITLED_BY and value:
                    kept[name] = value
            elif string := _STRING.match(source, self._position):
                if name in _READ_BY | _TITLED_BY:
                    kept[name] = string.group()[1:-1]
                self._position = string.end()
            elif word := _WORD.match(source, self._position):
                name = word.group().lower()
                self._position = word.end()
            else:
                self._position += 1
        return kept, is_closed

    def _expression(self) -> str:
        """The value of an attribute in curly brackets where it is a text or a constant; ends behind the bracket."""
        depth = 0
        begins = self._position
        values: list[str] = []
        while self._position < len(self._source):
            found = _CODE.match(self._source, self._position)
            value = found.group() if found else self._source[self._position]
            self._position += len(value)
            depth += (value == "{") - (value == "}")
            if depth == 0:
                break
            if not value.isspace() and value != "{":
                values.append(value)
        if values[:2] == ["[", "["]:
            self._rows = rows_of_code(self._source[begins + 1 : self._position - 1])
        elif values[:1] == ["["] and values[-1] == "]":
            titles = [value for value in values[1:-1] if value != ","]
            self._titles = [unescaped(title[1:-1]) for title in titles if title[0] in _QUOTES]
            self._titles = self._titles if len(self._titles) == len(titles) else []
        if len(values) != 1:
            self._hold(self._source[begins + 1 : self._position - 1])
            return ""
        only = values[0]
        if only.isdecimal():
            return only
        return unescaped(only[1:-1]) if only[0] in _QUOTES and len(only) > 1 else self._constants.get(only, "")
