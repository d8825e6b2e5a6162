"""What readers of a Word document see of its boxes, fields, headers and notes, and of letters that fonts draw."""

from __future__ import annotations

import pytest
from tests.support.word_builder import (
    RELATIONS,
    SAID,
    SPACES,
    assert_hidden,
    assert_shown,
    color,
    paragraph,
    run,
    word,
)


def drawing(inner=None, extent=(5_000_000, 900_000), name="", place="", fill="", body=""):
    shape = (
        f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{inner or paragraph(run())}</w:txbxContent>"
        f"</wps:txbx><wps:bodyPr>{body}</wps:bodyPr></wps:wsp>"
    )
    return paragraph(
        f'<w:r><w:drawing><wp:anchor>{place}<wp:extent cx="{extent[0]}" cy="{extent[1]}"/>'
        f'<wp:docPr id="1" name="x" {name}/><a:graphic><a:graphicData uri="u">{shape}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def at(offset):
    return f'<wp:positionH relativeFrom="page"><wp:posOffset>{offset}</wp:posOffset></wp:positionH>'


def solid(rgb):
    return f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'


def vml(look, box=""):
    return paragraph(
        f'<w:r><w:pict><v:rect style="{look}"><v:textbox style="{box}"><w:txbxContent>{paragraph(run())}'
        "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )


_WHITE_RUN = paragraph(run(color("FFFFFF")))


@pytest.mark.parametrize(
    ("hides", "shows", "way"),
    [
        (drawing(place=at(-5_200_000)), drawing(place=at(-300_000)), "position"),
        (drawing(extent=(5_000_000, 1)), drawing(extent=(5_000_000, 1), body="<a:spAutoFit/>"), "clip"),
        (drawing(name='hidden="1"'), drawing(name='hidden="0"'), "hidden_run"),
        (drawing(_WHITE_RUN, fill=solid("FFFFFF")), drawing(_WHITE_RUN, fill=solid("4472C4")), "colour"),
        (vml("width:1pt;height:1pt"), vml("width:1in;height:1in"), "clip"),
        (vml("width:300pt;height:1pt"), vml("width:300pt;height:1pt", "mso-fit-shape-to-text:t"), "clip"),
        (vml("position:absolute;margin-left:-9999pt"), vml("position:absolute;margin-left:-20pt"), "position"),
        (vml("visibility:hidden"), vml("visibility:visible"), "hidden_run"),
    ],
)
def test_boxes_hide_what_is_in_them(hides, shows, way):
    assert_hidden(word(hides), way)
    assert_shown(word(shows))


def test_of_several_alternatives_the_first_is_shown_that_programs_understand():
    def alternatives(asked):
        return paragraph(
            f'<mc:AlternateContent><mc:Choice Requires="{asked}">{run()}</mc:Choice>'
            f"<mc:Fallback>{run(text='旧版。')}</mc:Fallback></mc:AlternateContent>"
        )

    assert "旧版" not in word(alternatives("wps")).text
    unknown = word(alternatives("zzz")).text
    assert (SAID in unknown, "旧版。" in unknown) == (False, True)


def field(*parts):
    kinds = ("begin", "separate", "end")
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds]
    return "".join(mark + part for mark, part in zip(marks, (*parts, ""), strict=False))


def test_the_instruction_of_a_field_is_not_shown_its_result_is():
    assert_hidden(word(paragraph(field(run(), run(text="好")))), "hidden_run")
    assert_shown(word(paragraph(field(run(text="REF"), run()))))
    assert_hidden(word(paragraph(field(field("", run()), run(text="好")))), "hidden_run")
    assert_shown(word(paragraph(field("", field("", run())))))
    assert_shown(word(paragraph(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run()}')))


def instruction(text):
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


@pytest.mark.parametrize(("hides", "shows"), [(" SET a ", " SETTING a "), ("ASK a", "FILLIN a"), ("xe ", "=1")])
def test_some_fields_show_no_result(hides, shows):
    assert_hidden(word(paragraph(field(instruction(hides), run()))), "hidden_run")
    assert_shown(word(paragraph(field(instruction(shows), run()))))
    assert_hidden(word(paragraph(field(instruction(hides), field(instruction("REF a"), run())))), "hidden_run")
    for name, check in ((hides, lambda document: assert_hidden(document, "hidden_run")), (shows, assert_shown)):
        check(word(paragraph(f'<w:fldSimple w:instr="{name}">{run()}</w:fldSimple>')))


def test_words_in_formulas_and_letters_by_their_numbers_are_read():
    formula = "<m:oMath><m:r><m:t>不</m:t></m:r></m:oMath>"
    letter = '<w:r><w:sym w:font="SimSun" w:char="4E0D"/></w:r>'
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0D8"/></w:r>'
    for inner, text in ((formula, "我们不收集。"), (letter, "我们不收集。"), (sign, "我们收集。")):
        assert text in word(paragraph(run(text="我们") + inner + run(text="收集。"))).text


def test_latin_letters_in_a_font_of_symbols_are_signs():
    def in_font(name):
        return word(paragraph(run(f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>', "收集IMEI。")))

    assert "收集。" in in_font("Wingdings").text
    assert [(item.text, item.way) for item in in_font("Wingdings").hidden] == [("IMEI", "glyphs")]
    assert "收集IMEI。" in in_font("Arial").text


def test_headers_that_no_page_has_show_nothing():
    def first(is_asked):
        def change(document):
            section = document.sections[0]
            section.different_first_page_header_footer = is_asked
            section.first_page_header.paragraphs[0].text = SAID

        return word(change=change)

    def even(is_asked):
        def change(document):
            document.settings.odd_and_even_pages_header_footer = is_asked
            document.sections[0].even_page_header.paragraphs[0].text = SAID

        return word(change=change)

    for build in (first, even):
        assert_hidden(build(False), "position")
        assert_shown(build(True))


def related(kind, target, content_type, data, body):
    """A document with one more part, and a reference to it."""
    relation = f'<Relationship Id="rIdN" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    override = f'<Override PartName="/word/{target}" ContentType="{content_type}"/></Types>'

    def edit(name, given):
        if name == "word/_rels/document.xml.rels":
            return given.replace(b"</Relationships>", relation.encode())
        return given.replace(b"</Types>", override.encode()) if name == "[Content_Types].xml" else given

    return word(body, edit=edit, more=[(f"word/{target}", data)])


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_read_where_the_text_refers_to_them(kind):
    notes = f'<w:{kind}s {SPACES}><w:{kind} w:id="2">{paragraph(run())}</w:{kind}></w:{kind}s>'

    def noted(number):
        body = paragraph(f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>')
        return related(f"{kind}s", f"{kind}s.xml", "application/xml", notes, body)

    assert_shown(noted(2))
    assert SAID not in noted(3).text


def test_contents_of_other_files_are_said_not_to_be_read():
    chunk = f'<w:altChunk {SPACES} r:id="rIdN"/>'.replace(f" {SPACES}", "")
    document = related("aFChunk", "a.html", "text/html", "<p>text</p>", chunk)
    assert ["altChunk" in part.en for part in document.unread] == [True]
    assert word(paragraph(run())).unread == ()


def test_text_that_a_font_of_the_file_draws_is_said_not_to_be_told():
    entry = '<w:font w:name="Song2"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'

    def edit(name, data):
        spaced = entry.replace("<w:font ", f"<w:font {SPACES} ", 1)
        return data.replace(b"</w:fonts>", spaced.encode()) if "fontTable" in name else data

    def drawn(font):
        return word(paragraph(run(f'<w:rFonts w:eastAsia="{font}"/>')), edit=edit)

    document = drawn("Song2")
    assert [(document.text[run.start : run.end], run.font) for run in document.redrawn] == [(SAID, "song2")]
    assert (document.unread, drawn("SimSun").redrawn) == ((), ())
