"""Sentences of a PDF that colours, states, marks and fonts keep from being seen, and near twins that are seen."""

from __future__ import annotations

import pytest
from tests.support.pdf_builder import pdf_of_drawings

from appaudit.documents.document import PolicyDocument, document_from_bytes

SENTENCE = "我们会收集您的通讯录"
_TINT = "<< /FunctionType 2 /Domain [0 1] /C0 [{}] /C1 [{}] /N 1 >>"


def line(text: str, y: int) -> str:
    return f"BT /F1 12 Tf 60 {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def read(before: str = "", **more: object) -> PolicyDocument:
    """A page with a sentence behind some instructions, and another sentence above."""
    drawing = f"{line('隐私政策', 780)} q {before} {line(SENTENCE, 700)} Q"
    return document_from_bytes("privacy.pdf", pdf_of_drawings([drawing], **more))  # type: ignore[arg-type]


def is_hidden(document: PolicyDocument) -> bool:
    is_shown = SENTENCE in document.text
    assert is_shown is not any(SENTENCE in hidden.text for hidden in document.hidden)
    assert "隐私政策" in document.text
    return not is_shown


SPOT = f"/ColorSpace << /C [/Separation /Black /DeviceGray {_TINT.format(1, 0)}] >>"
REVERSED = f"/ColorSpace << /C [/Separation /Light /DeviceGray {_TINT.format(0, 1)}] >>"
INDEXED = "/ColorSpace << /C [/Indexed /DeviceRGB 1 <FFFFFF000000>] >>"
LAB = "/ColorSpace << /C [/Lab << /WhitePoint [0.95 1 1.09] >>] >>"
CLEAR = "/ExtGState << /G << /ca {} >> >>"


@pytest.mark.parametrize(
    ("resources", "before", "hidden"),
    [
        (SPOT, "/C cs 0 scn", True),
        (SPOT, "/C cs 1 scn", False),
        (REVERSED, "/C cs 1 scn", True),
        (REVERSED, "/C cs 0.4 scn", False),
        ("/ColorSpace << /C [/Separation /None /DeviceGray 7 0 R] >>", "/C cs 1 scn", True),
        (INDEXED, "/C cs 0 scn", True),
        (INDEXED, "/C cs 1 scn", False),
        (LAB, "/C cs 100 0 0 scn", True),
        (LAB, "/C cs 99 60 40 scn", False),
        (LAB, "/C cs 20 0 0 scn", False),
        (SPOT, "/C cs 0 scn 0 g", False),
        (CLEAR.format(0), "/G gs", True),
        (CLEAR.format("0.01"), "/G gs", True),
        (CLEAR.format("0.7"), "/G gs", False),
        (CLEAR.format(0), "q /G gs Q", False),
        ("/ColorSpace << /C 99 0 R >>", "/C cs 1 scn", False),
    ],
)
def test_a_colour_is_white_in_its_own_space(resources: str, before: str, hidden: bool) -> None:
    assert is_hidden(read(before, resources=resources)) is hidden


@pytest.mark.parametrize(
    ("mark", "hidden"),
    [
        ("/Subtype /StrikeOut /Rect [50 690 560 720] /QuadPoints [50 720 560 720 50 690 560 690]", True),
        ("/Subtype /Redact /Rect [50 690 560 720]", True),
        ("/Subtype /StrikeOut /F 2 /Rect [50 690 560 720]", False),
        ("/Subtype /Highlight /Rect [50 690 560 720]", False),
        ("/Subtype /StrikeOut /Rect [50 600 560 640]", False),
        ("/Subtype /Square /IC [1 1 1] /Rect [50 690 560 720]", True),
        ("/Subtype /Square /IC [1 1 1] /CA 0.3 /Rect [50 690 560 720]", False),
        ("/Subtype /Square /Rect [50 690 560 720]", False),
    ],
)
def test_what_a_mark_strikes_is_not_said(mark: str, hidden: bool) -> None:
    assert is_hidden(read(page="/Annots [7 0 R]", behind=[f"<< /Type /Annot {mark} >>"])) is hidden


@pytest.mark.parametrize(
    ("form", "hidden"),
    [
        ("/BBox [0 0 595 842]", False),
        ("/BBox [0 0 0 0]", True),
        ("/BBox [0 0 595 842] /Matrix [0 0 0 0 0 0]", True),
        ("/BBox [0 0 595 842] /Matrix [1 0 0 1 0 0]", False),
    ],
)
def test_a_form_without_extent_shows_nothing(form: str, hidden: bool) -> None:
    inside = line(SENTENCE, 700)
    resources = "/Resources << /Font << /F1 3 0 R >> >>"
    stream = (
        f"<< /Type /XObject /Subtype /Form {form} {resources} /Length {len(inside)} >>\nstream\n{inside}\nendstream"
    )
    drawing = f"{line('隐私政策', 780)} /X Do"
    data = pdf_of_drawings([drawing], resources="/XObject << /X 7 0 R >>", behind=[stream])
    assert is_hidden(document_from_bytes("privacy.pdf", data)) is hidden


def stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


@pytest.mark.parametrize(("fills", "hidden"), [("1 g 0 0 9 9 re f", True), ("0 g 0 0 9 9 re f", False)])
def test_a_pattern_that_fills_with_white_leaves_no_ink(fills: str, hidden: bool) -> None:
    entries = "/Type /Pattern /PatternType 1 /PaintType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9"
    document = read("/Pattern cs /P scn", resources="/Pattern << /P 7 0 R >>", behind=[stream(entries, fills)])
    assert is_hidden(document) is hidden


@pytest.mark.parametrize(
    ("size", "order", "hidden"),
    [(1, "{text} {picture}", True), (1, "{picture} {text}", False), (90, "{text} {picture}", False)],
)
def test_a_picture_of_one_colour_covers_what_was_drawn_before_it(size: int, order: str, hidden: bool) -> None:
    entries = f"/Type /XObject /Subtype /Image /Width {size} /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    parts = order.format(text=line(SENTENCE, 700), picture="q 595 0 0 60 0 680 cm /X Do Q")
    data = pdf_of_drawings(
        [f"{line('隐私政策', 780)} {parts}"], resources="/XObject << /X 7 0 R >>", behind=[stream(entries, "w" * size)]
    )
    assert is_hidden(document_from_bytes("privacy.pdf", data)) is hidden


@pytest.mark.parametrize(
    ("fills", "order", "hidden"),
    [
        ("1 g 0 680 595 60 re f", "{text} {form}", True),
        ("1 g 0 680 595 60 re f", "{form} {text}", False),
        ("1 g 0 480 595 60 re f", "{text} {form}", False),
        ("1 g 0 680 595 60 re n", "{text} {form}", False),
    ],
)
def test_a_form_covers_what_was_drawn_before_it(fills: str, order: str, hidden: bool) -> None:
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    parts = order.format(text=line(SENTENCE, 700), form="/X Do")
    data = pdf_of_drawings(
        [f"{line('隐私政策', 780)} {parts}"], resources="/XObject << /X 7 0 R >>", behind=[stream(entries, fills)]
    )
    assert is_hidden(document_from_bytes("privacy.pdf", data)) is hidden


@pytest.mark.parametrize(("letter", "hidden"), [("900 0 d0", True), ("900 0 d0 0 0 500 500 re f", False)])
def test_letters_that_a_file_draws_by_nothing_are_not_seen(letter: str, hidden: bool) -> None:
    names = " ".join("/n" for _ in SENTENCE)
    font = (
        "/Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /n 9 0 R >> "
        f"/Encoding << /Differences [65 {names}] >> /FirstChar 65 /LastChar {64 + len(SENTENCE)} "
        f"/Widths [{' '.join('900' for _ in SENTENCE)}]"
    )
    assert is_hidden(told_as(SENTENCE, font, stream("", letter))) is hidden


def told_as(letters: str, font: str, *more: str) -> PolicyDocument:
    """A page on which the letters A, B, C … of a font are said to be others."""
    pairs = "\n".join(f"<{65 + at:02X}> <{ord(letter):04X}>" for at, letter in enumerate(letters))
    table = f"1 begincodespacerange <00> <FF> endcodespacerange {len(letters)} beginbfchar {pairs} endbfchar"
    codes = bytes(range(65, 65 + len(letters))).hex()
    drawing = f"{line('隐私政策', 780)} BT /F2 12 Tf 60 700 Td <{codes}> Tj ET"
    behind = [
        f"<< /Type /Font {font} /ToUnicode 8 0 R >>",
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
        *more,
    ]
    return document_from_bytes("privacy.pdf", pdf_of_drawings([drawing], fonts="/F2 7 0 R", behind=behind))


def test_letters_that_are_said_to_be_others_than_are_drawn_say_nothing() -> None:
    usual = "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    own = "/Subtype /Type1 /BaseFont /ABCDEF+Own /Encoding << /Differences [65 /g1 /g2 /g3] >>"
    assert is_hidden(told_as(SENTENCE, usual))
    assert not is_hidden(told_as(SENTENCE, own))
    assert "ABCDEF" in told_as("ABCDEF", usual).text
    spaces = "/Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 {}] >>"
    assert is_hidden(told_as(SENTENCE, spaces.format(" ".join("/space" for _ in SENTENCE))))
    assert "ABC" in told_as("ABC", spaces.format("/A /B /C")).text


MASK = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency /CS /DeviceGray >>"


@pytest.mark.parametrize(
    ("mask", "content", "before", "hidden"),
    [
        ("/S /Alpha", "", "/G gs", True),
        ("/S /Alpha", "0 0 1 1 re f", "/G gs", True),
        ("/S /Alpha", "0 680 595 60 re f", "/G gs", False),
        ("/S /Alpha", "0 680 595 60 re n", "/G gs", True),
        ("/S /Alpha", "/X Do", "/G gs", False),
        ("/S /Alpha", "", "q /G gs Q", False),
        ("/S /Alpha", "", "/G gs /H gs", False),
        ("/S /Luminosity", "0 g 0 0 595 842 re f", "/G gs", True),
        ("/S /Luminosity", "1 g 0 0 595 842 re f", "/G gs", False),
        ("/S /Luminosity", "q 1 g Q 0 0 595 842 re f", "/G gs", True),
        ("/S /Luminosity /BC [1]", "", "/G gs", False),
        ("/S /Luminosity /BC [0]", "", "/G gs", True),
    ],
)
def test_what_a_soft_mask_lets_nothing_through_of_is_not_seen(
    mask: str, content: str, before: str, hidden: bool
) -> None:
    states = f"/ExtGState << /G << /SMask << {mask} /G 7 0 R >> >> /H << /SMask /None >> >>"
    assert is_hidden(read(before, resources=states, behind=[stream(MASK, content)])) is hidden


@pytest.mark.parametrize(
    ("state", "hidden"), [("/ca 0", True), ("/ca 0.8", False), ("/SMask << /S /Alpha /G 8 0 R >>", True)]
)
def test_a_form_is_seen_as_the_state_is_that_it_is_drawn_in(state: str, hidden: bool) -> None:
    font = "/Resources << /Font << /F1 3 0 R >> >>"
    form = stream(f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {font}", line(SENTENCE, 700))
    resources = f"/XObject << /X 7 0 R >> /ExtGState << /G << {state} >> >>"
    drawing = f"{line('隐私政策', 780)} q /G gs /X Do Q"
    data = pdf_of_drawings([drawing], resources=resources, behind=[form, stream(MASK, "")])
    assert is_hidden(document_from_bytes("privacy.pdf", data)) is hidden


@pytest.mark.parametrize(
    ("before", "hidden"),
    [
        ("BT 1 Tr ET 1 G", True),
        ("BT 1 Tr ET 1 g 0 G", False),
        ("BT 2 Tr ET 1 G 9 w", True),
        ("BT 2 Tr ET 1 G .2 w", False),
        ("BT 2 Tr ET 1 g 0 G", False),
        ("BT 1 Tz ET", True),
        ("BT 90 Tz ET", False),
        ("BT 3000 Ts ET", True),
        ("BT 3 Ts ET", False),
        ("1 0 0 0 0 0 cm", True),
        ("1 0 0 1 0 0 cm", False),
    ],
)
def test_letters_have_the_ink_and_the_extent_that_the_text_state_says(before: str, hidden: bool) -> None:
    assert is_hidden(read(before)) is hidden


@pytest.mark.parametrize(
    ("membership", "hidden"),
    [
        ("/OCGs [7 0 R] /P /AllOff", True),
        ("/OCGs [7 0 R] /P /AnyOff", True),
        ("/OCGs [7 0 R]", False),
        ("/VE [/Not 7 0 R]", True),
        ("/VE [/Not [/Not 7 0 R]]", False),
        ("/VE [/And 7 0 R [/Not 7 0 R]]", True),
        ("/VE [/Or 7 0 R [/Not 7 0 R]]", False),
        ("/VE [/Maybe 7 0 R]", False),
    ],
)
def test_a_membership_is_off_by_what_it_asks_of_a_layer_that_is_on(membership: str, hidden: bool) -> None:
    document = read(
        "/OC /L BDC",
        resources="/Properties << /L 8 0 R >>",
        behind=["<< /Type /OCG /Name (a) >>", f"<< /Type /OCMD {membership} >>"],
        catalog="/OCProperties << /OCGs [7 0 R] /D << >> >>",
    )
    assert is_hidden(document) is hidden
