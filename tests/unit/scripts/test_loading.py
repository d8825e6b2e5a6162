"""Modules that are loaded when they are needed, and those whose path is made at run time."""

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, read

from appaudit.scripts.reading import ScriptReading

PAGE = "pages/index/index.js"
GO = "exports.go = () => { wx.getLocation({}) }"


def loaded(load: str, top: str = "") -> ScriptReading:
    return read({PAGE: f"{top}\nPage({{async onLoad(){{ {load} }}}})", "pkg/x.js": GO})


@pytest.mark.parametrize(
    "load",
    [
        "require.async('../../pkg/x.js').then(m => m.go())",
        "require('../../pkg/x', m => m.go(), e => 0)",
        "const m = await require.async('../../pkg/x.js'); m.go()",
        "const {go} = await require.async('../../pkg/x.js'); go()",
    ],
)
def test_what_a_lazy_module_exports_runs_when_it_is_loaded(load: str) -> None:
    reading = loaded(load)
    assert call_of(reading, "wx.getLocation").phase == "pre_consent"
    assert reading.gaps == ()


def test_the_code_of_a_lazy_module_itself_runs() -> None:
    reading = read({PAGE: "Page({onLoad(){ require.async('../../pkg/x.js') }})", "pkg/x.js": "wx.getLocation({})"})
    assert call_of(reading, "wx.getLocation").phase == "pre_consent"


@pytest.mark.parametrize(
    "load",
    [
        "require(['../../pkg/', 'x'].join(this.q)).go()",
        "wx.request({success: r => require(r.data.path).go()})",
        "require.async(wx.getStorageSync('path')).then(m => m.go())",
    ],
)
def test_a_path_that_is_made_at_run_time_is_said(load: str) -> None:
    assert [(gap.reason, gap.part) for gap in loaded(load).gaps] == [("dynamic_code", PAGE)]


@pytest.mark.parametrize(
    ("load", "top"),
    [
        ("require('../../' + name).go()", "const name = 'pkg/x';"),
        ("require(1)", "function require(a){ return a }"),
        (
            "",
            "(function e(t, n){ function i(k){ var a = typeof require == 'function' && require; return a(k, !0) } })()",
        ),
        ("", "function load(path){ return require(path) }"),
    ],
)
def test_paths_that_are_told_and_the_code_of_bundlers_are_not(load: str, top: str) -> None:
    assert loaded(load, top).gaps == ()


def test_a_path_that_begins_with_a_folder_loads_what_is_in_it() -> None:
    reading = loaded("require('../../pkg/' + this.name)")
    assert reading.gaps == ()
    files = {PAGE: "Page({onLoad(){ require('../../pkg/' + this.name) }})", "pkg/x.js": "wx.getLocation({})"}
    assert call_of(read(files), "wx.getLocation").phase == "pre_consent"
