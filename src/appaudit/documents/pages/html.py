"""HTML policies: visible text with blocks, by lxml's HTML parser, without network or entity resolution."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, islice

from lxml import etree
from lxml import html as lxml_html

from appaudit.documents.blocks import Link, ParsedText, Redrawn
from appaudit.documents.lines import links_of
from appaudit.documents.pages.hidden_text import Hidden, PageStyles
from appaudit.documents.pages.markdown_tables import parts_around_tables, with_first_bars
from appaudit.documents.pages.repeats import repeats_of
from appaudit.documents.pages.tag_repairs import repaired
from appaudit.documents.text_writer import MarkedCell, MarkedRow, TextWriter
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import Bilingual

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|tr|td|th|article|section|span|br|meta|ul|ol|frameset)\b",
    re.I,
)
_MARKDOWN = (".md", ".markdown")
_PAGE = re.compile(r"<!doctype|<html\b|<body\b", re.I)
_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "nav", "head", "title", "iframe", "select", "math"]
)
_TAGS = re.compile(r"<[^<>]*>")
#: Ends of a page that are none: what stands behind them a browser shows as part of the body.
_ENDS = re.compile(r"</(?:html|body)\s*>", re.I)
#: Controls that a browser shows as nothing; NUL between two letters parts no word.
_CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\f\r")
#: A longer text of a button is a sentence, or the heading of what it unfolds.
_LONGEST_BUTTON = 12
#: What holds more elements is no button; what is nested without end is not to be looked at again and again.
_MOST_IN_BUTTON = 100
#: What holds text that is not read, by what it is called, and from how many letters on that is said.
_APART = {
    "noscript": (Bilingual("只在浏览器禁用脚本时显示（noscript）", "for browsers without scripts (noscript)"), 200),
    "template": (Bilingual("由脚本取用的模板（template）", "in templates that wait for scripts"), 200),
    "svg": (Bilingual("图形（svg）中", "drawn in pictures (svg)"), 40),
    "iframe": (Bilingual("内嵌框架（srcdoc）中", "in frames of the page (srcdoc)"), 40),
    "input": (Bilingual("输入框（input）中，按其宽度截断", "in fields whose width cuts it (input)"), 20),
}
#: Letters of Chinese in pictures that are a sentence, and not the name of a shop.
_FEWEST_DRAWN = 10
#: Inputs that show their value on a button, which grows with it, and those that show none; others cut it.
_ON_BUTTONS = ("button", "submit", "reset")
_SHOW_NONE = ("hidden", "checkbox", "radio", "file", "color", "range", "image")
_UNTOLD = Bilingual(
    "{name}：页面样式的选择器需要比对的元素过多，未全部比对，由此隐藏的文字无法辨别。",
    "{name}: selectors of the page's styles ask for too many elements to be looked at; what they hide is not told.",
)
_UNSHOWN = Bilingual(
    "{name}：有 {count} 个字的文字在{where}，没有读取。请在浏览器中核对，必要时另存为文本。",
    "{name}: text of {count} letters stands {where} and was not read. Look at the page in a browser, and save its text "
    "where it matters.",
)
#: The term of a definition list heads its definition, below any heading.
_TERM_LEVEL = 8
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", *_HEADINGS),
        # What pages of mini-programs have for <div>.
        "view",
    ]
)
#: Blocks in the cell of a table, which stays on its line.
_BLOCKS_IN_CELLS = frozenset(["p", "div", "li"])
#: Lists and paragraphs in a row of Markdown, which stays a line.
_BLOCKS_IN_BARS = frozenset(["p", "ul", "ol", "li"])
#: What menus of pages are called by those who do not use <nav>.
_MENU = re.compile(r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|topbar|toolbar)(?:$|[\s_-])", re.I)
#: A menu is nearly all links, and short; a list of linked policies in the text is not called a menu.
_MENU_LINKED = 0.8
_MENU_LENGTH = 1_500
_MOST_IN_MENU = 1_000
#: What asks about cookies of the page itself, and what pages call the like: it waits for its script.
_BANNER = re.compile(r"cookie|consent|gdpr|onetrust|banner|captcha|lightbox|modal|dialog|popup|toast", re.I)
#: Letters outside its links below which a page that loads something is the shell of one: real policies have more.
_SHELL = 200
#: What brings the text of such a page: a script, another document in it, or one that it sends its reader to.
_LOADERS = ("script", "iframe", "frame", "object", "embed")
_LOADED = Bilingual(
    "{name}：页面本身几乎没有文字，正文可能由脚本或框架页载入。请在浏览器中打开后另存完整的网页或文本。",
    "{name}: the page itself holds next to no text; scripts or frames may load it. Open it in a browser and save the "
    "complete page, or its text.",
)
_FRAMED = Bilingual(
    "{name}：这是框架页，正文在它引用的页面中：{pages}。请改为提供这些文件。",
    "{name}: this page is a set of frames; its text is in the pages that they show: {pages}. Give those files instead.",
)
_MOST_NAMED = 5
#: Headings of a table without a row: fewer may stand in a frame for something else.
_FEWEST_HEADINGS = 2
_LONGEST_HEAD = 80
_NO_ROWS = Bilingual(
    "{name}：表格（{head}）只有表头，没有一行内容，可能由脚本填入。请在浏览器中打开后另存完整的网页或文本。",
    "{name}: a table ({head}) has headings and no row; scripts may fill it. Open the page in a browser and save it "
    "complete, or its text.",
)
_REFRESH = re.compile(r"\s*refresh\s*$", re.I)
#: What a row of Markdown begins with, and what stands for a break in its cells.
_BAR = "|"
_NEXT_IN_CELL = "; "
#: How what has no place in a page that is drawn is hidden.
_UNSLOTTED = Hidden("display", is_certain=True)
_UNTOLD_PART = Hidden("display", is_certain=False)
#: Rows and columns that a cell covers at the most.
_MOST_COVERED = 100


def looks_like_html(text: str) -> bool:
    """Say whether a text is markup rather than prose that mentions a tag."""
    start = text[:20_000]
    return len(_MARKUP.findall(start)) >= 2 or start.lstrip()[:9].lower() in {"<!doctype", "<html"}


def parse_html(
    markup: str,
    name: str,
    encoding: str = "utf-8",
    as_shown: Callable[[lxml_html.HtmlElement], None] | None = None,
) -> ParsedText:
    """Give the visible text of a page, its blocks and its links; truncated where the parser gave up before its end.

    Markdown with markup inside, which is no whole page, keeps its lines where no element holds them. `as_shown` makes
    what browsers know of elements that they do not, in the page of a component.

    Raises:
        ExtractionError: The parser finds no document in it.
    """
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    is_markdown = name.lower().endswith(_MARKDOWN) and not _PAGE.search(markup)
    markup = with_first_bars(markup) if is_markdown else markup
    try:
        whole = repaired(_ENDS.sub("", markup.translate(_CONTROLS)), is_component=as_shown is not None)
        root = lxml_html.document_fromstring(whole.markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ExtractionError(
            f"{name}: cannot be parsed as HTML: {error}", zh=f"{name}：无法按 HTML 解析：{error}"
        ) from error
    whole.hand_over(root)
    if as_shown is not None:
        as_shown(root)
    writer = TextWriter()
    apart: Counter[str] = Counter()
    styles = PageStyles(root)
    redrawn: list[Redrawn] = []
    spans = _walk(root, writer, styles, apart, redrawn, keeps_lines=is_markdown)
    # libxml2 drops what is nested deeper than its limit and says so only here.
    gave_up = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    text, blocks = writer.finish()
    links = sorted([*writer.links, *links_of(text)], key=lambda link: link.start) if is_markdown else writer.links
    unread = [_loaded_later(root, name)] if _is_loaded_later(root, text, writer.links) else []
    unread += [_NO_ROWS.format(name=name, head=head) for head in _filled_later(root)]
    unread += _kept_apart(apart, name)
    unread += [_UNTOLD.format(name=name)] if styles.is_spent else []
    return ParsedText(
        text=text,
        blocks=blocks,
        links=links,
        encoding=encoding,
        truncated=gave_up,
        unread=unread,
        lines=writer.lines,
        hidden=writer.hidden,
        repeats=repeats_of(text, spans, writer.seams),
        redrawn=redrawn,
    )


def _is_loaded_later(root: lxml_html.HtmlElement, text: str, links: Sequence[Link]) -> bool:
    """Say whether a page holds next to no text but menus itself, and something that brings or leads to its text."""
    own = sum(map(str.isalpha, text)) - sum(sum(map(str.isalpha, text[link.start : link.end])) for link in links)
    return own < _SHELL and (
        any(element.tag != "object" or element.get("data") for element in root.iter(*_LOADERS))
        or any(_REFRESH.match(meta.get("http-equiv") or "") for meta in root.iter("meta"))
    )


def _loaded_later(root: lxml_html.HtmlElement, name: str) -> Bilingual:
    """What is said of such a page: which pages hold its text where frames show them."""
    pages = [source for frame in root.iter("frame") if (source := (frame.get("src") or "").strip())]
    return _FRAMED.format(name=name, pages=", ".join(pages[:_MOST_NAMED])) if pages else _LOADED.format(name=name)


def _filled_later(root: lxml_html.HtmlElement) -> Iterator[str]:
    """The headings of tables that have nothing else, on a page with scripts, each set of headings once."""
    if next(root.iter("script"), None) is None:
        return
    told = set()
    for table in root.iter("table"):
        heads = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th")]
        written = sum(bool("".join(row.itertext()).strip()) for row in table.iter("tr"))
        head = " | ".join(filter(None, heads))[:_LONGEST_HEAD]
        if len(heads) >= _FEWEST_HEADINGS and head and written == 1 and not _has_values(table) and head not in told:
            told.add(head)
            yield head


def _kept_apart(apart: Mapping[str, int], name: str) -> Iterator[Bilingual]:
    """What is said of text that is not read although a page may show it: where it stands, how many letters it has."""
    for tag, (where, fewest) in _APART.items():
        if apart[tag] >= fewest or (tag == "svg" and apart[f"{tag} in Chinese"] >= _FEWEST_DRAWN):
            said = Bilingual(_UNSHOWN.zh.replace("{where}", where.zh), _UNSHOWN.en.replace("{where}", where.en))
            yield said.format(name=name, count=apart[tag])


def _letters_apart(element: lxml_html.HtmlElement, tag: str) -> Counter[str]:
    """How many letters an element holds that is not read, and how many of them are of Chinese."""
    if tag == "svg":
        text = " ".join(_words_in(each) for each in element.iter("text", "foreignobject"))
    else:
        text = element.get("srcdoc") or "" if tag == "iframe" else _words_in(element)
    letters = list(filter(str.isalpha, _TAGS.sub(" ", text)))
    return Counter({tag: len(letters), f"{tag} in Chinese": sum(not letter.isascii() for letter in letters)})


def _has_values(table: lxml_html.HtmlElement) -> bool:
    return any("".join(cell.itertext()).strip() for cell in table.iter("td"))


def _walk(
    root: lxml_html.HtmlElement,
    writer: TextWriter,
    styles: PageStyles,
    apart: Counter[str],
    redrawn: list[Redrawn],
    *,
    keeps_lines: bool,
) -> dict[lxml_html.HtmlElement, tuple[int, int]]:
    """Write the text of a page, count the letters that it holds apart, and give where that of each element stands.

    Runs of text that a font of the page draws as nobody can tell are put into `redrawn`.
    """
    spans: dict[lxml_html.HtmlElement, tuple[int, int]] = {}
    # An explicit stack: a page nested a thousand deep must not end in a RecursionError.
    stack: list[tuple[lxml_html.HtmlElement, int, bool]] = [(root, -1, False)]
    table_depth: list[int] = []
    collapsed, (replaced, untold) = _collapsed_cells(root, styles), _shadowed(root)

    def write(text: str | None, owner: lxml_html.HtmlElement | None, *, preserve: bool) -> None:
        """Write text in an element, unless the element hides it."""
        start, noted = writer.length, len(styles.fonts.untold)
        hidden = styles.own_text(owner, text) if text and owner is not None and not text.isspace() else None
        if hidden is None and text and owner in replaced:
            hidden = _UNSLOTTED
        if hidden is None and text and owner in untold:
            hidden = _UNTOLD_PART
        if hidden is not None:
            writer.hide(text or "", hidden.way, is_certain=hidden.is_certain)
            writer.line += (text or "").count("\n")
        elif text:
            for part, is_table in [(text, False)] if preserve else parts_around_tables(text):
                if is_table:
                    writer.new_line()
                writer.write_lines(part, preserve=preserve or is_table)
            if owner is not None and len(styles.fonts.untold) > noted:
                is_heading = any(each.tag in _HEADINGS for each in (owner, *owner.iterancestors()))
                redrawn.append(Redrawn(start, writer.length, styles.fonts.untold[-1], is_heading))

    while stack:
        element, started, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            write(styles.generated(element, before=False), element, preserve=False)
            _leave(element, tag, started, writer, table_depth)
            spans[element] = (started, writer.length)
            if element.tail and element is not root:
                preserve = (keeps_lines and not table_depth) or _is_preformatted(element)
                write(element.tail, element.getparent(), preserve=preserve)
            continue
        is_skipped = not tag or tag in _SKIPPED or _is_menu(element) or _is_form_part(element, tag)
        is_skipped = is_skipped and not _is_shadow(element)
        hidden = None if is_skipped else styles.subtree(element)
        is_unslotted = element.getparent() in replaced and not _is_shadow(element)
        if not is_skipped and hidden is None and (element in collapsed or is_unslotted):
            hidden = _UNSLOTTED
        if not is_skipped and hidden is None and element.getparent() in untold:
            hidden = _UNTOLD_PART
        if hidden is not None and _is_banner(element):
            hidden, is_skipped = None, True
        if is_skipped or hidden is not None:
            if tag in _APART:
                apart += _letters_apart(element, tag)
            if hidden is not None:
                writer.line = element.sourceline or 0
                writer.hide(_words_in(element), hidden.way, is_certain=hidden.is_certain)
            if element.tail:
                if element.sourceline:
                    writer.line = element.sourceline + "".join(element.itertext()).count("\n")
                write(element.tail, element.getparent(), preserve=keeps_lines and not table_depth)
            continue
        started = _enter(element, tag, writer, table_depth)
        write(styles.generated(element, before=True), element, preserve=False)
        if element.text:
            keeps = keeps_lines and not table_depth
            write(element.text, element, preserve=keeps or tag == "pre" or _is_preformatted(element))
        if tag == "input":
            kind, value = (element.get("type") or "").lower(), element.get("value") or ""
            apart[tag] += sum(map(str.isalpha, value)) if kind not in (*_ON_BUTTONS, *_SHOW_NONE) else 0
            is_sentence = kind in _ON_BUTTONS and len(value.strip()) > _LONGEST_BUTTON
            write(value if is_sentence else "", element, preserve=False)
        stack.append((element, started, True))
        stack.extend((child, -1, False) for child in reversed(list(element)))
    return spans


def _is_shadow(element: lxml_html.HtmlElement) -> bool:
    """Say whether a template is what a browser shows in the place of all else in the element around it.

    https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode, checked 2026-11-29, not opened.
    """
    return element.tag == "template" and (element.get("shadowrootmode") or "").lower() in ("open", "closed")


def _shadowed(root: lxml_html.HtmlElement) -> tuple[set[lxml_html.HtmlElement], set[lxml_html.HtmlElement]]:
    """The elements that show such a template: those with no place for what else is in them, those nobody can tell of.

    The latter have styles of their own, or places for one part or another.
    """
    replaced: set[lxml_html.HtmlElement] = set()
    untold: set[lxml_html.HtmlElement] = set()
    for shadow in filter(_is_shadow, root.iter("template")):
        slots = list(shadow.iter("slot"))
        is_plain = all(
            slot.getparent() is shadow and not slot.attrib and not len(slot) and not slot.text for slot in slots
        )
        if next(shadow.iter("style", "link"), None) is not None or not is_plain:
            untold.add(shadow.getparent())
        elif not slots:
            replaced.add(shadow.getparent())
    return replaced, untold


def _collapsed_cells(root: lxml_html.HtmlElement, styles: PageStyles) -> set[lxml_html.HtmlElement]:
    """The cells of columns that a style collapses."""
    found: set[lxml_html.HtmlElement] = set()
    for table in root.iter("table"):
        columns = [column for column in table.iter("col") for _ in range(_covered(column, "span"))]
        hidden = {number for number, column in enumerate(columns) if styles.is_collapsed(column)}
        for row in table.iter("tr") if hidden else ():
            number = 0
            for cell in row.iterchildren("td", "th"):
                if number in hidden:
                    found.add(cell)
                number += _covered(cell, "colspan")
    return found


def _is_form_part(element: lxml_html.HtmlElement, tag: str) -> bool:
    """Say whether an element is a button with a word on it, or holds what a browser shows in its stead."""
    if tag == "button":
        within = list(islice(element.iter(), _MOST_IN_BUTTON))
        texts = [element.text or "", *(part for each in within[1:] for part in (each.text or "", each.tail or ""))]
        letters = accumulate(len(text.strip()) for text in texts)
        return len(within) < _MOST_IN_BUTTON and not any(count > _LONGEST_BUTTON for count in letters)
    return tag == "object" and bool(element.get("data"))


def _is_banner(element: lxml_html.HtmlElement) -> bool:
    """Say whether a hidden part of a page is a window of its own that a script shows."""
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return bool(_BANNER.search(named)) and len("".join(element.itertext()).strip()) <= _MENU_LENGTH


def _words_in(element: lxml_html.HtmlElement) -> str:
    """The text of an element and of all that is in it, without scripts and styles."""
    parts = [element.text or ""]
    for inside in element.iterdescendants():
        if isinstance(inside.tag, str) and inside.tag not in _SKIPPED:
            parts.append(inside.text or "")
        parts.append(inside.tail or "")
    return " ".join(filter(None, map(str.strip, parts)))


def _is_menu(element: lxml_html.HtmlElement) -> bool:
    """Say whether an element is the navigation of a page, by its role or by its name and its links."""
    if element.get("role") in ("navigation", "menubar"):
        return True
    if not _MENU.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return False
    length = 0
    for number, text in enumerate(element.itertext()):
        length += len(text.strip())
        if length > _MENU_LENGTH or number == _MOST_IN_MENU:
            return False
    linked = sum(len("".join(link.itertext()).strip()) for link in islice(element.iter("a"), _MOST_IN_MENU))
    return linked >= length * _MENU_LINKED


def _covered(cell: lxml_html.HtmlElement, attribute: str) -> int:
    """How many rows or columns a cell covers, at most a hundred."""
    value = (cell.get(attribute) or "").strip()
    return min(max(int(value), 1), _MOST_COVERED) if value.isdecimal() and len(value) < 6 else 1


def _is_preformatted(element: lxml_html.HtmlElement) -> bool:
    return any(parent.tag == "pre" for parent in element.iterancestors())


def _enter(element: lxml_html.HtmlElement, tag: str, writer: TextWriter, rows: list[int]) -> int:
    if tag == "br" and writer.begins_with == _BAR:
        writer.write(_NEXT_IN_CELL, preserve=True)  # a row of Markdown is a line, whatever breaks in its cells
    elif tag == "br":
        writer.new_line()
    elif tag in {"td", "th"} and rows:
        if writer.rows[rows[-1]].cells:
            writer.write(" | ", preserve=True)
    elif tag in _BLOCKS and not rows and not _is_in_bars(tag, writer.length, writer):
        writer.new_line()
    elif tag in _BLOCKS_IN_CELLS and rows and writer.parts and not writer.parts[-1].endswith((" ", "\n")):
        if tag == "li":
            writer.new_line()  # entries of a list in a cell are lines, as broken ones are
        writer.pending_space = tag != "li"
    if tag == "table":
        writer.tables += 1
    elif tag == "tr":
        writer.new_line()
        writer.rows.append(MarkedRow(writer.length, writer.tables))
        rows.append(len(writer.rows) - 1)
    start = writer.length
    if tag not in _BLOCKS and element.get("class") and not (writer.at_line_start or writer.pending_space):
        writer.seams.append(start)
    writer.line = element.sourceline or 0
    return start


def _is_in_bars(tag: str, start: int, writer: TextWriter) -> bool:
    """Say whether an element that begins at an offset is one that a cell of the row of Markdown around it may hold."""
    is_row = writer.begins_with == _BAR and not writer.at_line_start
    return is_row and tag in _BLOCKS_IN_BARS and start > writer.began_at


def _leave(element: lxml_html.HtmlElement, tag: str, started: int, writer: TextWriter, rows: list[int]) -> None:
    if tag == "a" and element.get("href"):
        writer.links.append(Link(started, writer.length, element.get("href", "").strip()))
    elif not rows and _is_in_bars(tag, started, writer):
        writer.write(_NEXT_IN_CELL if tag in _BLOCKS_IN_CELLS else "", preserve=True)
    elif tag in {"td", "th"} and rows:
        cell = MarkedCell(
            started, writer.length, tag == "th", _covered(element, "rowspan"), _covered(element, "colspan")
        )
        writer.rows[rows[-1]].cells.append(cell)
        writer.pending_space = False
    elif tag == "tr" and rows:
        rows.pop()
        writer.new_line()
    elif tag in _HEADINGS and not rows:
        writer.marks.append((started, writer.length, "heading", _HEADINGS[tag]))
        writer.new_line()
    elif tag == "dt" and not rows:
        writer.marks.append((started, writer.length, "heading", _TERM_LEVEL))
        writer.new_line()
    elif tag == "dd" and not rows:
        writer.marks.append((started, writer.length, "definition", 0))
        writer.new_line()
    elif tag == "li" and not rows:
        writer.marks.append((started, writer.length, "item", 0))
        writer.new_line()
    elif tag in _BLOCKS and not rows:
        writer.new_line()
    elif tag in _BLOCKS_IN_CELLS and rows:
        writer.pending_space = True
