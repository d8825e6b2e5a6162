"""Manifest facts: what Android would make of the same bytes."""

import pytest
from tests.support.apk_builder import manifest
from tests.support.axml_builder import ConfigEntries, Quirks, Raw, Ref, Tag, axml, resource_table

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.axml import AxmlError
from appaudit.artifacts.apk.manifest import read_manifest
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact, PermissionFact

MAIN = Tag("action", {"name": "android.intent.action.MAIN"})
LAUNCHER = Tag("category", {"name": "android.intent.category.LAUNCHER"})

RESOURCES = ResourceTable(
    resource_table(
        {
            "string": [
                ConfigEntries({0: ("app_name", "Shop"), 1: ("version", "2.5"), 2: ("authority", "com.example.files")}),
                ConfigEntries({0: ("app_name", "商城")}, locale="zh-rCN"),
            ],
            "bool": [ConfigEntries({0: ("off", False)})],
            "xml": [ConfigEntries({0: ("paths", "res/xml/paths.xml")})],
        }
    )
)


def read(*children, resources=RESOURCES, quirks=None, **options):
    return read_manifest(axml(manifest(*children, **options), quirks), resources)


def facts(found, cls):
    return [fact for fact in found.facts if isinstance(fact, cls)]


def test_application_with_references_resolved_and_chinese_label_preferred():
    found = read(
        Tag("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 34}),
        attributes={"versionCode": 205, "versionName": Ref(0x7F010001)},
        application={
            "label": Ref(0x7F010000),
            "name": ".App",
            "debuggable": True,
            "allowBackup": Ref(0x7F020000),
            "usesCleartextTraffic": False,
        },
        inside=[Tag("activity", {"name": "Main"}, [Tag("intent-filter", {}, [MAIN, LAUNCHER])])],
    )
    app = found.app
    assert (app.package, app.version_name, app.version_code) == ("com.example", "2.5", "205")
    assert (app.min_sdk, app.target_sdk, app.label) == (21, 34, "商城")
    assert (app.application_class, app.launcher) == ("com.example.App", "com.example.Main")
    assert (app.debuggable, app.allow_backup, app.uses_cleartext) == (True, False, False)
    assert facts(found, AppFact) == [app]
    assert app.location.path == "AndroidManifest.xml"


def test_a_label_that_nobody_can_look_up_is_none():
    icon = [Tag("intent-filter", {}, [MAIN, LAUNCHER])]
    unknown, named = {"label": Ref(0x7F090001)}, {"name": "Main", "label": Ref(0x7F010000)}
    assert read(application=unknown).app.label == ""
    assert read(application={"label": Ref(0x7F010000)}, resources=None).app.label == ""
    assert read(application=unknown, inside=[Tag("activity", named, icon)]).app.label == "商城"


def test_what_the_system_makes_besides_components_and_all_activities_with_an_icon():
    icon = Tag("intent-filter", {}, [MAIN, LAUNCHER])
    app = read(
        attributes={"sharedUserId": "com.example.all"},
        application={"appComponentFactory": ".Factory", "zygotePreloadName": "a.Preload", "backupAgent": "Agent"},
        inside=[
            Tag("activity", {"name": ".First"}, [icon]),
            Tag("activity-alias", {"name": ".Again", "targetActivity": ".First"}, [icon]),
            Tag("activity", {"name": ".Off", "enabled": False}, [icon]),
            Tag("activity-alias", {"name": ".Other", "targetActivity": ".Second"}, [icon]),
            Tag("activity", {"name": ".Plain"}),
        ],
    ).app
    assert (app.launcher, app.more_launchers) == ("com.example.First", ("com.example.Second",))
    assert app.made_first == ("com.example.Factory", "a.Preload")
    assert (app.made_later, app.shared_user) == (("com.example.Agent",), "com.example.all")


@pytest.mark.parametrize(
    ("categories", "launcher"),
    [
        (("LAUNCHER", "HOME"), "com.example.Icon"),
        (("LEANBACK_LAUNCHER", "HOME"), "com.example.Icon"),
        (("DEFAULT", "HOME"), "com.example.Home"),
        (("DEFAULT", "DEFAULT"), ""),
    ],
)
def test_a_home_screen_is_begun_where_no_icon_begins_another_page(categories, launcher):
    pages = [
        Tag("activity", {"name": name}, [Tag("intent-filter", {}, [MAIN, Tag("category", {"name": category})])])
        for name, category in zip(
            (".Icon", ".Home"), (f"android.intent.category.{each}" for each in categories), strict=True
        )
    ]
    off = Tag("intent-filter", {}, [MAIN, Tag("category", {"name": "android.intent.category.HOME"})])
    app = read(inside=[*pages, Tag("activity", {"name": ".Off", "enabled": False}, [off])]).app
    assert (app.launcher, app.more_launchers) == (launcher, ())


def test_what_a_manifest_leaves_out():
    app = read(attributes={}, application={}).app
    assert (app.version_name, app.version_code, app.min_sdk, app.target_sdk) == ("", "", -1, -1)
    assert (app.label, app.application_class, app.launcher) == ("", "", "")
    assert (app.debuggable, app.allow_backup, app.uses_cleartext) == (False, True, None)


def test_target_level_defaults_to_the_lowest_level():
    app = read(Tag("uses-sdk", {"minSdkVersion": 19})).app
    assert (app.min_sdk, app.target_sdk) == (19, 19)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("21", 21), (Raw(0x11, 0x15), 21), ("0x15", 21), ("VanillaIceCream", -1), (Ref(0x7F990000), -1)],
)
def test_numbers_are_coerced_from_text(value, expected):
    assert read(Tag("uses-sdk", {"minSdkVersion": value})).app.min_sdk == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("true", True), ("1", True), (Raw(0x10, 1), True), ("false", False), ("perhaps", False)]
)
def test_truth_values_are_coerced_from_text_and_numbers(value, expected):
    found = read(inside=[Tag("service", {"name": ".S", "exported": value})])
    assert facts(found, ComponentFact)[0].exported is expected


def test_long_version_code_has_two_halves():
    assert read(attributes={"versionCode": 1, "versionCodeMajor": 2}).app.version_code == str((2 << 32) + 1)


def test_permissions_with_upper_levels_and_repetitions():
    found = read(
        Tag("uses-permission", {"name": "android.permission.CAMERA"}),
        Tag("uses-permission", {"name": "android.permission.CAMERA", "maxSdkVersion": 28}),
        Tag("uses-permission", {"name": "android.permission.READ_SMS", "maxSdkVersion": 22}),
        Tag("uses-permission-sdk-23", {"name": "android.permission.READ_SMS", "maxSdkVersion": 30}),
        Tag("uses-permission-sdk-23", {"name": "android.permission.BODY_SENSORS"}),
        Tag("uses-permission", {}),
        Tag("permission", {"name": "com.example.OWN"}),
        inside=[Tag("uses-permission", {"name": "android.permission.MISPLACED"})],
    )
    assert [(fact.name, fact.max_sdk) for fact in facts(found, PermissionFact)] == [
        ("android.permission.CAMERA", -1),
        ("android.permission.READ_SMS", 30),
        ("android.permission.BODY_SENSORS", -1),
    ]


def test_components_with_all_they_say():
    found = read(
        inside=[
            Tag(
                "receiver",
                {"name": ".Boot", "exported": True, "enabled": False, "permission": "p.P", "process": ":push"},
                [
                    Tag("intent-filter", {}, [Tag("action", {"name": "b"}), Tag("action", {"name": "a"})]),
                    Tag("intent-filter", {}, [Tag("action", {"name": "a"})]),
                ],
            ),
            Tag("provider", {"name": "org.sdk.Files", "authorities": "com.example.a;com.example.b", "exported": False}),
            Tag("provider", {"name": ".P", "authorities": Ref(0x7F010002)}),
            Tag("activity", {}),
        ]
    )
    boot, files, own = facts(found, ComponentFact)
    assert (boot.type, boot.name, boot.exported, boot.enabled) == ("receiver", "com.example.Boot", True, False)
    assert (boot.permission, boot.process, boot.actions) == ("p.P", ":push", ("a", "b"))
    assert (files.name, files.authorities, files.exported) == (
        "org.sdk.Files",
        ("com.example.a", "com.example.b"),
        False,
    )
    assert (own.authorities, own.exported, own.enabled) == (("com.example.files",), False, True)
    assert boot.location.symbol == "com.example.Boot"


@pytest.mark.parametrize(
    ("name", "expected"),
    [(".a.B", "com.example.a.B"), ("B", "com.example.B"), ("org.x.B", "org.x.B"), ("a.B", "a.B")],
)
def test_class_names_are_completed_as_by_android(name, expected):
    assert facts(read(inside=[Tag("service", {"name": name})]), ComponentFact)[0].name == expected


def test_launcher_behind_an_alias_is_its_target_and_disabled_ones_do_not_count():
    starts = [Tag("intent-filter", {}, [MAIN, LAUNCHER])]
    found = read(
        inside=[
            Tag("activity", {"name": ".Old", "enabled": False}, starts),
            Tag(
                "activity", {"name": ".Half"}, [Tag("intent-filter", {}, [MAIN]), Tag("intent-filter", {}, [LAUNCHER])]
            ),
            Tag("activity-alias", {"name": ".Alias", "targetActivity": ".Real"}, starts),
        ]
    )
    assert found.app.launcher == "com.example.Real"


def test_meta_data_with_owner_value_and_resource():
    found = read(
        inside=[
            Tag("meta-data", {"name": "KEY", "value": "abc"}),
            Tag("meta-data", {"name": "NUMBER", "value": 1234}),
            Tag("meta-data", {"name": "FLAG", "value": True}),
            Tag("meta-data", {"name": "TEXT", "value": Ref(0x7F010000)}),
            Tag("service", {"name": ".S"}, [Tag("meta-data", {"name": "paths", "resource": Ref(0x7F030000)})]),
            Tag("meta-data", {"name": "lost", "value": Ref(0x7F990000)}),
            Tag("meta-data", {"value": "nameless"}),
        ]
    )
    assert [(fact.name, fact.value, fact.owner) for fact in facts(found, MetaDataFact)] == [
        ("KEY", "abc", ""),
        ("NUMBER", "1234", ""),
        ("FLAG", "true", ""),
        ("TEXT", "Shop", ""),
        ("lost", "@0x7f990000", ""),
        ("paths", "@xml/paths", "com.example.S"),
    ]


def test_attribute_names_may_be_garbled_and_decoys_without_id_do_not_count():
    found = read(
        Tag("uses-permission", {"name": "android.permission.CAMERA"}),
        quirks=Quirks(garbled_names=True),
        inside=[Tag("service", {"name": ".S"}, (), {"exported": "true", "name": "decoy"})],
    )
    assert [fact.name for fact in facts(found, PermissionFact)] == ["android.permission.CAMERA"]
    assert facts(found, ComponentFact)[0].name == "com.example.S"
    assert facts(found, ComponentFact)[0].exported is False


@pytest.mark.parametrize(
    ("kind", "has_filter", "levels", "expected"),
    [
        ("service", True, (21, 30), True),
        ("service", False, (21, 30), False),
        ("receiver", True, (21, 34), True),
        ("provider", True, (21, 30), False),
        ("provider", False, (16, 30), True),
        ("provider", False, (17, 30), False),
    ],
)
def test_what_says_nothing_is_open_by_its_kind(kind, has_filter, levels, expected):
    filters = [Tag("intent-filter", {}, [Tag("action", {"name": "a"})])] if has_filter else []
    sdk = Tag("uses-sdk", {"minSdkVersion": levels[0], "targetSdkVersion": levels[1]})
    found = read(sdk, inside=[Tag(kind, {"name": ".S"}, filters)])
    assert facts(found, ComponentFact)[0].exported is expected


def test_manifest_without_any_resource_ids_goes_by_names():
    found = read(Tag("uses-permission", {"name": "p"}), quirks=Quirks(resource_map=False))
    assert [fact.name for fact in facts(found, PermissionFact)] == ["p"]


def test_second_application_element_does_not_count():
    second = Tag("application", {}, [Tag("activity", {"name": ".Second"})])
    root = manifest(inside=[Tag("activity", {"name": ".First"})])
    root.children = (*root.children, second)
    found = read_manifest(axml(root), None)
    assert [fact.name for fact in facts(found, ComponentFact)] == ["com.example.First"]


def test_package_without_code_says_so():
    assert read(application={"hasCode": False}).has_code is False
    assert read().has_code is True


@pytest.mark.parametrize(
    ("root", "message"),
    [
        (Tag("LinearLayout"), "root element is <LinearLayout>, not <manifest>"),
        (Tag("manifest"), "<manifest> names no package"),
    ],
)
def test_what_is_no_manifest_is_an_error(root, message):
    with pytest.raises(AxmlError, match=message):
        read_manifest(axml(root), None)
