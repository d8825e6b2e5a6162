"""An entry of a list in JSON or in a script as a row: its keys are named as columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.records.own_words import tell_use_of_entry
from appaudit.records.wording.ended import says_ended
from appaudit.records.wording.names import is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import is_address, is_company, is_product, kind_of_label
from appaudit.sdk_list.rows import DeclaredRow, data_of, has_name

#: Keys by which an entry says that it no longer holds, where they are true.
_OFF = frozenset({"removed", "deleted", "disabled", "deprecated", "unused", "planned"})

#: What stands between the words of a key.
_WORDS_OF_A_KEY = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-.]+")
#: Texts of a label with its value, and fields that make a list of them the values of one entry.
_PAIR = 2
_FEWEST_FIELDS = 2
#: Characters of a label that a page shows before a value.
_LONGEST_LABEL = 12
#: Keys of what an object inside an entry is called.
_CALLED = ("name", "title", "label", "text")
#: Keys of what an entry is called, which may also be what it does.
_TITLES = ("display name", "title", "label")
#: Keys of whose the app is, and not the SDK.
_OF_THE_APP = re.compile(r"^(?:app|our|own(?!er))|copyright|应用|版权", re.IGNORECASE)


def off_by(entry: object, lexicons: Lexicons) -> str:
    """How an entry says that it is not in use: its name, the key and the value, as messages quote them; else empty."""
    pairs = entry.items() if isinstance(entry, Mapping) else ()
    said = next((f"{key}: {value}" for key, value in pairs if _is_off(str(key), value, lexicons.parties)), "")
    row = row_of_entry(0, entry, lexicons) if said else None
    name = (row.values.get("name", "") or row.values.get("company", "")) if row is not None else ""
    return f"{name}：{said}" if name else said


def _is_off(key: str, value: object, words: PartyWords) -> bool:
    """Whether a key and its value say so: `removed: true`, `isEnabled: false`, `status: 已移除`, `platforms: [ios]`."""
    spoken = _WORDS_OF_A_KEY.sub(" ", key).lower()
    if spoken.removeprefix("is ") in _OFF:
        return value is True or str(value).lower() == "true"
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, str) and says_ended(spoken, one, words) for one in value)
    # A number is a code, of which nobody knows what it stands for; 0 for a switch is none.
    return isinstance(value, str | bool | int) and bool(spoken) and says_ended(spoken, str(value), words)


def row_of_entry(number: int, entry: object, lexicons: Lexicons) -> DeclaredRow | None:
    """The row of an entry; None where it names nobody."""
    if not isinstance(entry, Mapping):
        return None
    values: dict[str, str] = {}
    data: tuple[str, ...] = ()
    headed = sorted(entry.items(), key=lambda pair: not _is_told_best(str(pair[0]), lexicons))
    labelled = _labelled(entry, lexicons)
    pairs = [(lexicons.sdk_list.headings.field(str(key)), value) for key, value in headed]
    pairs += [(_field_below_title(str(key), value, lexicons), value) for key, value in labelled]
    pairs += [(_told_by(str(key), value, lexicons), value) for key, value in entry.items()]
    for field, value in pairs:
        if field == "name" and _names_product_of(values, value, lexicons):
            values["company"] = values.pop("name")
        if not field or value is None or values.get(field):
            continue
        if field == "link" and isinstance(value, Mapping):
            value = _address_of(value, lexicons)
        if field == "company" and isinstance(value, Mapping):
            value = _called_by(value)  # {name: "Egret Inc.", country: "DE"}
        if isinstance(value, list):
            if labelled and any(isinstance(one, Mapping) for one in value):
                continue
            value = [_said_of(one, field, lexicons) if isinstance(one, Mapping) else one for one in value]
            value = list(dict.fromkeys(one for one in value if one))[: 1 if field == "link" else None]
            if field == "data":
                data = data_of(value, lexicons.sdk_names)
            value = "、".join(map(str, value))
        if isinstance(value, str | int | float):
            values[field] = _without_label(str(value), field, lexicons)
    if not values.get("company"):
        values["company"] = _company_in(entry, values, lexicons)
    if not values.get("name"):
        values["name"] = _title_of(entry, values, lexicons)
    if not values["name"] and not is_company(values["company"], lexicons.parties):
        values["name"] = values.pop("company")  # "Provider" above the names of products
    data = data or _data_inside(entry, values, lexicons)
    if not data:
        tell_use_of_entry(values, lexicons.parties)
    return DeclaredRow(f"entry {number}", values, data) if has_name(values, lexicons.sdk_names) else None


def _without_label(value: str, field: str, lexicons: Lexicons) -> str:
    """A value without the label that it begins with as a page shows it: "目的：地图展示" under `purpose`."""
    label, colon, rest = value.replace("：", ":", 1).partition(":")
    said = to_simplified(label.strip())
    told = (lexicons.sdk_list.headings.field(said), kind_of_label(said, lexicons.parties))
    is_label = colon and rest.strip() and len(said) <= _LONGEST_LABEL and not rest.startswith("//")
    return rest.strip() if is_label and field in told else value


def _names_product_of(values: Mapping[str, str], value: object, lexicons: Lexicons) -> bool:
    """Whether a second name is that of what the company runs that the first one is: "第三方名称" beside "SDK"."""
    is_name = isinstance(value, str) and bool(value.strip()) and not is_company(value, lexicons.parties)
    return is_name and not values.get("company") and is_company(values.get("name", ""), lexicons.parties)


def _field_below_title(label: str, value: object, lexicons: Lexicons) -> str:
    """The field of a label below the title of an entry, where "第三方" before a company is who runs what it names."""
    field = lexicons.sdk_list.headings.field(label)
    is_whose = field == "name" and isinstance(value, str) and is_company(value, lexicons.parties)
    return "company" if is_whose else field


def _title_of(entry: Mapping[object, object], values: Mapping[str, str], lexicons: Lexicons) -> str:
    """What an entry without a name calls itself (`title`, `displayName`), where that is no use of somebody's."""
    texts = {_WORDS_OF_A_KEY.sub(" ", str(key)).lower(): text for key, text in entry.items() if isinstance(text, str)}
    called = (text for key, text in texts.items() if key in _TITLES or key.rpartition(" ")[2] in _TITLES)
    title = next(filter(str.strip, called), "")
    is_name = is_product(title, lexicons.parties) or is_known(title, lexicons.parties)
    told = [field for field in ("company", "purpose", "data") if values.get(field)]
    return title if (is_name and told) or ("purpose" in told and len(told) > 1) else ""


def _told_by(key: str, value: object, lexicons: Lexicons) -> str:
    """What the words of a key that is no heading say: `infoTypes`, `useScene`, `data_purpose`; empty for nothing."""
    is_of_links = isinstance(value, Mapping) and bool(_address_of(value, lexicons))
    if lexicons.sdk_list.headings.field(key) or not is_latin(key) or not (isinstance(value, str | list) or is_of_links):
        return ""
    words = _WORDS_OF_A_KEY.sub(" ", key).strip().lower()
    # The last of several words is what it is, and those before it of what: "useTime" is no use.
    last = kind_of_label(words.rpartition(" ")[2], lexicons.parties)
    kind = last or kind_of_label(words, lexicons.parties)
    if kind == "purpose":
        return last
    return kind if kind == "data" or (kind == "link" and (is_of_links or is_address(str(value)))) else ""


def _address_of(links: Mapping[object, object], lexicons: Lexicons) -> str:
    """The address of several under names of their own that leads to a policy: {privacy: "https://…", terms: …}."""
    best = sorted(links.items(), key=lambda pair: not _is_told_best(str(pair[0]), lexicons))
    return next((value for _, value in best if isinstance(value, str) and is_address(value)), "")


def _is_told_best(key: str, lexicons: Lexicons) -> bool:
    """Whether a key gives its field best, as a heading does: the purpose before the scene."""
    return lexicons.parties.told_best.search(_WORDS_OF_A_KEY.sub(" ", key)) is not None


def _labelled(entry: Mapping[object, object], lexicons: Lexicons) -> list[tuple[object, object]]:
    """What an entry says as a list of labels and values below its title: {title, list: [{name: 公司, value: …}]}."""
    headings = lexicons.sdk_list.headings
    found: list[tuple[object, object]] = []
    for value in entry.values():
        inside = value if isinstance(value, list) else []
        texts = [list(filter(None, map(_text_in, pair.values()))) for pair in inside if isinstance(pair, Mapping)]
        pairs = [(pair[0], pair[1]) for pair in texts if len(pair) == _PAIR]
        fields = {headings.field(label) for label, _ in pairs} - {""}
        if len(pairs) == len(inside) and len(fields) >= _FEWEST_FIELDS:
            found += pairs
    title = next((value for value in entry.values() if isinstance(value, str) and value.strip()), "")
    is_heading = not any(value for _, value in found) and bool(headings.field(title))
    return [("name", title), *found] if found and not is_heading else []


def _text_in(value: object) -> str:
    """A text, or what the objects of a list are called: [{code: "01", name: "…"}]; empty for anything else."""
    if isinstance(value, list):
        texts = [_text_of(one) for one in value if isinstance(one, Mapping)]
        return "、".join(texts) if len(texts) == len(value) else ""
    return value if isinstance(value, str) else ""


def _text_of(value: Mapping[object, object]) -> str:
    """What an object is called: the text under a usual key, else its longest one; empty where it holds none."""
    texts = {str(key): text for key, text in value.items() if isinstance(text, str)}
    return next((texts[key] for key in _CALLED if texts.get(key)), max(texts.values(), key=len, default=""))


def _called_by(value: Mapping[object, object]) -> str:
    """What an object is called under a usual key; empty for another one: {address: …, jurisdiction: …}."""
    return next((text for key in _CALLED if isinstance(text := value.get(key), str) and text), "")


def _said_of(value: Mapping[object, object], field: str, lexicons: Lexicons) -> str:
    """What one object of a list says under a key for a field, else what it is called: {purpose: …, region: …}."""
    if field == "link":
        return _address_of(value, lexicons)
    headings = lexicons.sdk_list.headings
    said = (text for key, text in value.items() if isinstance(text, str) and headings.field(str(key)) == field)
    return next(filter(None, said), "") or _text_of(value)


def _data_inside(entry: Mapping[object, object], values: Mapping[str, str], lexicons: Lexicons) -> tuple[str, ...]:
    """What the objects of a list inside an entry say is taken: {services: [{purpose: …, dataCategories: […]}]}."""
    found: dict[str, None] = {}
    lists = (value for value in entry.values() if isinstance(value, list) and not values.get("data"))
    for one in (one for value in lists for one in value if isinstance(one, Mapping)):
        for key, value in one.items():
            field = lexicons.sdk_list.headings.field(str(key)) or _told_by(str(key), value, lexicons)
            if isinstance(value, list) and field == "data":
                found |= dict.fromkeys(data_of(value, lexicons.sdk_names))
    return tuple(found)


def _company_in(entry: Mapping[object, object], values: Mapping[str, str], lexicons: Lexicons) -> str:
    """The company that an entry names under a key of its own; empty where none or several values are companies."""
    of_others = (value for key, value in entry.items() if not _OF_THE_APP.search(str(key)))
    texts = {value for value in of_others if isinstance(value, str) and value not in values.values()}
    companies = [text for text in texts if is_company(text, lexicons.parties)]
    return companies[0] if len(companies) == 1 else ""
