"""Settings that a package ships in a file decide as constants do; nothing is said of those of other files."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    give,
    label,
    move_result,
)

TEXT = "Ljava/lang/String;"
GET = f"Ljava/util/Properties;->getProperty({TEXT}{TEXT}){TEXT}"
OF_SYSTEM = f"Ljava/lang/System;->getProperty({TEXT}{TEXT}){TEXT}"
EQUALS = f"{TEXT}->equals(Ljava/lang/Object;)Z"


def is_on(key: str = "show_ads", *, of_system: bool = False) -> list[Instruction]:
    """ "true".equals(properties.getProperty(key, "false")) in register 1."""
    got = call("static", OF_SYSTEM, 2, 3) if of_system else call("virtual", GET, 4, 2, 3)
    return [const_string(2, key), const_string(3, "false"), got, move_result(2, reference=True),
            const_string(3, "true"), call("virtual", EQUALS, 3, 2), move_result(1)]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "test", "found"),
    [
        ("true", "eqz", []),
        ("false", "nez", []),
        ("false", "eqz", ["unset", "comparison"]),
        (None, "eqz", ["comparison"]),
    ],
    ids=["on", "off", "needs it on", "in no file"],
)
def test_a_setting_that_the_package_ships(value: str | None, test: str, found: list[str]):
    shipped = {} if value is None else {"show_ads": value}
    assert [kind for kind, _ in asked(*is_on(), branch(test, 1, "end"), READ, END, shipped=shipped)] == found


def test_a_setting_that_a_method_gives():
    """if (Settings.show()) read();, where the method gives true for what the file says."""
    body = [*is_on(), branch("eqz", 1, "no"), const(1, 1), give(1), label("no"), const(1, 0), give(1)]
    settings = defined("Lm/Settings;", {"show()Z": code(*body)}, static=["show()Z"])
    start = [call("static", "Lm/Settings;->show()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]
    assert asked(*start, others=[settings], shipped={"show_ads": "true"}) == []
    assert [kind for kind, _ in asked(*start, others=[settings], shipped={"show_ads": "false"})] == ["unset"]
    assert asked(*start, others=[settings]) == [("other", "m.Settings.show")]


def test_what_the_system_says_of_itself_is_no_setting_of_a_file():
    body = [*is_on(of_system=True), branch("eqz", 1, "end"), READ, END]
    assert [kind for kind, _ in asked(*body, shipped={"show_ads": "true"})] == ["comparison"]


@pytest.mark.parametrize(
    ("value", "test", "found"),
    [("false", "nez", []), ("true", "nez", ["unset"]), ("true", "eqz", []), (None, "nez", ["other"])],
    ids=["asks nothing", "asks first", "asks first, before that", "nobody knows"],
)
def test_what_files_of_the_package_make_a_method_of_a_framework_give(value: str | None, test: str, found: list[str]):
    """if (!AppRuntime.hasPrivacyForNotShown(context)) read();"""
    asks = "hasPrivacyForNotShown(Landroid/content/Context;)Z"
    unknown = [call("static", "Lother/Away;->get()Z"), move_result(1), give(1)]
    runtime = defined("Lio/dcloud/common/util/AppRuntime;", {asks: code(*unknown, incoming=1)}, static=[asks])
    shipped = {} if value is None else {"io.dcloud.common.util.AppRuntime.hasPrivacyForNotShown": value}
    start = [call("static", f"Lio/dcloud/common/util/AppRuntime;->{asks}", 2), move_result(1)]
    body = [*start, branch(test, 1, "end"), READ, END]
    assert [kind for kind, _ in asked(*body, others=[runtime], shipped=shipped)] == found
