"""What the linter says about SDK files."""

from __future__ import annotations

import pytest

from appaudit.engine.lint_sdks import lint_sdks
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import DataType, Knowledge, SdkSignature, SdkStartup, SdkSwitch, Signals, Source

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
        (SdkSwitch(purpose="mood", call="com.vendor.example.Push.off"), "purpose of a switch is 'mood'"),
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


def test_a_call_may_be_in_the_core_that_a_vendors_sdks_share() -> None:
    core = sdk("core", kind="library", signals=Signals(classes=("com.vendor.core",)))
    assert problems(core, sdk(startup=SdkStartup(consent=("com.vendor.core.Auth.agree",)))) == []


def test_a_call_is_either_safe_or_a_start() -> None:
    call = "com.vendor.example.Push.init"
    assert problems(sdk(startup=SdkStartup(start=(call,), safe=(call,)))) == [
        f"SDK example: {call} cannot both start it and be safe; name it once"
    ]
