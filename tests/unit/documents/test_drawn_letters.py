"""Whether fonts inside a document are believed: honest ones, those that draw other letters, and hostile ones."""

from __future__ import annotations

import struct
import zlib

import brotli
import pytest
from tests.support.font_builder import address, face_of, font

from appaudit.documents import drawn_letters
from appaudit.documents.document import document_from_bytes
from appaudit.documents.drawn_letters import DrawnLetters
from appaudit.documents.outlines.code_points import numbers_of

_SAID = "我们收集设备标识符用于推送消息不会出售个人信息您可以注销账号"
_LETTERS = sorted(set(_SAID))
_HONEST = {letter: letter for letter in _LETTERS}
_TURNED = dict(zip(_LETTERS, _LETTERS[1:] + _LETTERS[:1], strict=True))


def drawing(data, letters=_SAID, around=()):
    return DrawnLetters().drawing_of(data, letters, around)


@pytest.mark.parametrize("packing", [{}, {"is_cff": True}, {"flavor": "woff"}, {"flavor": "woff2"}])
def test_letters_that_look_like_themselves_are_believed_and_others_are_not(packing):
    assert drawing(face_of(_HONEST, **packing)) == "as_written"
    assert drawing(face_of(_TURNED, **packing)) == "otherwise"


def test_a_single_letter_that_is_drawn_as_another_is_doubted():
    changed = face_of({**_HONEST, "不": "会"})
    assert drawing(changed, "我们不会出售") == "unknown"
    assert drawing(changed, "我们收集") == "as_written"


def test_all_letters_drawn_alike_are_not_as_written():
    assert drawing(face_of(dict.fromkeys(_LETTERS, "田"))) == "otherwise"


def test_of_a_few_letters_those_of_the_whole_document_tell():
    rare = face_of({**_HONEST, "㐂": "我"})  # nothing is known of what this letter looks like
    assert drawing(rare, "㐂") == "unknown"
    assert drawing(rare, "㐂", _SAID) == "as_written"
    assert drawing(face_of({**_TURNED, "㐂": "我"}), "㐂", _SAID) == "unknown"
    assert drawing(face_of(_TURNED), "不") == "unknown"
    assert drawing(face_of(_TURNED), "不", _SAID) == "otherwise"


def test_letters_of_dust_or_far_away_show_nothing():
    assert drawing(face_of(_HONEST, scale=0.01)) == "nothing"
    assert drawing(face_of(_HONEST, scale=0.6)) == "as_written"


def test_what_is_put_in_the_place_of_letters_unasked_counts():
    names = {letter: f"u{ord(letter):05x}" for letter in _LETTERS}

    def substituting(feature, rules):
        return face_of(_HONEST, features=f"feature {feature} {{ {rules} }} {feature};")

    turned = " ".join(f"sub {names[one]} by {names[other]};" for one, other in _TURNED.items())
    assert drawing(substituting("ccmp", turned)) == "otherwise"
    assert drawing(substituting("vert", turned)) == "as_written"  # only lines that run down are set with it
    joined = f"sub {names['不']} {names['会']} by {names['出']};"
    assert drawing(substituting("liga", joined), "不会") == "unknown"
    assert drawing(substituting("liga", joined), "收集") == "as_written"


@pytest.mark.parametrize(
    ("style", "is_read"),
    [
        (".x{font-family:a}", True),
        (".x{font-family:a;font-feature-settings:'ss01'}", False),
        (".x{font-family:a;font-feature-settings:'ss01' 1,'kern'}", False),
        (".x{font-family:a;font-variant-alternates:styleset(b)}", False),
        (".x{font-family:a;font-feature-settings:'ss02'}", True),
        (".x{font-family:a;font-variant:normal}", True),
    ],
)
def test_what_is_put_in_the_place_of_letters_counts_where_the_page_asks_for_it(style, is_read):
    names = {letter: f"u{ord(letter):05x}" for letter in _LETTERS}
    rules = " ".join(f"sub {names[one]} by {names[other]};" for one, other in _TURNED.items())
    own = address(face_of(_HONEST, features=f"feature ss01 {{ {rules} }} ss01;"))
    document = page(f"@font-face{{font-family:a;src:url({own})}}{style}", f"<p class=x>{_SAID}</p>")
    assert (_SAID in document.text) is is_read


def test_tables_that_draw_letters_otherwise_leave_it_untold():
    data = bytearray(face_of(_HONEST))
    data[data.index(b"post") : data.index(b"post") + 4] = b"COLR"
    assert drawing(bytes(data)) == "unknown"


def bomb(kind):
    packed = {b"wOFF": zlib.compress(bytes(70_000_000), 1), b"wOF2": brotli.compress(bytes(70_000_000), quality=1)}[
        kind
    ]
    if kind == b"wOFF":
        head = struct.pack(">4s4sIHHIHH5I", kind, b"\0\1\0\0", 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        return head + struct.pack(">4s4I", b"cmap", 64, len(packed), 70_000_000, 0) + packed
    head = struct.pack(">4s4sIHHIIHH5I", kind, b"\0\1\0\0", 0, 1, 0, 0, len(packed), 0, 0, 0, 0, 0, 0, 0)
    return head + b"\0\x10" + packed


@pytest.mark.parametrize("kind", [b"wOFF", b"wOF2"])
def test_a_font_that_unpacks_without_end_is_not_unpacked(kind):
    assert drawing(bomb(kind)) == "unknown"


def test_ranges_without_end_are_not_written_out():
    groups = struct.pack(">III", 0, 0xFFFFFFFF, 1) * 2
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 40, 0, 2) + groups
    assert numbers_of(table, "收") == {"收": {ord("收") + 1}}


def page(style, body):
    markup = f"<html><head><style>{style}</style></head><body><h1>隐私政策</h1>{body}</body></html>"
    return document_from_bytes("policy.html", markup.encode())


def test_rules_after_a_large_font_still_hold():
    filler = f"@font-face{{font-family:big;src:url({address(bytes(1_200_000))})}}"
    hidden = page(f"{filler}.x{{display:none}}", f"<p class=x>{_SAID}</p>")
    assert _SAID not in hidden.text
    assert _SAID in page(f"{filler}.y{{display:none}}", f"<p class=x>{_SAID}</p>").text


def test_the_worst_of_several_packings_counts_and_no_number_of_fonts_hides_one():
    honest, turned = address(face_of(_HONEST)), address(face_of(_TURNED))
    both = "@font-face{{font-family:a;src:url({}),url({})}}.x{{font-family:a}}"
    assert _SAID not in page(both.format(honest, turned), f"<p class=x>{_SAID}</p>").text
    assert _SAID in page(both.format(honest, honest), f"<p class=x>{_SAID}</p>").text
    decoys = "".join(f"@font-face{{font-family:d{number};src:url(data:font/ttf,x)}}" for number in range(60))
    last = f"{decoys}@font-face{{font-family:a;src:url({turned})}}.x{{font-family:a}}"
    assert _SAID not in page(last, f"<p class=x>{_SAID}</p>").text


def test_latin_letters_of_cff_outlines_are_told_by_their_contours():
    contours = {"c": 1, "o": 2, "l": 1, "e": 2, "t": 1}
    assert drawing(font(contours, is_cff=True), "collect") == "as_written"
    assert drawing(font(dict.fromkeys(contours, 3), is_cff=True), "collect") == "otherwise"


@pytest.mark.parametrize(
    ("chinese", "latin", "drawn"),
    [
        ("same", "like", "as_written"),  # a face that draws each stroke of a Latin letter by itself
        ("other", "like", "otherwise"),
        ("same", "other", "otherwise"),  # fewer contours than it has strokes: another letter
    ],
)
def test_latin_letters_in_strokes_are_believed_beside_chinese_letters_that_are_right(chinese, latin, drawn):
    around = {
        **dict.fromkeys("我们收集您的设备信息用于推送消息不会出售个人通讯录位置", chinese),
        **dict.fromkeys("AKWY", latin),
    }
    assert drawn_letters.drawing(dict.fromkeys("AKWY", latin), lambda: around) == drawn


_LINE = '<div class="t m0 x1 h2 y{} ff1 fs0 fc0 sc0 ls0 ws0">{}</div>'
_PLACED = (
    ".t{position:absolute;white-space:pre}.c{position:absolute;border:0;overflow:hidden;display:block}"
    "._{display:inline-block;color:transparent;z-index:-1}.ff1{font-family:ff1;line-height:0.9;visibility:visible}"
    ".pc{position:absolute;top:0;left:0;width:100%%;height:100%%;overflow:hidden;display:block}.x1{left:90px}"
    ".m0{transform:matrix(0.25,0,0,0.25,0,0)}.fs0{font-size:48px}.w2{width:200px}.h2{height:40px}"
    "@font-face{font-family:ff1;src:url('%s')format(\"woff\")}"
)


def placed(data):
    """A page as programs make it that set the lines of a PDF at their places, with the fonts in it."""
    lines = ("我们收集设备标识符", '用于推送<span class="_ _1"> </span>消息，不会出售个人', "信息。")
    cells = "".join(
        f'<div class="c x1 y{y} w2 h2"><div class="t m0 x1 h2 y9 ff1 fs0">{text}</div></div>'
        for y, text in enumerate(("设备标识符", "推送消息"), 5)
    )
    body = "".join(_LINE.format(number, line) for number, line in enumerate(lines))
    style = _PLACED % address(data, "application/font-woff")
    return page(style, f'<div id=page-container><div class="pf"><div class="pc">{body}{cells}</div></div></div>')


def test_pages_whose_lines_stand_at_places_are_read_whole_with_an_honest_font():
    document = placed(face_of(_HONEST, flavor="woff"))
    text = document.text.replace("\n", "").replace(" ", "")
    assert "我们收集设备标识符用于推送消息，不会出售个人信息。" in text
    assert ("设备标识符推送消息" in text, document.unread, document.hidden) == (True, (), ())
    changed = placed(face_of(_TURNED, flavor="woff"))
    assert "收集" not in changed.text
    assert {item.way for item in changed.hidden} == {"glyphs"}


def test_what_a_library_finds_untidy_in_a_font_is_not_printed(capfd):
    data = face_of(_HONEST)
    at = data.index(b"maxp")
    start = int.from_bytes(data[at + 8 : at + 12], "big") + 4
    drawing(data[:start] + b"\0\2" + data[start + 2 :])
    assert capfd.readouterr().err == ""
