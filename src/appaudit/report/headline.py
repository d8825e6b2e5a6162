"""What is wrong, in one plain sentence: the gravest facts first, with how many SDKs or kinds of data they concern."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual, within_sentence
from appaudit.model.finding import Finding
from appaudit.model.grade import Status
from appaudit.model.report import FactsSection
from appaudit.model.rule import Counted, Rule

#: Facts that the sentence names of each status.
_NAMED: Final = 3
#: What stands behind the facts of a status in Chinese, and before them in English.
_SAID: Final[Mapping[Status, Bilingual]] = {
    Status.VIOLATION: Bilingual("证据符合所引条款", "the evidence meets the cited text"),
    Status.SUSPECTED: Bilingual("疑似，需确认", "suspected, to be confirmed"),
}


def counted_of(rules: Iterable[Rule]) -> dict[str, Counted]:
    """What rules that have words for several findings say, by their ids."""
    return {rule.id: rule.counted for rule in rules if rule.counted}


def headline(findings: Iterable[Finding], counted: Mapping[str, Counted]) -> Bilingual:
    """One sentence in both languages; empty where nothing was found.

    Args:
        findings: All that count. Leads for people are named only where there is nothing else.
        counted: How rules by their ids speak of several subjects; others are named by the title of their findings.
    """
    by_status: dict[Status, dict[str, list[Finding]]] = {}
    for finding in findings:
        by_status.setdefault(finding.status, {}).setdefault(finding.rule_id, []).append(finding)
    zh, en = [], []
    for status, said in _SAID.items():
        groups = _gravest(by_status.get(status, {}), counted)
        facts = [_fact(group, counted.get(rule)) for rule, group in groups]
        if facts:
            zh.append(f"{'，'.join(fact.zh for fact in facts)}（{said.zh}）")
            en.append(f"{said.en}: {', '.join(fact.en for fact in facts)}")
    if not zh and (leads := by_status.get(Status.REVIEW)):
        many = sum(map(len, leads.values()))
        titles = [group[0].title for _, group in _gravest(leads, counted)]
        zh.append(f"{many} 项需人工复核，首先是：{'，'.join(title.zh for title in titles)}")
        en.append(
            f"{many} finding{'s need' if many > 1 else ' needs'} human review, first of all: "
            + ", ".join(within_sentence(title.en) for title in titles)
        )
    if not zh:
        return Bilingual("", "")
    return Bilingual(f"{'；'.join(zh)}。", f"{_begun('; '.join(en))}.")


def behind_consent(facts: FactsSection) -> Bilingual:
    """What waits for a check of consent that was recognised, and under which names consent is stored; else empty.

    What has another way that does not wait is left out, and of the names those that others than the app's code use.
    """
    starts = sum(row.start == "guarded" for row in facts.sdks)
    early = [row for row in facts.data_access if row.phase == "pre_consent"]
    open_types = {row.data_type for row in early if not row.guarded}
    reads = len({row.data_type for row in early if row.guarded} - open_types)
    if not (starts or reads):
        return Bilingual("", "")
    named = list(dict.fromkeys(key.name for key in facts.consent_keys if key.party_kind == "app"))[:_NAMED]
    zh = [f"{starts} 个SDK的启动"] * bool(starts) + [f"{reads} 类信息的读取"] * bool(reads)
    en = [_many(starts, "SDK starts", "SDKs start")] * bool(starts)
    en += [_many(reads, "kind of data is read", "kinds of data are read")] * bool(reads)
    stored_zh = f"（保存同意状态的键：{'、'.join(named)}）" if named else ""
    stored_en = f" (stored as {', '.join(named)})" if named else ""
    return Bilingual(
        f"位于已识别的同意判断之后的有：{'、'.join(zh)}{stored_zh}。",
        f"Behind a recognised check of consent{stored_en}: {', '.join(en)}.",
    )


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _gravest(
    groups: Mapping[str, Sequence[Finding]], counted: Mapping[str, Counted]
) -> list[tuple[str, Sequence[Finding]]]:
    def order(item: tuple[str, Sequence[Finding]]) -> tuple[int, bool, int]:
        rule, found = item
        is_first = rule in counted and counted[rule].first
        return (-max(finding.severity.rank for finding in found), not is_first, -len(found))

    return sorted(groups.items(), key=order)[:_NAMED]


def _fact(findings: Sequence[Finding], counted: Counted | None) -> Bilingual:
    many = len({finding.subject for finding in findings})
    if counted:
        return (counted.many if many > 1 else counted.one).format(count=many)
    title = findings[0].title
    if many == 1:
        return Bilingual(title.zh, within_sentence(title.en))
    return Bilingual(f"{many} 处{title.zh}", f"{within_sentence(title.en)} ({many})")


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
