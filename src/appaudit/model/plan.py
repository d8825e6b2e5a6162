"""The plan: what to change first, who changes it, and which findings that closes."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.record import record

#: Who makes a change: developers of the app, its SDKs (versions, options, their makers), the build, the authors of the
#: policy, whoever keeps the SDK list, and the operation of the service.
Owner = Literal["app", "sdk", "build", "policy", "sdk_list", "operations"]
CodeLanguage = Literal["kotlin", "java", "xml", "text"]


@record
class PlanItem:
    """An item of a regulator's list."""

    regulation: str
    item: str


@record
class PlanCode:
    """A few lines to start from."""

    language: CodeLanguage
    text: str


@record
class PlanFix:
    """How a change is made: in words (with draft wording for a document), in code, and where the vendor says so."""

    text: Bilingual
    code: tuple[PlanCode, ...] = field(default=(), metadata=OMIT_EMPTY)
    link: str = field(default="", metadata=OMIT_EMPTY)


@record
class PlanStep:
    """One change, in the order that closes most first.

    `closes` are the ids of the findings that are closed once this step and those before it are done; `helps` those that
    need a later step as well. `items` are the items of regulators' lists of which no finding is left then. `places` are
    methods, permissions, components or documents where the change is made.
    """

    order: int
    title: Bilingual
    action: Bilingual
    owner: Owner
    closes: tuple[str, ...]
    helps: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    items: tuple[PlanItem, ...] = ()
    places: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    fix: PlanFix
