"""Calls of an SDK's start that a package has no method for."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, code, opened
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.starts.absent_calls import absent_call_facts
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

KNOWLEDGE = Knowledge(
    sdks={
        "alpha": SdkSignature(
            id="alpha",
            name=Bilingual("alpha", "alpha"),
            category="push",
            sources=(),
            signals=Signals(classes=("com.alpha",)),
            startup=SdkStartup(
                start=("com.alpha.Client.init",), safe=("com.alpha.Client.preInit",), consent=("com.alpha.Auth.set",)
            ),
        )
    }
)


@pytest.mark.parametrize(
    ("methods", "packages", "absent"),
    [
        (["Client;init", "Client;preInit", "Auth;set"], ["com.alpha"], ()),
        (["Client;init", "Client;preInit"], ["com.alpha"], ("com.alpha.Auth.set",)),
        (["Client;init", "Auth;set"], ["com.alpha.a"], ("com.alpha.Client.preInit",)),
        (["Kit;run"], ["com.alpha"], ("com.alpha.Client.preInit", "com.alpha.Auth.set", "com.alpha.Client.init")),
        # Nothing of it is there.
        (["Client;init"], ["com.beta"], ()),
    ],
)
def test_calls_that_no_file_has(methods: list[str], packages: list[str], absent: tuple[str, ...]) -> None:
    builder = DexBuilder()
    for owner in dict.fromkeys(each.partition(";")[0] for each in methods):
        named = [each.partition(";")[2] for each in methods if each.startswith(f"{owner};")]
        bodies = [DefinedMethod(f"{name}()V", code(RETURN_VOID)) for name in named]
        builder.add_class(f"Lcom/alpha/{owner};", methods=bodies)
    found = absent_call_facts([opened(builder)], packages, KNOWLEDGE)
    assert [fact.calls for fact in found] == ([absent] if absent else [])


def test_a_class_may_inherit_what_it_does_not_define() -> None:
    for above, absent in (("Lcom/alpha/Base;", False), ("Ljava/lang/Object;", True)):
        builder = DexBuilder().add_class("Lcom/alpha/Auth;", superclass=above)
        [fact] = absent_call_facts([opened(builder)], ["com.alpha"], KNOWLEDGE)
        assert ("com.alpha.Auth.set" in fact.calls) is absent
