"""A provider that an SDK brings along does nothing where the package lacks what it asks for."""

from __future__ import annotations

import pytest
from tests.support.apk_builder import Member, apk_bytes, manifest
from tests.support.axml_builder import ConfigEntries, Tag, resource_table
from tests.support.dalvik_assembly import code, give, small
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.end_to_end import Given, result

PROVIDER = "com.google.firebase.provider.FirebaseInitProvider"
ANALYTICS = "Lcom/google/android/gms/measurement/AppMeasurement;"


def _package(table: bytes | None, *others: Member, attributes: dict[str, str] | None = None) -> bytes:
    start = DefinedMethod("onCreate()Z", code(small(0, 1), give(0, 0x0F)))
    builder = DexBuilder().add_class(ANALYTICS)
    builder.add_class(
        f"L{PROVIDER.replace('.', '/')};", superclass="Landroid/content/ContentProvider;", methods=[start]
    )
    inside = [Tag("provider", {"name": PROVIDER, "authorities": "com.example.init"})]
    root = manifest(inside=inside, attributes=attributes or {})
    tables = [] if table is None else [Member("resources.arsc", table)]
    return apk_bytes(*tables, *others, root=root, code=builder.build())


def _table(name: str) -> bytes:
    return resource_table({"string": [ConfigEntries({0: (name, "1:23:android:45")})]})


@pytest.mark.parametrize(
    ("table", "starts"),
    [
        (_table("google_app_id"), True),
        (_table("app_name"), False),
        # A package without a table that can be read may have it in another part.
        (None, True),
        (b"damaged", True),
    ],
)
def test_firebase_starts_with_an_application_id_alone(table: bytes | None, starts: bool) -> None:
    findings = result(Given(package=_package(table))).findings
    found = [each for each in findings if each.rule_id == "sdk-started-before-consent"]
    assert [each.subject for each in found] == ["firebase-analytics"] * starts


@pytest.mark.parametrize(
    ("table", "parts", "status"),
    [
        (_table("app_name"), {"requiredSplitTypes": "base__density"}, "review"),
        (_table("google_app_id"), {"requiredSplitTypes": "base__density"}, "suspected"),
        (_table("google_app_id"), {}, "suspected"),
        (None, {}, "review"),
    ],
    ids=["may be in another part", "read, of several parts", "read", "no table"],
)
def test_what_may_be_in_a_part_that_was_not_supplied_is_for_people(
    table: bytes | None, parts: dict[str, str], status: str
) -> None:
    findings = result(Given(package=_package(table, attributes=parts))).findings
    (found,) = [each for each in findings if each.rule_id == "sdk-started-before-consent"]
    said = [
        each.text for each in found.evidence if "nobody can say whether it starts: string/google_app_id" in each.text
    ]
    assert (found.status, len(said)) == (status, int(status == "review"))


def test_scripts_of_a_framework_hold_no_text_resources() -> None:
    unity = Member("assets/bin/Data/globalgamemanagers", b"unity")
    findings = result(Given(package=_package(_table("app_name"), unity))).findings
    assert not [each for each in findings if each.rule_id == "sdk-started-before-consent"]


def test_code_that_is_kept_elsewhere_states_no_texts() -> None:
    hidden = Member("assets/code.dex", b"\xcf\x77\x4c\xc7" * 40)
    findings = result(Given(package=_package(_table("app_name"), hidden))).findings
    assert not [each for each in findings if each.rule_id == "sdk-started-before-consent"]
    findings = result(Given(package=_package(_table("google_app_id"), hidden))).findings
    assert [each for each in findings if each.rule_id == "sdk-started-before-consent"]


@pytest.mark.parametrize(
    ("key", "starts"), [("com.google.android.gms.games.APP_ID", True), ("com.google.android.gms.games.version", False)]
)
def test_the_provider_of_play_games_asks_for_an_id_of_the_game(key: str, starts: bool) -> None:
    provider = "com.google.android.gms.games.provider.PlayGamesInitProvider"
    begin = DefinedMethod("onCreate()Z", code(small(0, 1), give(0, 0x0F)))
    name, parent = f"L{provider.replace('.', '/')};", "Landroid/content/ContentProvider;"
    builder = DexBuilder().add_class(name, superclass=parent, methods=[begin])
    inside = [
        Tag("provider", {"name": provider, "authorities": "com.example.games"}),
        Tag("meta-data", {"name": key, "value": "1"}),
    ]
    findings = result(Given(package=apk_bytes(root=manifest(inside=inside), code=builder.build()))).findings
    found = [each.subject for each in findings if each.rule_id == "sdk-started-before-consent"]
    assert found == ["google-play-games"] * starts


@pytest.mark.parametrize(("name", "starts"), [("push_kit_auto_init_enabled", True), ("other_switch", False)])
@pytest.mark.parametrize("parts", [{}, {"requiredSplitTypes": "base__abi,base__density"}])
def test_the_manifest_of_a_package_with_parts_of_its_own_is_whole(
    name: str, starts: bool, parts: dict[str, str]
) -> None:
    provider = "com.huawei.hms.aaid.InitProvider"
    begin = DefinedMethod("onCreate()Z", code(small(0, 1), give(0, 0x0F)))
    owner, parent = f"L{provider.replace('.', '/')};", "Landroid/content/ContentProvider;"
    builder = DexBuilder().add_class(owner, superclass=parent, methods=[begin])
    inside = [
        Tag("provider", {"name": provider, "authorities": "com.example.push"}),
        Tag("meta-data", {"name": name, "value": "true"}),
    ]
    root = manifest(inside=inside, attributes=parts)
    findings = result(Given(package=apk_bytes(root=root, code=builder.build()))).findings
    found = [each.subject for each in findings if each.rule_id == "sdk-started-before-consent"]
    assert found == ["huawei-push"] * starts


@pytest.mark.parametrize(
    ("key", "switches", "starts"),
    [
        ("io.fabric.ApiKey", [], False),
        ("com.example.Other", [], True),
        ("io.fabric.ApiKey", ["com.crashlytics.useFirebaseAppId"], True),
        ("io.fabric.ApiKey", ["io.fabric.auto_initialize"], True),
        ("io.fabric.ApiKey", ["other_switch"], False),
    ],
)
@pytest.mark.parametrize("parts", [{}, {"requiredSplitTypes": "base__density"}], ids=["whole", "one of several parts"])
def test_the_provider_of_crashlytics_2_leaves_the_start_to_an_app_with_a_key(
    key: str, switches: list[str], starts: bool, parts: dict[str, str]
) -> None:
    provider = "com.crashlytics.android.CrashlyticsInitProvider"
    begin = DefinedMethod("onCreate()Z", code(small(0, 1), give(0, 0x0F)))
    owner, parent = f"L{provider.replace('.', '/')};", "Landroid/content/ContentProvider;"
    builder = DexBuilder().add_class(owner, superclass=parent, methods=[begin])
    inside = [
        Tag("provider", {"name": provider, "authorities": "com.example.crashlytics"}),
        Tag("meta-data", {"name": key, "value": "1"}),
    ]
    table = resource_table(
        {
            "string": [ConfigEntries({0: ("google_app_id", "1:23:android:45")})],
            "bool": [ConfigEntries({index: (name, "true") for index, name in enumerate(switches)})],
        }
    )
    root = manifest(inside=inside, attributes=parts)
    package = apk_bytes(Member("resources.arsc", table), root=root, code=builder.build())
    findings = result(Given(package=package)).findings
    found = [each.subject for each in findings if each.rule_id == "sdk-started-before-consent"]
    # Another part, which was not supplied, may hold the switch.
    assert found == ["crashlytics"] * (starts or bool(parts))
