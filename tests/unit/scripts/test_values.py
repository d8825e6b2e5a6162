"""By which ways scripts name the host's interfaces."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, calls, read

MODULE = "<module>"


@pytest.mark.parametrize(
    "text",
    [
        "wx.getLocation({})",
        "wx['getLocation']({})",
        "wx?.getLocation?.({})",
        "var n = wx; n.getLocation({})",
        "const {getLocation} = wx; getLocation({})",
        "const {getLocation: where} = wx; where({})",
        "let n; n = wx; n.getLocation({})",
        "const api = {where: wx.getLocation}; api.where({})",
        "const api = {}; api.where = wx.getLocation; api.where({})",
        "const name = 'get' + 'Location'; wx[name]({})",
        "const part = 'Location'; wx[`get${part}`]({})",
        "(0, wx.getLocation)({})",
        "(wx || uni).getLocation({})",
        "(typeof wx !== 'undefined' ? wx : my).getLocation({})",
        "globalThis.wx.getLocation({})",
        "wx.getLocation.call(wx, {})",
        "wx.getLocation.bind(wx)({})",
        "uni.getLocation({})",
        "!function(e){ e.getLocation({}) }(wx)",
        "(function(e){ e.getLocation({}) }).call(this, wx)",
        "const [a] = [wx]; a.getLocation({})",
        "Object.assign({}, {where: wx.getLocation}).where({})",
        "const api = {...{where: wx.getLocation}}; api.where({})",
        "class A { where() { return wx } } new A().where().getLocation({})",
        "import Taro from '@tarojs/taro'; Taro.getLocation({})",
        "import {getLocation} from '@tarojs/taro'; getLocation({})",
        "const p = new Proxy({}, {get(t, name) { return wx[name] }}); p.getLocation({})",
    ],
)
def test_one_call_by_many_names(text: str) -> None:
    assert [api for api, _ in calls(text)] == ["wx.getLocation"]


@pytest.mark.parametrize(
    "text",
    [
        "my.getLocation({})",  # the object of another host is not there
        "var wx = {getLocation(){}}; wx.getLocation({})",
        "const {getLocation} = require('./map'); getLocation({})",
        "function f(wx){ wx.getLocation({}) }",
        "'wx.getLocation({})'",
        "// wx.getLocation({})",
        "wx.getLocation",
        "map.getLocation",
    ],
)
def test_what_is_no_call_to_the_host(text: str) -> None:
    assert [call for call in calls(text) if call[0] == "wx.getLocation"] == []


def test_an_unknown_object_with_a_name_of_the_host_is_a_trace() -> None:
    (call,) = read({"app.js": "function f(o){ o.map.getLocation({}) } import q from 'q'; q.x.getLocation({})"}).calls
    assert (call.api, call.certain) == ("wx.getLocation", False)


@pytest.mark.parametrize(
    "wrapper",
    [
        "function p(f){ return function(o){ return new Promise(function(y, n){ o.success = y; f(o) }) } }",
        "const p = f => o => new Promise((success, fail) => f({...o, success, fail}))",
        "const p = require('some-package').promisify",
    ],
)
def test_a_wrapper_of_many_calls_makes_none_look_like_all(wrapper: str) -> None:
    text = f"{wrapper}\nfunction a(){{ p(wx.getLocation)({{}}) }}\nfunction b(){{ p(wx.login)({{}}) }}"
    assert calls(text) == [("wx.getLocation", "a"), ("wx.login", "b")]


def test_a_function_that_takes_the_name() -> None:
    text = "function call(name, o){ return wx[name](o) }\nfunction a(){ call('getLocation') }\nfunction b(){ call('login') }"
    assert calls(text) == [("wx.getLocation", "a"), ("wx.login", "b")]


def test_a_function_that_returns_one_for_a_name() -> None:
    text = "const by = name => o => wx[name](o); const where = by('getLocation'); function a(){ where({}) }"
    assert calls(text) == [("wx.getLocation", "a")]


def test_promises_that_hang_on_the_host() -> None:
    text = "wx.p = {}; for (const k of ['login', 'getLocation']) wx.p[k] = o => new Promise(y => wx[k](o)); function a(){ wx.p.getLocation() }"
    assert ("wx.getLocation", "a") in calls(text)


def test_a_name_made_at_run_time_is_a_gap() -> None:
    reading = read({"app.js": "wx[decode('x')]({})"})
    assert (reading.calls, [gap.reason for gap in reading.gaps]) == ((), ["unnamed_call"])


def test_code_made_of_text_is_a_gap() -> None:
    assert [gap.reason for gap in read({"app.js": "eval('my.login()')"}, host="alipay").gaps] == ["dynamic_code"]
    assert [gap.reason for gap in read({"app.js": "eval(kept)"}, host="alipay").gaps] == ["dynamic_code"]
    assert read({"app.js": "model.eval('x')"}, host="alipay").gaps == ()
    assert read({"app.js": "var all = Function('return this')()"}, host="alipay").gaps == ()


def test_a_host_that_runs_no_text_leaves_no_gap_for_it() -> None:
    assert read({"app.js": "eval(kept)"}).gaps == ()


def test_a_call_by_any_name_that_is_handed_an_address_reads_nothing() -> None:
    text = "Component({ methods: { go() { wx[this.data.linkType]({ url: this.data.url }) } } })"
    assert read({"app.js": text}).gaps == ()
    kept = text.replace("url: this.data.url", "success: this.keep")
    assert [gap.reason for gap in read({"app.js": kept}).gaps] == ["unnamed_call"]


def test_a_gap_in_several_files_is_one_that_names_them() -> None:
    unnamed = "wx[decode('x')]({})"
    (gap,) = read({f"{name}.js": unnamed for name in "abcde"} | {"c.js": f"{unnamed};{unnamed}"}).gaps
    assert (gap.part, gap.detail.zh) == (
        "JavaScript", "有6处按运行时的名字调用宿主接口：c.js、a.js、b.js等5个文件"
    )  # fmt: skip
    assert gap.detail.en == "the host is called 6 times by a name made at run time: c.js, a.js, b.js and 2 other files"
    (gap,) = read({"a.js": unnamed}).gaps
    assert (gap.part, gap.detail.en) == ("a.js", "the host is called once by a name made at run time")


def test_arguments_are_told() -> None:
    call = call_of(
        read(
            {
                "app.js": "const base = 'https://a.cn'; wx.request({url: base + '/u', data: {phone: 1}, success(r){ f('x') }})"
            }
        ),
        "wx.request",
    )
    assert call.strings == ("https://a.cn/u",) or set(call.strings) == {"/u", "https://a.cn/u"}
    assert call.keys == ("url", "data", "success", "data.phone")
    assert (call.line, call.column) == (1, 30)


@pytest.mark.parametrize(
    ("uses", "unnamed"),
    [
        ("p('getLocation')({}); p('login')({})", 0),
        ("const api = { where: p('getLocation') }; api.where({})", 0),
        ("p('getLocation')({}); p(chosen)({})", 1),
        ("['login'].forEach(p)", 1),
        ("", 1),
    ],
)
def test_a_wrapper_is_known_by_the_names_of_all_its_callers(uses: str, unnamed: int) -> None:
    wrapper = "const p = name => o => new Promise((done, fail) => { wx[name]({ ...o, success: done, fail }) });"
    assert read({"app.js": wrapper + uses}).figures.dynamic == unnamed
