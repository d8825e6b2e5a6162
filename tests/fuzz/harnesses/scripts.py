"""JavaScript, TypeScript and markup of hybrid apps and mini-programs."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

from tests.fuzz.text_mutations import text_mutation
from tests.support.script_programs import ENTRIES
from tests.support.shipped import shipped_lexicons

from appaudit.scripts.reading import read_scripts
from appaudit.scripts.sources import MarkupFile, ScriptFile, ScriptProgram

_LARGEST = 20_000
#: Separates the files of one input: scripts first, then markup.
_BETWEEN = b"\n//----\n"
_NAMES = ("app.js", "pages/index/index.js", "u/m.ts", "c/c.vue", "pages/index/index.wxml", "page-frame.html")

DICTIONARY = (
    b"wx", b"my", b"uni", b".getLocation", b"({})", b"=>", b"async ", b"await ", b"function", b"class A extends ", b"require(",
    b"exports", b"module.exports", b"import x from './m'", b"export default ", b"Page(", b"App(", b"Component(", b"this",
    b".call(", b".bind(", b".then(", b"success", b"fail", b"if (", b"else", b"return ", b"&&", b"||", b"?", b":", b"...",
    b"new ", b"Proxy", b"`${", b"define('m', ", b"__d(", b"webpackJsonp", b"n.d(", b"wx[e]", b"getStorageSync('agreed')",
    b"showModal", b"confirm", b"authorize", b"{{", b"}}", b"open-type", b"_mz(z,'button',['bindtap',1,'class',1])",
    b"var z=gz$gwx_1()", b"Z([3,'a'])", b"Z(z[9])",
)  # fmt: skip

mutate = text_mutation(DICTIONARY)


def fuzz(data: bytes) -> None:
    """What is read is in order, and is the same when it is read again."""
    parts = data[:_LARGEST].decode("utf-8", "replace").split(_BETWEEN.decode())
    named = list(zip(_NAMES, parts, strict=False))
    program = ScriptProgram(
        files=tuple(ScriptFile(path=path, text=text) for path, text in named if not path.endswith(("wxml", "html"))),
        markup=tuple(MarkupFile(path=path, text=text) for path, text in named if path.endswith(("wxml", "html"))),
        host="alipay" if len(data) % 2 else "wechat",
        pages=("pages/index/index", "c/c"),
    )
    lexicons = shipped_lexicons()
    found = read_scripts(program, ENTRIES, lexicons.scripts, lexicons.consent)
    places = [(call.path, call.line, call.column) for call in found.calls]
    assert places == sorted(places)
    for call in found.calls:
        text = dict(named)[call.path]
        assert 0 < call.line <= text.count("\n") + 1
        assert not call.chain or call.chain[-1] == call.caller
        assert len(call.written) <= 60
    assert found.facts == read_scripts(program, ENTRIES, lexicons.scripts, lexicons.consent).facts


def seeds() -> list[bytes]:
    """Small programs with what the engine follows."""
    return [_BETWEEN.join(part.encode() for part in parts) for parts in _SEEDS]


_SEEDS = (
    (
        "App({onLaunch(){ this.go() }, go(){ if (wx.getStorageSync('agreed')) wx.getLocation({success: r => wx.request({data: r})}) }})",
        "var m = require('../../u/m'); Page({onLoad(){ m.where() }, tapped(){ wx.authorize({scope: 'scope.record', fail: () => this.tapped()}) }})",
        "export function where(o: string): void { (wx as any).getLocation({o}) }",
        "<template><button open-type='getPhoneNumber' @getphonenumber='go'/></template><script>export default {mounted(){ uni.login() }}</script>",
        "<button open-type='getPhoneNumber' bindtap='tapped'/><camera/>",
        (
            "function gz$gwx_1(){\n(function(z){\nZ([3,'a'])\nZ(z[0])\n})(__WXML_GLOBAL__);}\nvar x=['./pages/index/index.wxml'];var m0=function(e,s,r,gg){\n"
            "var z=gz$gwx_1()\nvar a=_mz(z,'button',['bindtap',0,'class',1],[],e,s,gg)\nvar b=_n('camera')\n_rz(z,b,'id',1,e,s,gg)\n}\ne_[x[0]]={f:m0}$gwx"
        ),
    ),
    (
        (
            '(global.webpackJsonp=global.webpackJsonp||[]).push([["a"],{"2f62":function(e,t,n){n.d(t,"a",function(){return r});function r(){wx.login({})}},'
            '"543d":function(e,t,n){t.default=new Proxy({},{get:function(e,t){return wx[t]}})}},[["2f62"]]]);'
        ),
        "class A { constructor(){ this.x = wx } where(){ return this.x } } new A().where().getLocation({}); const p = f => o => new Promise(y => f(o)); p(wx.login)()",
    ),
    (
        "__d(function(g,r,i,a,m,e,d){r(d[0]).where()},0,[7]);__d(function(g,r,i,a,m,e,d){e.where=function(){uni.getLocation({})}},7,[]);__r(0);",
        "Page({async onLoad(){ await wx.showModal({}); switch (this.x) { case 1: wx.login(); break; default: my.getAuthCode({scopes: ['auth_user']}) } }})",
    ),
)
