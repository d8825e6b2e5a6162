"""Facts about what surrounds an app: what kind of app it is, and what its operator declares."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import (
    Answer,
    AppCategoryId,
    CategorySource,
    DutyId,
    DutyState,
    PermissionFit,
    PermissionGroup,
    PermissionName,
    ShownProtection,
)


@record
class AppCategoryFact(Fact):
    """A kind of app that this one is: `source` is `declared` by the user or `guessed` from label and package.

    `number` is that of the 39 kinds of 14号; `needs_information` is False for the kinds whose basic function needs no
    personal information; `reasons` are the words that a guess rests on.
    """

    kind: ClassVar[str] = "app_category"
    kind_name: ClassVar[Bilingual] = Bilingual("应用类别", "Kind of app")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: AppCategoryId
    number: int
    name: str
    name_en: str = ""
    source: CategorySource = "declared"
    needs_information: bool = True
    reasons: tuple[str, ...] = ()


@record
class CategoryPermissionFact(Fact):
    """A dangerous or special permission held against the kinds of app that this one is.

    `fit` is `core` (the basic function plausibly needs it), `feature` (a function may) or `outside`; `used` and
    `protection` are those of the declared permission, `source` that of the category.
    """

    kind: ClassVar[str] = "category_permission"
    kind_name: ClassVar[Bilingual] = Bilingual("权限与应用类别", "Permissions against the kind of app")
    derived_from: ClassVar[tuple[str, ...]] = ("permission_use",)
    identity: ClassVar[tuple[str, ...]] = ("permission",)
    one_for_each: ClassVar[str] = "permission"
    settled: ClassVar[tuple[str, ...]] = ("permission", "protection", "group", "fit", "source", "categories")

    permission: PermissionName
    group: PermissionGroup = ""
    protection: ShownProtection = "unknown"
    fit: PermissionFit = "outside"
    used: Answer = "unknown"
    source: CategorySource = "declared"
    categories: tuple[AppCategoryId, ...] = ()
    names: str = ""
    names_en: str = ""


@record
class DutyFact(Fact):
    """A duty that no artifact shows, judged by what the operator declares and by a date; never verified.

    `state` is `met`, `unmet`, `due` (not yet met, and the deadline has not passed), `overdue`, `late` (met after the
    deadline), `questioned` (the exemption claimed does not fit the numbers), `unknown` (too little is
    declared) or `not_applicable`. `deadline` is an ISO date or empty;
    `approximate` says that it was counted without the public holidays of a year for which none are known.
    `declared` are the values it rests on, as `key = value`; `detail` says in words what follows from them.
    """

    kind: ClassVar[str] = "duty"
    kind_name: ClassVar[Bilingual] = Bilingual("运营者的义务", "Duties of the operator")
    identity: ClassVar[tuple[str, ...]] = ("id", "subject")

    id: DutyId
    state: DutyState
    subject: str = ""
    deadline: str = ""
    approximate: bool = False
    declared: tuple[str, ...] = ()
    detail: str = ""
    detail_en: str = ""
