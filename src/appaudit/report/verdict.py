"""The one sentence that answers: would the regulators list this app, for what, and what could not be seen?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual, within_sentence
from appaudit.model.coverage import NOT_TO_BE_READ
from appaudit.model.finding import Finding
from appaudit.model.grade import Status
from appaudit.model.report import CoverageRow, RegulationRow
from appaudit.model.words import StatusWord

#: What decides most, by the fact kind whose coverage says whether it was read.
_READ: Final = {
    "app": Bilingual("清单文件", "the manifest"),
    "api_call": Bilingual("代码", "the code"),
    "clause": Bilingual("隐私政策", "the privacy policy"),
    "declared_sdk": Bilingual("SDK清单", "the SDK list"),
}
_REASONS: Final = {"packed": Bilingual("已加固", "packed")}
#: Problems that a sentence names.
_NAMED: Final = 6


def unread_parts(coverage: Iterable[CoverageRow]) -> list[Bilingual]:
    """What of an app and its documents was supplied and could not be read at all, and why where it is packed."""
    found = {}
    for row in coverage:
        reasons = [gap.reason for gap in row.gaps if gap.level == "none" and gap.reason not in NOT_TO_BE_READ]
        if row.kind in _READ and row.level == "none" and reasons:
            name, why = _READ[row.kind], _REASONS.get(reasons[0])
            found[row.kind] = Bilingual(f"{name.zh}（{why.zh}）", f"{name.en} ({why.en})") if why else name
    return [found[kind] for kind in _READ if kind in found]


def first_lists(regulations: Sequence[RegulationRow]) -> list[RegulationRow]:
    """The first list of each regulator that names apps in public, or the first regulation where there is none."""
    lists: dict[str, RegulationRow] = {}
    for row in regulations:
        if row.rank:
            lists.setdefault(row.regulator, row)
    return list(lists.values()) or list(regulations[:1])


def problems_of(
    findings: Iterable[Finding], regulations: Iterable[RegulationRow], names: Mapping[str, Bilingual]
) -> dict[StatusWord, list[Bilingual]]:
    """The kinds of problems by what the evidence amounts to, each where it weighs most.

    Args:
        findings: The gravest first, those that are not listed included.
        regulations: Only findings that cite one of them count.
        names: Of the categories.
    """
    lists = {row.id for row in regulations}
    listed = [item for item in findings if any(basis.regulation in lists for basis in item.basis)]
    seen: set[str] = set()
    found: dict[StatusWord, list[Bilingual]] = {}
    for status in reversed(Status):
        categories = dict.fromkeys(item.category for item in listed if item.status == status)
        found[status.word] = [names[name] for name in categories if name in names and name not in seen]
        seen.update(categories)
    return found


def verdict(
    regulations: Sequence[RegulationRow],
    inconclusive: int,
    ignored: int = 0,
    problems: Mapping[StatusWord, Sequence[Bilingual]] | None = None,
    unread: Sequence[Bilingual] = (),
) -> Bilingual:
    """One sentence in plain words about the first list of each regulator, or the first regulation where there is none.

    Args:
        regulations: In the order of the report, in which these lists come first.
        inconclusive: How many rules could not be decided.
        ignored: How many findings the configuration accepts.
        problems: What the app would be listed for, by status (`problems_of`).
        unread: What could not be read at all, which is said first.
    """
    problems = problems or {}
    rows = first_lists(regulations)
    if not rows:
        return Bilingual("未选择法规。", "No regulation was chosen.")
    failed, suspected, review = (_counts(rows, status) for status in ("fail", "suspected", "review"))
    zh, en = [], []
    if unread:
        zh.append(f"未能读取{'、'.join(part.zh for part in unread)}，以下结论不含这一部分")
        en.append(f"Not read: {_joined([part.en for part in unread], 'and')}, so that what follows leaves it out")
    if failed:
        named = _problems(problems.get("violation", ()))
        zh.append(f"证据符合{_chinese(failed)}所列情形" + (f"：{named.zh}" if named.zh else ""))
        meets = f"{'evidence' if unread else 'Evidence'} meets {_english(failed)}"
        en.append(f"{meets}: {named.en}" if named.en else meets)
    else:
        zh.append(f"未发现证据直接符合{'、'.join(_name(row).zh for row in rows)}所列情形")
        en.append(
            f"{'no' if unread else 'No'} evidence was found that by itself meets an item of "
            f"{_joined([_name(row).en for row in rows], 'or')}"
        )
    if suspected:
        named = _problems(problems.get("suspected", ()))
        zh.append(f"疑似，需确认：{_chinese(suspected)}" + (f"（{named.zh}）" if named.zh else ""))
        en.append(f"suspected, to be confirmed: {_english(suspected)}" + (f" ({named.en})" if named.en else ""))
    if review:
        named = _problems(problems.get("review", ()))
        zh.append(f"需人工复核：{_chinese(review)}" + (f"（{named.zh}）" if named.zh else ""))
        en.append(f"for human review: {_english(review)}" + (f" ({named.en})" if named.en else ""))
    if inconclusive:
        zh.append(f"{inconclusive} 条规则因内容未能读取而无法得出结论")
        en.append(f"{inconclusive} rule{'s' * (inconclusive != 1)} could not be decided because parts were not read")
    if ignored:
        zh.append(f"其中包含按配置或裁决接受的 {ignored} 项发现")
        en.append(f"accepted findings are counted, too: {ignored}")
    return Bilingual("；".join(zh) + "。", "; ".join(en) + ".")


def _problems(names: Sequence[Bilingual]) -> Bilingual:
    """The names of problems in a row, as they stand inside a sentence."""
    shown, more = names[:_NAMED], len(names) - _NAMED
    zh, en = "、".join(name.zh for name in shown), ", ".join(within_sentence(name.en) for name in shown)
    return Bilingual(f"{zh}等 {len(names)} 类", f"{en} and {more} more") if more > 0 else Bilingual(zh, en)


def _counts(rows: Sequence[RegulationRow], status: str) -> list[tuple[Bilingual, int]]:
    counted = [(_name(row), sum(item.status == status for item in row.items)) for row in rows]
    return [(name, count) for name, count in counted if count]


def _name(row: RegulationRow) -> Bilingual:
    return row.short or row.title


def _chinese(counts: list[tuple[Bilingual, int]]) -> str:
    return "、".join(f"{name.zh} {count} 项" for name, count in counts)


def _english(counts: list[tuple[Bilingual, int]]) -> str:
    first, *others = counts
    head = f"{first[1]} item{'s' * (first[1] != 1)} of {first[0].en}"
    return _joined([head, *(f"{count} of {name.en}" for name, count in others)], "and")


def _joined(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
