"""What the linter says about SDK files."""

from __future__ import annotations

import pytest

from appaudit.authoring.lint_sdks import lint_sdks
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import DataType, Knowledge
from appaudit.model.sdks import SdkSignature, SdkStartup, SdkSwitch, Signals
from appaudit.model.source import Source

SOURCE = (Source(title="Vendor documentation", checked="2026-11-24"),)


def sdk(identifier: str = "example", **fields) -> SdkSignature:
    fields.setdefault("signals", Signals(classes=(f"com.vendor.{identifier}",)))
    fields.setdefault("sources", SOURCE)
    return SdkSignature(id=identifier, name=Bilingual(f"{identifier}推送", identifier), category="push", **fields)


def problems(*signatures: SdkSignature) -> list[str]:
    types = {"oaid": DataType(id="oaid", name=Bilingual("OAID", "OAID"))}
    return list(lint_sdks(Knowledge(sdks={item.id: item for item in signatures}, data_types=types)))


def test_a_complete_signature_has_no_problem() -> None:
    startup = SdkStartup(start=("com.vendor.example.Push.init",), safe=("com.vendor.example.Push$Early.<init>",))
    switch = SdkSwitch(
        purpose="collection", override="com.vendor.example.Own.canUse", safe_value="false", data=("oaid",)
    )
    assert problems(sdk(startup=startup, switches=(switch,))) == []


@pytest.mark.parametrize(
    ("switch", "problem"),
    [
        (SdkSwitch(purpose="shake"), "exactly one of call, override and meta_data"),
        (
            SdkSwitch(purpose="shake", call="com.vendor.example.Push.off", meta_data="OFF", safe_value="1"),
            "exactly one",
        ),
        (SdkSwitch(purpose="start", meta_data="AUTO_START"), "AUTO_START needs the safe_value"),
        (SdkSwitch(purpose="shake", call="off"), "'off' is no call"),
        (
            SdkSwitch(purpose="shake", call="org.other.Push.off"),
            "org.other.Push.off is in none of its class prefixes",
        ),
        (SdkSwitch(purpose="collection", call="com.vendor.example.Push.off", data=("oaids",)), "data type 'oaids'"),
    ],
)
def test_a_switch_that_no_rule_could_use_is_refused(switch: SdkSwitch, problem: str) -> None:
    found = problems(sdk(switches=(switch,)))
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("@vendor/push/index#init", ""),
        ("@other/push/index#init", "is in none of its ohpm packages"),
        ("-[VPushClient startWithKey:]", ""),
        ("-[OPushClient startWithKey:]", "has none of its prefixes of Objective-C classes"),
        ("miniprogram_npm/vendor-push/index.js:init", ""),
        ("VPushClient startWithKey:", "is no call; write package.Class.method"),
    ],
)
def test_a_call_is_named_as_its_platform_names_it_and_is_the_sdks_own(call: str, problem: str) -> None:
    signals = Signals(classes=("com.vendor.example",), ohpm=("@vendor/push",), objc_classes=("VPush",))
    found = problems(sdk(signals=signals, startup=SdkStartup(start=(call,))))
    assert len(found) == bool(problem)
    assert all(problem in line for line in found)


@pytest.mark.parametrize(("vendor", "is_refused"), [("甲公司", False), ("乙公司", True), ("", True)])
def test_one_product_may_start_another_of_its_vendor(vendor: str, is_refused: bool) -> None:
    core = sdk("core", vendor=vendor)
    product = sdk(vendor="甲公司" if vendor else "", startup=SdkStartup(start=("com.vendor.core.All.init",)))
    assert bool(problems(core, product)) == is_refused


@pytest.mark.parametrize(
    ("entry", "is_refused"),
    [
        ("libexample_v%s.so", False),
        ("libexample%d%d%d.so", False),
        ("libexample%d.so", True),
        ("libexample.so example version ", False),
        ("libexample.so", True),
        ("libexample.so v", True),
        ("example_%s.so", True),
    ],
)
def test_the_version_of_a_library_stands_in_its_name_or_behind_a_text(entry: str, is_refused: bool) -> None:
    found = problems(sdk(signals=Signals(classes=("com.vendor.example",), version_native=(entry,))))
    assert bool(found) == is_refused


@pytest.mark.parametrize(
    ("entry", "is_refused"),
    [
        ("_example_version 00xyz05000", False),
        ("_example_version 00xyyzz < 4.1", False),
        ("_example_version", True),
        ("_example_version 0031", True),
        ("_example_version 00xyz05000 < next", True),
        ("v 00xyz05000", True),
    ],
)
def test_a_code_of_digits_spells_a_version(entry: str, is_refused: bool) -> None:
    found = problems(sdk(signals=Signals(classes=("com.vendor.example",), version_digits=(entry,))))
    assert bool(found) == is_refused


def test_a_name_too_short_for_one_product_is_refused_on_every_platform() -> None:
    signals = Signals(classes=("com.vendor.example",), pods=("Ads",), mini_plugins=("wx1",))
    assert [line.split(": ", 1)[1] for line in problems(sdk(signals=signals))] == [
        "pods 'Ads' is too short to name a product",
        "mini_plugins 'wx1' is too short to name a product",
    ]


def test_a_call_may_be_in_the_core_that_a_vendors_sdks_share() -> None:
    core = sdk("core", kind="library", signals=Signals(classes=("com.vendor.core",)))
    assert problems(core, sdk(startup=SdkStartup(consent=("com.vendor.core.Auth.agree",)))) == []


def test_a_call_is_either_safe_or_a_start() -> None:
    call = "com.vendor.example.Push.init"
    assert problems(sdk(startup=SdkStartup(start=(call,), safe=(call,)))) == [
        f"SDK example: {call} cannot both start it and be safe; name it once"
    ]


def test_what_two_products_share_proves_neither() -> None:
    shared = {
        "components": "com.vendor.push.PushService",
        "meta_data": "VENDOR_KEY",
        "native_libraries": "libvendorpush.so",
    }
    for kind, name in shared.items():
        one = sdk("one", signals=Signals(classes=("com.vendor.one",), **{kind: (name,)}))
        two = sdk("two", signals=Signals(classes=("com.vendor.two",), **{kind: (name,)}))
        assert problems(one, two) == [f"SDK two: {kind} {name} also belongs to one, so it proves neither"]


def test_a_pattern_must_not_reach_into_another_product() -> None:
    wide = sdk("wide", signals=Signals(classes=("com.vendor.wide",), native_libraries=("libvendor*.so",)))
    narrow = sdk("narrow", signals=Signals(classes=("com.vendor.narrow",), native_libraries=("libvendorpush.so",)))
    assert problems(wide, narrow) == [
        "SDK wide: native_libraries libvendor*.so also fits libvendorpush.so of narrow; make it narrower"
    ]


def test_a_component_is_a_class_of_the_product_it_proves() -> None:
    one = sdk("one")
    two = sdk("two", signals=Signals(classes=("com.vendor.two",), components=("com.vendor.one.PushService",)))
    assert problems(one, two) == ["SDK two: component com.vendor.one.PushService is a class of one"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a.cn", "is too short"),
        ("*.a.com", "is too short"),
        ("log.*.example.com", "is no pattern"),
        ("*.examplecom", "would fit hosts of everybody"),
        ("https://log.example.com", "without scheme"),
        ("Log.Example.com", "in lower case"),
    ],
)
def test_a_text_that_proves_nothing_or_is_never_found_is_refused(text: str, problem: str) -> None:
    (message,) = problems(sdk(signals=Signals(strings=(text,))))
    assert problem in message


@pytest.mark.parametrize("host", ["example", "nobody"])
def test_what_brings_an_sdk_along_is_another_one(host: str) -> None:
    (message,) = problems(sdk(carried_by=(host,)))
    assert "is no other SDK" in message
    assert problems(sdk(carried_by=("host",)), sdk("host")) == []


def test_texts_of_one_product_only() -> None:
    first, second = (sdk(name, signals=Signals(strings=texts)) for name, texts in (
        ("first", ("log.example.com", "EXAMPLE_PUSH_KEY", "*.one.example.com")),
        ("second", ("log.example.com", "dc.one.example.com")),
    ))  # fmt: skip
    assert problems(first) == []
    assert [message.partition(":")[2] for message in problems(first, second)] == [
        " strings log.example.com also belongs to first, so it proves neither",
        " strings *.one.example.com also fits dc.one.example.com of second; make it narrower",
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("classes", "x5"),
        ("classes", "a.b"),
        ("classes", "shake"),
        ("native_libraries", "libx.so"),
        ("native_libraries", "lib*.so"),
        ("assets", "*.dat"),
        ("meta_data", "APPID"),
    ],
)
def test_a_signature_shorter_than_a_name_is_refused(kind: str, name: str) -> None:
    assert [
        message.endswith("is too short to name a product")
        for message in problems(sdk(signals=Signals(**{kind: (name,)})))
    ] == [True]


@pytest.mark.parametrize("alias", ["示例 推送", "示例推送SDK", "示例推送（安卓版）", "EXAMPLE sdk"])
def test_two_spellings_of_one_name_are_one_name(alias: str) -> None:
    other = SdkSignature(
        id="other",
        name=Bilingual(alias, alias),
        category="push",
        signals=Signals(classes=("com.other.x",)),
        sources=SOURCE,
    )
    first = SdkSignature(
        id="example",
        name=Bilingual("示例推送", "Example"),
        category="push",
        signals=Signals(classes=("com.ven.x",)),
        sources=SOURCE,
    )
    assert any("also belongs to example" in message for message in problems(first, other))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"privacy_url": "https://vendor.example/"}, "is a site, not a privacy statement"),
        ({"maven": ("com.vendor",)}, "is no Maven coordinate"),
        ({"maven": ("com.vendor:*push",)}, "is no Maven coordinate"),
        ({"sources": ()}, "has no source"),
        ({"sources": (Source(title="Docs", checked="today"),)}, "expected YYYY-MM-DD"),
        ({"collects": ("oaids",)}, "data type 'oaids'"),
    ],
)
def test_facts_that_nobody_could_use_are_refused(fields: dict, problem: str) -> None:
    (message,) = problems(sdk(**fields))
    assert problem in message


def test_one_coordinate_belongs_to_one_sdk() -> None:
    found = problems(sdk("one", maven=("com.vendor:push",)), sdk("two", maven=("com.vendor:push",)))
    assert found == ["SDK two: coordinate com.vendor:push also belongs to one"]


@pytest.mark.parametrize(
    ("url", "collects", "count"),
    [
        ("https://vendor.example.org/privacy", ("oaid",), 0),
        ("https://vendor.example.org", ("oaid",), 1),
        ("", ("oaid",), 1),
        ("https://vendor.example.org/privacy", (), 0),
    ],
)
def test_a_statement_that_was_read_whole_has_a_page_and_may_name_nothing(
    url: str, collects: tuple[str, ...], count: int
) -> None:
    statement = Source(title="Privacy statement", checked="2026-11-24", url=url)
    found = problems(sdk(collects=collects, statement=statement))
    assert ["a statement was read whole" in problem for problem in found] == [True] * count


def test_a_statement_says_when_it_was_read() -> None:
    statement = Source(title="Privacy statement", checked="lately", url="https://vendor.example.org/privacy")
    [problem] = problems(sdk(collects=("oaid",), statement=statement))
    assert "was checked 'lately'" in problem


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (sdk(part_of=("nobody",)), "'nobody' is no product"),
        (sdk(part_of=("example",)), "'example' is no product"),
        (sdk(part_of=("tool",)), "'tool' is no product"),
        (sdk(part_of=("other",)), "'other' is no product"),
        (sdk(part_of=("host",), kind="library"), "a library has no products"),
        (sdk(part_of=("host",), carried_by=("host",)), "exclude each other"),
    ],
)
def test_a_part_belongs_to_products(part: SdkSignature, problem: str) -> None:
    (message,) = problems(part, sdk("host"), sdk("tool", kind="library"), sdk("other", part_of=("host",)))
    assert problem in message


def test_a_part_may_be_rooted_in_one_short_word() -> None:
    short = Signals(classes=("c.t.m",))
    assert problems(sdk(signals=short, part_of=("host",)), sdk("host")) == []
    assert "too short to name a product" in "".join(problems(sdk(signals=short)))
