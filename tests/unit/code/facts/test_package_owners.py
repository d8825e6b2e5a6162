"""Whose code a class is."""

from __future__ import annotations

import pytest

from appaudit.code.facts.owners.package_owners import PackageOwners

CLAIMS = {"cn.lark": "lark", "cn.lark.toolbox": "", "cn.lark.toolbox.Meter": "meter"}


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("cn.lark.Lark", "lark"),
        ("cn.lark.a.b.C$1", "lark"),
        ("cn.lark.toolbox.Box", ""),
        ("cn.lark.toolbox.Meter$Inner", "meter"),
        ("cn.larking.Lark", ""),
        ("Lark", ""),
        ("", ""),
    ],
)
def test_the_longest_claim_decides(name: str, owner: str) -> None:
    owners = PackageOwners(CLAIMS)
    assert [owners.of(name), owners.of(name)] == [owner, owner]


def test_a_name_of_thousands_of_parts() -> None:
    """Names in a package that attacks its reader may be as long as they like."""
    assert PackageOwners(CLAIMS).of("cn.lark" + ".a" * 30_000) == "lark"
