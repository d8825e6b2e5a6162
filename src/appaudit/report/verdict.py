"""What answers in two sentences: what is wrong, would the regulators list it, and what could not be seen?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import NOT_TO_BE_READ
from appaudit.model.report import CoverageRow, RegulationRow

#: What decides most, by the fact kind whose coverage says whether it was read.
_READ: Final = {
    "app": Bilingual("清单文件", "the manifest"),
    "api_call": Bilingual("代码", "the code"),
    "clause": Bilingual("隐私政策", "the privacy policy"),
    "declared_sdk": Bilingual("SDK清单", "the SDK list"),
}
_REASONS: Final = {"packed": Bilingual("已加固", "packed")}


_NOTHING: Final = Bilingual("", "")


def unread_parts(coverage: Iterable[CoverageRow]) -> list[Bilingual]:
    """What of an app and its documents was supplied and could not be read at all, and why where it is packed."""
    found = {}
    rows = list(coverage)
    policies = {gap.part for row in rows if row.kind == "clause" for gap in row.gaps}
    for row in rows:
        reasons = [
            gap.reason
            for gap in row.gaps
            if gap.level == "none"
            and gap.reason not in NOT_TO_BE_READ
            # A policy may list SDKs, so that they were not all read where it was not; that is no list unread.
            and not (row.kind == "declared_sdk" and gap.part in policies)
        ]
        if row.kind in _READ and row.level == "none" and reasons:
            name, why = _READ[row.kind], _REASONS.get(reasons[0])
            found[row.kind] = Bilingual(f"{name.zh}（{why.zh}）", f"{name.en} ({why.en})") if why else name
    return [found[kind] for kind in _READ if kind in found]


def premise(app: str, named: str, *, has_own: bool = False) -> Bilingual:
    """What every conclusion from the policy rests on where it speaks of another app by name: that it is this app's.

    Args:
        app: What the app is called.
        named: The name in the title of the policy or in what it says it applies to; empty where it names no other.
        has_own: Whether a policy of this app was supplied beside it.
    """
    if not named:
        return _NOTHING
    if has_own:
        return Bilingual(
            f"提供的文件之一写的是“{named}”，应用名称是“{app}”：如果它不适用于本应用，只有它写明的内容不能算作已告知。",
            f"One of the documents supplied speaks of “{named}”, and the app is called “{app}”: if it does not apply to"
            " this app, what it alone says is not told to users.",
        )
    return Bilingual(
        f"提供的隐私政策写的是“{named}”，应用名称是“{app}”：如果它不是本应用的政策，以下依据政策得出的结论均不成立。",
        f"The policy supplied speaks of “{named}”, and the app is called “{app}”: if it is not this app's policy,"
        " nothing that follows from it holds.",
    )


def first_lists(regulations: Sequence[RegulationRow]) -> list[RegulationRow]:
    """The first list of each regulator that names apps in public, or the first regulation where there is none."""
    lists: dict[str, RegulationRow] = {}
    for row in regulations:
        if row.rank:
            lists.setdefault(row.regulator, row)
    return list(lists.values()) or list(regulations[:1])


def verdict(
    regulations: Sequence[RegulationRow],
    inconclusive: int,
    ignored: int = 0,
    facts: Bilingual = _NOTHING,
    unread: Sequence[Bilingual] = (),
    guarded: Bilingual = _NOTHING,
    premised: Bilingual = _NOTHING,
) -> Bilingual:
    """What is wrong, then what that is on the first list of each regulator (without one, in the first regulation).

    Args:
        regulations: In the order of the report, in which these lists come first.
        inconclusive: How many rules could not be decided.
        ignored: How many findings the configuration accepts.
        facts: The gravest of them in a sentence (`headline`); empty where nothing was found.
        unread: What could not be read at all, which is said first.
        guarded: What waits for consent, in a sentence that is said last; empty where nothing does.
        premised: What the conclusions rest on (`premise`), in a sentence behind what could not be read; mostly empty.
    """
    rows = first_lists(regulations)
    if not rows:
        return Bilingual(f"{facts.zh}未选择法规。", f"{facts.en} No regulation was chosen.".strip())
    before_zh = f"未能读取{'、'.join(part.zh for part in unread)}，以下结论不含这一部分。" if unread else ""
    before_en = (
        f"Not read: {_joined([part.en for part in unread], 'and')}, so that what follows leaves it out. "
        if unread
        else ""
    )
    if premised.en:
        before_zh, before_en = before_zh + premised.zh, f"{before_en}{premised.en} "
    zh, en = _on_lists(rows, unread)
    if inconclusive:
        zh.append(f"{inconclusive} 条规则因内容未能读取而无法得出结论")
        en.append(f"{inconclusive} rule{'s' * (inconclusive != 1)} could not be decided because parts were not read")
    if ignored:
        zh.append(f"其中包含按配置或裁决接受的 {ignored} 项发现")
        en.append(f"accepted findings are counted, too: {ignored}")
    between = " " if facts.en else ""
    return Bilingual(
        f"{before_zh}{facts.zh}{'；'.join(zh)}。{guarded.zh}",
        f"{before_en}{facts.en}{between}{'; '.join(en)}. {guarded.en}".rstrip(),
    )


def _on_lists(rows: Sequence[RegulationRow], unread: Sequence[Bilingual]) -> tuple[list[str], list[str]]:
    """How many items of each list are met, suspected or for people."""
    failed, suspected, review = (_counts(rows, status) for status in ("fail", "suspected", "review"))
    if not (failed or suspected or review):
        lists_zh = "、".join(_name(row).zh for row in rows)
        lists_en = _joined([_name(row).en for row in rows], "or")
        if _READ["app"] in unread and _READ["api_call"] in unread:
            return (
                [f"应用未能读取，不能据此认为没有{lists_zh}所列情形"],
                [f"The app could not be read, so that this does not clear it of any item of {lists_en}"],
            )
        return (
            [f"未发现证据符合{lists_zh}所列情形"],
            [f"No evidence was found that meets an item of {lists_en}"],
        )
    zh, en = [], []
    for counts, said_zh, said_en in (
        (failed, "证据符合", "evidence meets"),
        (suspected, "疑似", "suspected:"),
        (review, "需人工复核", "for human review:"),
    ):
        if counts:
            zh.append(f"{said_zh} {_chinese(counts)}")
            en.append(f"{said_en} {_english(counts)}")
    if not failed:
        zh.append("尚没有证据足以直接认定的情形")
        en.append("none is met by the evidence alone")
    return [f"对照监管部门所列情形：{zh[0]}", *zh[1:]], [f"Of what regulators list, {en[0]}", *en[1:]]


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
