"""Modules in files, and modules that bundlers put into one."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, read

WHERE = "wx.getLocation({})"


@pytest.mark.parametrize(
    ("exported", "used"),
    [
        (f"exports.where = function(){{ {WHERE} }}", "const m = require('../../u/m'); m.where()"),
        (f"module.exports = {{where(){{ {WHERE} }}}}", "require('../../u/m.js').where()"),
        (f"module.exports = function(){{ {WHERE} }}", "require('../../u/m')()"),
        (f"export function where(){{ {WHERE} }}", "import {where} from '../../u/m'; where()"),
        (f"export const where = () => {WHERE}", "import * as m from '../../u/m'; m.where()"),
        (f"export default {{where(){{ {WHERE} }}}}", "import m from '../../u/m'; m.where()"),
        (f"function where(){{ {WHERE} }}\nexport {{where as here}}", "import {here} from '../../u/m'; here()"),
        (
            f"Object.defineProperty(exports,'__esModule',{{value:true}}); exports.default = function(){{ {WHERE} }}",
            "var m = function(e){return e && e.__esModule ? e : {default: e}}(require('../../u/m')); (0, m.default)()",
        ),
        (f"export default class {{ where(){{ {WHERE} }} }}", "import M from '../../u/m'; new M().where()"),
        (f"export default class {{ static where(){{ {WHERE} }} }}", "import M from '/u/m'; M.where()"),
    ],
)
def test_what_a_module_exports_is_called_from_a_page(exported: str, used: str) -> None:
    page = f"{used.rpartition('; ')[0]}\nPage({{onLoad(){{ {used.rpartition('; ')[2]} }}}})"
    call = call_of(read({"pages/index/index.js": page, "u/m.js": exported}), "wx.getLocation")
    assert call.phase == "pre_consent"
    assert call.chain[0] == "pages/index/index.js:onLoad"
    assert call.path == "u/m.js"


def test_modules_of_wechat_in_one_file() -> None:
    text = (
        'define("u/m.js", function(require, module, exports){ module.exports = {where(){ wx.getLocation({}) }} });\n'
        'define("pages/index/index.js", function(require, module, exports){\n'
        'var m = require("../../u/m.js"); Page({onLoad: function(){ m.where() }}) });\n'
        'require("pages/index/index.js");'
    )
    call = call_of(read({"app-service.js": text}), "wx.getLocation")
    assert (call.path, call.line) == ("app-service.js", 1)
    assert call.chain == ("pages/index/index.js:onLoad", "u/m.js:where")
    assert call.caller == "u/m.js:where"


def test_modules_of_webpack_in_chunks() -> None:
    vendor = (
        '(global.webpackJsonp = global.webpackJsonp || []).push([["common/vendor"], {\n'
        '"2f62": function(e, t, n){ "use strict"; n.d(t, "a", function(){ return r }); function r(){ wx.getLocation({}) } },\n'
        '"543d": function(e, t, n){ t.default = new Proxy({}, {get: function(e, t){ return wx[t] }}) } }]);'
    )
    page = (
        '(global.webpackJsonp = global.webpackJsonp || []).push([["pages/index/index"], {\n'
        '"a1b2": function(e, t, n){ (function(e){ var o = n("2f62"); t.default = {data: function(){ return {} }, onLoad: function(){\n'
        'Object(o["a"])(); e.login({}) }} }).call(this, n("543d")["default"]) },\n'
        '"c3d4": function(e, t, n){ (function(e){ var p = function(e){ return e && e.__esModule ? e : {default: e} }(n("a1b2"));\n'
        'e(p.default) }).call(this, n("543d")["createPage"]) } }, [["c3d4", "common/runtime", "common/vendor"]]]);'
    )
    reading = read({"common/vendor.js": vendor, "pages/index/index.js": page})
    where, login = call_of(reading, "wx.getLocation"), call_of(reading, "wx.login")
    assert where.chain == ("pages/index/index.js#a1b2:onLoad", "common/vendor.js#2f62:r")
    assert (where.phase, login.phase) == ("pre_consent", "pre_consent")
    assert login.caller == "pages/index/index.js#a1b2:onLoad"


def test_modules_of_metro() -> None:
    text = (
        "__d(function(g, r, i, a, m, e, d){ var o = r(d[0]); o.where() }, 0, [7]);\n"
        "__d(function(g, r, i, a, m, e, d){ e.where = function(){ uni.getLocation({}) } }, 7, []);\n__r(0);"
    )
    call = call_of(read({"assets/index.android.bundle": text}, host="", pages=()), "uni.getLocation")
    assert call.chain == (
        "assets/index.android.bundle:<module>",
        "assets/index.android.bundle#0:<module>",
        "assets/index.android.bundle#7:where",
    )


def test_the_table_of_one_bundle() -> None:
    text = (
        "!function(e){ var t = {}; function n(r){ if (t[r]) return t[r].exports; var o = t[r] = {exports: {}};\n"
        "return e[r].call(o.exports, o, o.exports, n), o.exports } n(n.s = 1) }([function(e, t, n){ t.where = function(){\n"
        "wx.getLocation({}) } }, function(e, t, n){ var r = n(0); App({onLaunch: function(){ r.where() }}) }]);"
    )
    call = call_of(read({"app.js": text}), "wx.getLocation")
    assert call.chain == ("app.js#1:onLaunch", "app.js#0:where")


def test_a_module_that_is_not_there_is_named() -> None:
    assert read({"app.js": "require('dayjs'); import x from './gone'; requirePlugin('map')"}).required == (
        "./gone",
        "dayjs",
    )


def test_scripts_in_a_component_of_vue() -> None:
    text = "<template><view @click='go'/></template>\n<script setup lang=\"ts\">\nconst a: string = 'x'\nuni.getLocation({} as any)\n</script>"
    call = call_of(read({"pages/index/index.vue": text}), "wx.getLocation")
    assert (call.line, call.phase, call.caller) == (4, "pre_consent", "pages/index/index.vue:<module>")


def test_what_is_no_javascript_is_a_gap_and_the_rest_is_read() -> None:
    reading = read({"app.js": "App({onLaunch(){ wx.login({}) }})\n)))) what ((("})
    assert [gap.reason for gap in reading.gaps] == ["unreadable"]
    assert call_of(reading, "wx.login").caller == "app.js:onLaunch"
