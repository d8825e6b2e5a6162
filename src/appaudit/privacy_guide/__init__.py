"""The privacy guide that WeChat keeps for a mini-program, as its interface `getprivacysetting` answers it in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.documents import DeclaredSdkFact, MentionFact
from appaudit.model.facts.privacy_guide import GuideEntryFact, PrivacyGuideFact
from appaudit.model.knowledge import GuideKey
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.whole_files import open_regular

_EXTRACTOR: Final = "privacy_guide"
_KINDS: Final = (GuideEntryFact.kind, PrivacyGuideFact.kind)
#: A guide has some dozen entries; what is larger is something else.
_MOST_BYTES: Final = 4 << 20
_MOST_ENTRIES: Final = 500
_CONTACTS: Final = ("contact_email", "contact_phone", "contact_qq", "contact_weixin")
_FORM: Final = "setting_list"


@record
class GuideReading:
    """What a guide says, or why it could not be read."""

    facts: tuple[Fact, ...] = ()
    declared: tuple[DeclaredSdkFact, ...] = ()
    gaps: tuple[Gap, ...] = ()


def read_privacy_guide(path: Path, known: Iterable[GuideKey]) -> GuideReading:
    """The guide in a file; one that is none, or cannot be read, is a gap."""
    try:
        with open_regular(path) as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        said = error.strerror or str(error)
        return _unreadable(path, Bilingual(f"无法读取：{said}", f"cannot be read: {said}"))
    if len(content) > _MOST_BYTES:
        return _unreadable(
            path, Bilingual(f"超过 {_MOST_BYTES} 字节，不是隐私保护指引", f"more than {_MOST_BYTES} bytes: no guide")
        )
    try:
        guide = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        said = str(error)[:120]
        return _unreadable(path, Bilingual(f"不是JSON：{said}", f"no JSON: {said}"))
    if not isinstance(guide, dict) or not isinstance(guide.get(_FORM), list):
        code = guide.get("errcode") if isinstance(guide, dict) else None
        return _unreadable(
            path,
            Bilingual(
                f"不是 getprivacysetting 的返回内容：没有 {_FORM}（errcode：{code}）",
                f"not what getprivacysetting answers: no {_FORM} (errcode: {code})",
            ),
        )
    return _read(guide, path.name, {key.key: key for key in known})


def _read(guide: dict[str, Any], name: str, known: dict[str, GuideKey]) -> GuideReading:
    facts: list[Fact] = [_whole(guide, name)]
    found_by_host = set(_texts(guide.get("privacy_list")))
    for entry in _list(guide[_FORM]):
        key, text = _text(entry, "privacy_key"), _text(entry, "privacy_text")
        if not key:
            continue
        info = known.get(key)
        shown = _text(entry, "privacy_label") or (info.name.zh if info else key)
        place = Location(path=name, symbol=f"{_FORM}.{key}")
        types = info.data if info else ()
        facts.append(
            GuideEntryFact(
                id=key,
                name=shown,
                text=text,
                data_types=types,
                found_by_host=key in found_by_host,
                location=place,
                extractor=_EXTRACTOR,
            )
        )
        if text:  # an entry without a purpose is not set up
            facts += [_mention(each, place) for each in types]
    listed = {fact.id for fact in facts if isinstance(fact, GuideEntryFact)}
    facts += [_found(key, name, known.get(key)) for key in sorted(found_by_host - listed)]
    return GuideReading(facts=tuple(facts), declared=tuple(_sdks(guide, name)))


def _found(key: str, name: str, info: GuideKey | None) -> GuideEntryFact:
    """What WeChat found in the code and the guide does not have."""
    return GuideEntryFact(
        id=key,
        name=info.name.zh if info else key,
        data_types=info.data if info else (),
        found_by_host=True,
        location=Location(path=name, symbol=f"privacy_list.{key}"),
        extractor=_EXTRACTOR,
    )


def _mention(data_type: str, place: Location) -> MentionFact:
    """What the guide declares is told to people, as what the policy says is."""
    return MentionFact(data_type=data_type, action="collect", polarity="affirm", location=place, extractor=_EXTRACTOR)


def _whole(guide: dict[str, Any], name: str) -> PrivacyGuideFact:
    owner = guide.get("owner_setting")
    return PrivacyGuideFact(
        document=name,
        contacts=tuple(key for key in _CONTACTS if _text(owner, key)),
        notice=_text(owner, "notice_method"),
        retention=_text(owner, "store_expire_timestamp"),
        location=Location(path=name),
        extractor=_EXTRACTOR,
    )


def _sdks(guide: dict[str, Any], name: str) -> Iterable[DeclaredSdkFact]:
    for row, sdk in enumerate(_list(guide.get("sdk_privacy_info_list")), 1):
        shown = _text(sdk, "sdk_name")
        if not shown:
            continue
        entries = _list(sdk.get("sdk_list"))
        yield DeclaredSdkFact(
            source="sdk_list",
            name=shown,
            company=_text(sdk, "sdk_biz_name"),
            purpose="；".join(filter(None, (_text(entry, "privacy_text") for entry in entries))),
            data=tuple(
                filter(None, (_text(entry, "privacy_label") or _text(entry, "privacy_key") for entry in entries))
            ),
            is_listed=True,
            location=Location(path=name, symbol=f"sdk_privacy_info_list[{row}]"),
            extractor=_EXTRACTOR,
        )


def _unreadable(path: Path, detail: Bilingual) -> GuideReading:
    return GuideReading(
        gaps=tuple(
            Gap(kind=kind, level=CoverageLevel.NONE, reason="unreadable", part=path.name, detail=detail)
            for kind in _KINDS
        )
    )


def _list(value: object) -> list[Any]:
    return value[:_MOST_ENTRIES] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [item for item in _list(value) if isinstance(item, str)]


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value.strip() if isinstance(value, str) else ""
