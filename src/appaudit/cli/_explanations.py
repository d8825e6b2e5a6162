"""What `appaudit explain` says of a rule, a regulation, one of its items, or an SDK: a head and headed paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from unicodedata import normalize

from appaudit.judge.findings import basis_of
from appaudit.model.bilingual import Bilingual
from appaudit.model.platforms import names_of_platforms
from appaudit.model.record import record
from appaudit.report.renderers import words
from appaudit.report.renderers.citations import cited_item
from appaudit.report.renderers.speaker import place

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.model.knowledge import DataType, Regulation, RegulationItem
    from appaudit.model.report import Report
    from appaudit.model.rule import Rule
    from appaudit.model.sdks import SdkSignature
    from appaudit.model.source import Source
    from appaudit.report.renderers.ordering import NumberedFinding


@record(kw_only=False)
class Explanation:
    """Lines that name the thing, and paragraphs under headings; empty paragraphs are not shown."""

    head: tuple[Bilingual, ...]
    sections: tuple[tuple[Bilingual, Bilingual], ...]


def explanation_of(name: str, catalog: Catalog) -> Explanation | None:
    """What there is to say of an id: RULE, REGULATION, REGULATION:ITEM, ITEM where only one text has it, or SDK.

    An SDK may be called by any of its names, a regulation and its items as reports cite them (191号, 个保法第十七条);
    upper and lower case do not count, and in what is cited spaces neither.
    """
    wanted = name.casefold()
    rule = next((item for item in catalog.rules if item.id == wanted), None)
    if rule is not None:
        return _of_rule(rule, catalog)
    regulations = catalog.knowledge.regulations
    if wanted in regulations:
        return _of_regulation(regulations[wanted], catalog)
    regulation_id, _, number = wanted.rpartition(":")
    found = [
        (regulation, item)
        for regulation in regulations.values()
        for item in regulation.items
        if item.item.casefold() == number and regulation_id in ("", regulation.id)
    ]
    if len(found) == 1:
        return _of_item(*found[0], catalog)
    cited = ids_cited_as(name, catalog)
    if len(cited) == 1:
        return explanation_of(cited[0], catalog)
    signature = _sdk_called(wanted, catalog)
    return _of_sdk(signature, catalog) if signature else None


def ids_cited_as(name: str, catalog: Catalog) -> list[str]:
    """The regulations, and the items (REGULATION:ITEM), that a report cites so: a paragraph may hold several items."""
    wanted = _pressed(name)
    found: list[str] = []
    for regulation in catalog.knowledge.regulations.values():
        short = words.short_regulation(regulation)
        if wanted in map(_pressed, (short.zh, short.en, regulation.title.zh, regulation.title.en, regulation.number)):
            found.append(regulation.id)
        for item in regulation.items:
            number = cited_item(regulation.numbering, item.item)
            if wanted in (_pressed(short.zh + number.zh), _pressed(short.en + number.en)):
                found.append(f"{regulation.id}:{item.item}")
    return found


def _pressed(text: str) -> str:
    return re.sub(r"\s", "", normalize("NFKC", text).casefold())


def _sdk_called(wanted: str, catalog: Catalog) -> SdkSignature | None:
    """The SDK of an id, or of a name that no other has."""
    sdks = catalog.knowledge.sdks
    if wanted in sdks:
        return sdks[wanted]
    found = [
        item
        for item in sdks.values()
        if wanted in {name.casefold() for name in (item.name.zh, item.name.en, *item.aliases)}
    ]
    return found[0] if len(found) == 1 else None


def explained_ids(catalog: Catalog) -> list[str]:
    """Every id that has an explanation, items as REGULATION:ITEM, and the names of SDKs."""
    knowledge = catalog.knowledge
    items = (
        f"{regulation.id}:{item.item}" for regulation in knowledge.regulations.values() for item in regulation.items
    )
    names = (name for sdk in knowledge.sdks.values() for name in (sdk.name.zh, sdk.name.en, *sdk.aliases))
    return sorted({*(rule.id for rule in catalog.rules), *knowledge.regulations, *items, *knowledge.sdks, *names})


def explanation_of_finding(numbered: NumberedFinding, report: Report, catalog: Catalog) -> Explanation:
    """A finding of a report, followed by what its rule checks."""
    finding, names = numbered.finding, words.Names(report)
    rule = next((item for item in catalog.rules if item.id == finding.rule_id), None)
    grades = _in_words(finding.severity, finding.confidence, words.word(words.STATUS, finding.status))
    evidence = (_same(f"{line.text} {_in_brackets(place(line.location))}".strip()) for line in finding.evidence)
    basis = (names.citation(item.regulation, item.item) for item in finding.basis)
    return Explanation(
        head=(
            Bilingual(*(f"{numbered.number} {finding.id}  {text}" for text in (grades.zh, grades.en))),
            finding.title,
            names.subject(finding),
            finding.message,
        ),
        sections=(
            (Bilingual("证据", "Evidence"), _lines(evidence)),
            (Bilingual("依据", "Basis"), _lines(basis)),
            (Bilingual("整改", "What to do"), finding.remediation),
            (Bilingual("规则", "Rule"), _same(finding.rule_id)),
            *((heading, body) for heading, body in (_of_rule(rule, catalog).sections[:2] if rule else ())),
        ),
    )


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _of_rule(rule: Rule, catalog: Catalog) -> Explanation:
    basis = (
        Bilingual(f"{item.regulation}:{item.item}  {item.title.zh}", f"{item.regulation}:{item.item}  {item.title.en}")
        for item in basis_of(rule, catalog.knowledge.regulations)
    )
    # The remedy of a finding says more than the general advice; what a finding would fill in is left open.
    remedy = Bilingual(*(re.sub(r"\{\w+\}", "…", text) for text in (rule.remediation.zh, rule.remediation.en)))
    return Explanation(
        head=(_same(rule.id), rule.title, _graded(rule, catalog)),
        sections=(
            (Bilingual("检查内容", "What it finds"), rule.docs.what),
            (Bilingual("依据与意义", "Why it matters"), rule.docs.why),
            (Bilingual("整改", "What to do"), remedy),
            (Bilingual("可能的误报", "When it is wrong"), rule.docs.false_positives),
            (Bilingual("对应条目", "Regulation items"), _lines(basis)),
            (Bilingual("参考", "References"), _same("\n".join(rule.docs.references))),
        ),
    )


def _grades(rule: Rule) -> Bilingual:
    """How grave, how sure, and the most that it may say: three words that are equal would not tell which is which."""
    most = words.word(words.STATUS, rule.status.word)
    return _in_words(rule.severity.word, rule.confidence.word, Bilingual(f"最高结论：{most.zh}", f"at most: {most.en}"))


def _in_words(severity: str, confidence: str, status: Bilingual) -> Bilingual:
    grave, sure = words.word(words.SEVERITY, severity), words.word(words.CONFIDENCE, confidence)
    english = " · ".join(text.lower() for text in (grave.en, sure.en, status.en))
    return Bilingual(f"级别：{grave.zh} · {sure.zh} · {status.zh}", f"Severity: {english}")


def _graded(rule: Rule, catalog: Catalog) -> Bilingual:
    grades, platforms = _grades(rule), names_of_platforms(rule.platforms)
    known = catalog.knowledge.categories.get(rule.category)
    category = known.name if known else _same(rule.category)
    return Bilingual(f"{grades.zh} · {category.zh} · {platforms.zh}", f"{grades.en} · {category.en} · {platforms.en}")


def _of_regulation(regulation: Regulation, catalog: Catalog) -> Explanation:
    served = {item.item: len(_rules_of(item, catalog)) for item in regulation.items}
    items = (
        Bilingual(
            f"{regulation.id}:{item.item}  {item.title.zh}（规则 {served[item.item]}）",
            f"{regulation.id}:{item.item}  {item.title.en} (rules: {served[item.item]})",
        )
        for item in regulation.items
    )
    return Explanation(
        head=(_same(regulation.id), regulation.title, _about(regulation)),
        sections=(
            (Bilingual("引用前须知", "Before quoting it"), regulation.note or _same("")),
            (Bilingual("条目", "Items"), _lines(items)),
            (Bilingual("来源", "Sources"), _sources(regulation.sources)),
        ),
    )


def _about(regulation: Regulation) -> Bilingual:
    in_force = Bilingual(f"{regulation.in_force} 起施行", f"in force {regulation.in_force}")
    words = [_same(regulation.number), regulation.issuer, in_force if regulation.in_force else _same("")]
    return Bilingual(*(" · ".join(filter(None, texts)) for texts in zip(*((w.zh, w.en) for w in words), strict=True)))


def _of_item(regulation: Regulation, item: RegulationItem, catalog: Catalog) -> Explanation:
    cited = cited_item(regulation.numbering, item.item)
    text = regulation.short or regulation.title
    rules = (
        Bilingual(
            f"{rule.id}  {rule.title.zh}（{_grades(rule).zh}）", f"{rule.id}  {rule.title.en} ({_grades(rule).en})"
        )
        for rule in _rules_of(item, catalog)
    )
    how = words.DECIDABLE[item.decidable]
    reason = item.reason or _same("")
    return Explanation(
        head=(
            _same(f"{regulation.id}:{item.item}"),
            Bilingual(f"{text.zh} {cited.zh}", f"{text.en} {cited.en}"),
            item.title,
        ),
        sections=(
            (
                Bilingual("静态检测能说什么", "What static analysis can say"),
                Bilingual("\n".join(filter(None, (how.zh, reason.zh))), "\n".join(filter(None, (how.en, reason.en)))),
            ),
            (Bilingual("规则", "Rules"), _lines(rules)),
            (Bilingual("来源", "Sources"), _sources(regulation.sources)),
        ),
    )


def _rules_of(item: RegulationItem, catalog: Catalog) -> list[Rule]:
    return [rule for rule in catalog.rules if rule.serves(item.obligations)]


def _of_sdk(signature: SdkSignature, catalog: Catalog) -> Explanation:
    knowledge = catalog.knowledge
    category = knowledge.sdk_categories.get(signature.category)
    signals = signature.signals
    proofs = [
        *signals.classes, *signals.components, *signals.meta_data, *signals.native_libraries, *signals.assets,
        *signals.application_classes,
    ]  # fmt: skip
    switches = "\n".join(filter(None, (signature.personalization_switch, signature.shake_switch)))
    return Explanation(
        head=(_same(signature.id), signature.name, category.name if category else _same(signature.category)),
        sections=(
            (Bilingual("提供方", "Vendor"), _same(signature.vendor)),
            (Bilingual("政策中的名称", "Names in policies"), _same("\n".join(signature.aliases))),
            (Bilingual("收集的个人信息", "Collects"), _names(signature.collects, knowledge.data_types)),
            (Bilingual("识别依据", "Recognised by"), _same("\n".join(proofs))),
            (Bilingual("同意前的启动方式", "Start-up before consent"), signature.safe_start or _same("")),
            (Bilingual("关闭个性化或摇一摇", "Switches for personalisation or shaking"), _same(switches)),
            (Bilingual("隐私说明", "Privacy statement"), _same(signature.privacy_url)),
            (Bilingual("来源", "Sources"), _sources(signature.sources)),
        ),
    )


def _names(ids: Iterable[str], terms: dict[str, DataType]) -> Bilingual:
    return _lines(terms[one].name if one in terms else _same(one) for one in ids)


def _sources(sources: Iterable[Source]) -> Bilingual:
    return _lines(
        Bilingual(f"{item.title}（{item.checked} 核对）{item.url}", f"{item.title} (checked {item.checked}) {item.url}")
        for item in sources
    )


def _lines(texts: Iterable[Bilingual]) -> Bilingual:
    found = list(texts)
    return Bilingual("\n".join(text.zh for text in found), "\n".join(text.en for text in found))


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
