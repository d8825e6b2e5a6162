"""Where goes what a person enters: written by the host into data, by names that are computed, by markup of other files."""

# ruff: noqa: E501  # scripts stay on one line, as people write them

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.support.script_programs import fact_of, read

HOME = "pages/index/index"
INPUT = "<input {} placeholder='请输入身份证号'/>"
VUE_INPUT = "<input v-model.trim='form.id' placeholder='请输入身份证号'/>"
FORM = "<form bindsubmit='send'><input name='id' placeholder='请输入身份证号'/></form>"
SEND = "wx.request({url: 'https://a.example/x', data: {id: @}})"
API = "const http = (u, d) => new Promise((y, n) => wx.request({url: u, data: d, success: y})); exports.save = d => http('/save', d)"
TYPED = "on(e) { this.setData({[`form.${e.currentTarget.dataset.k}`]: e.detail.value}) }"


def page(code: str) -> str:
    return f"Page({{ data: {{hint: '请输入身份证号', form: {{}}}}, {code} }})"


def send(what: str) -> str:
    return f"send() {{ {SEND.replace('@', what)} }}"


SENT: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "written by the host": ({f"{HOME}.js": page(send("this.data.id"))}, {f"{HOME}.wxml": INPUT.format("model:value='{{id}}'")}),
    "written by the host, a part": (
        {f"{HOME}.js": page(send("this.data.form.id"))}, {f"{HOME}.wxml": INPUT.format("model:value='{{form.id}}'")},
    ),
    "written by the host, taken apart": (
        {f"{HOME}.js": page(f"send() {{ const {{id}} = this.data; {SEND.replace('@', 'id')} }}")},
        {f"{HOME}.wxml": INPUT.format("model:value='{{id}}'")},
    ),
    "handed on through a module": (
        {f"{HOME}.js": "const api = require('../../api'); " + page("async send({detail: {value}}) { const body = {...value}; await api.save(body) }"), "api.js": API},
        {f"{HOME}.wxml": FORM},
    ),
    "by a name that is computed": (
        {f"{HOME}.js": page(f"{TYPED}, {send('this.data.form')}")}, {f"{HOME}.wxml": INPUT.format("bindinput='on' data-k='id'")},
    ),
    "with a text that data say": (
        {f"{HOME}.js": page(f"{TYPED}, {send('this.data.form')}")}, {f"{HOME}.wxml": "<input bindinput='on' placeholder='{{hint}}'/>"},
    ),
    "in a template": (
        {f"{HOME}.js": page("send(e) { wx.request({data: e.detail.value}) }")},
        {f"{HOME}.wxml": "<import src='../../t/f.wxml'/><template is='f'/>", "t/f.wxml": f"<template name='f'>{FORM}</template>"},
    ),
    "in a file that is taken in": (
        {f"{HOME}.js": page("send(e) { wx.request({data: e.detail.value}) }")}, {f"{HOME}.wxml": "<include src='/t/f'/>", "t/f.wxml": FORM},
    ),
    "of Vue": (
        {f"{HOME}.vue": f"<template>{VUE_INPUT}</template>\n<script>\nexport default {{ methods: {{ {send('this.form.id')} }} }}\n</script>"}, {},
    ),
    "in an object handed to a class": (
        {
            f"{HOME}.js": "const http = require('../../http'); " + page("send(e) { http.post('/x', {...e.detail.value, t: 1}) }"),
            "http.js": "class Http { post(u, d) { return this.ask('POST', u, d) } ask(m, u, d) { wx.request({url: u, data: d}) } } module.exports = new Http()",
        },
        {f"{HOME}.wxml": FORM},
    ),
    "copied": ({f"{HOME}.js": page("send(e) { const d = Object.assign({}, e.detail.value); wx.cloud.callFunction({data: d}) }")}, {f"{HOME}.wxml": FORM}),
    "of a setup": (
        {f"{HOME}.vue": f"<template>{VUE_INPUT}</template>\n<script setup>\nconst form = reactive({{id: ''}})\nfunction send() {{ uni.request({{data: form}}) }}\n</script>"}, {},
    ),
    "in a name of the module": (
        {f"{HOME}.js": "let id = ''; " + page(f"on(e) {{ id = e.detail.value }}, {send('id')}")}, {f"{HOME}.wxml": INPUT.format("bindinput='on'")},
    ),
}  # fmt: skip
KEPT: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "another field": ({f"{HOME}.js": page(send("this.data.code"))}, {f"{HOME}.wxml": INPUT.format("model:value='{{id}}'")}),
    "another part": ({f"{HOME}.js": page(send("this.data.form.code"))}, {f"{HOME}.wxml": INPUT.format("model:value='{{form.id}}'")}),
    "of another page": (
        {f"{HOME}.js": page(""), "pages/b/b.js": page("send(e) { wx.request({data: e.detail.value}) }")},
        {f"{HOME}.wxml": "<include src='/t/f'/>", "t/f.wxml": FORM, "pages/b/b.wxml": "<view/>"},
    ),
    "beside what is sent": (
        {
            f"{HOME}.js": page("send(e) { post({id: e.detail.value.id, code: 1}) }") + "; function post(d) { wx.request({data: {c: d.code}}) }",
        },
        {f"{HOME}.wxml": FORM},
    ),
    "another name of a setup": (
        {f"{HOME}.vue": f"<template>{VUE_INPUT}</template>\n<script setup>\nconst form = reactive({{}})\nfunction send() {{ uni.request({{data: form.code}}) }}\n</script>"}, {},
    ),
    "in a name of another function": (
        {f"{HOME}.js": "let id = ''; " + page(f"on(e) {{ let id = e.detail.value; console.log(id) }}, {send('id')}")}, {f"{HOME}.wxml": INPUT.format("bindinput='on'")},
    ),
    "shown alone": ({f"{HOME}.js": page(f"{TYPED}, send() {{ wx.showToast({{title: this.data.form.id}}) }}")}, {f"{HOME}.wxml": INPUT.format("bindinput='on'")}),
}  # fmt: skip


def is_sent(scripts: Mapping[str, str], markup: Mapping[str, str]) -> bool:
    """Whether what is entered reaches a request."""
    fact = fact_of(read(scripts, markup), "field:请输入身份证号")
    return any(item.to == "request" for item in fact.destinations)


@pytest.mark.parametrize("name", SENT)
def test_what_is_entered_is_followed_to_a_request(name: str) -> None:
    assert is_sent(*SENT[name])


@pytest.mark.parametrize("name", KEPT)
def test_what_is_not_sent_is_not_said_to_be(name: str) -> None:
    assert not is_sent(*KEPT[name])
