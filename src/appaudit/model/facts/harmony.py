"""Facts about what a HarmonyOS app declares."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import PermissionGroup, PermissionName, PermissionTime, ReasonState


@record
class DeclaredReasonFact(Fact):
    """What a module says a permission is for that the user grants, in all its languages, and what is wrong with it.

    `text` is the one that is wrong where one is; `state` is the worst of all languages: `absent` without a reason,
    `empty`, `template` where it is that of an example, `vague` where it names no purpose, `repeated` where permissions
    of other groups (`same_as`) have the same, and `told` where none of that was found. `when` is as it is declared.
    """

    kind: ClassVar[str] = "declared_reason"
    kind_name: ClassVar[Bilingual] = Bilingual("声明的权限使用理由", "Reasons declared for permissions")
    derived_from: ClassVar[tuple[str, ...]] = ("permission",)
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: PermissionName
    state: ReasonState
    text: str = ""
    group: PermissionGroup = ""
    when: PermissionTime = ""
    same_as: tuple[PermissionName, ...] = ()
