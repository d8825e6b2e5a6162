"""The HTML report: everything in one inert file, in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html
from tests.support.html_page import render, select, words
from tests.support.report_builder import FINDINGS, clean_report, hostile_report, shop_report

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import PolicySection
from appaudit.report.renderers.page.markup import opened


def test_every_finding_is_an_element_one_can_link_to(page) -> None:
    numbers = [f"F-{number:02d}" for number in range(1, len(FINDINGS) + 1)]
    assert [element.get("id") for element in select(page, "[data-finding]")] == numbers


def test_sections_come_in_the_order_of_the_design(page) -> None:
    assert [section.get("id") for section in select(page, "main > section")] == [
        None, "unseen", "findings", "regulators", "permissions", "sdks", "data-map", "policy", "matrix",
        "evidence-page",
    ]  # fmt: skip


def test_every_link_inside_the_page_has_its_target(page) -> None:
    ids = {element.get("id") for element in page.iter() if isinstance(element.tag, str) and element.get("id")}
    links = {element.get("href")[1:] for element in select(page, "a[href^='#']")}
    assert links - ids == set()
    assert {f"quote-{number}-1" for number in range(1, 10)} & links


def test_ids_are_unique(page) -> None:
    ids = [element.get("id") for element in page.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_are_inside_and_one_is_chosen(language) -> None:
    document = html.document_fromstring(render(shop_report(), language))
    assert document.get("lang") == language
    assert "证据符合国家计算机病毒应急处理中心通报问题中的 4 项" in words(document, "zh")
    assert "Evidence meets 4 items that NCVERC lists" in words(document, "en")


def test_every_control_says_what_it_does(page) -> None:
    assert words(page.get_element_by_id("clear-filter")) == "清除筛选"
    assert "built-in method" not in render(shop_report())


def test_no_language_leaks_into_the_other(page) -> None:
    head = select(page, "section.head")[0]
    assert not re.search("[a-z]{4,} [a-z]{3,} [a-z]{3,}", words(head, "zh"))
    assert not re.search("[\u4e00-\u9fff]", words(select(page, ".legend")[0], "en"))


def test_the_content_policy_allows_exactly_the_own_script_and_style() -> None:
    text = render(shop_report())
    policy = select(html.document_fromstring(text), "meta[http-equiv='Content-Security-Policy']")[0].get("content")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:")
    assert "unsafe" not in policy


@pytest.mark.parametrize("make", [shop_report, hostile_report, clean_report])
def test_nothing_is_fetched_or_handled_inline(make) -> None:
    document = html.document_fromstring(render(make()))
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.get("src") is None
        assert element.get("style") is None
        assert not [name for name in element.attrib if name.startswith("on")]
        if element.tag == "a":
            assert re.match(r"#|https?://", element.get("href"))
        elif element.get("href") is not None:
            assert element.get("href").startswith(("#icon-", "data:,"))


def test_hostile_text_stays_text() -> None:
    text = render(hostile_report())
    document = html.document_fromstring(text)
    assert len(select(document, "script")) == 1
    assert len(select(document, "style")) == 1
    assert len(select(document, "img")) == 0
    assert "49" not in select(document, "h1")[0].text_content()
    assert "<script>alert(1)</script><img src=x onerror=alert(2)>" in select(document, "h1")[0].text_content()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert "\\u202etxt.exe" in text


def test_foreign_names_are_isolated() -> None:
    document = html.document_fromstring(render(hostile_report()))
    assert select(document, "h1 bdi")[0].text_content().startswith("<script>")
    assert all(select(cell, "bdi") for cell in select(document, "#permissions td.row-title"))


def test_addresses_of_foreign_schemes_are_not_links() -> None:
    document = html.document_fromstring(render(hostile_report()))
    assert select(document, "a[href^='javascript']") == []
    shop = html.document_fromstring(render(shop_report()))
    link = select(shop, "#sdks a.address")[0]
    assert link.get("href") == "https://bugly.qq.com/"
    assert link.get("rel") == "noopener noreferrer nofollow"


@pytest.mark.parametrize("label", ['"} * {} </style><script>', "a\\b\n", "\u202e", "云里"])
def test_a_name_on_printed_pages_cannot_leave_its_string(label: str) -> None:
    report = shop_report()
    text = render(replace(report, artifact=replace(report.artifact, label=label, version_name="")))
    (content,) = re.findall(r'content: "([^"]*)"; font: 8pt', text)
    assert re.fullmatch(r"(?:[^\W_]|\\[0-9a-f]{6})+", content)
    assert len(html.document_fromstring(text).findall(".//script")) == 1


def test_what_was_not_seen_is_said_before_the_findings(page) -> None:
    rows = [words(row) for row in select(page, "#unseen tbody tr")]
    assert rows[0].startswith("运营者声明 未提供")
    assert "assets/plugin_live.jar" in rows[1]
    assert "录音没有在政策中说明" in rows[1]


def test_without_findings_the_report_says_what_that_rests_on() -> None:
    text = words(html.document_fromstring(render(clean_report())).get_element_by_id("findings"))
    assert "没有发现。41 条规则没有匹配，4 条无法得出结论，2 条不适用。" in text


def test_the_page_is_open_without_its_script(page) -> None:
    assert all(item.get("open") is not None for item in select(page, "details"))


def test_a_report_without_any_part_can_be_shown() -> None:
    empty = replace(clean_report(), inconclusive=(), coverage=(), inputs=())
    assert "没有记录到缺口" in render(replace(empty, facts=replace(empty.facts, policy=PolicySection())))


def test_a_big_report_stays_small() -> None:
    report = shop_report()
    many = tuple(replace(row, subject=f"subject-{index}") for index in range(40) for row in FINDINGS)
    accesses = report.facts.data_access * 500
    permissions = report.facts.permissions * 50
    big = replace(
        report, findings=many, facts=replace(report.facts, data_access=accesses, permissions=permissions)
    )  # fmt: skip
    text = render(big)
    assert len(text.encode()) < 4_000_000


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(shop_report()) == render(shop_report())


def test_the_first_sentence_of_the_verdict_stands_out_and_each_other_stands_by_itself() -> None:
    said = Bilingual("三项<不>符合。另有1.2.3版。位于同意之后。", "Three <do> not. So has 1.2.3. The rest waits.")
    shown = html.fromstring(f"<p>{opened(said)}</p>")
    for language, first, others in (
        ("zh", "三项<不>符合。", ["另有1.2.3版。", "位于同意之后。"]),
        ("en", "Three <do> not.", ["So has 1.2.3.", "The rest waits."]),
    ):
        (half,) = shown.xpath(f"span[@lang='{language}']")
        assert [each.text for each in half.xpath("b")] == [first]
        assert [each.text for each in half.xpath("span[@class='sentence']")] == others
    assert not html.fromstring(f"<p>{opened(Bilingual('没有。', 'None.'))}</p>").xpath(".//span[@class='sentence']")
