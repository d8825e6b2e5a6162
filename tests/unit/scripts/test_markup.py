"""What markup reads by itself, and which functions it binds."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

import pytest
from tests.support.script_programs import fact_of, read

PAGE = "pages/index/index"


@pytest.mark.parametrize(
    ("path", "markup"),
    [
        (f"{PAGE}.wxml", '<button open-type="getPhoneNumber" bindgetphonenumber="phone">好</button>'),
        (f"{PAGE}.wxml", "<button\n open-type=\"{{a ? 'getPhoneNumber' : ''}}\" bind:getphonenumber=\"phone\"/>"),
        (f"{PAGE}.axml", '<view a:if="{{a < b}}"/><button open-type="getPhoneNumber" onGetPhoneNumber="phone">'),
        (f"{PAGE}.vue", '<template><button open-type="getPhoneNumber" @getphonenumber="phone" /></template>'),
    ],
)
def test_a_button_that_asks_for_the_number(path: str, markup: str) -> None:
    files = ({path: markup}, {}) if path.endswith(".vue") else ({}, {path: markup})
    reading = read(*files)
    (use,) = [use for use in reading.markup if use.api == "open-type:getPhoneNumber"]
    assert (use.handler, use.page) == ("phone", PAGE)
    fact = fact_of(reading, "open-type:getPhoneNumber")
    assert (fact.caller, fact.phase, fact.data_types) == (f"{PAGE}:phone", "other", ("phone_number",))


def test_other_buttons_and_texts_are_none() -> None:
    markup = '<button open-type="share"/><text>open-type="getPhoneNumber"</text><!-- <button open-type="getPhoneNumber"/> -->'
    assert read({}, {f"{PAGE}.wxml": markup}).facts == ()


def test_elements_and_inputs() -> None:
    reading = read({}, {f"{PAGE}.wxml": '<camera device-position="back"/><input type="nickname"/><view/>'})
    assert [use.api for use in reading.markup] == ["element:camera", "input:nickname"]
    assert fact_of(reading, "element:camera").phase == "unknown"


def test_markup_that_was_compiled() -> None:
    text = """$gwx=function(path,global){
function gz$gwx_1(){
if( __WXML_GLOBAL__.ops_cached.$gwx_1)return __WXML_GLOBAL__.ops_cached.$gwx_1
__WXML_GLOBAL__.ops_cached.$gwx_1=[];
(function(z){var a=11;function Z(ops){z.push(ops)}
Z([3,'box'])
Z([3,'phone'])
Z(z[0])
Z([3,'getPhoneNumber'])
Z([[7],[3,'shown']])
})(__WXML_GLOBAL__.ops_cached.$gwx_1);return __WXML_GLOBAL__.ops_cached.$gwx_1
}
var x=['./pages/index/index.wxml'];d_[x[0]]={}
var m0=function(e,s,r,gg){
var z=gz$gwx_1()
var oB=_n('view')
_rz(z,oB,'class',0,e,s,gg)
var xC=_mz(z,'button',['bindgetphonenumber',1,'class',1,'openType',2],[],e,s,gg)
var cam=_n('camera')
_rz(z,cam,'bindtap',1,e,s,gg)
return r
}
e_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}
"""
    reading = read({}, {"page-frame.html": text})
    assert [(use.api, use.handler, use.page) for use in reading.markup] == [
        ("element:camera", "", PAGE),
        ("open-type:getPhoneNumber", "phone", PAGE),
    ]
