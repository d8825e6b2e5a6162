"""Mapping files of ProGuard and R8: names, lines, and what was inlined."""

from __future__ import annotations

import pytest

from appaudit.dex import MappingError, Renaming, read_mapping
from appaudit.dex.renaming import SourceLine

MAPPING = """\
# compiler: R8
com.example.Device -> a.b:
# {"id":"sourceFile","fileName":"Device.kt"}
    java.lang.String cached -> a
    1:3:void <init>():10:12 -> <init>
    1:1:java.lang.String read(android.content.Context):20:20 -> a
    2:2:java.lang.String com.example.Inner.trim(java.lang.String):7:7 -> a
    2:2:java.lang.String read(android.content.Context):21 -> a
    4:6:java.lang.String read(android.content.Context,int[]):30:32 -> a
    com.example.Other[] all() -> b
com.example.Other -> a.c:
com.example.Inner -> com.example.Inner:
"""


@pytest.fixture
def renaming() -> Renaming:
    return read_mapping(MAPPING.splitlines())


def test_classes_have_their_names_back(renaming: Renaming) -> None:
    assert renaming.type("La/b;") == "Lcom/example/Device;"
    assert renaming.type("[[La/c;") == "[[Lcom/example/Other;"
    assert renaming.type("Ljava/lang/String;") == "Ljava/lang/String;"
    assert renaming.class_name("a.b") == "com.example.Device"
    assert renaming.as_shipped() == {"com.example.Device": "a.b", "com.example.Other": "a.c"}


def test_of_methods_with_one_name_the_parameters_decide(renaming: Renaming) -> None:
    assert renaming.method("La/b;", "a", "Landroid/content/Context;") == "read"
    assert renaming.method("La/b;", "a", "Landroid/content/Context;[I") == "read"
    assert renaming.method("La/b;", "b", "") == "all"
    assert renaming.method("La/b;", "unknown", "") == "unknown"
    assert renaming.method("La/c;", "a", "") == "a"


def test_lines_are_those_of_the_source_and_of_what_was_inlined(renaming: Renaming) -> None:
    assert renaming.source("La/b;", "a", 1) == SourceLine("Device.kt", 20)
    assert renaming.source("La/b;", "a", 2) == SourceLine("Inner.java", 7)
    assert renaming.source("La/b;", "a", 5) == SourceLine("Device.kt", 31)
    assert renaming.source("La/b;", "a", 99) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 0), ("# only a comment", 0), ("hello", 1), ("a.B -> c:\n    what is this", 2), ("    int x -> y", 1)],
)
def test_what_is_no_mapping_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(MappingError) as refused:
        read_mapping(text.splitlines())
    assert refused.value.line == line
