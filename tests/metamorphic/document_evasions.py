"""Ways in which a policy holds a sentence that nobody reads, and near twins of them that everybody can."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from tests.support.pdf_builder import pdf_of_drawings

TITLE: Final = "青禾商城隐私政策"
SHOWN: Final = "注册账号时，我们收集您的手机号码，用于创建账号。您可以在“设置-账号与安全-注销账号”中注销账号。"
HIDDEN: Final = "我们会收集您的位置信息和通讯录，并向北京示例科技有限公司共享您的位置信息。"

#: A file name, and what gives the content: Word files and PDFs take too long to be built while tests are collected.
Document = tuple[str, Callable[[], bytes]]
#: Documents by what was done.
Documents = dict[str, Document]


def _page(hidden: str, style: str = "", *, head: str = "", foot: str = "") -> Document:
    styles = f"<style>{style}</style>" if style else ""
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}{styles}</head><body><h1>{TITLE}</h1><p>{SHOWN}</p>"
        f"{hidden}{foot}</body></html>"
    )
    return "privacy.html", page.encode


def _styled(declarations: str, *, head: str = "") -> Document:
    return _page(f"<p style='{declarations}'>{HIDDEN}</p>", head=head)


def _ruled(rule: str, *, element: str = "<p class='x' id='y'>{}</p>", foot: str = "") -> Document:
    return _page(element.format(HIDDEN), rule, foot=foot)


def _markdown(hidden: str) -> Document:
    return "privacy.md", f"# {TITLE}\n\n{SHOWN}\n\n{hidden}\n".encode


def _word(change) -> Document:  # type: ignore[no-untyped-def]
    def content() -> bytes:
        document = docx.Document()
        document.add_heading(TITLE, 1)
        document.add_paragraph(SHOWN)
        change(document)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return "privacy.docx", content


def _run(change):  # type: ignore[no-untyped-def]
    def add(document) -> None:  # type: ignore[no-untyped-def]
        change(document.add_paragraph().add_run(HIDDEN))

    return _word(add)


def _property(*markup: str) -> Document:
    """Properties of a run of Word."""
    return _run(lambda run: [run._r.get_or_add_rPr().append(_element(each)) for each in markup])


def _element(markup: str):  # type: ignore[no-untyped-def]
    return parse_xml(markup.format(nsdecls("w")))


def _paragraph(markup: str) -> Document:
    """A property of a paragraph of Word."""
    return _word(lambda document: document.add_paragraph(HIDDEN)._p.get_or_add_pPr().append(_element(markup)))


def _row(markup: str) -> Document:
    """A property of a row of a table of Word."""

    def change(document) -> None:  # type: ignore[no-untyped-def]
        table = document.add_table(2, 1)
        table.cell(0, 0).text, table.cell(1, 0).text = "一", HIDDEN
        table.rows[1]._tr.get_or_add_trPr().append(_element(markup))

    return _word(change)


def _white(run) -> None:  # type: ignore[no-untyped-def]
    run.font.color.rgb = RGBColor(255, 255, 255)


def _hidden_style(document) -> None:  # type: ignore[no-untyped-def]
    style = document.styles.add_style("Aside", 1)
    style.font.hidden = True
    document.add_paragraph(HIDDEN, style="Aside")


def _white_in_dark_cell(document) -> None:  # type: ignore[no-untyped-def]
    cell = document.add_table(1, 1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="1F3864"/>'))
    _white(cell.paragraphs[0].add_run(HIDDEN))


def _of_page(document) -> None:  # type: ignore[no-untyped-def]
    document.element.insert(0, parse_xml(f'<w:background {nsdecls("w")} w:color="1F3864"/>'))
    document.settings.element.append(parse_xml(f"<w:displayBackgroundShape {nsdecls('w')}/>"))  # else none shows it
    run = document.add_paragraph().add_run(HIDDEN)._r
    run.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="1F3864"/>'))


def _far_table(document) -> None:  # type: ignore[no-untyped-def]
    table = document.add_table(1, 1)
    table.cell(0, 0).text = HIDDEN
    table._tbl.tblPr.append(parse_xml(f'<w:tblInd {nsdecls("w")} w:w="-40000" w:type="dxa"/>'))


def _pdf(before: str, *, x: int = 60, y: int = 700, size: int = 12, after: str = "") -> Document:
    def line(y: int, text: str) -> str:
        return f"BT /F1 12 Tf 60 {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"

    hidden = f"BT /F1 {size} Tf {x} {y} Td <{HIDDEN.encode('utf-16-be').hex()}> Tj ET"
    shown = [line(800, TITLE), *(line(770 - 20 * row, SHOWN[row * 24 : row * 24 + 24]) for row in range(3))]
    drawing = "\n".join([*shown, f"q {before} {hidden} {after} Q"])
    return "privacy.pdf", lambda: pdf_of_drawings([drawing])


#: What nobody sees whatever they do: a finding of its own.
CONCEALED: Final[Documents] = {
    "white on white": _styled("color:#fff"),
    "white on white by a rule": _ruled(".x{color:rgb(255,255,255)}"),
    "nearly white on white": _ruled("#y{color:#fdfdfd}"),
    "black on black": _ruled("body{background:#000;color:#fff} .x{color:black}"),
    "white on white by a descendant": _ruled("body .b p{color:white}", element="<div class='b'><p>{}</p></div>"),
    "transparent colour": _styled("color:transparent"),
    "size zero": _styled("font-size:0"),
    "size of one point": _ruled("p.x{font-size:1pt}"),
    "size by a parent": _ruled(".x{font-size:0}", element="<div class='x'><div><p>{}</p></div></div>"),
    "opacity": _ruled(".x{opacity:0}"),
    "opacity by an important rule": _page(f"<p class='x' style='opacity:1'>{HIDDEN}</p>", ".x{opacity:0!important}"),
    "off the screen": _styled("position:absolute;left:-9999px"),
    "off the screen by a rule": _ruled("#y{position:fixed;top:-5000px}"),
    "indented away": _ruled(".x{text-indent:-9999px;overflow:hidden}"),
    "clipped": _ruled(".x{position:absolute;clip:rect(0,0,0,0)}"),
    "clipped by a path": _ruled(".x{clip-path:inset(100%)}"),
    "height zero": _ruled(".x{height:0;overflow:hidden}"),
    "scaled to nothing": _styled("transform:scale(0)"),
    "colour of letters beside that of the text": _styled("color:#000;-webkit-text-fill-color:transparent"),
    "white by lightness": _styled("color:hsl(0,0%,100%)"),
    "white by whiteness": _styled("color:hwb(0 100% 0%)"),
    "white in another space": _styled("color:lab(100% 0 0)"),
    "white of a variable": _ruled(":root{--c:#fff} .x{color:var(--c)}"),
    "white of a variable that is not there": _styled("color:var(--none,#fff)"),
    "white in an escaped property": _styled("c\\6f lor:white"),
    "white behind a comment": _styled("color:/* */white"),
    "white on a gradient of white": _styled("background:linear-gradient(#fff,#fff);color:#fff"),
    "filtered away": _styled("filter:opacity(0)"),
    "blurred": _ruled(".x{filter:blur(20px)}"),
    "behind a mask": _styled("mask-image:linear-gradient(transparent,transparent)"),
    "size of a shorthand": _styled("font:0/0 a"),
    "size that is computed": _styled("font-size:min(0px,10px)"),
    "letters on each other": _styled("letter-spacing:-1em"),
    "indented by its width": _styled("text-indent:100%;white-space:nowrap;overflow:hidden"),
    "turned on its edge": _styled("transform:rotateY(90deg)"),
    "scaled to next to nothing": _styled("scale:0.01"),
    "matrix of nothing": _styled("transform:matrix(0,0,0,0,0,0)"),
    "zoomed away": _styled("zoom:0.01"),
    "moved by a property of its own": _styled("translate:-9999px"),
    "moved from its place": _styled("position:relative;left:-9999px"),
    "moved by all sides": _styled("position:absolute;inset:-9999px auto auto auto"),
    "moved by a margin": _styled("margin:0 0 0 -9999px"),
    "polygon without extent": _styled("clip-path:polygon(0 0,0 0,0 0)"),
    "height of a block": _styled("block-size:0;overflow:hidden"),
    "height zero with bars": _styled("max-height:0;overflow:auto"),
    "height zero, contained": _styled("contain:strict;height:0"),
    "lines without height": _styled("line-height:0;overflow:hidden"),
    "letters in reverse": _page(f"<p><bdo dir='rtl'>{HIDDEN}</bdo></p>"),
    "letters in reverse by a style": _styled("unicode-bidi:bidi-override;direction:rtl"),
    "letters in reverse by a control": _page(f"<p>\u202e{HIDDEN}\u202c</p>"),
    "in place of a canvas": _page(f"<canvas>{HIDDEN}</canvas>"),
    "in place of a film": _page(f"<video controls>{HIDDEN}</video>"),
    "choices of a field": _page(f"<datalist><option>{HIDDEN}</option></datalist>"),
    "thin by any of a list": _ruled(":is(.x,.z){opacity:0}"),
    "thin by a place": _ruled("p:nth-of-type(2n){opacity:0}"),
    "thin by an attribute": _ruled("[data-k^=v]{opacity:0}", element="<p data-k='v1'>{}</p>"),
    "thin behind another": _ruled("hr + p{opacity:0}", element="<hr><p>{}</p>"),
    "thin far behind another": _ruled("hr ~ p{opacity:0}", element="<hr><b></b><p>{}</p>"),
    "thin without a class that nothing adds": _ruled(".x:not(.shown){opacity:0}"),
    "thin by what is inside": _ruled("div:has(p.x){opacity:0}", element="<div><p class='x'>{}</p></div>"),
    "thin by a variable": _ruled(":root{--o:0} .x{opacity:var(--o)}"),
    "thin when an animation has ended": _ruled(".x{animation:gone 0s forwards} @keyframes gone{to{opacity:0}}"),
    "thin by a sheet in an address": _ruled('@import "data:text/css,.x{opacity:0}";'),
    "thin by a linked sheet in an address": _page(
        f"<p class='x'>{HIDDEN}</p>", head="<link rel='stylesheet' href='data:text/css,.x%7Bopacity:0%7D'>"
    ),
    "size of a difference": _styled("font-size:calc(12px - 12px)"),
    "ground in the colour of the text": _styled("color:#345;background:currentColor"),
    "white of a mixture": _styled("color:color-mix(in srgb,white 90%,ivory)"),
    "white by the system's name": _styled("color:Canvas"),
    "white from white": _styled("color:rgb(from white r g b)"),
    "white without its mark": _page(f"<p><font color='FFFFFF'>{HIDDEN}</font></p>"),
    "thin on every width": _ruled("@media (min-width:1px){.x{opacity:0}}"),
    "thin in a scope": _ruled("@scope (.p){.x{opacity:0}}", element="<div class='p'><p class='x'>{}</p></div>"),
    "thin by a registered variable": _ruled(
        "@property --o{syntax:'<number>';inherits:true;initial-value:0} .x{opacity:var(--o)}"
    ),
    "ellipse without extent": _styled("clip-path:ellipse(0 0)"),
    "rectangle without extent": _styled("clip-path:rect(0 0 0 0)"),
    "back of a card": _styled("backface-visibility:hidden;transform:rotateY(180deg)"),
    "pushed flat": _styled("transform:skewX(90deg)"),
    "letters as dots": _styled("-webkit-text-security:disc"),
    "replaced by a picture": _styled("content:url(a.png)"),
    "without a place in a shadow root": _page(
        f"<div><template shadowrootmode='open'><p>好</p></template><p>{HIDDEN}</p></div>"
    ),
    "column that is collapsed": _page(
        f"<table><col><col style='visibility:collapse'><tr><td>一</td><td>{HIDDEN}</td></tr></table>"
    ),
    "instruction in Markdown": _markdown(f"<?{HIDDEN}?>"),
    "section in Markdown": _markdown(f"<![CDATA[{HIDDEN}]]>"),
    "note of Markdown that nothing refers to": _markdown(f"[^9]: {HIDDEN}"),
    "cell of Markdown without a column": _markdown(f"| a | b |\n|---|---|\n| 1 | 2 | {HIDDEN} |"),
    "words for a picture in Markdown": _markdown(f"![{HIDDEN}](a.png)"),
    "words behind a fence of Markdown": _markdown(f"```{HIDDEN}\nx\n```"),
    "run of Word in the colour of a theme's paper": _property('<w:color {} w:val="auto" w:themeColor="background1"/>'),
    "run of Word in the colour of its ground": _property(
        '<w:color {} w:val="1F3864"/>', '<w:shd {} w:val="clear" w:fill="1F3864"/>'
    ),
    "run of Word marked in its own colour": _property(
        '<w:color {} w:val="000000"/>', '<w:highlight {} w:val="black"/>'
    ),
    "letters of Word below the page": _property('<w:position {} w:val="-3000"/>'),
    "letters of Word without width": _property('<w:w {} w:val="1"/>'),
    "letters of Word on each other": _property('<w:spacing {} w:val="-400"/>'),
    "frame of Word beside the page": _paragraph('<w:framePr {} w:x="-30000" w:hAnchor="page"/>'),
    "lines of Word without height": _paragraph('<w:spacing {} w:line="1" w:lineRule="exact"/>'),
    "hidden row of Word": _row("<w:hidden {}/>"),
    "row of Word without height": _row('<w:trHeight {} w:val="1" w:hRule="exact"/>'),
    "text of a PDF behind a white bar": _pdf("", after="1 1 1 rg 40 690 520 40 re f"),
    "text of a PDF in a clip without extent": _pdf("0 0 1 1 re W n"),
    "text of a PDF without width": _pdf("0 Tz"),
    "comment in Markdown": _markdown(f"<!-- {HIDDEN} -->"),
    "definition in Markdown": _markdown(f"[//]: # ({HIDDEN})"),
    "white words in Markdown": _markdown(f'<span style="color:#ffffff">{HIDDEN}</span>'),
    "hidden run of Word": _run(lambda run: setattr(run.font, "hidden", True)),
    "white run of Word": _run(_white),
    "run of one point of Word": _run(lambda run: setattr(run.font, "size", Pt(1))),
    "hidden by a style of Word": _word(_hidden_style),
    "invisible text of a PDF": _pdf("3 Tr"),
    "white text of a PDF": _pdf("1 1 1 rg"),
    "white text of a PDF in grey": _pdf("1 g"),
    "tiny text of a PDF": _pdf("", size=1),
    "text beside the page of a PDF": _pdf("", x=2000),
    "inverted to white": _styled("filter:invert(1)"),
    "inverted to black": _styled("filter:invert(100%);background:#fff;color:#fff"),
    "darkened with its ground": _styled("background:#000;color:#fff;filter:brightness(0)"),
    "made grey with its ground": _page(f"<div style='background:#fff;filter:contrast(0)'><p>{HIDDEN}</p></div>"),
    "screened with its ground": _ruled("body{background:#fff}.x{mix-blend-mode:screen}"),
    "difference to its ground": _ruled("body{background:#fff}.x{mix-blend-mode:difference}"),
    "white that is multiplied": _styled("mix-blend-mode:multiply;color:#fff"),
    "thin on every width, without a unit": _ruled("@media (min-width:0){.x{opacity:0}}"),
    "thin on every width of letters": _ruled("@media (min-width:1em){.x{opacity:0}}"),
    "white by the body": (
        "privacy.html",
        f"<body text='ffffff'><font color='#000'><h1>{TITLE}</h1>{SHOWN}</font><p>{HIDDEN}</p>".encode,
    ),
    "run of Word in the colour of its page": _word(_of_page),
    "paragraph of Word beside the page": _paragraph('<w:ind {} w:left="40000"/>'),
    "table of Word beside the page": _word(_far_table),
}
#: What does not show at first, or no longer counts: never disclosed, and at most for people to look at.
COLLAPSED: Final[Documents] = {
    "not displayed": _styled("display:none"),
    "not displayed by a rule": _ruled(".x{display:none}"),
    "not displayed by an id": _ruled("#y{display:none}"),
    "not displayed by an attribute": _page(f"<div hidden><p>{HIDDEN}</p></div>"),
    "not visible": _ruled(".x{visibility:hidden}"),
    "dialog that is closed": _page(f"<dialog><p>{HIDDEN}</p></dialog>"),
    "part that pops up": _page(f"<div popover><p>{HIDDEN}</p></div>"),
    "kept from screen readers": _page(f"<div aria-hidden='true'><p>{HIDDEN}</p></div>"),
    "deleted words": _page(f"<p><del>{HIDDEN}</del></p>"),
    "struck words": _page(f"<p><s>{HIDDEN}</s></p>"),
    "words struck by a rule": _ruled(".x{text-decoration:line-through}"),
    "words struck in Markdown": _markdown(f"~~{HIDDEN}~~"),
    "run of Word struck out": _run(lambda run: setattr(run.font, "strike", True)),
}
_DARK_PAGE = "body{background:#111;color:#eee} .x{mix-blend-mode:screen}"
_TABS = "<ul><li><a href='#y'>一</a></li></ul>"
#: What everybody can read: part of the policy.
OPEN: Final[Documents] = {
    "shown": _page(f"<p>{HIDDEN}</p>"),
    "details that are closed": _page(f"<details><summary>更多</summary><p>{HIDDEN}</p></details>"),
    "panel of a tab": _ruled(".x{display:none}", foot=_TABS),
    "fold that a script opens": _ruled(".x{display:none}", foot="<script>$('.x').show()</script>"),
    "style of print": _ruled("@media print{.x{display:none}}"),
    "style of small screens": _ruled("@media (max-width:600px){.x{display:none}}"),
    "white on a dark ground": _ruled(".x{color:#fff;background:#123456}"),
    "white on a ground of a parent": _ruled("body{background-color:#222} p{color:#fff} .x{color:white}"),
    "white on a picture": _ruled(".x{color:#fff;background:url(a.png)}"),
    "white where other styles are missing": _styled("color:#fff", head="<link rel='stylesheet' href='a.css'>"),
    "overridden by another rule": _ruled(".x{display:none} #y{display:block}"),
    "size in another unit": _ruled(".x{font-size:1em}"),
    "small print": _ruled(".x{font-size:9px}"),
    "dialog that is open": _page(f"<dialog open><p>{HIDDEN}</p></dialog>"),
    "part that a button pops up": _page(
        f"<div popover id='y'><p>{HIDDEN}</p></div><button popovertarget=y>更多</button>"
    ),
    "dark by lightness": _styled("color:hsl(0,0%,20%)"),
    "dark in another space": _styled("color:oklch(0.35 0.02 260)"),
    "dark of a variable": _ruled(":root{--c:#333} .x{color:var(--c)}"),
    "variable that is not there": _styled("color:var(--none)"),
    "white on a gradient": _styled("background:linear-gradient(#123456,#345678);color:#fff"),
    "letters cut out of a gradient": _styled(
        "background:linear-gradient(#e6c280,#6ee7b7);-webkit-background-clip:text;-webkit-text-fill-color:transparent"
    ),
    "pale white of a variable on black": _ruled(
        ":root{--w:rgba(255,255,255,.7);--b:#000} body{background:var(--b)} .x{color:var(--w)}"
    ),
    "slightly thin": _styled("filter:opacity(90%) blur(0.3px)"),
    "fading at its end": _styled("mask-image:linear-gradient(black,transparent)"),
    "size of a shorthand with a weight": _styled("font:700 14px/1.5 Arial"),
    "size that fits the page": _styled("font-size:clamp(14px,2vw,18px)"),
    "letters close together": _styled("letter-spacing:-0.5px"),
    "turned a little": _styled("transform:rotate(2deg) scale(0.98)"),
    "moved a little": _styled("position:relative;left:-20px;margin:0 auto"),
    "window with bars": _styled("height:300px;overflow:auto"),
    "written from the right": _page(f"<div dir='rtl'><p>{HIDDEN}</p></div>"),
    "control that changes nothing": _page(f"<p>\u202d{HIDDEN}\u202c</p>"),
    "letters with nothing between": _page("<p>" + "\u034f".join(HIDDEN) + "</p>"),
    "letters with selectors of variants": _page("<p>" + "\ufe0f".join(HIDDEN) + "</p>"),
    "thin until an animation has ended": _ruled(
        ".x{opacity:0;animation:come 1s both} @keyframes come{100%{opacity:1}}"
    ),
    "thin until a script adds a class": _ruled(".x:not(.shown){opacity:0}", foot="<script>add('shown')</script>"),
    "cloaked until a script runs": _ruled(
        "[v-cloak]{display:none}", element="<div v-cloak><p>{}</p></div>", foot="<script src='a.js'></script>"
    ),
    "another place": _ruled("p:nth-of-type(3){opacity:0} p:first-child{opacity:0}"),
    "another attribute": _ruled("[data-k=w],[data-k$=x]{opacity:0}", element="<p data-k='v1'>{}</p>"),
    "not what is listed": _ruled(":is(.y,.z):not(.x){opacity:0}"),
    "nothing inside": _ruled("div:has(table){opacity:0}", element="<div><p class='x'>{}</p></div>"),
    "before another": _ruled("hr + p{opacity:0}", element="<p>{}</p><hr>"),
    "size of a difference that is left": _styled("font-size:calc(20px - 4px)"),
    "grey of a mixture": _styled("color:color-mix(in srgb,black,white)"),
    "black by the system's name": _styled("color:CanvasText"),
    "shadow of clear letters": _styled("color:transparent;text-shadow:0 0 0 #000"),
    "condition that does not hold": _ruled("@supports not (display:block){.x{opacity:0}}"),
    "another scope": _ruled("@scope (.q){.x{opacity:0}}"),
    "style of wide screens": _ruled("@media (min-width:1200px){.x{opacity:0}}"),
    "front of a card": _styled("backface-visibility:hidden;transform:rotateY(0deg)"),
    "in a shadow root": _page(f"<div><template shadowrootmode='open'><p>{HIDDEN}</p></template></div>"),
    "with a place in a shadow root": _page(
        f"<div><template shadowrootmode='open'><slot></slot></template><p>{HIDDEN}</p></div>"
    ),
    "column beside one that is collapsed": _page(
        f"<table><col style='visibility:collapse'><col><tr><td>一</td><td>{HIDDEN}</td></tr></table>"
    ),
    "note of Markdown that is referred to": _markdown(f"甲[^9]\n\n[^9]: {HIDDEN}"),
    "last cell of a row in Markdown": _markdown(f"| a | b |\n|---|---|\n| 1 | {HIDDEN} |"),
    "block of code in Markdown": _markdown(f"```text\n{HIDDEN}\n```"),
    "run of Word on another ground": _property('<w:color {} w:val="1F3864"/>', '<w:shd {} w:fill="FFFF00"/>'),
    "run of Word in the colour of a theme's text": _property('<w:color {} w:themeColor="text1"/>'),
    "run of Word marked in another colour": _property(
        '<w:color {} w:val="000000"/>', '<w:highlight {} w:val="yellow"/>'
    ),
    "letters of Word that are raised": _property('<w:position {} w:val="6"/>'),
    "letters of Word close together": _property('<w:spacing {} w:val="-10"/>'),
    "row of Word that grows": _row('<w:trHeight {} w:val="1" w:hRule="atLeast"/>'),
    "text of a PDF on a white bar": _pdf("1 1 1 rg 40 690 520 40 re f 0 0 0 rg"),
    "text of a PDF beside a white bar": _pdf("", after="1 1 1 rg 40 90 520 40 re f"),
    "text of a PDF in a clip": _pdf("40 690 520 40 re W n"),
    "bold words in Markdown": _markdown(f"**{HIDDEN}**"),
    "run of Word in a dark cell": _word(_white_in_dark_cell),
    "ordinary run of Word": _run(lambda run: None),
    "white text of a PDF on a bar": _pdf("0.1 0.2 0.4 rg 40 690 500 30 re f 1 1 1 rg"),
    "ordinary text of a PDF": _pdf("0 0 0 rg"),
    "inverted twice": _styled("filter:invert(1) invert(1)"),
    "inverted with its ground": _styled("filter:invert(1);background:#000;color:#fff"),
    "inverted in something inverted": _page(
        f"<div style='filter:invert(1);background:#fff'><p style='filter:invert(1);background:#fff'>{HIDDEN}</p></div>"
    ),
    "page that is inverted": _ruled("html{filter:invert(1)}"),
    "inverted a little": _styled("filter:invert(.1) brightness(.95)"),
    "screened on a dark page": _ruled(_DARK_PAGE),
    "black that is multiplied": _styled("mix-blend-mode:multiply"),
    "style of wide screens by letters": _ruled("@media (min-width:90em){.x{opacity:0}}"),
    "black by the body": (
        "privacy.html",
        f"<body text='#000000'><h1>{TITLE}</h1>{SHOWN}<p>{HIDDEN}</p>".encode,
    ),
    "paragraph of Word that is indented": _paragraph('<w:ind {} w:left="720"/>'),
}
