"""Kinds of buttons and inputs that data choose: found where the script says them, said where nobody can tell."""

from __future__ import annotations

import pytest
from tests.support.script_programs import read

from appaudit.scripts.made_kinds import MadeKind, kinds_of

PAGE = "pages/index/index"


def of(written: str, script: str = "", attribute: str = "opentype") -> tuple[list[str], bool]:
    made = MadeKind(attribute=attribute, written=written, tag="button", page=PAGE, path=f"{PAGE}.wxml", line=1)
    return kinds_of(made, {PAGE: script})


@pytest.mark.parametrize(
    ("written", "script", "kinds", "is_open"),
    [
        ("{{k}}", "Page({data: {k: 'chooseAvatar'}})", ["chooseAvatar"], False),
        ("{{k}}", "Page({go(){ this.setData({k: this.n ? 'share' : 'contact'}) }})", ["share", "contact"], False),
        ("{{k}}", "Page({go(){ this.setData({k: ['choose', 'Avatar'].join(q)}) }})", None, True),
        ("{{k}}", "Page({go(){ load(r => this.setData({k: r.data.k})) }})", [], True),
        ("{{k}}", "", [], True),
        ("{{a ? 'share' : 'contact'}}", "", ["share", "contact"], False),
        ("{{a === 'x' ? '' : 'share'}}", "", ["", "share"], False),
        ("{{'choose' + 'Avatar'}}", "", ["choose", "Avatar", "chooseAvatar"], False),
        ("{{'choose' + k}}", "Page({data: {k: 'Avatar'}})", ["choose"], True),
        ("choose{{k}}", "Page({data: {k: 'Avatar'}})", ["Avatar"], True),
        ("{{openType}}", "Component({properties: {openType: String}})", [], False),
        ("{{openType}}", "var a = this.data, openType = a.openType", [], False),
        ("{{item.openType}}", "", [], False),
        ("{{kind}}", "Component({properties: {kind: {type: String, value: ''}}})", [], True),
        ("{{openType}}", "Page({go(){ this.setData({openType: made()}) }})", [], True),
    ],
)
def test_kinds(written: str, script: str, kinds: list[str] | None, is_open: bool) -> None:
    found, is_other = of(written, script)
    assert is_other is is_open
    assert kinds is None or found == kinds


def test_a_type_is_said_of_many_things() -> None:
    assert of("{{type}}", "Page({go(e){ this.setData({type: e.detail}) }})", "type") == ([], False)
    assert of("{{kind}}", "Page({go(e){ this.setData({kind: e.detail}) }})", "type") == ([], True)


def test_a_kind_of_the_data_is_read_and_one_that_is_made_is_said() -> None:
    markup = {f"{PAGE}.wxml": "<button open-type='{{k}}' bindchooseavatar='take'/>"}
    reading = read({f"{PAGE}.js": "Page({data: {k: 'chooseAvatar'}, take(e){}})"}, markup)
    assert [(use.api, use.handler) for use in reading.markup] == [("open-type:chooseAvatar", "take")]
    assert reading.gaps == ()
    reading = read({f"{PAGE}.js": "Page({onLoad(){ this.setData({k: made()}) }})"}, markup)
    assert [(gap.reason, gap.part) for gap in reading.gaps] == [("unnamed_call", f"{PAGE}.wxml")]


COMPILED = """$gwx=function(path,global){
function gz$gwx_1(){
(function(z){var a=11;function Z(ops){z.push(ops)}
Z([3,'phone'])
Z([3,'getPhoneNumber'])
})(__WXML_GLOBAL__.ops_cached.$gwx_1);return 1
}
function gz$gwx_2(){
(function(z){var a=11;function Z(ops){z.push(ops)}
Z([3,'box'])
Z([3,'share'])
})(__WXML_GLOBAL__.ops_cached.$gwx_2);return 1
}
var x=['./pages/index/index.wxml','./t.wxml'];
var m0=function(e,s,r,gg){
var z=gz$gwx_1()
return r
}
e_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}
d_[x[1]]["t"]=function(e,s,r,gg){
var z=gz$gwx_2()
var b=_mz(z,'button',['disabled',-1,'class',0,'openType',1],[],e,s,gg)
return r
}
"""


def test_a_template_of_compiled_markup_has_the_values_of_its_own_file() -> None:
    assert [(use.api, use.page) for use in read({}, {"page-frame.html": COMPILED}).markup] == [("open-type:share", "t")]
