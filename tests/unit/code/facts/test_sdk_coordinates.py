"""SDKs that name themselves in code by the mark for a store."""

from __future__ import annotations

import pytest
from tests.support.class_builder import ClassBuilder
from tests.support.dalvik_assembly import RETURN_VOID, code, opened, text
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.class_file import read_class
from appaudit.code.facts.owners.sdk_coordinates import coordinates_in_class, coordinates_in_dex

MARK = "!SDK-VERSION-STRING!:"
MARKS = [
    (MARK + "com.alpha.sdk:alpha-android:4.21.0", [("com.alpha.sdk:alpha-android", "4.21.0")]),
    (MARK + "com.alpha:tracker:release:3.7.3", [("com.alpha:tracker", "3.7.3")]),
    (MARK + "com.alpha:alpha:\u200b8.10.0", [("com.alpha:alpha", "8.10.0")]),
    # Without a version, with more behind it or before it, and of nobody.
    (MARK + "com.alpha:alpha:", []),
    (MARK + "com.alpha:alpha:(.+)", []),
    (MARK + "com.alpha:alpha:1.2.3 and more", []),
    ("see " + MARK + "com.alpha:alpha:1.2.3", []),
    (MARK + "1.2.3", []),
]


@pytest.mark.parametrize(("mark", "named"), MARKS)
def test_a_mark_names_an_artifact_and_its_version(mark: str, named: list[tuple[str, str]]) -> None:
    builder = ClassBuilder("a/b")
    builder.method("m", code=builder.ldc(builder.string(mark)) + b"\xb1")
    of_class = coordinates_in_class(read_class(builder.build(), "x"))
    body = code(text(0, mark), RETURN_VOID)
    read = opened(DexBuilder().add_class("La/b;", methods=[DefinedMethod("m()V", body)]))
    of_dex = coordinates_in_dex([read])
    assert [(fact.name, fact.version) for fact in of_class] == named
    assert [(fact.name, fact.version) for fact in of_dex] == named
    assert all(fact.source == "maven" for fact in (*of_class, *of_dex))


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("com.google.firebase:firebase-lark@@17.0.0", [("com.google.firebase:firebase-lark", "17.0.0")]),
        ("com.google.android.gms:play-lark@@17.6.0-beta1", [("com.google.android.gms:play-lark", "17.6.0-beta1")]),
        # Another group, another sign, a name alone, and more behind it.
        ("com.alpha:lark@@17.0.0", []),
        ("com.google.firebase:firebase-lark:17.0.0", []),
        ("com.google.firebase:firebase-lark@@", []),
        ("com.google.firebase:firebase-lark@@17.0.0 and more", []),
    ],
)
def test_the_name_of_a_source_file_names_an_artifact(name: str, named: list[tuple[str, str]]) -> None:
    read = opened(DexBuilder().add_class("La/b;", methods=[DefinedMethod("m()V", code(text(0, name), RETURN_VOID))]))
    found = coordinates_in_dex([read])
    assert [(fact.name, fact.version) for fact in found] == named
    builder = ClassBuilder("a/b")
    builder.utf8(name)
    assert coordinates_in_class(read_class(builder.build(), "classes.dex")) == found
    # A build wrote it, and nobody can forget it: it counts as the files do that libraries bring along.
    assert all(not fact.location.symbol for fact in found)


def test_a_mark_is_said_once() -> None:
    body = code(text(0, MARK + "com.alpha:alpha:1.2.3"), text(0, MARK + "com.alpha:alpha:1.2.4"), RETURN_VOID)
    read = opened(DexBuilder().add_class("La/b;", methods=[DefinedMethod("m()V", body)]))
    assert [fact.version for fact in coordinates_in_dex([read, read])] == ["1.2.3"]
