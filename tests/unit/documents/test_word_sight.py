"""What readers of a Word document see of its runs: styles, colours, places of paragraphs and tables."""

from __future__ import annotations

import re

import docx
import pytest
from docx.oxml import parse_xml
from tests.support.word_builder import (
    SPACES,
    assert_hidden,
    assert_shown,
    color,
    paragraph,
    run,
    shade,
    style,
    table,
    word,
)

_TABLE_STYLE = '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>'


@pytest.mark.parametrize(
    ("hides", "shows", "way"),
    [
        ("<w:vanish/>", '<w:vanish w:val="0"/>', "hidden_run"),
        (color("FFFFFF"), color("333333"), "colour"),
        ('<w:sz w:val="2"/>', '<w:sz w:val="18"/>', "size"),
    ],
)
def test_what_the_default_style_and_the_defaults_of_a_document_say_holds_where_nothing_else_does(hides, shows, way):
    def default_style(properties):
        def change(document):
            normal = document.styles["Normal"].element
            normal.append(parse_xml(f"<w:rPr {SPACES}>{properties}</w:rPr>"))

        return word(paragraph(run()), change=change)

    def defaults(properties):
        def change(document):
            given = document.styles.element.find(".//" + docx.oxml.ns.qn("w:rPrDefault") + "/*")
            for each in parse_xml(f"<w:rPr {SPACES}>{properties}</w:rPr>"):
                for old in given.findall(each.tag):
                    given.remove(old)
                given.append(each)

        return word(paragraph(run()), change=change)

    for build in (default_style, defaults):
        assert_hidden(build(hides), way)
        assert_shown(build(shows))


def test_styles_of_tables_hide_and_two_styles_that_turn_something_on_turn_it_off():
    in_style = '<w:tblStyle w:val="S"/>'
    assert_hidden(word(table(paragraph(run()), in_style), styles=[style("table", "<w:vanish/>")]), "hidden_run")
    assert_shown(word(table(paragraph(run()), in_style), styles=[style("table", "<w:b/>")]))
    whole = f'{_TABLE_STYLE}<w:tblStylePr w:type="wholeTable"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>'
    first = whole.replace("wholeTable", "lastRow")
    named = '<w:tblStyle w:val="T"/>'
    assert_hidden(word(table(paragraph(run()), named), styles=[whole]), "hidden_run")
    assert_shown(word(table(paragraph(run()), named), styles=[first]))
    twice = [style("paragraph", "<w:vanish/>"), style("character", "<w:vanish/>", name="C")]
    in_both = paragraph(run('<w:rStyle w:val="C"/>'), '<w:pStyle w:val="S"/>')
    assert_shown(word(in_both, styles=twice))
    assert_hidden(word(paragraph(run(), '<w:pStyle w:val="S"/>'), styles=twice), "hidden_run")


def themed(name, rgb):
    pattern, given = rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>'
    return lambda part, data: re.sub(pattern.encode(), given.encode(), data, flags=re.S) if "theme1" in part else data


def test_the_colour_of_a_theme_counts_before_the_number_beside_it():
    accent = paragraph(run(color("000000", 'w:themeColor="accent1"')))
    assert_hidden(word(accent, edit=themed("accent1", "FFFFFF")), "colour")
    assert_shown(word(accent, edit=themed("accent1", "4472C4")))
    assert_hidden(word(paragraph(run(color("000000", 'w:themeColor="background1"')))), "colour")
    assert_shown(word(paragraph(run(color("FFFFFF", 'w:themeColor="text1"')))))
    assert_hidden(word(paragraph(run(color("000000", 'w:themeColor="accent1" w:themeTint="05"')))), "colour")
    assert_shown(word(paragraph(run(color("000000", 'w:themeColor="background1" w:themeShade="80"')))))


@pytest.mark.parametrize(
    ("hides", "shows"),
    [
        (paragraph(run(color("000000")), shade("000000")), paragraph(run(color("FFFFFF")), shade("000000"))),
        (
            table(paragraph(run(color("C00000"))), shade("C00000")),
            table(paragraph(run(color("FFFFFF"))), shade("C00000")),
        ),
        (
            table(paragraph(run(color("000000"))), cell=shade("000000")),
            table(paragraph(run(color("auto"))), cell=shade("000000")),
        ),
        (
            paragraph(run(color("FFFFFF") + shade("000000", 'w:val="solid" w:color="FFFFFF"'))),
            paragraph(run(color("FFFFFF") + shade("FFFFFF", 'w:val="solid" w:color="1F3864"'))),
        ),
        (paragraph(run(color("FF0505") + shade("FF0000"))), paragraph(run(color("FFFF00") + shade("FF0000")))),
        (
            paragraph(run("<w14:textFill><w14:noFill/></w14:textFill>")),
            paragraph(
                run(
                    '<w14:textOutline w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill>'
                    "</w14:textOutline><w14:textFill><w14:noFill/></w14:textFill>"
                )
            ),
        ),
        (
            paragraph(
                run('<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>')
            ),
            paragraph(
                run(
                    color("FFFFFF")
                    + '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="4472C4"/></w14:solidFill></w14:textFill>'
                )
            ),
        ),
    ],
)
def test_letters_of_the_colour_of_what_is_behind_them_are_not_seen(hides, shows):
    assert_hidden(word(hides), "colour")
    assert_shown(word(shows))


@pytest.mark.parametrize(("hides", "shows"), [("100000", "0"), ("100%", "0%"), ("100%", "half"), ("100%", "1e9")])
def test_transparency_is_in_thousandths_of_a_percent_or_in_percent(hides, shows):
    # Strict files write "50%"; what is no share at all costs the colour and not the document.
    def letters(share):
        alpha = f'<w14:srgbClr w14:val="333333"><w14:alpha w14:val="{share}"/></w14:srgbClr>'
        return word(paragraph(run(f"<w14:textFill><w14:solidFill>{alpha}</w14:solidFill></w14:textFill>")))

    assert_hidden(letters(hides), "colour")
    assert_shown(letters(shows))


def test_white_letters_show_where_the_style_of_a_table_fills_its_cells_and_on_a_ground_that_is_shown():
    white = table(paragraph(run(color("FFFFFF"))), '<w:tblStyle w:val="T"/>')
    assert_hidden(word(white, styles=[f"{_TABLE_STYLE}</w:style>"]), "colour")
    assert_shown(word(white, styles=[f"{_TABLE_STYLE}<w:tcPr>{shade('1F3864')}</w:tcPr></w:style>"]))

    def on_black(document):
        document.element.insert(0, parse_xml(f'<w:background {SPACES} w:color="000000"/>'))

    def shown(part, data):
        return data.replace(b"<w:zoom", b"<w:displayBackgroundShape/><w:zoom") if "settings" in part else data

    assert_hidden(word(paragraph(run(color("FFFFFF"))), change=on_black), "colour")
    assert_shown(word(paragraph(run(color("FFFFFF"))), change=on_black, edit=shown))


@pytest.mark.parametrize(
    ("hides", "shows", "way"),
    [
        ('<w:ind w:left="30000"/>', '<w:ind w:left="720"/>', "position"),
        ('<w:ind w:leftChars="30000" w:left="210"/>', '<w:ind w:leftChars="200" w:left="420"/>', "position"),
        ('<w:ind w:hanging="20000"/>', '<w:ind w:hanging="420"/>', "position"),
        ('<w:spacing w:line="1" w:lineRule="exact"/>', '<w:spacing w:line="400" w:lineRule="exact"/>', "clip"),
        (
            '<w:framePr w:w="9000" w:h="1" w:hRule="exact"/>',
            '<w:framePr w:w="9000" w:h="1" w:hRule="atLeast"/>',
            "clip",
        ),
        (
            '<w:framePr w:w="9000" w:h="1" w:hRule="exact"/>',
            '<w:framePr w:anchorLock="0" w:w="0" w:h="0" w:hRule="exact" w:xAlign="left" w:y="0"/>',
            "clip",
        ),
    ],
)
def test_paragraphs_are_placed_by_themselves_and_by_their_styles(hides, shows, way):
    in_style = paragraph(run(), '<w:pStyle w:val="S"/>')
    for build in (
        lambda given: word(paragraph(run(), given)),
        lambda given: word(in_style, styles=[style("paragraph", paragraph=given)]),
    ):
        assert_hidden(build(hides), way)
        assert_shown(build(shows))


@pytest.mark.parametrize(
    ("hides", "shows", "way"),
    [
        (
            table(paragraph(run()), '<w:tblLayout w:type="fixed"/>', '<w:tcW w:w="10" w:type="dxa"/>'),
            table(paragraph(run()), '<w:tblLayout w:type="fixed"/>', '<w:tcW w:w="5000" w:type="dxa"/>'),
            "clip",
        ),
        (
            table(paragraph(run()), '<w:tblpPr w:tblpX="30000" w:tblpY="1"/>'),
            table(paragraph(run()), '<w:tblpPr w:tblpX="1500" w:tblpY="1"/>'),
            "position",
        ),
        (
            table(paragraph(run()), row='<w:del w:id="1" w:author="a"/>'),
            table(paragraph(run()), row='<w:ins w:id="1" w:author="a"/>'),
            "struck",
        ),
        (
            paragraph(f'<w:bdo w:val="rtl">{run()}</w:bdo>'),
            paragraph(f'<w:bdo w:val="ltr">{run()}</w:bdo>'),
            "reversed",
        ),
        (paragraph(run('<w:fitText w:val="1"/>')), paragraph(run('<w:fitText w:val="2400"/>')), "size"),
    ],
)
def test_tables_and_orders_hide_what_is_in_them(hides, shows, way):
    assert_hidden(word(hides), way)
    assert_shown(word(shows))


def test_a_section_whose_margins_leave_nothing_of_its_page_shows_nothing():
    def section(left):
        return f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="{left}" w:right="1440"/></w:sectPr>'

    before = paragraph(run(text="之前。"), section(1440))
    assert_hidden(word(before, paragraph(run(), section(20000))), "position")
    assert_shown(word(before, paragraph(run(), section(1440))))
    assert_shown(word(before, paragraph(run(text="之间。"), section(20000)), paragraph(run())))
