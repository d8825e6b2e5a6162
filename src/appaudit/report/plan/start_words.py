"""What a step says of an SDK or of the app's own code before consent: a change where that is known, else a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.grade import Status
from appaudit.model.report import ConsentKeyRow
from appaudit.report.plan.causes import without_descriptor

B = Bilingual

_READ_EARLY: Final[Mapping[Status, Bilingual]] = {
    Status.VIOLATION: B("目前在同意前读取：", "before consent it now reads:"),
    Status.SUSPECTED: B("疑似在同意前读取：", "before consent it probably reads:"),
    Status.REVIEW: B("请确认是否在同意前读取：", "check whether before consent it reads:"),
}
_LEADS_EARLY: Final[Mapping[Status, Bilingual]] = {
    Status.VIOLATION: B(
        "{place} 在用户同意前引起对{data}的读取：移到点击同意之后，并先判断已保存的同意状态。",
        "{place} leads to reading {data} before consent: run it only after the user has agreed.",
    ),
    Status.SUSPECTED: B(
        "{place} 疑似在用户同意前引起对{data}的读取：移到点击同意之后，并先判断已保存的同意状态。",
        "{place} probably leads to reading {data} before consent: run it only after the user has agreed.",
    ),
    Status.REVIEW: B(
        "请确认 {place} 是否在用户同意前引起对{data}的读取；如果是，移到点击同意之后，并先判断已保存的同意状态。",
        "Check whether {place} leads to reading {data} before consent; if so, run it only after the user has agreed.",
    ),
}
_STARTED_BY_APP: Final = B(
    "把{sdk}的初始化移到用户点击同意之后，每次启动先判断已保存的同意状态",
    "start {sdk} only after the user has agreed, and check the stored consent at every start",
)
_STARTS_ITSELF: Final = B(
    "{sdk}由自带的组件自行启动：在清单中移除该组件，用户同意后再手动初始化",
    "a component of {sdk} starts by itself: remove it from the manifest and start it after consent",
)

#: Places that a step names where consent is stored.
_STORED: Final = 2
#: What is known of reading before consent: how sure it is, and the data in words.
Read = tuple[Status, Bilingual]


def sdk_title(name: Bilingual, *, is_known: bool) -> Bilingual:
    """The title of a step about an SDK; `is_known` where more than a lead says that it runs before consent."""
    if is_known:
        return B(f"用户同意后再启动{name.zh}", f"Start {name.en} only after consent")
    return B(f"确认{name.zh}在用户同意前是否启动", f"Check whether {name.en} starts before consent")


def update_first(name: Bilingual, found: str, needed: str) -> Bilingual:
    """What stands before a change that a newer version makes possible."""
    return B(
        f"先升级：{name.zh}现为 {found}，示例中告知同意状态的接口自 {needed} 起才有；",
        f"first update: {name.en} is {found} here, and the call that tells it of consent exists from {needed} on; ",
    )


def update_to_have(name: Bilingual, calls: Sequence[str]) -> Bilingual:
    """What stands before a change with calls that the package does not have."""
    shown = "、".join(calls), ", ".join(calls)
    return B(
        f"安装包中的{name.zh}没有示例所用的接口 {shown[0]}：如所用版本确无此接口，请先升级到提供它的版本；",
        f"the {name.en} in the package has no {shown[1]}, which the sample calls: "
        "if your version lacks it, first update to one that has it; ",
    )


def sdk_action(
    name: Bilingual,
    read: Sequence[Read],
    outdated: Bilingual | None = None,
    *,
    starts_itself: bool,
    is_known: bool,
) -> Bilingual:
    """What to do about an SDK: the change first where it is known to be needed, else the question first."""
    change = _STARTS_ITSELF if starts_itself else _STARTED_BY_APP
    zh, en = change.zh.replace("{sdk}", name.zh), change.en.replace("{sdk}", name.en)
    if outdated:
        zh, en = f"{outdated.zh}{zh}", f"{outdated.en}{en}"
    if not is_known:
        asked_zh = f"读取{'、'.join(data.zh for _, data in read)}" if read else "启动"
        asked_en = f"reads {', '.join(data.en for _, data in read)}" if read else "starts"
        return B(
            f"请确认{name.zh}是否在用户同意前{asked_zh}；如果是，{zh}。",
            f"Check whether {name.en} {asked_en} before consent; if so, {en}.",
        )
    for status, data in read:
        zh, en = f"{zh}；{_READ_EARLY[status].zh}{data.zh}", f"{en}; {_READ_EARLY[status].en} {data.en}"
    return B(f"{zh}。", f"{en[0].upper()}{en[1:]}.")


def stored_where(keys: Sequence[ConsentKeyRow]) -> Bilingual:
    """Where the app seems to store that the user agreed, as a sentence with a space before it; empty where unknown.

    What waits for consent begins there for the first time; the app's own code is named before that of unknown owners.
    """
    written = sorted((key for key in keys if key.written), key=lambda key: key.party_kind != "app")
    places = list(dict.fromkeys((without_descriptor(key.caller), key.name) for key in written))[:_STORED]
    if not places:
        return B("", "")
    zh = "、".join(f"{place}（{name}）" for place, name in places)
    en = " and ".join(f"{place} ({name})" for place, name in places)
    return B(f"应用保存同意状态的位置疑似：{zh}。", f" The app seems to store consent in {en}.")


def code_title(place: str, *, is_known: bool) -> Bilingual:
    """The title of a step about a method of the app."""
    if is_known:
        return B(f"用户同意后再执行 {place}", f"Run {place} only after consent")
    return B(f"确认 {place} 在用户同意前读取什么", f"Check what {place} reads before consent")


def code_action(place: str, read: Sequence[Read]) -> Bilingual:
    """What to do about a method of the app that leads to reading."""
    zh = [_LEADS_EARLY[status].zh.replace("{data}", data.zh).replace("{place}", place) for status, data in read]
    en = [_LEADS_EARLY[status].en.replace("{data}", data.en).replace("{place}", place) for status, data in read]
    return B("".join(zh), " ".join(en))
