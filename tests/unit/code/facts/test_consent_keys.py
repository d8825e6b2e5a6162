"""Names under which consent is stored, and the methods that store it."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, STATIC, VIRTUAL, call, code, opened, small, text
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.shipped import shipped_catalog

from appaudit.code.facts.consent_keys import consent_key_facts
from appaudit.code.values.constants import Constants

PUT = (VIRTUAL, "Landroid/content/SharedPreferences$Editor;->putBoolean(Ljava/lang/String;Z)Landroid/content/Editor;")
GET = (VIRTUAL, "Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z")
MAP_PUT = (VIRTUAL, "Ljava/util/HashMap;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;")
BUNDLE_PUT = (VIRTUAL, "Landroid/os/Bundle;->putBoolean(Ljava/lang/String;Z)V")
WRAPPED = (STATIC, "Lapp/Settings;->saveFlag(Ljava/lang/String;Z)V")


def stored(*parts) -> list[tuple[str, bool]]:
    method = DefinedMethod("Lapp/Main;->onClick()V", code(*parts, RETURN_VOID), 9, False)
    constants = Constants(opened(DexBuilder().add_class("Lapp/Main;", methods=[method])))
    return [(fact.name, fact.written) for fact in consent_key_facts(constants, shipped_catalog().lexicons.consent)]


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((small(2, 1), call(*PUT, 0, 1, 2)), True),
        ((call(*GET, 0, 1, 3), small(2, 1), call(*PUT, 0, 1, 2)), True),
        ((call(*GET, 0, 1, 3), small(2, 1), call(*WRAPPED, 1, 2)), True),
        # A written "no", which is what a refusal stores.
        ((small(2, 0), call(*PUT, 0, 1, 2)), False),
        ((call(*GET, 0, 1, 3),), False),
        # What is sent to a server, or to the next page, is stored nowhere.
        ((call(*GET, 0, 1, 3), small(2, 1), call(*MAP_PUT, 0, 1, 2)), False),
        ((call(*GET, 0, 1, 3), small(2, 1), call(*BUNDLE_PUT, 0, 1, 2)), False),
        # Another name is stored.
        ((call(*GET, 0, 1, 3), text(4, "night_mode"), small(2, 1), call(*PUT, 0, 4, 2)), False),
    ],
)
def test_a_method_stores_consent_where_it_hands_the_name_to_what_stores(parts, written: bool) -> None:
    assert stored(text(1, "privacy_agreed"), *parts) == [("privacy_agreed", written)]


@pytest.mark.parametrize("name", ["night_mode", "app_version", "cover", "expiryDate"])
def test_another_name_is_none_of_consent(name: str) -> None:
    assert stored(text(1, name), small(2, 1), call(*PUT, 0, 1, 2)) == []


def test_the_version_that_was_agreed_to_is_one() -> None:
    assert stored(text(1, "privacy_policy_version"), small(2, 1), call(*PUT, 0, 1, 2)) == [
        ("privacy_policy_version", True)
    ]
