"""Components whose class belongs to another SDK than the one that asks for their name."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import opened
from tests.support.dex_builder import DexBuilder
from tests.support.shipped import knowledge

from appaudit.code.facts.starts.borrowed_components import borrowed_component_facts
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.facts.package import ComponentFact

ENTRY = "cn.own.wxapi.WXEntryActivity"


@pytest.mark.parametrize(
    ("name", "above", "sdk"),
    [
        (ENTRY, "com/umeng/socialize/weixin/view/WXCallbackActivity", "ushare"),
        (ENTRY, "java/lang/Object", ""),
        # Of the platform, of the app, of a library, and of an SDK that declares its own.
        (ENTRY, "android/app/Activity", None),
        (ENTRY, "cn/own/Page", None),
        (ENTRY, "okhttp3/Callback", None),
        ("com.umeng.socialize.Page", "com/umeng/socialize/weixin/view/WXCallbackActivity", None),
    ],
)
def test_whose_class_a_component_extends(name: str, above: str, sdk: str | None) -> None:
    code = opened(DexBuilder().add_class(f"L{name.replace('.', '/')};", superclass=f"L{above};"))
    parts = [ComponentFact(type="activity", name=name), ComponentFact(type="activity", name="cn.own.NotThere")]
    found = borrowed_component_facts(Hierarchy([code]), parts, knowledge())
    assert [(each.name, each.sdk) for each in found] == ([] if sdk is None else [(name, sdk)])
