"""Kinds of app: the user's word, a guess, and the permissions that fit."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive.app_category import app_category_facts, category_permission_facts
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import PermissionUseFact
from appaudit.model.facts.package import AppFact, ComponentFact

#: The 13 kinds whose basic function needs no personal information, by number (14号, Article 5).
WITHOUT_INFORMATION = {21, *range(27, 39)}


def guessed(label: str = "", package: str = "com.example.app", permission: str = "") -> list[tuple[str, str]]:
    facts = FactSet([AppFact(package=package, label=label)])
    if permission:
        facts.add([ComponentFact(type="service", name="com.example.Service", permission=permission)])
    return [(fact.id, fact.source) for fact in app_category_facts(facts, knowledge(), ())]


def fits(permission: str, group: str, *kinds: str, protection: str = "dangerous") -> str:
    facts = FactSet([PermissionUseFact(name=permission, group=group, protection=protection, used="yes")])
    facts.add(app_category_facts(facts, knowledge(), kinds))
    (fact,) = category_permission_facts(facts, knowledge())
    return fact.fit


def test_the_39_kinds_are_numbered_and_13_need_no_information() -> None:
    kinds = knowledge().app_categories.values()
    assert [kind.number for kind in kinds] == list(range(1, 40))
    assert {kind.number for kind in kinds if not kind.data} == WITHOUT_INFORMATION
    assert {name for kind in kinds for name in kind.data} - set(knowledge().data_types) == set()


def test_permissions_of_kinds_are_groups_or_names_that_exist() -> None:
    groups = {info.group for info in knowledge().permissions.values()}
    names = {info.name.removeprefix("android.permission.") for info in knowledge().permissions.values()}
    for kind in knowledge().app_categories.values():
        assert {*kind.core, *kind.feature} - groups - names == set(), kind.id


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("闪电二手车", ["used_cars"]),
        ("短视频大全", ["short_video"]),
        ("某某银行", ["mobile_banking"]),
        ("极速浏览器", ["browser"]),
        ("自律鸡", []),
        ("安全教育平台", ["learning_education"]),
    ],
)
def test_the_longest_word_of_the_label_decides(label: str, expected: list[str]) -> None:
    assert [kind for kind, _ in guessed(label)] == expected


def test_the_package_is_asked_where_the_label_says_nothing() -> None:
    assert guessed("Foo", "com.example.weather") == [("utilities", "guessed")]


@pytest.mark.parametrize(
    ("label", "found"), [("虎扑", []), ("Hoops Games", [("online_game", "guessed")])], ids=["a company", "the label"]
)
def test_games_in_a_package_is_the_name_of_a_company(label: str, found: list[tuple[str, str]]) -> None:
    assert guessed(label, "com.hoops.games") == found


def test_the_domain_of_a_package_is_no_word_of_it() -> None:
    assert guessed("Foo", "edu.example.app") == []


def test_an_input_method_is_known_by_its_service() -> None:
    assert guessed("购物", permission="android.permission.BIND_INPUT_METHOD") == [("input_method", "guessed")]


def test_a_declared_kind_leaves_no_guess() -> None:
    facts = FactSet([AppFact(package="com.example", label="某某银行")])
    assert [(fact.id, fact.source) for fact in app_category_facts(facts, knowledge(), ("news",))] == [
        ("news", "declared")
    ]


def test_no_kind_is_known_no_permission_is_judged() -> None:
    facts = FactSet([PermissionUseFact(name="android.permission.CAMERA", group="camera", protection="dangerous")])
    assert category_permission_facts(facts, knowledge()) == []


def test_location_is_core_of_maps_and_outside_of_lending() -> None:
    permission = "android.permission.ACCESS_FINE_LOCATION"
    assert fits(permission, "location", "map_navigation") == "core"
    assert fits(permission, "location", "news") == "feature"
    assert fits(permission, "location", "online_lending") == "outside"
    assert fits(permission, "location", "online_lending", "map_navigation") == "core"


def test_background_location_needs_more_than_location_does() -> None:
    permission = "android.permission.ACCESS_BACKGROUND_LOCATION"
    assert fits(permission, "location", "news") == "outside"
    assert fits(permission, "location", "fitness") == "feature"


def test_all_files_are_for_file_managers() -> None:
    permission = "android.permission.MANAGE_EXTERNAL_STORAGE"
    assert fits(permission, "storage", "utilities", protection="special") == "feature"
    assert fits(permission, "storage", "browser", protection="special") == "feature"
    assert fits(permission, "storage", "hotel", protection="special") == "outside"
