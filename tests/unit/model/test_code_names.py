"""A function is named in the notation of its platform, and each notation is told from the others."""

from __future__ import annotations

import pytest

from appaudit.model.code_names import owner_of, platform_of


@pytest.mark.parametrize(
    ("name", "platform", "owner"),
    [
        ("com.example.push.Client$Inner.start", "android", "com.example.push.Client$Inner"),
        ("com.example.push.Client.<init>", "android", "com.example.push.Client"),
        ("@umeng/analytics/index#preInit", "harmony", "@umeng/analytics"),
        ("@umeng/common#init", "harmony", "@umeng/common"),
        ("entry/ets/pages/Index#onPageShow", "harmony", "entry"),
        ("-[UMConfigure initWithAppkey:channel:]", "ios", "UMConfigure"),
        ("+[JPUSHService setupWithOption:appKey:channel:apsForProduction:]", "ios", "JPUSHService"),
        ("-[AppDelegate start]", "ios", "AppDelegate"),
        ("pages/index/index.js:onLoad", "miniprogram", "pages/index/index.js"),
        ("miniprogram_npm/sensorsdata/index.js:init", "miniprogram", "miniprogram_npm/sensorsdata/index.js"),
        ("start", None, "start"),
        ("[Class selector]", None, "[Class selector]"),
        ("Class.method()", None, "Class.method()"),
    ],
)
def test_a_name_says_its_platform_and_owner(name: str, platform: str | None, owner: str) -> None:
    assert (platform_of(name), owner_of(name)) == (platform, owner)
