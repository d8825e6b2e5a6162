"""Where values of the host go: through fields of pages, the app and objects, and from buttons to their handlers."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, read

from appaudit.model.facts.code import ApiCallFact

PAGE = "pages/index/index.js"
SENDS = "wx.request({ url: 'https://a.example', data: { at: %s } })"


def ends(page: str, app: str = "App({})", other: str = "") -> set[str]:
    files = {"app.js": app, PAGE: page, "pages/other/other.js": other}
    found = read(files, pages=("pages/index/index", "pages/other/other"))
    return {item.to for item in call_of(found, "wx.getLocation").destinations}


@pytest.mark.parametrize(
    "page",
    [
        "Page({ onLoad() { wx.getLocation({ success: r => { this.setData({ at: r.latitude }) } }) }, send() { SENDS } })",
        "Page({ onLoad() { const t = this; wx.getLocation({ success(r) { t.setData({ 'at.lat': r.latitude }) } }) }, send() { SENDS } })",
        "Page({ onLoad() { wx.getLocation({ success: at => this.setData({ at }) }) }, send() { SENDS } })",
        "Page({ onLoad() { var a = this; wx.getLocation({ success(r) { a.data.at = r.latitude } }) }, send() { SENDS } })",
        "Page({ onLoad() { wx.getLocation({ success: r => { this.data.at.lat = r.latitude } }) }, send() { SENDS } })",
    ],
)
def test_a_value_that_a_page_keeps(page: str) -> None:
    assert "request" in ends(page.replace("SENDS", SENDS % "this.data.at"))
    assert "request" in ends(page.replace("SENDS", "var v = this.data.at; " + SENDS % "v"))
    assert "request" not in ends(page.replace("SENDS", SENDS % "this.data.name"))


def test_a_page_does_not_read_what_another_keeps() -> None:
    keeps = "Page({ onLoad() { wx.getLocation({ success: r => { this.setData({ at: r.latitude }) } }) } })"
    sends = "Page({ send() { %s } })" % (SENDS % "this.data.at")
    assert "request" not in ends(keeps, other=sends)


def test_every_page_reads_what_the_app_keeps() -> None:
    keeps = "Page({ onLoad() { wx.getLocation({ success(r) { getApp().globalData.at = r.latitude } }) } })"
    sends = "const app = getApp(); Page({ send() { %s } })"
    assert "request" in ends(keeps, other=sends % (SENDS % "app.globalData.at"))
    assert "request" not in ends(keeps, other=sends % (SENDS % "app.globalData.name"))


def test_a_value_that_an_object_keeps() -> None:
    keeps = "const s = {}; Page({ onLoad() { wx.getLocation({ success(r) { s.at = r.latitude } }) }, send() { %s } })"
    assert "request" in ends(keeps % (SENDS % "s.at"))
    assert ends(keeps % (SENDS % "s.name")) == {"field"}


@pytest.mark.parametrize(
    "text",
    [
        "r.tempFilePaths.forEach(p => { wx.uploadFile({ filePath: p }) })",
        "const all = []; all.push(r.path); wx.uploadFile({ filePath: all })",
        "const data = { at: r.latitude }; wx.request({ data })",
    ],
)
def test_ways_to_a_request(text: str) -> None:
    assert ends(f"Page({{ onLoad() {{ wx.getLocation({{ success(r) {{ {text} }} }}) }} }})") == {"request"}


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("Page({ tel(e) { wx.request({ data: { code: e.detail.code } }) } })", True),
        ("Page({ tel(e) { var d = { iv: e.detail.iv }; wx.request({ data: d }) } })", True),
        ("Page({ tel: function(e) { this.post(e.detail) }, post(d) { wx.request({ data: d }) } })", True),
        ("Component({ methods: { tel(e) { wx.request({ data: e.detail.code }) } } })", True),
        ("Page({ tel(e) { this.setData({ shown: true }) } })", False),
        ("Page({ other(e) { wx.request({ data: e.detail }) } })", False),
    ],
)
def test_what_a_button_hands_to_its_handler(script: str, sent: bool) -> None:
    button = '<button open-type="getPhoneNumber" bindgetphonenumber="tel">登录</button>'
    found = read({PAGE: script}, {"pages/index/index.wxml": button})
    (fact,) = [fact for fact in found.facts if isinstance(fact, ApiCallFact) and fact.api == "open-type:getPhoneNumber"]
    assert ("request" in {item.to for item in fact.destinations}) is sent


@pytest.mark.parametrize(
    "handler",
    [
        "function(r) { console.log(r.NAME) }",
        "function(r) { const { NAME } = r; console.log('x', NAME) }",
        "function(r) { const { NAME: said } = r.detail || {}; console.log(said) }",
        "function({ NAME }) { console.log(NAME) }",
        "function(r) { console.log(`failed: ${r.NAME}`) }",
    ],
)
def test_what_a_result_says_of_the_call_itself_is_not_what_it_read(handler: str) -> None:
    page = "Page({ onLoad() { wx.getLocation({ success: HANDLER }) } })".replace("HANDLER", handler)
    assert ends(page.replace("NAME", "latitude")) == {"log"}
    assert "log" not in ends(page.replace("NAME", "errMsg"))
