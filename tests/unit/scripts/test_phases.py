"""When calls to the host run, and on which terms."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, fact_of, read

from appaudit.model.facts.code import ApiCallFact

API = "wx.getLocation"
WHERE = "wx.getLocation({})"
PAGE = "pages/index/index.js"


def reached(page: str, app: str = "App({})") -> tuple[str, bool]:
    call = call_of(read({"app.js": app, PAGE: page}), API)
    return call.phase, call.guarded


@pytest.mark.parametrize(
    "page",
    [
        f"Page({{onLoad(){{ {WHERE} }}}})",
        f"Page({{onLoad: function(){{ this.go() }}, go: () => {WHERE}}})",
        f"Page({{onLoad(){{ const that = this; setTimeout(function(){{ that.go() }}, 10) }}, go(){{ {WHERE} }}}})",
        f"Page({{onShow(){{ wx.login({{success(){{ {WHERE} }}}}) }}}})",
        f"Page({{async onShow(){{ await wx.login(); {WHERE} }}}})",
        f"Page({{onShow(){{ wx.login().then(() => {{ {WHERE} }}) }}}})",
        f"function go(){{ {WHERE} }}\nPage({{onReady(){{ [1].forEach(go) }}}})",
        f"{WHERE}; Page({{}})",
        f"const o = {{onLoad(){{ {WHERE} }}}}; Page(o)",
        f"Component({{lifetimes: {{attached(){{ this.go() }}}}, methods: {{go(){{ {WHERE} }}}}}})",
        f"const b = Behavior({{methods: {{go(){{ {WHERE} }}}}}}); Component({{behaviors: [b], attached(){{ this.go() }}}})",
        f"Page({{onLoad(){{ getApp().where() }}}})\nApp({{where(){{ {WHERE} }}}})",
        f"function run(f){{ this.last = f; f && f() }}\nPage({{onLoad(){{ run(() => {{ {WHERE} }}) }}}})",
        f"function run(f){{ wx.login({{success: function(){{ f() }}}}) }}\nPage({{onLoad(){{ run(() => {{ {WHERE} }}) }}}})",
        f"Page({{onLoad: function(){{ var x = d(r().mark(function e(){{ {WHERE} }})); return function(){{ return x.apply(this, arguments) }} }}()}})",
    ],
)
def test_reached_at_launch(page: str) -> None:
    assert reached(page) == ("pre_consent", False)


@pytest.mark.parametrize(
    "page",
    [
        f"Page({{tapped(){{ {WHERE} }}}})",
        f"Page({{onLoad(){{ wx.showModal({{success(r){{ if (r.confirm) {WHERE} }}}}) }}}})",
        f"Page({{async onLoad(){{ await wx.showModal({{}}); {WHERE} }}}})",
        f"Page({{onLoad(){{ wx.showModal({{}}).then(r => {{ {WHERE} }}) }}}})",
        f"Page({{onLoad(){{ ask().then(() => {{ {WHERE} }}) }}}})\nfunction ask(){{ return new Promise(y => wx.showModal({{success: y}})) }}",
        f"Page({{onLoad(){{ bus.on('login', () => {{ {WHERE} }}) }}}})",
        f"Page({{onShareAppMessage(){{ {WHERE} }}}})",
        f"function hook(o, f){{ var old = o.onShare; o.onShare = function(e){{ return f.call(this, e) }} }}\nPage({{onLoad(){{ hook(this, () => {{ {WHERE} }}) }}}})",
        f"const bus = {{l: [], on(f){{ this.l.push(f) }}}}; Page({{onLoad(){{ bus.on(() => {{ {WHERE} }}) }}}})",
        f"class B {{ later(f){{ this.f = f }} }}\nPage({{onLoad(){{ new B().later(() => {{ {WHERE} }}) }}}})",
        f"Page({{go: d(r().mark(function e(){{ {WHERE} }}))}})",
        f"Page((a = {{go(){{ {WHERE} }}}}, p(a, 'x', 1), a)); var a",
    ],
)
def test_reached_when_a_person_acts(page: str) -> None:
    assert reached(page) == ("other", False)


@pytest.mark.parametrize(
    "page",
    [
        f"Page({{onLoad(){{ if (wx.getStorageSync('agreed')) {WHERE} }}}})",
        f"Page({{onLoad(){{ if (!wx.getStorageSync('hasAgreedPrivacy')) return; {WHERE} }}}})",
        f"Page({{onLoad(){{ const ok = wx.getStorageSync('agree_policy'); ok && {WHERE} }}}})",
        f"Page({{onLoad(){{ wx.getStorageSync('agreed') === true ? {WHERE} : 0 }}}})",
        f"Page({{onLoad(){{ if (wx.getStorageSync('agreed') !== '1') {{ ask() }} else {{ {WHERE} }} }}}})\nfunction ask(){{}}",
        f"Page({{onLoad(){{ wx.getStorage({{key: 'agreed', success(r){{ if (r.data) {WHERE} }}}}) }}}})",
        f"Page({{onLoad(){{ wx.requirePrivacyAuthorize({{success(){{ {WHERE} }}}}) }}}})",
        f"Page({{onLoad(){{ wx.getPrivacySetting({{success(r){{ if (!r.needAuthorization) {WHERE} }}}}) }}}})",
        f"Page({{onLoad(){{ if (getApp().globalData.hasAgreed) this.go() }}, go(){{ {WHERE} }}}})",
    ],
)
def test_waits_for_consent(page: str) -> None:
    assert reached(page) == ("pre_consent", True)


@pytest.mark.parametrize(
    "page",
    [
        f"Page({{onLoad(){{ if (!wx.getStorageSync('agreed')) {WHERE} }}}})",
        f"Page({{onLoad(){{ if (wx.getStorageSync('agreed')) {{ ask() }} else {{ {WHERE} }} }}}})\nfunction ask(){{}}",
        f"Page({{onLoad(){{ if (wx.getStorageSync('agreed') || true) {WHERE} }}}})",
        f"Page({{onLoad(){{ wx.getPrivacySetting({{success(r){{ if (r.needAuthorization) {WHERE} }}}}) }}}})",
        f"Page({{onLoad(){{ if (wx.getStorageSync('agreementUrl')) {WHERE} }}}})",
        f"Page({{onLoad(){{ if (wx.getStorageSync('agreed')) this.go(); this.go() }}, go(){{ {WHERE} }}}})",
    ],
)
def test_asks_of_consent_that_keep_nothing_back(page: str) -> None:
    assert reached(page) == ("pre_consent", False)


def test_what_else_is_asked_is_a_condition() -> None:
    page = (
        "Page({onLoad(){ if (wx.getStorageSync('token')) wx.getLocation({});\n"
        "wx.getSetting({success(r){ if (r.authSetting['scope.userLocation']) wx.getUserProfile({}) }}) }})"
    )
    reading = read({PAGE: page})
    where, who = call_of(reading, API), call_of(reading, "wx.getUserProfile")
    assert [(item.kind, item.subject) for item in where.conditions] == [("stored", "token")]
    assert [(item.kind, item.subject) for item in who.conditions] == [("permission", "authSetting.scope.userLocation")]
    assert where.conditions[0].method == "pages/index/index.js:onLoad"


def test_the_first_page_alone_is_shown_at_launch() -> None:
    scripts = {"app.js": "App({})", "pages/b/b.js": f"Page({{onLoad(){{ {WHERE} }}}})", PAGE: "Page({})"}
    assert call_of(read(scripts, pages=("pages/index/index", "pages/b/b")), API).phase == "other"
    assert call_of(read(scripts, pages=("pages/b/b", "pages/index/index")), API).phase == "pre_consent"


def test_components_of_the_first_page_are_made_with_it() -> None:
    scripts = {PAGE: "Page({})", "c/c.js": f"Component({{attached(){{ {WHERE} }}}})"}
    assert call_of(read(scripts, components={"pages/index/index": ["c/c"]}), API).phase == "pre_consent"
    assert call_of(read(scripts, components={"pages/b/b": ["c/c"]}), API).phase == "other"


def test_code_that_nothing_names_is_dead() -> None:
    assert reached(f"function unused(){{ {WHERE} }}\nPage({{}})") == ("dead", False)
    assert reached(f"function used(){{ {WHERE} }}\nPage({{}}); window.x = [used]")[0] == "unknown"


def test_a_fact_tells_the_earliest_call() -> None:
    app = "App({onLaunch(){ this.go() }, go(){ if (wx.getStorageSync('agreed')) wx.getLocation({type: 'gcj02'}); wx.getLocation({}) }})"
    fact = fact_of(read({"app.js": app}), API)
    assert (fact.phase, fact.guarded) == ("pre_consent", False)
    assert fact.chain == ("app.js:onLaunch", "app.js:go")
    assert (fact.location.path, fact.location.symbol, fact.location.line) == ("app.js", "app.js:go", 1)
    assert fact.data_types == ("location_precise",)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("wx.getLocation({success(r){ wx.request({data: {a: r.latitude}}) }})", [("request", "wx.request")]),
        ("wx.getLocation({success: r => console.log(r)})", [("log", "console.log")]),
        (
            "wx.getLocation({success({latitude}){ const a = latitude; wx.setStorageSync('k', a) }})",
            [("preference", "wx.setStorageSync")],
        ),
        ("wx.getLocation({success: r => { this.data.x = r.latitude }})", [("field", "this.data.x")]),
        (
            "wx.getLocation({success: r => send(r)})\nfunction send(v){ wx.request({data: v}) }",
            [("request", "wx.request")],
        ),
        ("wx.getLocation().then(r => wx.request({data: JSON.stringify(r)}))", [("request", "wx.request")]),
        ("wx.getLocation({success(r){ wx.request({data: q}) }}); var q", []),
    ],
)
def test_where_a_reading_goes(text: str, to: list[tuple[str, str]]) -> None:
    call = call_of(read({"app.js": text}), API)
    assert [(item.to, item.api) for item in call.destinations] == to


def test_a_call_that_needs_the_grant_asks_for_nothing() -> None:
    text = "Page({ onLoad() { wx.getSetting({ success(r) { %s } }) } })"
    asks = read({"pages/index/index.js": text % "if (!r.authSetting['scope.userLocation']) wx.getLocation({})"})
    uses = read({"pages/index/index.js": text % "r.authSetting['scope.userLocation'] && wx.getLocation({})"})
    assert [fact.permissions for fact in asks.facts if isinstance(fact, ApiCallFact)] == [("scope.userLocation",)]
    other = read({"pages/index/index.js": text % "r.authSetting['scope.userInfo'] && wx.getLocation({})"})
    assert [fact.permissions for fact in uses.facts if isinstance(fact, ApiCallFact)] == [()]
    assert [fact.permissions for fact in other.facts if isinstance(fact, ApiCallFact)] == [("scope.userLocation",)]
    assert [item.kind for fact in uses.facts if isinstance(fact, ApiCallFact) for item in fact.conditions] == [
        *("permission", "ungranted"),
    ]


@pytest.mark.parametrize(
    ("settings", "phase"),
    [
        ("exports.getLocation = false", "dead"),
        ("module.exports = { getLocation: !1 }", "dead"),
        ("exports.getLocation = true", "pre_consent"),
        ("exports.getLocation = false; wx.request({ success(r) { exports.getLocation = r } })", "pre_consent"),
    ],
)
def test_settings_in_a_module_of_constants(settings: str, phase: str) -> None:
    script = "var m = require('../../conf.js'); Page({ onLoad() { m.getLocation && wx.getLocation({}) } })"
    found = read({"pages/index/index.js": script, "conf.js": settings})
    assert call_of(found, "wx.getLocation").phase == phase


def test_what_a_program_put_on_the_clipboard_itself() -> None:
    back = "Page({ copy() { wx.setClipboardData({ data: 'a', success() { wx.getClipboardData({}) } }) } })"
    other = "Page({ paste() { wx.getClipboardData({}) } })"
    for script, own in ((back, True), (other, False)):
        assert call_of(read({"pages/index/index.js": script}), "wx.getClipboardData").own is own


def test_what_stands_in_for_the_console_takes_nothing() -> None:
    script = (
        "if (typeof console === 'undefined') { console = { log: function(m) { alert(m) } } }"
        "Page({ onLoad() { wx.getLocation({ success(r) { console.log(r) } }) } })"
    )
    found = call_of(read({"pages/index/index.js": script}), "wx.getLocation")
    assert [(item.to, item.api) for item in found.destinations] == [("log", "console.log")]
