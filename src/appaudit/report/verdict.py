"""The one sentence that answers: would the regulators list this app, and for how many items of their lists?"""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import RegulationRow


def verdict(regulations: Sequence[RegulationRow], inconclusive: int, ignored: int = 0) -> Bilingual:
    """One sentence in plain words about the first list of each regulator, or the first regulation where there is none.

    Args:
        regulations: In the order of the report, in which these lists come first.
        inconclusive: How many rules could not be decided.
        ignored: How many findings the configuration accepts.
    """
    lists: dict[str, RegulationRow] = {}
    for row in regulations:
        if row.rank:
            lists.setdefault(row.regulator, row)
    rows = list(lists.values()) or list(regulations[:1])
    if not rows:
        return Bilingual("未选择法规。", "No regulation was chosen.")
    failed, suspected, review = (_counts(rows, status) for status in ("fail", "suspected", "review"))
    zh, en = [], []
    if failed:
        zh.append(f"证据符合{_chinese(failed)}所列情形")
        en.append(f"Evidence meets {_english(failed)}")
    else:
        zh.append(f"未发现证据直接符合{'、'.join(_name(row).zh for row in rows)}所列情形")
        en.append(
            f"No evidence was found that by itself meets an item of {_joined([_name(row).en for row in rows], 'or')}"
        )
    if suspected:
        zh.append(f"疑似，需确认：{_chinese(suspected)}")
        en.append(f"suspected, to be confirmed: {_english(suspected)}")
    if review:
        zh.append(f"需人工复核：{_chinese(review)}")
        en.append(f"for human review: {_english(review)}")
    if inconclusive:
        zh.append(f"{inconclusive} 条规则因内容未能读取而无法得出结论")
        en.append(f"{inconclusive} rule{'s' * (inconclusive != 1)} could not be decided because parts were not read")
    if ignored:
        zh.append(f"其中包含已按配置忽略的 {ignored} 项发现")
        en.append(f"this counts {ignored} finding{'s' * (ignored != 1)} that the configuration ignores")
    return Bilingual("；".join(zh) + "。", "; ".join(en) + ".")


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
