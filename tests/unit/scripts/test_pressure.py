"""How scripts press for permissions, and scripts that look alike and do not."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.support.script_programs import read

from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.facts.conduct import ConsentKeyFact, PermissionPressureFact, PermissionRefusalFact
from appaudit.model.words import Host

PAGE = "pages/index/index.js"
WHO = "my.getAuthCode({scopes: 'auth_user'})"
WHERE = "my.getLocation({})"


def patterns(
    page: str, host: Host = "alipay", app: str = "App({})", more: Mapping[str, str] | None = None
) -> list[str]:
    scripts = {"app.js": app, PAGE: page, **(more or {})}
    reading = read(scripts, host=host, pages=("pages/index/index", "pages/b/b"))
    return sorted({fact.pattern for fact in reading.facts if isinstance(fact, PermissionPressureFact)})


REMEMBERED = "fail: () => { this.setData({asked: true}) }"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        # two at once, and one after the other
        (f"Page({{onLoad(){{ if (!this.data.asked) {{ {WHO[:-2]}, {REMEMBERED}}}); my.getLocation({{{REMEMBERED}}}) }} }}}})", ["overlay"]),
        (f"Page({{onLoad(){{ if (!this.data.asked) {WHO[:-2]}, {REMEMBERED}, success: () => {{ {WHERE} }}}}) }}}})", []),
        (f"Page({{onLoad(){{ if (this.data.a) {{ {WHO[:-2]}, {REMEMBERED}}}) }} else my.getLocation({{{REMEMBERED}}}) }}}})", []),
        # each time the page is entered, and only until it was answered
        (f"Page({{onLoad(){{ {WHO} }}}})", ["bother"]),
        (f"Page({{onShow(){{ if (!my.getStorageSync({{key: 'asked'}}).data) {WHO[:-2]}, fail(){{ my.setStorageSync({{key: 'asked', data: 1}}) }}}}) }}}})", []),
        (f"Page({{onShow(){{ if (this.data.need) {WHO[:-2]}, fail(){{ my.showToast({{}}) }}}}) }}}})", ["bother"]),
        (f"Page({{tapped(){{ {WHO} }}}})", []),
        # the same twice in a row
        (f"Page({{tapped(){{ {WHO}; {WHO} }}}})", ["repeat"]),
        (f"Page({{tapped(){{ if (a) {{ {WHO} }} else {{ {WHO} }} }}}})", []),
        (f"Page({{tapped(){{ {WHO} }}, pressed(){{ {WHO} }}}})", []),
        # again when it was refused
        (f"Page({{tapped(){{ this.ask() }}, ask(){{ {WHO[:-2]}, fail: () => this.ask()}}) }}}})", ["loop"]),
        (f"Page({{tapped(){{ this.ask() }}, ask(){{ {WHO[:-2]}, success: () => this.ask()}}) }}}})", []),
        (f"Page({{ask(){{ {WHO[:-2]}, fail: () => my.confirm({{content: 'x', success: r => {{ if (r.confirm) this.ask() }}}})}}) }}}})", []),
        (f"Page({{ask(){{ {WHO[:-2]}, fail: () => my.alert({{content: 'x', success: () => this.ask()}})}}) }}}})", ["forced", "loop"]),
        (f"Page({{ask(){{ {WHO[:-2]}, fail(){{ my.navigateBack() }}}}) }}}})", ["forced"]),
        ("Page({async ask(){ try { await this.go() } catch (e) { this.ask() } }, go(){ " + WHO + " }})", ["loop"]),
        ("Page({async ask(){ try { await this.go() } catch (e) { this.say() } }, go(){ " + WHO + " }, say(){}})", []),
    ],
)  # fmt: skip
def test_patterns_and_their_twins(page: str, found: list[str]) -> None:
    assert patterns(page) == found


def test_pages_that_send_to_each_other() -> None:
    home = "Page({onShow(){ my.redirectTo({url: '/pages/b/b'}) }})"
    asking = f"Page({{onLoad(){{ if (!this.data.x) {WHO[:-2]}, fail: () => {{ this.data.x = 1; my.redirectTo({{url: '../index/index'}}) }}}}) }}}})"
    assert patterns(home, more={"pages/b/b.js": asking}) == ["loop"]
    assert patterns("Page({})", more={"pages/b/b.js": asking}) == []


def test_wechat_does_not_ask_again_by_itself() -> None:
    asked = "wx.authorize({scope: 'scope.userLocation', fail: () => %s})"
    again = "Page({onShow(){ this.ask() }, ask(){ " + asked % "this.ask()" + " }})"
    modal = (
        "Page({onShow(){ this.ask() }, ask(){ "
        + asked % "wx.showModal({%s success: r => { if (r.confirm) this.ask() }})"
        + " }})"
    )
    assert patterns(again, "wechat") == []
    assert patterns(modal % "", "wechat") == []
    assert patterns(modal % "showCancel: false,", "wechat") == ["forced", "loop"]


def test_what_follows_a_refusal() -> None:
    page = (
        "Page({ask(){ wx.getLocation({fail: () => { wx.showModal({success: r => { if (r.confirm) wx.openSetting() }}) }}) },\n"
        "go(){ wx.authorize({scope: 'scope.record', fail(){ wx.exitMiniProgram() }, success(){ wx.openSetting() }}) }})"
    )
    facts = read({PAGE: page}).facts
    assert [(f.effect, f.api, f.permissions) for f in facts if isinstance(f, PermissionRefusalFact)] == [
        ("settings", "wx.openSetting", ("scope.userLocation",)),
        ("exit", "wx.exitMiniProgram", ("scope.record",)),
    ]
    assert [(f.caller, f.permissions, f.complete) for f in facts if isinstance(f, PermissionRequestFact)] == [
        ("pages/index/index.js:go", ("scope.record",), True)
    ]


def test_a_scope_that_callers_hand_over() -> None:
    page = "const ask = scope => wx.authorize({scope}); Page({onLoad(){ ask('scope.record') }})"
    (fact,) = [fact for fact in read({PAGE: page}).facts if isinstance(fact, PermissionRequestFact)]
    assert (fact.permissions, fact.phase) == (("scope.record",), "pre_consent")


def test_names_under_which_consent_is_kept() -> None:
    page = "Page({onLoad(){ wx.getStorageSync('agreed_privacy'); wx.getStorageSync('token') }, ok(){ wx.setStorage({key: 'agreed_privacy', data: 1}) }})"
    assert [(f.name, f.caller) for f in read({PAGE: page}).facts if isinstance(f, ConsentKeyFact)] == [
        ("agreed_privacy", "pages/index/index.js:onLoad"),
        ("agreed_privacy", "pages/index/index.js:ok"),
    ]


@pytest.mark.parametrize(
    ("body", "is_pressed"),
    [
        ("['scope.userLocation', 'scope.record'].forEach(s => wx.authorize({scope: s}))", True),
        ("for (const s of ['scope.userLocation', 'scope.record']) wx.authorize({scope: s})", True),
        ("for (const s of ['scope.userLocation', 'scope.record']) await wx.authorize({scope: s})", False),
        ("['scope.userLocation'].forEach(s => wx.authorize({scope: s}))", False),
        ("wx.authorize({scope: made ? 'scope.userLocation' : 'scope.record'})", False),
    ],
)
def test_permissions_of_a_list_are_asked_for_at_once(body: str, is_pressed: bool) -> None:
    found = read({"pages/index/index.js": f"Page({{ async onLoad() {{ {body} }} }})"})
    patterns = {fact.pattern for fact in found.facts if isinstance(fact, PermissionPressureFact)}
    assert ("overlay" in patterns) == is_pressed
