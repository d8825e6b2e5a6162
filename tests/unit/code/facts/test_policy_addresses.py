"""Addresses of a policy in code: the app's own count, those of SDKs do not."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import RETURN_VOID, code, one_method, opened, text
from tests.support.dex_builder import string

from appaudit.code.facts.policy_addresses import PolicyAddresses
from appaudit.code.values.constants import Constants
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, Signals

LARK = SdkSignature(
    id="lark", name=Bilingual("云雀", "Lark"), category="push", signals=Signals(classes=("cn.lark",)), sources=()
)
ADDRESSES = PolicyAddresses(Knowledge(sdks={"lark": LARK}))
ADDRESS = "https://notes.example.cn/privacy.html"


def found(constant: str, owner: str = "Lapp/Main;") -> list[str]:
    read = opened(one_method(code(text(0, constant), RETURN_VOID), owner=owner))
    return [each.text for each in ADDRESSES.in_dex(Constants(read))]


@pytest.mark.parametrize(
    "address", [ADDRESS, "http://h5.notes.example/yinsi", "https://notes.example/a?doc=Privacy", "https://a.cn/yszc"]
)
def test_an_address_that_the_app_loads(address: str) -> None:
    assert found(address) == [address]


@pytest.mark.parametrize("constant", ["https://notes.example.cn/help.html", "privacy.html", "file:///privacy.html", ""])
def test_other_constants(constant: str) -> None:
    assert found(constant) == []


@pytest.mark.parametrize(("owner", "counts"), [("Lcn/lark/Dialog;", False), ("Lcn/larkspur/Dialog;", True)])
def test_whose_class_loads_it_decides(owner: str, counts: bool) -> None:
    assert bool(found(ADDRESS, owner)) is counts


def test_an_address_that_no_code_loads() -> None:
    builder = one_method(code(RETURN_VOID)).mention(string(ADDRESS))
    assert ADDRESSES.in_dex(Constants(opened(builder))) == []
