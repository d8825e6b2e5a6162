"""The status of every regulation item, by the definitions of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Final

from appaudit.judge.match import Outcome
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.context import DutyFact
from appaudit.model.finding import Finding
from appaudit.model.knowledge import Regulation, RegulationItem
from appaudit.model.record import recast, record
from appaudit.model.report import RegulationItemRow, RegulationRow
from appaudit.model.rule import Condition, Not, Predicate
from appaudit.model.words import InputName, ItemStatus, Platform, StatusWord

_BY_STATUS: dict[StatusWord, ItemStatus] = {"violation": "fail", "suspected": "suspected", "review": "review"}

_NOT_STATIC = Bilingual("静态分析无法判断", "Static analysis cannot decide this item")
_NO_RULE = Bilingual("目前没有规则服务于该条目", "No rule serves this item yet")
_FOUND = Bilingual("有相关发现", "Findings concern this item")
_IGNORED = Bilingual(
    "相关发现已被接受（配置或裁决）；接受不改变该条目的状态",
    "The findings on this item are accepted (by the configuration or a verdict), which does not change its status",
)
_HIDDEN = Bilingual(
    "相关发现低于所选级别，未列出；该条目的状态不受影响",
    "The findings on this item are below the chosen grades and not listed, which does not change its status",
)
_UNSEEN = Bilingual("有内容未能读取，无法判断", "Parts could not be read, so nothing can be said")
_PASS = Bilingual(
    "能够判断本条的规则没有匹配，所需内容均已完整读取",
    "A rule that decides the item found nothing, and all that it needs was read",
)
_WEAK = Bilingual(
    "未见问题证据，但静态证据不足以判定通过", "No evidence of a problem, but static evidence is too weak to pass it"
)
_NOT_YET = Bilingual("检测日期尚未施行（自 {day} 起）", "Not in force on the date of this audit (from {day})")
_REPEALED = Bilingual("检测日期已不再施行（至 {day}）", "No longer in force on the date of this audit (until {day})")
_NO_CATEGORY = Bilingual("需要指明应用类别（--app-category）", "The category of the app is needed (--app-category)")
_OTHER_CATEGORY = Bilingual("应用不属于这一类", "The app is not of this kind")
_DRAFT = Bilingual(
    "征求意见稿，尚不具有效力；相关发现只作趋势提示",
    "A draft without force; the findings that concern it show a trend and no breach",
)
_OTHER_PLATFORM = Bilingual(
    "该条目的规则目前不适用于这一平台", "The rules on this item do not speak on this platform yet"
)
_PART_ON_OTHER_PLATFORM = Bilingual(
    "决定该条目的部分规则目前不适用于这一平台",
    "Some of the rules that decide this item do not speak on this platform yet",
)
#: The platform for which every item has its rules: what is decided there and not here was not looked at.
_REFERENCE: Final[Platform] = "android"
_INPUT = Bilingual("缺少判断所需的输入：{missing}", "An input it needs was not supplied: {missing}")
_DECLARED_AS_DONE = Bilingual("运营者声明已做到，未经核实", "Declared by the operator as done, not verified")
#: The input that holds what only the operator knows.
_DECLARED = "facts"
#: What rules about a change need; an audit of one version has nothing for them, and no item waits for them.
_COMPARED = "comparison"
_SDK_ARCHIVE = "sdk_archive"
_INPUT_NAMES = {
    "app": Bilingual("应用安装包", "the app"),
    "policy": Bilingual("隐私政策", "the privacy policy"),
    "sdk_list": Bilingual("第三方SDK清单", "the SDK list"),
    "privacy_guide": Bilingual("用户隐私保护指引（--privacy-guide）", "the privacy guide (--privacy-guide)"),
    "facts": Bilingual("运营者声明的事实（--facts）", "what the operator declares (--facts)"),
    "documents": Bilingual("隐私政策或SDK清单", "the privacy policy or the SDK list"),
}


@record(kw_only=False)
class _Found:
    """A finding, and why the report may not list it."""

    finding: Finding
    why_unlisted: Bilingual | None


def regulation_rows(
    regulations: Iterable[Regulation],
    outcomes: Sequence[Outcome],
    findings: Sequence[Finding],
    ignored: Sequence[Finding] = (),
    hidden: Sequence[Finding] = (),
    *,
    app_categories: Sequence[str] = (),
    regulators: Sequence[str] = (),
    duties: Sequence[DutyFact] = (),
    as_of: str = "",
) -> tuple[RegulationRow, ...]:
    """Every item of every regulation with exactly one status and the reason for it.

    The lists by which apps are named in public come first, in the order of `regulators`; then the others as given.

    Findings that the configuration ignores, or that are below the chosen grades, decide like all others: whether an
    item is met does not depend on what the operator wants to read. `app_categories` are the kinds of app that the user
    says this one is; a guess judges nothing here. `duties` are those that the operator declares. Items that are not in
    force on the day `as_of` are never assessed.
    """
    by_rule: dict[str, list[_Found]] = {}
    for group, why_unlisted in ((findings, None), (ignored, _IGNORED), (hidden, _HIDDEN)):
        for finding in group:
            by_rule.setdefault(finding.rule_id, []).append(_Found(finding, why_unlisted))
    serving = _Serving(outcomes)
    declared = {duty.id for duty in duties if duty.state == "met"} - {
        duty.id for duty in duties if duty.state not in ("met", "not_applicable")
    }
    return tuple(
        recast(
            RegulationRow,
            regulation,
            items=tuple(
                _not_in_force(regulation, item, serving.of(item), as_of)
                or _with_declared(
                    _item_row(
                        item, serving.of(item), by_rule, is_draft=regulation.nature == "draft", kinds=app_categories
                    ),
                    serving.of(item),
                    declared,
                )
                for item in regulation.items
            ),
            source=_source(regulation),
        )
        for regulation in sorted(regulations, key=lambda item: _place(item, regulators))
    )


def _place(regulation: Regulation, regulators: Sequence[str]) -> tuple[int, int]:
    """Where a regulation stands among the lists by which apps are named in public, or behind them all."""
    if not regulation.rank or regulation.regulator not in regulators:
        return len(regulators), 0
    return regulators.index(regulation.regulator), regulation.rank


class _Serving:
    """The outcomes by the obligations of their rules: hundreds of items ask hundreds of rules."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes
        self._by_obligation: dict[str, list[int]] = {}
        for position, outcome in enumerate(outcomes):
            # Where the artifact is an app, rules about SDK files leave nothing open; nor do rules about a change.
            if _COMPARED not in outcome.rule.requires and _SDK_ARCHIVE not in outcome.missing:
                for obligation in outcome.rule.obligations:
                    self._by_obligation.setdefault(obligation, []).append(position)

    def of(self, item: RegulationItem) -> list[Outcome]:
        """The outcomes that bear on an item, in the order of the rules."""
        positions = {position for name in item.obligations for position in self._by_obligation.get(name, ())}
        return [self._outcomes[position] for position in sorted(positions)]


def _item_row(
    item: RegulationItem,
    serving: Sequence[Outcome],
    findings: dict[str, list[_Found]],
    *,
    is_draft: bool,
    kinds: Sequence[str],
) -> RegulationItemRow:
    if item.app_category and item.app_category not in kinds:
        status: ItemStatus
        status, reason = ("not_assessable", _OTHER_CATEGORY) if kinds else ("input_missing", _NO_CATEGORY)
    else:
        status, reason = _status(item, serving, findings)
    if is_draft and status in ("fail", "suspected", "review"):
        status, reason = "review", _DRAFT
    return RegulationItemRow(
        item=item.item,
        title=item.title,
        status=status,
        reason=reason,
        rules=tuple(outcome.rule.id for outcome in serving),
    )


def _status(
    item: RegulationItem, serving: Sequence[Outcome], findings: dict[str, list[_Found]]
) -> tuple[ItemStatus, Bilingual]:
    """Findings speak first; then what was missing or unread; a pass needs a strong item and a decisive rule."""
    found = [item for outcome in serving for item in findings.get(outcome.rule.id, ())]
    for word in _BY_STATUS:
        if any(item.finding.status == word for item in found):
            return _BY_STATUS[word], _why_found(found)
    if item.decidable == "none":
        return "not_assessable", item.reason or _NOT_STATIC
    if not serving:
        return "not_assessable", item.reason or _NO_RULE
    speaking = [outcome for outcome in serving if outcome.speaks]
    if not speaking:
        return "not_assessable", _OTHER_PLATFORM
    missing = sorted(_missing(speaking))
    if missing:
        zh = "、".join(_INPUT_NAMES[name].zh for name in missing)
        en = ", ".join(_INPUT_NAMES[name].en for name in missing)
        return "input_missing", Bilingual(_INPUT.format(missing=zh).zh, _INPUT.format(missing=en).en)
    if any(outcome.word == "inconclusive" for outcome in serving):
        return "not_assessable", _UNSEEN
    decisive = [outcome for outcome in serving if outcome.rule.decisive]
    if any(not outcome.speaks and _REFERENCE in outcome.rule.platforms for outcome in decisive):
        return "not_assessable", _PART_ON_OTHER_PLATFORM
    decisive = [outcome for outcome in decisive if outcome.speaks]
    if item.decidable == "strong" and decisive and all(outcome.complete for outcome in decisive):
        return "pass", _PASS
    return "not_assessable", item.reason or _WEAK


def _not_in_force(
    regulation: Regulation, item: RegulationItem, serving: Sequence[Outcome], as_of: str
) -> RegulationItemRow | None:
    """The row of an item that does not count on the day; None for one that does."""
    force = regulation.force_of(item, as_of)
    if force == "in_force":
        return None
    reason = (
        _NOT_YET.format(day=regulation.begins(item))
        if force == "not_yet"
        else _REPEALED.format(day=regulation.ends(item))
    )
    return RegulationItemRow(
        item=item.item,
        title=item.title,
        status="not_assessable",
        reason=reason,
        rules=tuple(outcome.rule.id for outcome in serving),
    )


def in_force_on(rows: Sequence[RegulationRow], as_of: str) -> list[RegulationRow]:
    """The regulations that exist on a day and count: those that a verdict may speak of."""
    return [
        row
        for row in rows
        if not as_of or ((row.in_force or row.issued) <= as_of and (not row.repealed or as_of < row.repealed))
    ]


def _with_declared(row: RegulationItemRow, serving: Sequence[Outcome], declared: Set[str]) -> RegulationItemRow:
    """The row, where nothing decides it and the operator declares it as done, with that said first."""
    if row.status != "not_assessable" or not any(_duties_of(outcome.rule.match) & declared for outcome in serving):
        return row
    reason = Bilingual(f"{_DECLARED_AS_DONE.zh}；{row.reason.zh}", f"{_DECLARED_AS_DONE.en}; {row.reason.en}")
    return replace(row, reason=reason)


def _duties_of(condition: Condition) -> set[str]:
    """The duties that a rule asks about by name."""
    if isinstance(condition, Predicate):
        named = condition.kind == DutyFact.kind
        return {str(test.value) for test in condition.tests if named and test.field == "id"}
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return {duty for part in parts for duty in _duties_of(part)}


def _why_found(found: Sequence[_Found]) -> Bilingual:
    """What a reader needs to know when none of an item's findings is in the list."""
    reasons = [item.why_unlisted for item in found]
    return next((reason for reason in (None, _IGNORED, _HIDDEN) if reason in reasons), None) or _FOUND


def _missing(serving: Sequence[Outcome]) -> set[InputName]:
    """The inputs whose absence leaves the item open.

    What an operator may declare is extra: it is missed only where nothing but a declaration could decide.
    """
    needed = {name for outcome in serving for name in outcome.missing}
    only_declared = all(_DECLARED in outcome.rule.requires for outcome in serving)
    return needed if only_declared else needed - {_DECLARED}


def _source(regulation: Regulation) -> str:
    """Where its text stands: a page on which it was read whole before any other."""
    addresses = [source for source in regulation.sources if source.url.startswith("https://")]
    return min(addresses, key=lambda source: source.seen != "text").url if addresses else ""
