"""Texts that no page can show are none: markup that nothing uses, and what stands behind data that never change."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.support.mini_program_builder import module, project, settings, wxapkg

from appaudit.artifacts import open_artifact
from appaudit.artifacts.mini_program.compiled_markup import compiled_texts
from appaudit.artifacts.mini_program.markup import page_texts
from appaudit.artifacts.mini_program.page_data import UNKNOWN, PageData, expression

TEXT = "注销账号"
SHOWN = f"<view>{TEXT}</view>"
INDEX = "pages/index/index"
USES = '{"usingComponents":{"c":"/c/c"}}'
COMPONENT = {"c/c.js": "Component({})", "c/c.json": '{"component":true}', "c/c.wxml": SHOWN}


def is_shown(tmp_path: Path, markup: str, script: str = "Page({})", more: dict[str, str] | None = None) -> bool:
    page = {f"{INDEX}.wxml": markup, f"{INDEX}.js": script, f"{INDEX}.json": "{}"}
    (tmp_path / "a.zip").write_bytes(project({"app.json": settings(), "app.js": "App({})", **page, **(more or {})}))
    return TEXT in [text.text for text in open_artifact(tmp_path / "a.zip").contents.texts]


@pytest.mark.parametrize(
    ("markup", "more", "expected"),
    [
        ("<view/>", {"unused/u.wxml": SHOWN}, False),
        ("<include src='/parts/a'/>", {"parts/a.wxml": SHOWN}, True),
        ("<include src='{{path}}'/>", {"parts/a.wxml": SHOWN}, True),
        ("<c/>", {**COMPONENT, f"{INDEX}.json": USES}, True),
        ("<view/>", {**COMPONENT, f"{INDEX}.json": USES}, False),
        ("<d generic:s='c'/>", {**COMPONENT, f"{INDEX}.json": USES}, True),
        ("<c/>", {**COMPONENT, "app.json": settings(usingComponents={"c": "/c/c"})}, True),
        ("<c/>", {"miniprogram_npm/p/c/index.wxml": SHOWN, f"{INDEX}.json": '{"usingComponents":{"c":"p/c"}}'}, True),
        ("<view/>", {"custom-tab-bar/index.wxml": SHOWN}, True),
        ("<view/>", {"pages/old/old.wxml": SHOWN, "pages/old/old.js": "Page({})"}, False),
        ("<view/>", {"pages/old/old.wxml": SHOWN, "plugin.json": "{}"}, True),
        (f"<template name='t'>{SHOWN}</template>", {}, False),
        (f"<template name='t'>{SHOWN}</template><template is='t'/>", {}, True),
        (f"<template name='t'>{SHOWN}</template><template is='{{{{k}}}}'/>", {}, True),
        ("<import src='./t.wxml'/>", {"pages/index/t.wxml": f"<template name='t'>{SHOWN}</template>"}, False),
        (
            "<import src='./t.wxml'/><template is='t'/>",
            {"pages/index/t.wxml": f"<template name='t'>{SHOWN}</template>"},
            True,
        ),
    ],
)  # fmt: skip
def test_markup_counts_where_a_page_takes_it_in(
    markup: str, more: dict[str, str], expected: bool, tmp_path: Path
) -> None:
    assert is_shown(tmp_path, markup, more=more) is expected


def behind(attributes: str) -> str:
    return SHOWN.replace("<view", f"<view {attributes}")


FALSE = "Page({ data: { on: false }, onLoad() { /* on */ this.setData({ on: false }) } })"
SET = "Page({ data: { on: false }, onLoad() { this.setData({ on: true }) } })"


@pytest.mark.parametrize(
    ("markup", "script", "expected"),
    [
        (behind("wx:if='{{on}}'"), FALSE, False),
        (behind("wx:if='{{on}}'"), SET, True),
        (behind("wx:if='{{on && other}}'"), FALSE, False),
        (behind("wx:if='{{on || other}}'"), SET, True),
        (behind("wx:if='{{nowhere}}'"), FALSE, False),
        (behind("wx:if='{{nowhere}}'"), "Page({ onLoad() { load(r => this.setData(r.data)) } })", True),
        (behind("wx:if='{{nowhere}}'"), "Page({ onLoad() { this.setData({ [k]: 1 }) } })", True),
        (behind("wx:if='{{user.ok}}'"), "Page({ onLoad() { this.setData({ 'user.ok': true }) } })", True),
        (behind("wx:if='{{on}}'"), "const make = require('./m'); make({ data: { on: false } })", False),
        (behind("hidden='{{on}}'"), "Page({ data: { on: true } })", False),
        (behind("hidden='{{!on}}'"), "Page({ data: { on: true } })", True),
        (behind("wx:for='{{all}}'"), "Page({ data: { all: [] } })", False),
        (behind("wx:for='{{all}}'"), "Page({ data: { all: [] }, go() { this.data.all.push(1) } })", True),
        (behind("style='{{how}}'"), "Page({ data: { how: 'display:none' } })", False),
        (f"<view wx:if='{{{{on}}}}'/>{behind('wx:else')}", "Page({ data: { on: true } })", False),
        (f"<view wx:if='{{{{on}}}}'/>{behind('wx:else')}", SET, True),
        ("<block wx:for='{{list}}'>" + behind("wx:if='{{item.ok}}'") + "</block>", "Page({ data: { list: 1 }})", True),
        ("<template name='t'>" + behind("wx:if='{{ok}}'") + "</template><template is='t'/>", FALSE, True),
    ],
)  # fmt: skip
def test_what_data_never_show_is_not_there(markup: str, script: str, expected: bool, tmp_path: Path) -> None:
    assert is_shown(tmp_path, markup, script, {"pages/index/m.js": "module.exports = o => Page(o)"}) is expected


def test_data_that_another_file_sets_may_be_anything(tmp_path: Path) -> None:
    handed = "const load = require('./m'); Page({ data: { on: false }, onLoad() { load(this) } })"
    sets = {"pages/index/m.js": "module.exports = page => page.setData({ on: true })"}
    assert is_shown(tmp_path, behind("wx:if='{{on}}'"), handed, sets)
    by_stack = {"app.js": "App({ onShow() { getCurrentPages().pop().setData({ on: true }) } })"}
    assert is_shown(tmp_path, behind("wx:if='{{on}}'"), "Page({ data: { on: false } })", by_stack)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", UNKNOWN), ("!on", True), ("on ? 1 : 2", 2.0), ("n === 0", True), ("n > 0", UNKNOWN), ("on && a", False),
        ("a && on", False), ("!on || a", True), ("a || !on", True), ("all.length", 0.0), ("(on", UNKNOWN),
        ("", UNKNOWN), ("none.of.it", None), ("'x' == word", True),
    ],
)  # fmt: skip
def test_expressions(text: str, expected: object) -> None:
    known: dict[str, object] = {"on": False, "n": 0.0, "all": [], "none": None, "word": "x"}
    assert expression(text, lambda name: known.get(name, UNKNOWN)) == expected


LIST = "function gz$gwx_1(){\n(function(z){function Z(ops){z.push(ops)}\n%s})(__WXML_GLOBAL__);}\n"
PAGE = "var x=['./p.wxml'];%svar m0=function(e,s,r,gg){\nvar z=gz$gwx_1()\n%sreturn r\n}\ne_[x[0]]={f:m0}\n"
INSIDE = "var b=_oz(z,0,e,s,gg)\n_(a,b)\n_(r,a)\n"
BRANCH = "var a=_v()\n_(r,a)\nif(_oz(z,1,e,s,gg)){a.wxVkey=1\nvar b=_oz(z,0,e,s,gg)\n_(a,b)\n}\na.wxXCkey=1\n"
NAMED = "d_[x[0]][\"t\"]=function(e,s,r,gg){\nvar z=gz$gwx_1()\nvar a=_n('view')\n" + INSIDE + "return r\n}\n"
CALLS = "var k=_v()\nvar l=_oz(z,1,e,s,gg)\nvar n=_gd(x[0],l,e_,d_)\n"
ITEMS = (
    "var c=_n('view')\n_rz(z,c,'style',1,e,s,gg)\nvar f=function(g,h,i,gg){\n"
    "var b=_oz(z,0,g,h,gg)\n_(i,b)\nreturn i\n}\n"
    "var d=_v()\n_(c,d)\nd.wxXCkey=2\n_2z(z,2,f,e,s,gg,d,'item','index','')\n_(r,c)\n"
)


@pytest.mark.parametrize(
    ("value", "made", "templates", "expected"),
    [
        ("[1,true]", f"var a=_mz(z,'view',['hidden',1],[],e,s,gg)\n{INSIDE}", "", False),
        ("[1,false]", f"var a=_mz(z,'view',['hidden',1],[],e,s,gg)\n{INSIDE}", "", True),
        ("[3,'display:none']", f"var a=_n('view')\n_rz(z,a,'style',1,e,s,gg)\n{INSIDE}", "", False),
        ("[3,'color:red']", f"var a=_n('view')\n_rz(z,a,'style',1,e,s,gg)\n{INSIDE}", "", True),
        ("[[7],[3,'on']]", BRANCH, "", False),
        ("[[2,'>'],[[7],[3,'n']],[1,0]]", BRANCH, "", True),
        ("[3,'font-size:0']", ITEMS, "", False),
        ("[3,'t']", "", NAMED, False),
        ("[3,'t']", CALLS, NAMED, True),
        ("[[7],[3,'k']]", CALLS, NAMED, True),
    ],
)
def test_texts_of_compiled_pages(value: str, made: str, templates: str, expected: bool) -> None:
    script = LIST % f"Z([3,'{TEXT}'])\nZ({value})\nZ([[7],[3,'all']])\n" + PAGE % (templates, made)
    data = PageData("Page({ data: { on: false } })", [])
    assert (TEXT in [text.text for text in compiled_texts(script, "p", lambda _: data.value)]) is expected


def test_a_compiled_page_has_the_data_of_its_module(tmp_path: Path) -> None:
    config = '{"pages":["p"],"entryPagePath":"p.html"}'
    frame = LIST % f"Z([3,'{TEXT}'])\nZ([[7],[3,'on']])\n" + PAGE % ("", BRANCH)
    for script, expected in ((FALSE, False), (SET, True)):
        files = {
            "app-config.json": config,
            "app-service.js": module("p.js", script),
            "page-frame.html": f"$gwx={frame}",
        }
        (tmp_path / "a.wxapkg").write_bytes(wxapkg(files))
        texts = [text.text for text in open_artifact(tmp_path / "a.wxapkg").contents.texts]
        assert (TEXT in texts) is expected


@pytest.mark.parametrize("piece", ["<a>", "</a>", "<a></b>", "<template>", "{{a", "<view wx:if='{{!!!!a}}'>"])
def test_hostile_pages_take_no_longer_than_they_are(piece: str) -> None:
    data = PageData("Page({})", [])
    begun = time.process_time()
    page_texts(piece * (60_000 // len(piece)), "p.wxml", (), data.value, ())
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("piece", ["setData(", "{[", "'", "/*", "a:false,", "this,"])
def test_hostile_scripts_take_no_longer_than_they_are(piece: str) -> None:
    begun = time.process_time()
    PageData("Page({" + piece * (60_000 // len(piece)), []).value("a")
    assert time.process_time() - begun < 4
