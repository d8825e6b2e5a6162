"""The tables of the HTML report: policy, data map, permissions, SDKs, regulators."""

from __future__ import annotations

from dataclasses import replace

from lxml import html
from tests.support import report_texts as texts
from tests.support.html_page import render, select, words
from tests.support.report_builder import shop_report
from tests.support.sample_reports import sample_report

from appaudit.model.report import AppCategoryRow, DocumentRow


def test_the_policy_text_is_complete_and_marked(page) -> None:
    text = select(page, ".document-text")[0]
    for link in select(text, ".mark-link"):
        link.text = ""
    assert text.text_content() == texts.POLICY
    marked = "".join(mark.text for mark in select(text, "mark"))
    assert "账号一经注册暂不支持注销" in marked


def test_the_contents_count_what_stands_in_the_sections() -> None:
    page = html.fromstring(render(sample_report("planted-shop")))  # one of its six SDKs is a library and stands apart
    counts = {link.get("href"): words(link.getparent()) for link in select(page, ".contents a")}
    for section in ("plan", "permissions", "sdks"):
        heading = words(select(page, f"#{section} h2")[0])
        assert counts[f"#{section}"].split()[-1] == heading.split()[-1]
    assert counts["#sdks"].endswith(" 5")


def test_missing_clauses_come_first(page) -> None:
    statuses = [item.get("class").split()[1] for item in select(page, ".clause")]
    order = ["clause-negated", "clause-absent", "clause-weak", "clause-unknown", "clause-present"]
    assert statuses == sorted(statuses, key=order.index)
    assert len(statuses) == 28


def test_the_data_map_marks_what_disagrees(page) -> None:
    columns = [words(cell) for cell in select(page, ".map thead th")]
    rows = {words(select(row, "th")[0]): select(row, "td") for row in select(page, ".map tbody tr")}
    cell = rows["Android ID"][columns.index("极光推送") - 1]
    assert cell.get("class") == "conflict"
    assert words(cell) == "代码读取 提供方文档说明 未披露"
    assert rows["OAID"][columns.index("极光推送") - 1].get("class") == "gap"
    assert rows["相机"][columns.index("应用自身") - 1].get("class") is None
    assert "收货地址" not in rows
    assert "收货地址" in words(select(page, ".only-disclosed")[0])


def test_permissions_are_held_against_the_kind_of_app() -> None:
    report = shop_report()
    kind = AppCategoryRow(id="online_shopping", number=6, name=report.findings[0].title, source="guessed")
    rows = tuple(replace(row, fit="outside") for row in report.facts.permissions)
    facts = replace(report.facts, permissions=rows, app_categories=(kind,))
    page = html.document_fromstring(render(replace(report, facts=facts)))
    assert "类别需要" in [words(cell) for cell in select(page, "#permissions thead th")]
    assert words(select(page, ".answer-fit-outside")[0]) == "看不出需要"
    assert "由名称推测" in words(select(page, "section.head")[0])


def test_without_a_kind_of_app_there_is_no_column_for_it(page) -> None:
    assert "类别需要" not in [words(cell) for cell in select(page, "#permissions thead th")]


def test_an_sdk_says_when_the_app_starts_it_and_how_it_is_set() -> None:
    report = shop_report()
    sdks = tuple(replace(row, start="pre_consent", personalization="off") for row in report.facts.sdks)
    page = html.document_fromstring(render(replace(report, facts=replace(report.facts, sdks=sdks))))
    row = select(page, "#sdks .sdk-table tbody tr")[0]
    assert "启动时初始化" in words(row)
    assert "个性化 应用已关闭" in words(row) or "个性化应用已关闭" in words(row)


def test_permissions_with_findings_come_first(page) -> None:
    rows = select(page, "#permissions tbody tr")
    assert [bool(select(row, ".finding-link")) for row in rows] == [True] * 3 + [False] * 9
    assert "assets/plugin_live.jar may use it" in words(rows[3])


def test_an_sdk_is_linked_to_the_findings_that_its_code_causes(page) -> None:
    (row,) = [row for row in select(page, "#sdks .sdk-table tbody tr") if "极光推送" in words(row)]
    assert "F-01" in [link.text for link in select(row, ".finding-link")]


def test_regulator_cells_lead_to_findings(page) -> None:
    cells = {select(cell, "b")[0].text: cell for cell in select(select(page, ".family")[0], ".cell")}
    assert len(cells) == 18
    assert cells["N02"].get("href") == "#F-02"
    assert cells["N02"].get("data-item") == "ncverc:N02"
    assert cells["N13"].get("href") == "#item-1-13"


def test_what_the_app_would_be_listed_for_comes_first(page) -> None:
    table = select(page, "#regulators .charges")[0]
    assert [words(cell) for cell in select(table, "thead th")] == [
        "问题", "病毒中心通报", "337号", "191号", "其他依据", "发现",
    ]  # fmt: skip
    rows = [[words(cell) for cell in select(row, "td")] for row in select(table, "tbody tr")]
    assert rows[0][0] == "严重同意前收集"
    assert rows[0][1] == "N04"
    assert rows[0][3] == "三（一）"
    (charge,) = [item for item in select(table, "a.charge") if item.get("data-item") == "ncverc:N05"]
    assert "status-violation" in charge.get("class")


def test_a_long_text_is_shown_around_its_quotes() -> None:
    report = shop_report()
    policy = report.facts.policy
    long_text = texts.POLICY + "本段为填充内容。" * 10_000
    documents = (DocumentRow(name=texts.POLICY_NAME, sha256="", text=long_text),)
    longer = replace(report, facts=replace(report.facts, policy=replace(policy, documents=documents)))
    document = html.document_fromstring(render(longer))
    assert len(render(longer)) < len(long_text) + 300_000
    (skipped,) = select(document, ".skipped")
    assert "字未显示" in words(skipped)
    assert len(select(document, ".document-text mark")) > 15
