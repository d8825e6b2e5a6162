"""Permissions that only native code may use, and those that no library can be using."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.derive import derive
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import NativeCodeFact, NativeUse
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.model.facts.derived import PermissionUseFact
from appaudit.model.facts.package import AppFact, NativeLibraryFact, PermissionFact

CAMERA, CONTACTS = "android.permission.CAMERA", "android.permission.READ_CONTACTS"
OPEN = NativeUse(api="ACameraManager_openCamera", permissions=(CAMERA,))


def judged(permission: str, *facts: Fact, gaps: tuple[Gap, ...] = ()) -> tuple[str, str, tuple[str, ...]]:
    held = FactSet((AppFact(package="cn.own.shop"), PermissionFact(name=permission), *facts))
    derive(held, Coverage(list(gaps)), shipped_catalog().knowledge, [])
    (use,) = held.of(PermissionUseFact)
    return use.used, use.reason, use.reason_names


def library(name: str, *uses: NativeUse, leads_on: bool = True) -> tuple[Fact, Fact]:
    return NativeLibraryFact(name=name), NativeCodeFact(name=name, uses=uses, leads_on=leads_on)


def runs(target: str = "") -> UnseenCodeFact:
    return UnseenCodeFact(
        way="native", api="java.lang.System.loadLibrary", target=target, caller="A.a", caller_class="A"
    )


def test_an_import_leaves_open_whether_a_permission_is_used() -> None:
    found = judged(CAMERA, *library("libx.so", OPEN))
    assert found == ("unknown", "native", ("libx.so: ACameraManager_openCamera",))


def test_a_library_that_was_read_and_takes_nothing_of_the_kind_uses_nothing() -> None:
    assert judged(CAMERA, *library("libx.so")) == ("no", "", ())
    assert judged(CONTACTS, *library("libx.so", OPEN)) == ("no", "", ())


def test_a_library_that_could_not_be_read_may_use_what_native_code_can() -> None:
    assert judged(CAMERA, NativeLibraryFact(name="libx.so")) == ("unknown", "native", ("libx.so",))
    assert judged(CAMERA, *library("liby.so"), NativeLibraryFact(name="libx.so"))[0] == "unknown"
    assert judged(CONTACTS, NativeLibraryFact(name="libx.so")) == ("no", "", ())


@pytest.mark.parametrize(
    ("facts", "used"),
    [
        # All that runs was read, and can reach no more than it shows.
        ((*library("libx.so", leads_on=False), runs("libx.so"), runs()), "no"),
        # It can look up more, or find an interface in Java.
        ((*library("libx.so"), runs("libx.so")), "unknown"),
        # What is loaded lies elsewhere, or does not say where.
        ((*library("libx.so", leads_on=False), runs("liby.so")), "unknown"),
        ((*library("libx.so", leads_on=False), NativeLibraryFact(name="liby.so"), runs()), "unknown"),
        # A known SDK's library is taken by its word, beside an own one that shows all.
        ((*library("libBugly.so"), *library("libx.so", leads_on=False), runs("libx.so")), "no"),
    ],
)
def test_native_code_that_shows_all_it_can_reach_leaves_no_permission_open(facts: tuple[Fact, ...], used: str) -> None:
    assert judged(CONTACTS, *facts)[0] == used


def test_what_else_was_not_read_stays_open() -> None:
    gap = Gap(
        kind="api_call",
        level=CoverageLevel.PARTIAL,
        reason="dynamic_code",
        part="B.b",
        detail=Bilingual("从别处加载代码", "loads code from elsewhere"),
    )
    found = judged(CONTACTS, *library("libx.so", leads_on=False), runs("libx.so"), gaps=(gap,))
    assert found == ("unknown", "unread", ("B.b",))
