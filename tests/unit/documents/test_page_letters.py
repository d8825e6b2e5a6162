"""What readers of a page see of its letters: fonts that the page brings along, sizes by steps, orders, languages."""

from __future__ import annotations

import pytest
from tests.support.font_builder import address, font

from appaudit.documents.document import document_from_bytes
from appaudit.documents.drawn_letters import DrawnLetters
from appaudit.documents.styles.math import computed
from appaudit.documents.styles.values import pixels

_SAID = "我们收集设备的标识符"
drawing_of = DrawnLetters().drawing_of
_LATIN = {**dict.fromkeys("CEFGHIJKLMNSTUVWXYZcfhklmnrstuvwxyz", 1), **dict.fromkeys("ADOPQRabdeopqij", 2), "B": 3}
_EMPTY = font(dict.fromkeys(_SAID, 0))


def page(body, style="", name="policy.html", language="zh-CN"):
    markup = (
        f"<!doctype html><html lang={language}><head><style>{style}</style></head><body><h1>隐私政策</h1>"
        f"<p class=seen>本政策适用于示例应用。</p>{body}</body></html>"
    )
    return document_from_bytes(name, markup.encode())


def face(data, more=""):
    return f"@font-face{{font-family:a;src:url({address(data)});{more}}}"


def assert_hidden(document, way):
    assert (_SAID in document.text, [item.way for item in document.hidden if _SAID in item.text]) == (False, [way])


def assert_shown(document):
    assert (_SAID in document.text, document.unread, document.redrawn) == (True, (), ())


_PARAGRAPH = f"<p class=x>{_SAID}</p>"


@pytest.mark.parametrize(
    ("hides", "shows"),
    [
        (face(_EMPTY) + ".x{font-family:a}", face(_EMPTY) + ".q{font-family:a}"),
        (face(_EMPTY) + ".x{font:400 16px/1.5 'a',serif}", face(_EMPTY) + ".x{font:400 16px/1.5 serif}"),
        (face(_EMPTY) + "body{font-family:a}", face(_EMPTY) + "body{font-family:a}p{font-family:serif}"),
        (
            face(_EMPTY, "unicode-range:U+4E00-9FFF") + ".x{font-family:a}",
            face(_EMPTY, "unicode-range:U+E000-F8FF") + ".x{font-family:a}",
        ),
        (face(_EMPTY) + ".x{font-family:a}", face(font({"\ue001": 0})) + ".x{font-family:a}"),
        (":root{--f:a}" + face(_EMPTY) + ".x{font-family:var(--f)}", face(_EMPTY) + ".x{font-family:var(--f,serif)}"),
    ],
)
def test_a_font_of_the_page_without_outlines_hides_what_it_draws(hides, shows):
    assert_hidden(page(_PARAGRAPH, hides), "invisible_ink")
    assert_shown(page(_PARAGRAPH, shows))


def test_what_a_font_of_the_page_draws_as_nobody_can_tell_is_said():
    unknown = face(b"OTTO" + bytes(60))
    document = page(_PARAGRAPH, unknown + ".x{font-family:a}")
    assert [(document.text[run.start : run.end], run.font) for run in document.redrawn] == [(_SAID, "a")]
    assert document.unread == ()
    assert_shown(page(_PARAGRAPH, unknown + ".q{font-family:a}"))
    unpacked = f"@font-face{{font-family:a;src:url({address(b'wOF2' + bytes(60), 'font/woff2')})}}i{{font-family:a}}"
    assert_shown(page(f"<p>{_SAID}<i>arrow_back</i></p>", unpacked))
    assert page(f"<p>{_SAID}<i>不收集</i></p>", unpacked).redrawn != ()


def test_the_contours_of_latin_letters_tell_whether_a_font_draws_them_as_they_are():
    said = "collect the device identifier"
    assert drawing_of(font(_LATIN), said) == "as_written"
    assert drawing_of(font({**_LATIN, **dict.fromkeys("colteidv", 3)}), said) == "otherwise"
    assert drawing_of(font(dict.fromkeys(_LATIN, 0)), said) == "nothing"
    assert drawing_of(font(_LATIN), _SAID) == "as_written"  # it has none of these letters
    for damaged in (b"", b"OTTO" + bytes(90), font(_LATIN)[:90], b"\0\1\0\0\xff\xff" + bytes(40)):
        assert drawing_of(damaged, said) == "unknown"


def test_a_font_that_makes_its_letters_small_hides_them():
    made = "@font-face{font-family:a;src:local(Arial);size-adjust:%s%%}.x{font-family:a}"
    assert_hidden(page(_PARAGRAPH, made % "1"), "size")
    assert_shown(page(_PARAGRAPH, made % "95"))


def nested(element, times, inner=_SAID):
    return f"<{element}>" * times + inner + f"</{element.partition(' ')[0]}>" * times


@pytest.mark.parametrize(
    ("hides", "shows", "way"),
    [
        (("", nested("small", 25)), ("", nested("small", 2)), "size"),
        (
            (".a{font-size:smaller}", nested("div class=a", 20)),
            (".a{font-size:larger}", nested("div class=a", 9)),
            "size",
        ),
        ((".a{zoom:.4}", nested("div class=a", 4)), (".a{zoom:.9}", nested("div class=a", 4)), "size"),
        ((".a{scale:.4}", nested("div class=a", 4)), (".a{scale:1.1}", nested("div class=a", 4)), "size"),
        (
            (".a{transform:scale(.4)}", nested("div class=a", 4)),
            (".a{transform:scale(.4)}.b{transform:scale(2)}", nested("div class=a", 1, nested("div class=b", 2))),
            "size",
        ),
        ((".a{opacity:.3}", nested("div class=a", 4)), (".a{opacity:.8}", nested("div class=a", 4)), "opacity"),
        ((".x{font-size:calc(16px * 0)}", _PARAGRAPH), (".x{font-size:calc(16px * .9)}", _PARAGRAPH), "size"),
        ((".x{font-size:calc(1em / 100)}", _PARAGRAPH), (".x{font-size:calc(100vw / 50)}", _PARAGRAPH), "size"),
        ((".x{font-size:.1mm}", _PARAGRAPH), (".x{font-size:4mm}", _PARAGRAPH), "size"),
        (
            (".x{-webkit-text-stroke:9px #fff;color:#000}", _PARAGRAPH),
            (".x{-webkit-text-stroke:.3px #fff;color:#000}", _PARAGRAPH),
            "colour",
        ),
    ],
)
def test_steps_that_are_small_by_themselves_hide_together(hides, shows, way):
    for (style, body), is_hidden in ((hides, True), (shows, False)):
        document = page(body, style)
        if is_hidden:
            assert_hidden(document, way)
        else:
            assert_shown(document)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("calc(1 - 1)", 0.0),
        ("calc(2 * (3 + 4) / 7)", 2.0),
        ("min(3, 2, 4)", 2.0),
        ("clamp(1, 5, 3)", 3.0),
        ("calc(sign(-2) + 1)", 0.0),
        ("round(down, 5, 3)", 3.0),
        ("calc(1 / 0)", None),
        ("calc(1 +)", None),
        ("calc(unknown)", None),
        ("(" * 200 + "1", None),
    ],
)
def test_functions_of_numbers_come_to_what_they_say(text, result):
    assert computed(text, lambda part: float(part) if part[0].isdigit() else None) == result


def test_lengths_of_paper_are_lengths():
    assert [pixels(text) for text in ("1in", "2.54cm", "25.4mm", "6pc", "72pt")] == pytest.approx([96] * 5)


def letters(wrap="<span>{}</span>"):
    return "".join(wrap.format(letter) for letter in _SAID)


@pytest.mark.parametrize(
    ("hides", "shows"),
    [
        (".r{display:flex;flex-direction:row-reverse}", ".r{display:flex;flex-direction:row}"),
        (".r span{float:right}", ".r span{float:left}"),
        (".r{display:grid;direction:rtl}", ".r{display:grid;direction:ltr}"),
        (".r{display:flex}.r :first-child{order:9}", ".r{display:flex}.r :last-child{order:9}"),
    ],
)
def test_single_letters_in_another_order_are_not_read_in_theirs(hides, shows):
    body = f"<div class=r>{letters()}</div>"
    assert_hidden_in_pieces(page(body, hides))
    assert _SAID in page(body, shows).text
    assert_shown(page(f"<div class=r><img src=a.png><div>{_SAID}</div></div>", hides))


def assert_hidden_in_pieces(document):
    assert _SAID not in document.text
    assert [item.way for item in document.hidden] == ["reversed"]


def test_a_control_of_order_holds_up_to_the_end_of_its_paragraph():
    across = f"<p>&#x202e;<b>{_SAID[:4]}</b><i>{_SAID[4:]}</i></p><p>之后。</p>"
    document = page(across)
    assert ("收集" in document.text, "之后。" in document.text) == (False, True)
    assert {item.way for item in document.hidden} == {"reversed"}
    assert _SAID in page(across.replace("&#x202e;", "&#x202d;")).text


@pytest.mark.parametrize("name", ["policy.txt", "policy.md"])
def test_a_control_of_order_holds_in_plain_text_too(name):
    document = document_from_bytes(name, f"隐私政策\n\n\u202e{_SAID}\n\n之后。\n".encode())
    assert (_SAID in document.text, "之后。" in document.text) == (False, True)
    assert [(item.text, item.way, item.line) for item in document.hidden] == [(_SAID, "reversed", 3)]
    assert _SAID in document_from_bytes(name, f"隐私政策\n\n\u200f{_SAID}\n".encode()).text


def test_characters_for_private_use_inside_a_sentence_are_said_not_to_be_told():
    assert len(page("<p>我们\ue123收集标识符。</p>").unread) == 1
    assert page("<p>\ue123 我们收集标识符。</p><p>\ue124我们收集标识符。</p>").unread == ()


@pytest.mark.parametrize(
    ("hides", "shows"),
    [
        ("html:lang(zh) .x{display:none}", "html:lang(en) .x{display:none}"),
        (".x:not(:lang(en)){display:none}", ".x:not(:lang(zh)){display:none}"),
        (".x:lang('*-CN'){display:none}", ".x:lang('*-TW'){display:none}"),
        (".x:lang(en, 'zh'){display:none}", ".x:lang(en, 'ja'){display:none}"),
        (":nth-child(1 of .x){display:none}", ":nth-child(2 of .x){display:none}"),
    ],
)
def test_rules_for_languages_and_for_places_among_some_hold(hides, shows):
    assert _SAID not in page(_PARAGRAPH, hides).text
    assert_shown(page(_PARAGRAPH, shows))
