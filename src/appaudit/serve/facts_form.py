"""The form of `audit.yaml`: every value of the declaration as a field, with the words of its template."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import yaml

from appaudit.model.bilingual import Bilingual
from appaudit.model.declaration import NEVER, Declaration, Incident, OverseasRecipient
from appaudit.model.record import record
from appaudit.operator.declaration import VERSION
from appaudit.operator.template import words_of_template

B = Bilingual
#: Entries of a list that a form has room for beyond those that are there.
_ROOM: Final = 2
_MOST_ENTRIES: Final = 100
_SECTION: Final = {
    "scale": B("规模", "Scale"),
    "audience": B("未成年人", "Minors"),
    "filings": B("定级、备案与审计", "Gradings, filings and audits"),
    "overseas_recipients": B("境外接收方", "Recipients abroad"),
    "incidents": B("安全事件", "Incidents"),
    "qr_ordering": B("扫码点餐", "Ordering by QR code"),
    "number_protection": B("号码保护（隐私号、中间号）", "Middle numbers that hide phone numbers"),
}
#: Values of entries, which the template shows as an example only.
_ENTRY: Final = {
    "name": B("名称", "Name"),
    "country": B("国家或地区", "Country or region"),
    "individuals": B("自当年1月1日起累计的人数", "People since 1 January"),
    "sensitive_individuals": B("其中涉及敏感个人信息的人数", "Of them with sensitive information"),
    "mechanism": B("出境依据", "What it rests on"),
    "exemption": B("豁免的依据", "On what the exemption rests"),
    "separate_consent": B("是否取得单独同意", "Whether separate consent is obtained"),
    "happened_on": B("发生日期", "The day it happened"),
    "harm_avoided": B("是否已采取措施有效避免危害", "Whether measures kept harm away"),
    "regulator_told": B("是否通知主管部门", "Whether the authority was notified"),
    "individuals_told": B("是否通知个人", "Whether individuals were notified"),
}
_CHOICE: Final = {
    "assessment": B("安全评估", "security assessment"),
    "contract": B("标准合同", "standard contract"),
    "certification": B("认证", "certification"),
    "exempt": B("豁免", "exempt"),
    "none": B("没有", "none"),
    "hr": B("人力资源", "staff"),
    "emergency": B("紧急情况", "an emergency"),
    "numbers": B("人数", "few people"),
    "negative_list": B("负面清单", "negative list"),
    "built_in": B("内置", "built in"),
    "tool": B("外部工具", "a tool"),
    "service": B("免费服务", "a free service"),
}
#: Values whose comment in the template is about how to write them.
_LABEL: Final = {
    "devices.erasure": B("信息清除方式", "How erasure is offered"),
    "filings.mlps_level": B("定级结果（1至5）", "The level (1 to 5)"),
}
#: The same word means a contract with the individual where it is what an exemption rests on.
_EXEMPTION_CONTRACT: Final = B("与个人的合同", "a contract with the individual")
_YES_NO: Final = ((True, B("是", "yes")), (False, B("否", "no")))


@record
class Field:
    """A value: its name in the form, what it is, and what it says; `kind` is bool, int, day, act, text or choice.

    An act is a day that may be `never`.
    """

    name: str
    label: Bilingual
    kind: str
    value: Any
    choices: tuple[tuple[str, Bilingual], ...] = ()


@record
class Section:
    """A section: its fields, or the entries of a list, each with fields of its own."""

    name: str
    title: Bilingual
    fields: tuple[Field, ...] = ()
    entries: tuple[tuple[Field, ...], ...] = field(default=())


def sections_of(declaration: Declaration) -> tuple[Section, ...]:
    """The form of a declaration, with room for more entries."""
    return tuple(_sections(declaration))


def text_of_form(form: Mapping[str, str]) -> str:
    """The file that a form makes: what is left empty is not declared. What is wrong stays for the reader to refuse."""
    document: dict[str, Any] = {"version": VERSION}
    for section in sections_of(Declaration(version=VERSION)):
        if section.entries:
            entries = [_filled(form, f"{section.name}.{number}", section.name) for number in range(_MOST_ENTRIES)]
            document[section.name] = [entry for entry in entries if entry]
        elif values := _filled(form, section.name, section.name):
            document[section.name] = values
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))


def _sections(declaration: Declaration) -> Iterator[Section]:
    said = words_of_template()
    for item in dataclasses.fields(Declaration):
        value = getattr(declaration, item.name)
        if item.name == "version":
            continue
        title = _SECTION.get(item.name) or said[item.name]
        if isinstance(value, tuple):
            cls = _CLASSES[item.name]
            entries = [*value, *(cls(name="") for _ in range(_ROOM))]
            rows = (tuple(_fields(entry, f"{item.name}.{number}", _ENTRY)) for number, entry in enumerate(entries))
            yield Section(name=item.name, title=title, entries=tuple(rows))
        else:
            labels = {
                name.partition(".")[2]: _LABEL.get(name) or _without_never(text)
                for name, text in said.items()
                if name.startswith(f"{item.name}.")
            }
            yield Section(name=item.name, title=title, fields=tuple(_fields(value, item.name, labels)))


def _without_never(text: Bilingual) -> Bilingual:
    """A form has a box for what was never done, and need not say how it is written."""
    return Bilingual(text.zh.partition("；从未")[0], text.en.removesuffix(", or never"))


_CLASSES: Final[Mapping[str, type[OverseasRecipient | Incident]]] = {
    "overseas_recipients": OverseasRecipient,
    "incidents": Incident,
}


def _fields(value: Any, place: str, labels: Mapping[str, Bilingual]) -> Iterator[Field]:  # noqa: ANN401
    hints = get_type_hints(type(value))
    for item in dataclasses.fields(value):
        kind, choices = _kind(item, hints[item.name])
        yield Field(
            name=f"{place}.{item.name}",
            label=labels[item.name],
            kind=kind,
            value=getattr(value, item.name),
            choices=choices,
        )


def _kind(item: dataclasses.Field[Any], hint: object) -> tuple[str, tuple[tuple[str, Bilingual], ...]]:
    options = get_args(hint) if get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    (inner,) = (option for option in options if option is not type(None))
    if get_origin(inner) is Literal:
        words = {**_CHOICE, "contract": _EXEMPTION_CONTRACT} if item.name == "exemption" else _CHOICE
        return "choice", tuple((name, words[name]) for name in get_args(inner))
    if inner is bool:
        return "bool", tuple((str(value).lower(), name) for value, name in _YES_NO)
    if inner is int:
        return "int", ()
    if item.name.endswith("_on"):
        return ("act" if "own_act" in item.metadata else "day"), ()
    return "text", ()


def _filled(form: Mapping[str, str], place: str, section: str) -> dict[str, Any]:
    """What a form says of a section or of an entry."""
    cls = _CLASSES.get(section) or type(getattr(Declaration(version=VERSION), section))
    hints = get_type_hints(cls)
    found: dict[str, Any] = {}
    for item in dataclasses.fields(cls):
        text = form.get(f"{place}.{item.name}", "").strip()
        kind, _ = _kind(item, hints[item.name])
        if kind == "act" and form.get(f"{place}.{item.name}.never"):
            text = NEVER
        if text:
            found[item.name] = _value(text, kind)
    return found


def _value(text: str, kind: str) -> bool | int | str:
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    return int(text) if kind == "int" and text.isascii() and text.isdigit() and len(text) < 16 else text
