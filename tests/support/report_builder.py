"""Reports built by hand: a shop app with planted problems, a hostile one, and one without findings."""
# ruff: noqa: E501  # Chinese texts are wide

from __future__ import annotations

import hashlib
from dataclasses import replace

from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.location import Location, Quote
from appaudit.model.report import (
    SCHEMA_VERSION,
    ClauseRow,
    CoverageRow,
    DocumentRow,
    FactsSection,
    Glossary,
    Inconclusive,
    InconclusiveReason,
    Input,
    RegulationItemRow,
    RegulationRow,
    Report,
    RuleRow,
    Summary,
    Tool,
)

from . import report_texts as texts
from .report_facts import (
    ACCESSES,
    CATEGORIES,
    DATA_TYPES,
    DECLARED,
    PARTIES,
    PERMISSIONS,
    SDKS,
    SENSORS,
    B,
    policy_section,
)
from .report_findings import FINDINGS

TOOL = Tool(
    name="appaudit", version="0.1.0", rules_digest="sha256:4be1c0de51", knowledge_date="2026-11-24", as_of="2026-11-24"
)
SHA = hashlib.sha256(b"yunli").hexdigest()

HIDDEN_JAR = InconclusiveReason(
    kind="api_call", level="partial", part="assets/plugin_live.jar", reason="dynamic_code",
    detail=Bilingual("应用以 DexClassLoader 加载的加密压缩包", "an encrypted archive that the app loads with DexClassLoader"),
)  # fmt: skip
LINKED = InconclusiveReason(
    kind="clause", level="partial", part="https://example.com/cookie-policy.html", reason="linked",
    detail=Bilingual("政策链接到该文件，文件未提供", "the policy links to this document; it was not supplied"),
)  # fmt: skip
INCONCLUSIVE = (
    Inconclusive(rule_id="excess-permission-unused:RECORD_AUDIO",
                 title=B("声明了敏感权限但没有使用（录音）", "A sensitive permission is declared and not used (record audio)"),
                 reasons=(HIDDEN_JAR,)),
    Inconclusive(rule_id="microphone-undisclosed", title=B("录音没有在政策中说明", "Recording is not named in the policy"),
                 reasons=(HIDDEN_JAR,)),
    Inconclusive(rule_id="cookies-missing", title=B("没有说明 Cookie 的用途和管理方式", "Cookies: purpose and control not stated"),
                 reasons=(LINKED,)),
    Inconclusive(rule_id="breach-notice-missing", title=B("没有说明安全事件的告知", "Notice of incidents not stated"),
                 reasons=(LINKED,)),
)  # fmt: skip
COVERAGE = (
    CoverageRow(kind="app", level="complete"),
    CoverageRow(kind="permission", level="complete"),
    CoverageRow(kind="component", level="complete"),
    CoverageRow(kind="api_call", level="partial", gaps=(HIDDEN_JAR,)),
    CoverageRow(kind="data_access", level="partial", gaps=(HIDDEN_JAR,)),
    CoverageRow(kind="ui_text", level="complete"),
    CoverageRow(kind="clause", level="partial", gaps=(LINKED,)),
    CoverageRow(kind="sdk", level="complete"),
)


#: Who publishes, and the place among the lists of that regulator.
PUBLISHED_BY = {"ncverc": ("ncverc", 1), "miit-337": ("miit", 1), "cac-191": ("cac", 1)}
SHORT = {
    "ncverc": B("病毒中心通报", "NCVERC"),
    "cac-191": B("191号", "CAC 191"),
}


def _regulation(regulation_id, title, number, in_force, items, reasons) -> RegulationRow:
    by_item: dict[str, set[str]] = {}
    for item in FINDINGS:
        for basis in item.basis:
            if basis.regulation == regulation_id:
                by_item.setdefault(basis.item, set()).add(item.rule_id)
    return RegulationRow(
        id=regulation_id, title=title, number=number, in_force=in_force,
        items=tuple(
            RegulationItemRow(item=item, title=B(zh, en), status=status, reason=reasons[status],
                              rules=tuple(sorted(by_item.get(item, ()))))
            for item, zh, en, status in items
        ),
        short=SHORT.get(regulation_id), numbering="section" if regulation_id == "cac-191" else "",
        note=B("编号为本项目所加。", "Numbers are our own.") if regulation_id == "ncverc" else None,
        regulator=PUBLISHED_BY[regulation_id][0], rank=PUBLISHED_BY[regulation_id][1],
    )  # fmt: skip


REASONS = {
    "fail": B("有发现的证据符合所引条款。", "A finding's evidence meets the cited item."),
    "suspected": B("有发现需要确认。", "A finding needs one confirmation."),
    "review": B("只有间接证据，需人工复核。", "Only indirect evidence; a person must look."),
    "pass": B("决定性规则在完整覆盖下没有匹配。", "The decisive rule did not match, with complete coverage."),
    "not_assessable": B("需要运行应用或检查后台，静态分析无法判断。", "Needs a running app or the server; static analysis cannot decide."),
    "input_missing": B("没有提供所需的输入。", "The input it needs was not supplied."),
}  # fmt: skip
REGULATIONS = (
    _regulation("ncverc", B("国家计算机病毒应急处理中心通报问题类型", "Issue types in NCVERC bulletins"), "", "",
                texts.NCVERC_ITEMS, REASONS),
    _regulation("miit-337", B("关于开展APP侵害用户权益专项整治工作的通知", "MIIT campaign against apps that infringe users' rights"),
                "工信部信管函〔2019〕337号", "", texts.MIIT_337_ITEMS, REASONS),
    _regulation("cac-191", B("App违法违规收集使用个人信息行为认定方法", "Methods for identifying unlawful collection and use by apps"),
                "国信办秘字〔2019〕191号", "2019-11-28", texts.CAC_191_ITEMS, REASONS),
)  # fmt: skip


def _rule_row(item: Finding) -> RuleRow:
    return RuleRow(
        title=item.title,
        what=B("检查应用中是否存在该情形。", "Whether the app shows this."),
        why=B("监管通报多次列举。", "Regulators' bulletins cite it again and again."),
        fix=item.remediation,
        false_positives=B("只在动态加载的代码中使用时会误报。", "Use only in dynamically loaded code."),
        references=("国信办秘字〔2019〕191号",),
    )


def _count(values) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def summary(findings: tuple[Finding, ...], verdict: Bilingual, inconclusive: int, no_match: int) -> Summary:
    return Summary(
        verdict=verdict, findings=len(findings), by_severity=_count(item.severity for item in findings),
        by_status=_count(item.status for item in findings), by_category=_count(item.category for item in findings),
        inconclusive=inconclusive, not_applicable=2, no_match=no_match,
    )  # fmt: skip


def shop_report() -> Report:
    """A shop app with planted problems, a policy, an SDK list and two gaps in coverage."""
    verdict = B(
        "证据符合国家计算机病毒应急处理中心通报问题中的 4 项；另有 3 项疑似，各需一项确认；1 处代码和 1 份文件没有读到。",
        "Evidence meets 4 items that NCVERC lists; 3 more need one confirmation each; "
        "1 part of the code and 1 document could not be read.",
    )
    return Report(
        schema_version=SCHEMA_VERSION,
        tool=TOOL,
        artifact=Artifact(kind="apk", platform="android", path="yunli-mall-6.2.0.apk", sha256=SHA, size=48_213_904, package="com.yunli.mall",
                          version_name="6.2.0", version_code="620", min_sdk=23, target_sdk=34, label="云栗商城"),
        inputs=(
            Input(role="artifact", name="yunli-mall-6.2.0.apk", sha256=SHA, size=48_213_904),
            Input(role="policy", name=texts.POLICY_NAME, sha256=hashlib.sha256(texts.POLICY.encode()).hexdigest(),
                  size=len(texts.POLICY.encode())),
            Input(role="sdk_list", name="sdks.csv", sha256=hashlib.sha256(b"sdks").hexdigest(), size=312),
            Input(role="facts", status="not_supplied"),
        ),
        facts=FactsSection(permissions=PERMISSIONS, sdks=SDKS, declared_sdks=DECLARED, data_access=ACCESSES,
                           sensors=SENSORS, policy=policy_section()),
        findings=FINDINGS, inconclusive=INCONCLUSIVE, coverage=COVERAGE, regulations=REGULATIONS,
        summary=summary(FINDINGS, verdict, len(INCONCLUSIVE), 41),
        glossary=Glossary(
            categories=CATEGORIES, data_types=DATA_TYPES, parties=PARTIES,
            clauses={name: B(zh, en) for name, (zh, en) in texts.CLAUSE_NAMES.items()},
            rules={item.rule_id: _rule_row(item) for item in FINDINGS},
        ),
    )  # fmt: skip


def clean_report() -> Report:
    """The same app without findings, with nothing read but the package."""
    report = shop_report()
    verdict = B("没有规则匹配；4 条规则无法得出结论。", "No rule matched; 4 rules could not be decided.")
    return replace(
        report,
        findings=(),
        facts=FactsSection(),
        inputs=(report.inputs[0], Input(role="policy", status="not_supplied"), Input(role="sdk_list", status="not_supplied")),
        regulations=(),
        coverage=(CoverageRow(kind="app", level="complete"),),
        summary=summary((), verdict, len(INCONCLUSIVE), 41),
        glossary=Glossary(),
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`]]>--></style></title>{{7*7}}{% raw %}"
    "\u202etxt.exe\u202c\u200f\x1b[31mred\x07\x00\ud800&amp;\r\n"
)


def hostile_report() -> Report:
    """The shop report with hostile text wherever an artifact or a document can put text."""
    report = shop_report()
    bad = B(HOSTILE, HOSTILE)
    items = tuple(
        replace(
            item, subject=HOSTILE, title=bad, message=bad, remediation=bad, rule_id="rule\x1b]0;x\x07<b>",
            evidence=tuple(
                replace(row, text=HOSTILE, location=Location(path=HOSTILE, symbol=HOSTILE, start=row.location.start))
                for row in item.evidence
            ),
        )
        for item in report.findings
    )  # fmt: skip
    text = HOSTILE + texts.POLICY
    clause = ClauseRow(
        status="weak",
        quotes=(
            Quote(document=HOSTILE, text=HOSTILE, start=0, end=len(HOSTILE)),
            Quote(document=HOSTILE, text="not there", start=10**9, end=10**9 + 5),
            Quote(document="missing", text="x", start=-4, end=2),
        ),
    )
    facts = replace(
        report.facts,
        permissions=tuple(replace(row, name=HOSTILE, label=bad, used_by=(HOSTILE,), reason=bad)
                          for row in report.facts.permissions),
        sdks=tuple(replace(row, name=HOSTILE, vendor=HOSTILE, version=HOSTILE, evidence=(HOSTILE,),
                           privacy_url="javascript:alert(3)") for row in report.facts.sdks),
        declared_sdks=tuple(replace(row, name=HOSTILE, company=HOSTILE, purpose=HOSTILE, data=(HOSTILE,),
                                    link="javascript:alert(4)") for row in report.facts.declared_sdks),
        data_access=tuple(replace(row, api=HOSTILE, caller=HOSTILE, chain=(HOSTILE, HOSTILE), party=HOSTILE)
                          for row in report.facts.data_access),
        policy=replace(report.facts.policy, documents=(DocumentRow(name=HOSTILE, sha256="", text=text),),
                       clauses={HOSTILE: clause}),
    )  # fmt: skip
    return replace(
        report,
        artifact=replace(report.artifact, label=HOSTILE, package=HOSTILE, version_name=HOSTILE, path=HOSTILE),
        inputs=(Input(role="policy", name=HOSTILE, status="unreadable", detail=bad),),
        facts=facts,
        findings=items,
        inconclusive=tuple(
            replace(item, title=bad, reasons=tuple(replace(reason, part=HOSTILE, detail=bad) for reason in item.reasons))
            for item in report.inconclusive
        ),
        regulations=tuple(
            replace(row, title=bad, items=tuple(replace(item, title=bad, reason=bad) for item in row.items))
            for row in report.regulations
        ),
        summary=replace(report.summary, verdict=bad),
    )  # fmt: skip
