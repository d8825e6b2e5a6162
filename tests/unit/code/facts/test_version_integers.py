"""Versions that an SDK keeps as whole numbers, in DEX files, and builds named behind a version."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    call,
    code,
    number16,
    opened,
    read_static,
    result,
    small,
    text,
    write_static,
)
from tests.support.dex_builder import DefinedField, DefinedMethod, DexBuilder

from appaudit.code.facts.versions.sdk_versions import VersionFields, only_version
from appaudit.code.values.constants import Constants
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, Signals

NAMES = ("ReleaseMajor", "ReleaseMinor", "ReleasePatch")
FIELDS = VersionFields(
    Knowledge(
        sdks={
            "alpha": SdkSignature(
                id="alpha",
                name=Bilingual("甲", "Alpha"),
                category="push",
                sources=(),
                signals=Signals(classes=("com.alpha",), version_integers=(" ".join(NAMES),)),
            )
        }
    )
)
INTEGER = "Ljava/lang/Integer;"
OWNER = "Lcom/alpha/a;"


def versions(
    names: tuple[str, ...], parts: tuple[int, ...], *, boxed: bool = True, read_beside: bool = True
) -> set[str]:
    """The versions of a class that puts numbers into fields and hands them to its settings under these names."""
    kind, opcode = (INTEGER, 0) if boxed else ("I", 2)
    fields = [f"f{index}:{kind}" for index in range(len(parts))]
    initial, handed = [], []
    for field, part, name in zip(fields, parts, names, strict=True):
        initial.append(number16(0, part))
        if boxed:
            initial += [call(STATIC, f"{INTEGER}->valueOf(I){INTEGER}", 0), result(0)]
        initial.append(write_static(0, f"{OWNER}->{field}", 0x69 - opcode))
        handed.append(text(1, name))
        handed += [] if read_beside else [small(3, 0)]
        handed += [read_static(2, f"{OWNER}->{field}", 0x62 - opcode), call(DIRECT, f"{OWNER}->set()V", 15)]
    methods = [
        DefinedMethod("<clinit>()V", code(*initial, RETURN_VOID, incoming=0), 0x10008, is_virtual=False),
        DefinedMethod("hand()V", code(*handed, RETURN_VOID)),
    ]
    defined = [DefinedField(field, is_static=True) for field in fields]
    read = opened(DexBuilder().add_class(OWNER, fields=defined, methods=methods))
    return {f"{fact.sdk} {fact.version}" for fact in FIELDS.in_dex([Constants(read)])}


@pytest.mark.parametrize("boxed", [True, False])
def test_a_version_of_three_numbers(boxed: bool) -> None:
    assert versions(NAMES, (6, 4, 0), boxed=boxed) == {"alpha 6.4.0"}
    assert versions(NAMES, (11, 0, 2), boxed=boxed) == {"alpha 11.0.2"}


@pytest.mark.parametrize(
    ("owner", "names", "expected"),
    [
        (OWNER, NAMES, {"alpha 0.75.5"}),
        ("Lcom/beta/a;", NAMES, set()),
        (OWNER, ("ReleaseMajor", "ReleaseMinor", "ReleaseBeta"), set()),
    ],
)
def test_a_version_that_is_handed_over_part_by_part(owner: str, names: tuple[str, ...], expected: set[str]) -> None:
    boxes = f"{INTEGER}->valueOf(I){INTEGER}"
    handed = [
        part
        for name, number in zip(names, (0, 75, 5), strict=True)
        for part in (
            number16(0, number),
            call(STATIC, boxes, 0),
            result(0),
            text(1, name),
            call(STATIC, "Lkotlin/TuplesKt;->to(Ljava/lang/Object;Ljava/lang/Object;)Lkotlin/Pair;", 1, 0),
        )
    ]
    method = DefinedMethod("<clinit>()V", code(*handed, RETURN_VOID, incoming=0), 0x10008, is_virtual=False)
    read = opened(DexBuilder().add_class(owner, methods=[method]))
    assert {f"{fact.sdk} {fact.version}" for fact in FIELDS.in_dex([Constants(read)])} == expected


def test_numbers_under_other_names_and_half_a_version_are_none() -> None:
    assert versions(("ReleaseMajor", "ReleaseMinor", "ReleaseBeta"), (6, 4, 0)) == set()
    assert versions(NAMES[:2], (6, 4)) == set()
    assert versions(NAMES, (6, -1, 0)) == set()


def test_a_field_that_is_read_elsewhere_is_not_the_one_of_the_name() -> None:
    assert versions(NAMES, (6, 4, 0), read_beside=False) == set()


@pytest.mark.parametrize(
    ("stated", "version"),
    [
        ("2.4.3_b02f60d5", "2.4.3"),
        ("3.4.3_MIGU", "3.4.3"),
        ("2.2.0_RC12", "2.2.0_RC12"),
        ("1.6.0_06", ""),
        ("2.4.3_", ""),
        ("V2.5.0", "2.5.0"),
        ("2018.4.13c1", "2018.4.13c1"),
        ("2022.3.56f1c1", "2022.3.56f1c1"),
        ("2.5.0f", "2.5.0f"),
        # A letter behind two numbers, one that counts no builds, and words that go on.
        ("2.5f", ""),
        ("2.5.0z1", ""),
        ("W2.5.0", ""),
        ("2022.3.56f1c1f2", ""),
        ("127_lines", ""),
    ],
)
def test_the_name_of_a_build_is_no_part_of_the_version(stated: str, version: str) -> None:
    assert only_version([stated]) == version
