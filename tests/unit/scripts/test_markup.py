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


FIELD = '<form bindsubmit="send"><input name="tel" placeholder="请输入手机号"/></form>'
SENT = "Page({ send(e) { wx.request({ data: e.detail.value }) } })"


def test_a_form_that_is_sent_asks_for_what_its_fields_say() -> None:
    reading = read({f"{PAGE}.js": SENT}, {f"{PAGE}.wxml": FIELD})
    fact = fact_of(reading, "field:请输入手机号")
    assert (fact.caller, fact.data_types, fact.phase) == (f"{PAGE}:send", ("phone_number",), "other")
    assert (fact.certain, fact.weak) == (False, False)
    assert {item.to for item in fact.destinations} == {"request"}


def test_a_field_whose_value_is_sent_later_by_another_function() -> None:
    script = (
        "Page({ typed(e) { this.setData({ tel: e.detail.value }) }, go() { wx.request({ data: this.data.tel }) } })"
    )
    reading = read({f"{PAGE}.js": script}, {f"{PAGE}.wxml": '<van-field label="联系电话" bind:change="typed"/>'})
    fact = fact_of(reading, "field:联系电话")
    assert (fact.caller, fact.data_types, fact.weak) == (f"{PAGE}:typed", ("phone_number",), False)


def test_what_stays_in_the_page_shows_no_practice() -> None:
    reading = read({f"{PAGE}.js": "Page({ send(e) { console.log(e.detail) } })"}, {f"{PAGE}.wxml": FIELD})
    assert fact_of(reading, "field:请输入手机号").weak


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("请输入真实姓名", "name"),
        ("收货人", "name"),
        ("{{i18n['请输入手机号']}}", "phone_number"),
        ("请填写身份证号", "id_card"),
        ("Your e-mail", "email"),
        ("详细地址，精确到门牌号", "address"),
        ("请输入银行卡号", "bank_card"),
    ],
)
def test_what_the_text_of_a_field_asks_for(text: str, data: str) -> None:
    (use,) = read({}, {f"{PAGE}.wxml": f'<input placeholder="{text}"/>'}).markup
    assert use.data == data


@pytest.mark.parametrize(
    "markup",
    [
        '<input placeholder="搜索姓名、手机号"/>',
        '<input placeholder="请输入手机验证码"/>',
        '<input placeholder="请输入好友手机号"/>',
        '<input placeholder="客服电话" disabled/>',
        '<input placeholder="手机号" disabled="true"/>',
        '<input placeholder="请输入内容"/>',
        '<input placeholder="{{placeholder}}"/>',
        '<view placeholder="请输入手机号"/>',
    ],
)
def test_other_fields_ask_for_nothing_that_is_known(markup: str) -> None:
    assert read({}, {f"{PAGE}.wxml": markup}).markup == ()
