"""Texts that a user may see."""

import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.axml_builder import ConfigEntries, Tag, axml, resource_table

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.texts import asset_texts, layout_texts, resource_texts, shown_text
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits


def archive_of(*members):
    return SafeArchive(memoryview(zip_bytes(members)), "test.apk", Limits())


def pairs(texts):
    return [(text.place, text.text) for text in texts]


def test_resource_texts_say_name_and_locale():
    configs = [ConfigEntries({0: ("logout", "Log out")}), ConfigEntries({0: ("logout", "退出登录")}, locale="zh-rCN")]
    assert pairs(resource_texts(ResourceTable(resource_table({"string": configs})))) == [
        ("res/strings/logout", "Log out"),
        ("res/strings/logout (zh-rCN)", "退出登录"),
    ]


def test_layout_texts_are_literals_of_all_xml_that_may_hold_some():
    screen = axml(Tag("Button", {"text": "注销账号", "hint": "", "contentDescription": "Delete account"}))
    archive = archive_of(
        Member("res/layout/a.xml", screen, deflate=True),
        Member("r/l/b.xml", screen),
        Member("res/drawable-hdpi/c.xml", screen),
        Member("res/xml/plain.xml", b"<plain text='x'/>"),
        Member("assets/d.xml", screen),
    )
    texts, gaps = layout_texts(archive)
    expected = ("注销账号", "Delete account")
    assert sorted(pairs(texts)) == sorted(
        (place, text) for place in ("res/layout/a.xml", "r/l/b.xml") for text in expected
    )
    assert gaps == []


def test_unreadable_layouts_are_one_gap_that_counts_them():
    bad = [Member(f"res/layout/{number}.xml", b"\x03\x00\x08\x00" + bytes(40)) for number in range(3)]
    _, (gap,) = layout_texts(archive_of(*bad))
    assert (gap.kind, gap.part, gap.reason) == ("ui_text", "res/layout/0.xml", "unreadable")
    assert gap.detail.en.endswith("(and 2 more)")


def test_asset_texts_of_pages_lose_their_tags_and_escapes():
    page = "<html><body><h1>隐私政策</h1>\n\n<p>注销&amp;删除</p><br/></body></html>"
    texts, gaps = asset_texts(
        archive_of(
            Member("assets/policy.html", page.encode()),
            Member("assets/gbk.txt", "个性化推荐".encode("gbk")),
            Member("assets/app.js", rb'var t = "\u6ce8\u9500 \ud83d";'),
            Member("assets/font.ttf", b"text that is none"),
            Member("assets/compiled.bundle", b"\xc6\x1f\xbc\x03\0\0"),
            Member("META-INF/licence.txt", b"licence"),
        ),
        Limits(),
    )
    assert pairs(texts) == [
        ("assets/policy.html", "隐私政策\n注销&删除"),
        ("assets/gbk.txt", "个性化推荐"),
        ("assets/app.js", r'var t = "注销 \ud83d";'),
    ]
    assert [(gap.kind, gap.reason, gap.part) for gap in gaps] == [("ui_text", "hybrid", "assets/compiled.bundle")]


@pytest.mark.parametrize(("paragraphs", "is_kept"), [(200, True), (3, False)])
def test_a_page_that_may_be_a_document_keeps_its_tags(paragraphs, is_kept):
    page = f"<html><body>{'<p>We collect it.</p>' * paragraphs}</body></html>"
    (text,), _ = asset_texts(archive_of(Member("res/raw/policy.html", page.encode())), Limits())
    assert text.markup == (page if is_kept else "")


def test_texts_beyond_the_limits_are_a_gap():
    archive = archive_of(
        Member("assets/a.txt", b"a" * 100), Member("assets/b.txt", b"b" * 60), Member("assets/c.txt", b"c" * 60)
    )
    texts, (gap,) = asset_texts(archive, Limits(text_bytes=80, texts_bytes=100))
    assert pairs(texts) == [("assets/b.txt", "b" * 60)]
    assert (gap.reason, gap.part) == ("limit_reached", "assets/a.txt")
    assert gap.detail.en == "assets/a.txt: 100 bytes of text; the limit text_bytes leaves 80 (and 1 more)"
    _, (gap,) = asset_texts(archive, Limits(text_bytes=200, texts_bytes=90))
    assert gap.detail.en.startswith("assets/a.txt: 100 bytes of text; the limit texts_bytes leaves 90")


def test_scripts_of_pages_of_hybrid_apps_are_kept_on_their_lines():
    page = b"<html>\n<script src='a.js'></script>\n<p>x</p>\n<script>read()\n</script>\n<b>y</b><script>go()</script>"
    archive = archive_of(
        Member("assets/www/index.html", page),
        Member("assets/apps/__UNI__1/www/hybrid/a.htm", b"<script> </script><p>z</p>"),
        Member("assets/help.html", b"<script>go()</script>help"),
    )
    texts, gaps = asset_texts(archive, Limits())
    assert gaps == []
    assert pairs(texts) == [
        ("assets/www/index.html", "x\ny\nread()\ngo()"),
        ("assets/www/index.html#scripts", "\n\n\n<script>read()\n</script>\n<script>go()</script>"),
        ("assets/apps/__UNI__1/www/hybrid/a.htm", "z"),
        ("assets/help.html", "help\ngo()"),
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<style>p.One{margin:0}</style>", "隐私政策\n正文"),
        ("<STYLE type='text/css'>a<b{c:d}</Style >", "隐私政策\n正文"),
        ("<script>var a = '</style>';</script>", "隐私政策\n正文\nvar a = '\n';"),
        ("<style>p{}</style><script>go()</script>", "隐私政策\n正文\ngo()"),
        ("", "隐私政策\n正文"),
    ],
    ids=["a style", "one in other letters", "a script", "both", "neither"],
)
def test_a_page_begins_with_what_its_readers_see(head: str, expected: str) -> None:
    page = f"<html><head>{head}</head><body><h1>隐私政策</h1><p>正文</p></body></html>"
    assert shown_text(page.encode(), "assets/privacy.html") == expected
    assert shown_text(f"<p>隐私政策</p>{head}".encode(), "assets/a.txt") == f"<p>隐私政策</p>{head}"


def test_a_style_without_an_end_hides_what_follows() -> None:
    assert shown_text("<p>前文</p><style>p{}<p>后文</p>".encode(), "assets/a.html") == "前文"
