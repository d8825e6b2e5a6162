"""Facts about what a mini-program declares to its host, and how that stands beside its code."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import Answer, PermissionGroup, PermissionName, ReasonState


@record
class DeclaredInterfaceFact(Fact):
    """An interface that `requiredPrivateInfos` of the settings announces."""

    kind: ClassVar[str] = "declared_interface"
    kind_name: ClassVar[Bilingual] = Bilingual("声明使用的隐私接口", "Interfaces that the settings announce")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str


@record
class BackgroundModeFact(Fact):
    """What the settings ask to go on with in the background: `audio`, `location`, or another mode of the host."""

    kind: ClassVar[str] = "background_mode"
    kind_name: ClassVar[Bilingual] = Bilingual("后台运行能力", "Modes of running in the background")
    identity: ClassVar[tuple[str, ...]] = ("mode",)

    mode: str


@record
class InterfaceUseFact(Fact):
    """An interface that must be announced in the settings, held against them and against the code.

    `declared` says that it is announced; `used` is `unknown` where not all code could be read. `callers` call it.
    """

    kind: ClassVar[str] = "interface_use"
    kind_name: ClassVar[Bilingual] = Bilingual("隐私接口的声明与使用", "Interfaces announced and used")
    derived_from: ClassVar[tuple[str, ...]] = ("declared_interface", "api_call")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    declared: Answer
    used: Answer
    callers: tuple[str, ...] = ()


@record
class PermissionReasonFact(Fact):
    """The text by which a permission says what it is for, where the host shows one, and what is wrong with it.

    `state` is `absent` where the permission is used and its declaration is missing, `empty`, `template` where the text
    stands in examples of the host or of a template, `vague` where it names no purpose, `repeated` where other
    permissions (`same_as`) have the same text, and `told` where none of that was found. `missing` of these are gaps in
    what a person is told; `callers` use the permission.
    """

    kind: ClassVar[str] = "permission_reason"
    kind_name: ClassVar[Bilingual] = Bilingual("权限用途说明", "Reasons told for permissions")
    derived_from: ClassVar[tuple[str, ...]] = ("permission", "api_call")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: PermissionName
    state: ReasonState
    text: str = ""
    group: PermissionGroup = ""
    same_as: tuple[PermissionName, ...] = ()
    callers: tuple[str, ...] = ()
