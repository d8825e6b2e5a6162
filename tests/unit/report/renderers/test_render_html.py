"""The HTML report: everything in one inert file, in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace

import pytest
import yaml
from lxml import html
from tests.support import report_texts as texts
from tests.support.html_page import select, words
from tests.support.report_builder import FINDINGS, clean_report, hostile_report, shop_report
from tests.support.report_findings import access_evidence, evidence

from appaudit.model.finding import Ignore, IgnoredFinding
from appaudit.model.report import AppCategoryRow, Baseline, BaselineEntry, DocumentRow, PolicySection
from appaudit.report import renderers


def render(report, language="zh") -> str:
    text = renderers.render("html", report, language)
    assert isinstance(text, str)
    return text


def with_chain(report, chain):
    """The report with one finding, about one access at the end of the chain."""
    row = replace(report.facts.data_access[0], chain=chain, caller=chain[-1])
    finding = replace(report.findings[0], evidence=(access_evidence("primary", row),), evidence_total=1)
    return replace(report, findings=(finding,), facts=replace(report.facts, data_access=(row,)))


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(render(shop_report()))


def test_every_finding_is_an_element_one_can_link_to(page) -> None:
    numbers = [f"F-{number:02d}" for number in range(1, len(FINDINGS) + 1)]
    assert [element.get("id") for element in select(page, "[data-finding]")] == numbers


def test_sections_come_in_the_order_of_the_design(page) -> None:
    assert [section.get("id") for section in select(page, "main > section")] == [
        None, "unseen", "regulators", "findings", "permissions", "sdks", "data-map", "policy", "matrix",
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


def test_findings_of_one_rule_are_one_group(page) -> None:
    (group,) = select(page, "[data-group]")
    assert [member.get("id") for member in select(group, "[data-finding]")] == ["F-09", "F-10", "F-11"]
    assert len(select(group, "aside .remedy")) == 1


def test_a_chain_shows_entry_steps_parties_guard_and_sink(page) -> None:
    steps = select(select(page.get_element_by_id("F-01"), ".chain")[0], "li")
    roles = [next(name for name in step.get("class").split() if name.startswith("chain-")) for step in steps]
    assert roles == ["chain-entry", "chain-step", "chain-step", "chain-step", "chain-sink"]
    assert "party-app" in steps[0].get("class")
    assert "party-sdk" in steps[3].get("class")
    assert steps[4].text_content().endswith("android.provider.Settings$Secure.getString")


def test_a_second_read_on_the_same_chain_shows_only_what_it_reads(page) -> None:
    chains = select(page.get_element_by_id("F-01"), ".chain")
    assert [len(select(chain, "li")) for chain in chains] == [5, 1]
    assert "android.net.wifi.WifiInfo.getMacAddress" in words(chains[1])
    assert "调用链同上" in words(page.get_element_by_id("F-01"))


def test_a_consent_check_is_marked_in_the_chain() -> None:
    report = shop_report()
    guarded = tuple(replace(row, guarded=True) for row in report.facts.data_access)
    page = html.document_fromstring(render(replace(report, facts=replace(report.facts, data_access=guarded))))
    chain = select(page.get_element_by_id("F-01"), ".chain")[0]
    assert "同意判断：每条启动路径都经过" in words(select(chain, ".chain-guard")[0])


def test_a_long_chain_is_cut_in_the_middle() -> None:
    report = shop_report()
    chain = tuple(f"com.yunli.mall.Step.number{index}" for index in range(40))
    page = html.document_fromstring(render(with_chain(report, chain)))
    steps = select(select(page.get_element_by_id("F-01"), ".chain")[0], "li")
    assert len(steps) == 16
    assert "26 中间步骤从略" in words(steps[7])


def test_contrary_evidence_stands_beside_the_evidence(page) -> None:
    finding = page.get_element_by_id("F-01")
    assert select(finding, ".proofs-both .contrary .proof")
    assert "没有找到反面证据" in words(page.get_element_by_id("F-02"))


def test_a_quote_is_shown_with_the_words_around_it(page) -> None:
    quote = select(page.get_element_by_id("F-04"), "blockquote")[0]
    assert select(quote, "mark")[0].text == "账号一经注册暂不支持注销"
    assert quote.text_content().startswith("3. 账号注销：出于交易安全考虑，")


def test_a_quote_leads_to_its_place_in_the_policy(page) -> None:
    (link,) = select(page.get_element_by_id("F-04"), ".place a")
    assert link.get("href") == "#quote-1-1"
    (back,) = [item for item in select(page, ".mark-link") if item.text == "1"]
    assert back.get("href") == "#clause-1"


def test_the_policy_text_is_complete_and_marked(page) -> None:
    text = select(page, ".document-text")[0]
    for link in select(text, ".mark-link"):
        link.text = ""
    assert text.text_content() == texts.POLICY
    marked = "".join(mark.text for mark in select(text, "mark"))
    assert "账号一经注册暂不支持注销" in marked


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
    assert words(cell) == "代码读取 厂商文档说明 未公开"
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


def test_items_are_cited_as_the_text_counts_and_explained(page) -> None:
    cited = select(page.get_element_by_id("F-01"), ".cited .citation")
    assert [words(item) for item in cited][:2] == ["病毒中心通报 N04", "337号 1"]
    assert [words(item, "en") for item in cited][2] == "CAC 191 3.1"
    assert "编号为本项目所加" in words(select(page, ".regulation-note")[0])


def test_a_chain_names_each_party_once_and_sets_the_package_back(page) -> None:
    steps = select(select(page.get_element_by_id("F-01"), ".chain")[0], "li")
    parties = [words(item[0]) if (item := select(step, ".party")) else "" for step in steps]
    assert [name for name in parties if name] == ["应用自身", "极光推送"]
    assert select(steps[4], ".package")[0].text_content() == "android.provider."


def test_calls_that_read_alike_are_drawn_once() -> None:
    report = shop_report()
    chain = ("com.yunli.mall.App.onCreate", "com.x.Sdk.init", "com.x.Sdk.init", "com.x.Sdk.init", "com.x.Sdk.read")
    page = html.document_fromstring(render(with_chain(report, chain)))
    steps = [words(step) for step in select(select(page.get_element_by_id("F-01"), ".chain")[0], "li")]
    assert len(steps) == 4
    assert "com.x.Sdk.init ×3" in steps[1]


def test_the_chains_after_the_first_few_show_their_ends() -> None:
    report = shop_report()
    first = report.findings[0]
    rows = tuple(
        replace(
            report.facts.data_access[0],
            caller=f"com.x.Sdk.read{number}",
            chain=("com.x.App.onCreate", "com.x.Sdk.init", f"com.x.Sdk.read{number}"),
            location=replace(report.facts.data_access[0].location, symbol=f"com.x.Sdk.read{number}"),
        )
        for number in range(6)
    )
    proofs = tuple(access_evidence("primary", row) for row in rows)
    many = replace(first, evidence=proofs, evidence_total=len(proofs))
    page = html.document_fromstring(
        render(replace(report, findings=(many,), facts=replace(report.facts, data_access=rows)))
    )
    chains = select(page.get_element_by_id("F-01"), ".chain")
    assert [len(select(chain, "li")) for chain in chains] == [4, 4, 4, 4, 3, 3]
    assert words(select(chains[5], "li")[0]) == "… 2 中间步骤从略"


def test_a_big_app_with_long_chains_stays_under_two_megabytes() -> None:
    report = shop_report()
    access = report.facts.data_access[0]
    chain = tuple(
        f"com.vendor.sdk.internal.component{step}.DeviceIdentifierReader.readValue{step}" for step in range(30)
    )
    rows = tuple(
        replace(access, caller=f"{chain[-1]}{number}", chain=(*chain[:-1], f"{chain[-1]}{number}"),
                location=replace(access.location, symbol=f"{chain[-1]}{number}"))
        for number in range(1_500)
    )  # fmt: skip
    findings = tuple(
        replace(
            report.findings[0],
            subject=f"type-{place}",
            evidence=tuple(access_evidence("primary", row) for row in rows[place * 10 : place * 10 + 10]),
        )
        for place in range(150)
    )
    text = render(replace(report, findings=findings, facts=replace(report.facts, data_access=rows)))
    assert len(text.encode()) < 2_000_000


def test_a_place_is_named_once_for_what_stands_in_it() -> None:
    report = shop_report()
    first = report.findings[0]
    place = replace(first.evidence[0].location, path="classes9.dex", symbol="")
    proofs = tuple(evidence("primary", "sdk", text, place) for text in ("entry a", "entry b"))
    page = html.document_fromstring(render(replace(report, findings=(replace(first, evidence=proofs),))))
    assert [words(item) for item in select(page.get_element_by_id("F-01"), ".place")] == ["classes9.dex"]


def test_every_row_of_a_list_that_has_to_be_completed_is_shown() -> None:
    report = shop_report()
    first = report.findings[0]
    place = replace(first.evidence[0].location, path="list.csv", symbol="row 2")
    rows = tuple(evidence("primary", "sdk_terms", f"Entry {n:03}", place) for n in range(60))
    page = html.document_fromstring(
        render(replace(report, findings=(replace(first, evidence=rows, evidence_total=60),)))
    )
    shown = words(select(page, "[data-finding]")[0])
    assert all(f"Entry {n:03}" in shown for n in range(60))
    assert "清单的各行" in shown


def test_contrary_evidence_is_never_cut_off() -> None:
    report = shop_report()
    first = report.findings[0]
    primary, contrary = first.evidence[0], next(item for item in first.evidence if item.role == "contrary")
    many = replace(first, evidence=(*[primary] * 40, contrary), evidence_total=41)
    page = html.document_fromstring(render(replace(report, findings=(many,))))
    assert len(select(page, ".contrary .proof")) == 1
    assert "另有 30 项" in words(page.get_element_by_id("F-01"))


def test_a_motion_sensor_is_described_in_words(page) -> None:
    (sensor,) = select(page, "dl.sensor")
    pairs = dict(zip(map(words, select(sensor, "dt")), map(words, select(sensor, "dd")), strict=True))
    assert pairs == {
        "SDK": "穿山甲 com.bytedance.sdk.openadsdk.core.widget.ShakeListener",
        "传感器": "加速度",
        "代码中的阈值": "12 m/s² · 800 ms",
        "阈值可由服务器下发": "是",
        "触发跳转": "是",
    }


def test_what_was_accepted_is_listed_with_its_reason() -> None:
    report = shop_report()
    accepted, *kept = report.findings
    ignore = Ignore(
        rule=accepted.rule_id,
        subject=accepted.subject,
        reason="<b>法务已确认",
        expires="2027-01-31",
        place="appaudit.yml:7",
    )
    unused = Ignore(rule="some-rule", subject="x", reason="gone")
    document = html.document_fromstring(
        render(
            replace(
                report,
                findings=tuple(kept),
                ignored=(IgnoredFinding(finding=accepted, ignore=ignore),),
                unused_ignores=(unused,),
            )
        )
    )
    section = document.get_element_by_id("ignored")
    (row,) = select(section, "tbody tr")
    assert [words(cell) for cell in select(row, "td")][1:] == [
        "严重 · 证据符合所引条款", "<b>法务已确认", "2027-01-31", "appaudit.yml:7",
    ]  # fmt: skip
    assert select(document, ".tally a[href='#ignored']")
    assert "没有用到的忽略条目 1 some-rule x" in words(document.get_element_by_id("findings"))


def test_what_the_baseline_has_is_marked_and_what_is_gone_is_listed() -> None:
    report = shop_report()
    entry = BaselineEntry(fingerprint="0", rule_id="r", subject="jpush", title=report.findings[0].title)
    baseline = Baseline(name="base.json", sha256="ab" * 32, known=(report.findings[1].fingerprint,), gone=(entry,))
    document = html.document_fromstring(render(replace(report, baseline=baseline)))
    marked = [item.get("id") for item in select(document, "[data-finding]") if select(item, ".known")]
    numbers = {finding.fingerprint: f"F-{place:02d}" for place, finding in enumerate(report.findings, 1)}
    assert marked == [numbers[report.findings[1].fingerprint]]
    assert "基线中有而本次没有的发现 1" in words(document.get_element_by_id("findings"))
    assert "base.json" in words(document.get_element_by_id("evidence-page"))


def test_how_to_accept_a_finding_is_valid_configuration(page) -> None:
    snippet = select(page.get_element_by_id("F-01"), "pre")[0].text
    (entry,) = yaml.safe_load(snippet)["ignores"]
    assert entry == {"rule": FINDINGS[0].rule_id, "subject": FINDINGS[0].subject, "reason": ""}


@pytest.mark.parametrize("label", ['"} * {} </style><script>', "a\\b\n", "\u202e", "云里"])
def test_a_name_on_printed_pages_cannot_leave_its_string(label: str) -> None:
    report = shop_report()
    text = render(replace(report, artifact=replace(report.artifact, label=label, version_name="")))
    (content,) = re.findall(r'content: "([^"]*)"; font: 8pt', text)
    assert re.fullmatch(r"(?:[^\W_]|\\[0-9a-f]{6})+", content)
    assert len(html.document_fromstring(text).findall(".//script")) == 1


def test_what_was_not_seen_is_said_before_the_findings(page) -> None:
    rows = [words(row) for row in select(page, "#unseen tbody tr")]
    assert rows[0].startswith("应用类别 未提供")
    assert "assets/plugin_live.jar" in rows[1]
    assert "录音没有在政策中说明" in rows[1]


def test_without_findings_the_report_says_what_that_rests_on() -> None:
    text = words(html.document_fromstring(render(clean_report())).get_element_by_id("findings"))
    assert "没有发现。41 条规则没有匹配，4 条无法得出结论，2 条不适用。" in text


def test_the_page_is_open_without_its_script(page) -> None:
    assert all(item.get("open") is not None for item in select(page, "details"))


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


def test_a_report_without_any_part_can_be_shown() -> None:
    empty = replace(clean_report(), inconclusive=(), coverage=(), inputs=())
    assert "没有记录到缺口" in render(replace(empty, facts=replace(empty.facts, policy=PolicySection())))


def test_a_big_report_stays_small_and_fast() -> None:
    report = shop_report()
    many = tuple(replace(row, subject=f"subject-{index}") for index in range(40) for row in FINDINGS)
    accesses = report.facts.data_access * 500
    permissions = report.facts.permissions * 50
    big = replace(
        report, findings=many, facts=replace(report.facts, data_access=accesses, permissions=permissions)
    )  # fmt: skip
    started = time.perf_counter()
    text = render(big)
    assert time.perf_counter() - started < 3
    assert len(text.encode()) < 4_000_000


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(shop_report()) == render(shop_report())
