"""Native libraries that nothing in a package loads."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, code, opened, text
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.unseen.unloaded_libraries import unloaded_library_facts
from appaudit.model.facts.package import MetaDataFact, NativeLibraryFact


@pytest.mark.parametrize(
    ("named", "value", "needed", "found"),
    [
        ("liblark.so", "", (), []),
        ("lark", "", (), []),
        ("larks", "", (), ["liblark.so"]),
        ("", "lark", (), []),
        ("", "", ("liblark.so",), []),
        ("", "", ("libowl.so",), ["liblark.so"]),
    ],
)
def test_a_library_that_nothing_names(named: str, value: str, needed: tuple[str, ...], found: list[str]) -> None:
    body = code(text(0, named or "other"), RETURN_VOID)
    read = opened(DexBuilder().add_class("La/b;", methods=[DefinedMethod("m()V", body)]))
    facts = [NativeLibraryFact(name="liblark.so"), MetaDataFact(name="android.app.lib_name", value=value)]
    assert [fact.name for fact in unloaded_library_facts([read], facts, needed)] == found
