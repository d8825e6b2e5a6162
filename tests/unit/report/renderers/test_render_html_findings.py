"""The findings of the HTML report: chains, quotes, places, what speaks against them, what was accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from lxml import html
from tests.support.html_page import render, select, words
from tests.support.report_builder import FINDINGS, shop_report
from tests.support.report_findings import access_evidence, evidence
from tests.support.sample_reports import sample_report

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Ignore, IgnoredFinding
from appaudit.model.report import Baseline, BaselineEntry, Input


def with_chain(report, chain):
    """The report with one finding, about one access at the end of the chain."""
    row = replace(report.facts.data_access[0], chain=chain, caller=chain[-1])
    finding = replace(report.findings[0], evidence=(access_evidence("primary", row),), evidence_total=1)
    return replace(report, findings=(finding,), facts=replace(report.facts, data_access=(row,)))


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


def with_remark(said: Bilingual | None, role: str) -> html.HtmlElement:
    """The page of one finding: an access, and a second line about it that says something or shows it again."""
    report = shop_report()
    row = report.facts.data_access[0]
    shown = access_evidence("primary", row)
    remark = replace(shown, role=role, text="取决于机型 / depends on the device", said=said)
    finding = replace(report.findings[0], evidence=(shown, remark), evidence_total=2)
    return html.document_fromstring(render(replace(report, findings=(finding,))))


def test_what_an_access_depends_on_is_said_beside_its_chain_in_words() -> None:
    page = with_remark(Bilingual("取决于机型", "depends on the device"), "contrary")
    (proof,) = select(page.get_element_by_id("F-01"), ".contrary .proof")
    assert (words(proof, "zh"), words(proof, "en")) == ("取决于机型", "depends on the device")
    assert "调用链同上" not in words(page.get_element_by_id("F-01"))


def test_where_a_value_goes_is_said_below_the_chain_that_reads_it() -> None:
    page = with_remark(Bilingual("读取的信息写入日志", "what is read is written to a log"), "related")
    (proof,) = select(page.get_element_by_id("F-01"), ".proof")
    assert [words(line, "en") for line in select(proof, ".remarks li")] == ["what is read is written to a log"]


def test_a_line_that_shows_an_access_again_is_drawn() -> None:
    page = with_remark(None, "related")
    assert len(select(page.get_element_by_id("F-01"), ".chain")) == 2
    assert not select(page, ".remarks")


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
    assert "没有找到有利证据" in words(page.get_element_by_id("F-02"))


def test_a_quote_is_shown_with_the_words_around_it(page) -> None:
    quote = select(page.get_element_by_id("F-04"), "blockquote")[0]
    assert select(quote, "mark")[0].text == "账号一经注册暂不支持注销"
    assert quote.text_content().startswith("3. 账号注销：出于交易安全考虑，")


def test_a_quote_leads_to_its_place_in_the_policy(page) -> None:
    (link,) = select(page.get_element_by_id("F-04"), ".place a")
    assert link.get("href") == "#quote-1-1"
    (back,) = [item for item in select(page, ".mark-link") if item.text == "1"]
    assert back.get("href") == "#clause-1"


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


def test_a_policy_that_was_read_in_the_app_is_not_called_missing() -> None:
    report = shop_report()
    detail = Bilingual(
        "读取的是应用内的文本（assets/p.html）", "the text inside the app was read instead (assets/p.html)"
    )
    others = [item for item in report.inputs if item.role != "policy"]
    pages = {}
    for name, said in (("in the app", detail), ("nowhere", None)):
        lacking = Input(role="policy", status="not_supplied", detail=said)
        found = html.document_fromstring(render(replace(report, inputs=(*others, lacking))))
        pages[name] = words(select(found, ".head .inputs")[0], "zh") + words(found.get_element_by_id("unseen"), "zh")
    assert "未提供文件，已读取应用内的文本" in pages["in the app"]
    assert "没有隐私政策文本" not in pages["in the app"]
    assert "没有隐私政策文本" in pages["nowhere"]


@pytest.mark.parametrize("name", ["pre-consent", "reach-ways", "harmony-planted", "mini-planted"])
def test_every_remark_on_a_fact_of_a_real_report_stands_on_the_page_in_words(name: str) -> None:
    report = sample_report(name)
    page = html.document_fromstring(render(report))
    said = {item.said for finding in report.findings for item in finding.evidence[:10] if item.said}
    for language in ("zh", "en"):
        shown = words(page, language)
        assert [text for text in (each.in_language(language) for each in said) if text not in shown] == []
    assert said
