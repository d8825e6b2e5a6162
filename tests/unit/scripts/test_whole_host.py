"""Scripts that hand on the host's object as a whole: what is called of it is found, or said to be out of sight."""

from __future__ import annotations

import pytest
from tests.support.script_programs import read

from appaudit.model.facts.code import ApiCallFact

PAGE = "pages/index/index.js"


def found(script: str) -> tuple[set[str], set[str]]:
    """The interfaces that a page calls when it is loaded, and the reasons of its gaps."""
    reading = read({PAGE: f"Page({{onLoad(){{{script}}}}})"})
    apis = {fact.api for fact in reading.facts if isinstance(fact, ApiCallFact)}
    return apis, {gap.reason for gap in reading.gaps}


@pytest.mark.parametrize(
    "script",
    [
        "wx.getLocation({})",
        "function f(o){o.getLocation({})} f(wx)",
        "((a,b)=>{b.getLocation({})})(1,wx)",
        "wx.\\u0067etLocation({})",
    ],
)
def test_what_is_called_of_a_parameter_that_is_the_host_is_found(script: str) -> None:
    assert found(script) == ({"wx.getLocation"}, set())


@pytest.mark.parametrize(
    "script",
    [
        "function f(o,n){o[n]({})} f(wx,q())",
        "machine.run(text,{wx:wx})",
        "machine.run(text,{wx})",
        "new Machine(wx).run(text)",
        "Object.values(wx)[3]({})",
        "['getLocation'].reduce((o,k)=>o[k],wx)({})",
        "let o=wx; text.split(';').forEach(c=>{o=o[c]||o}); o({})",
        "with(wx){getClipboardData({})}",
        "const w=wx; with(w) getClipboardData({})",
        "Object.entries(wx).find(e=>e[0].length==11)[1]({})",
        "Object.getOwnPropertyDescriptor(wx,q()).value({})",
        "Reflect.get(wx,q())({})",
        "requirePlugin('p').go(wx)",
        "const {[q()]:g}=wx; g({})",
        "let g; ({[q()]:g}=wx); g({})",
        "Promise.resolve(wx).then(w=>w.getLocation({}))",
    ],
)
def test_what_is_called_where_nobody_can_follow_is_said(script: str) -> None:
    assert found(script) == (set(), {"unnamed_call"})


@pytest.mark.parametrize(
    "script",
    [
        "function f(o){o.getLocation({})} f(mine)",
        "function f(o,n){o[n]({})} f(mine,q())",
        "machine.run(text,{wx:1})",
        "console.log(wx)",
        "['getSome'].reduce((o,k)=>o[k],mine)({})",
        "let o=mine; text.split(';').forEach(c=>{o=o[c]||o}); o({})",
        "Object.keys(wx)",
        "machine.run(wx.env)",
        "const {[q()]:g}=mine; g({})",
        "const {[q()]:g}=wx.env; g({})",
        "Promise.resolve(mine).then(w=>w.getSome({}))",
        "if(typeof wx==='object'){go()}",
        "with(mine){getSome({})}",
    ],
)
def test_what_others_are_handed_is_nobodys_concern(script: str) -> None:
    assert found(script) == (set(), set())


@pytest.mark.parametrize("text", ["'my.getLocation()'", "'my.'+q()", "`${q()}()`"])
def test_a_timer_that_runs_a_text_is_said(text: str) -> None:
    script = f"Page({{onLoad(){{setTimeout({text},9)}}}})"
    assert {gap.reason for gap in read({PAGE: script}, host="alipay").gaps} == {"dynamic_code"}


@pytest.mark.parametrize("script", ["setTimeout(go,9)", "setTimeout('tick()',9)", "setTimeout(()=>{'my.x'},9)"])
def test_a_timer_that_runs_no_text_of_the_host_is_nobodys_concern(script: str) -> None:
    assert read({PAGE: f"Page({{onLoad(){{{script}}}}})"}, host="alipay").gaps == ()


@pytest.mark.parametrize(
    "script",
    [
        "WeixinJSBridge.invoke('getLocation',{},f)",
        "WeixinJSCore.invokeHandler('getLocation','{}',1)",
        "function d(t){return t ? decode(t) : ''} wx[d('x')]({})",
        "wx[ready ? 'login' : q()]({})",
    ],
)
def test_a_call_below_the_host_or_by_a_name_that_is_half_known_is_said(script: str) -> None:
    assert found(script)[1] == {"unnamed_call"}


@pytest.mark.parametrize(
    "script",
    [
        "WeixinJSBridge.on('menu:share:timeline',f)",
        "function i(e,t){WeixinJSBridge.invoke(e,{},t)} i(name,f)",
        "var WeixinJSBridge = {invoke(){}}; WeixinJSBridge.invoke('getLocation')",
        "wx[ready ? 'login' : 'request']({})",
        "wx[open ? 'navigateTo' : q()]({url: '/pages/a/a'})",
    ],
)
def test_other_functions_and_names_that_are_known_are_nobodys_concern(script: str) -> None:
    assert found(script)[1] == set()
