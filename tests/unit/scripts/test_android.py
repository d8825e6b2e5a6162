"""The scripts that Android packages carry."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

import json

import pytest
from tests.support.script_programs import ENTRIES
from tests.support.shipped import shipped_lexicons

from appaudit.model.artifact import Text
from appaudit.model.facts.code import ApiCallFact
from appaudit.scripts.android import (
    android_program,
    answers_of_framework,
    asks_first,
    is_list_of_strings,
    without_unasked,
)
from appaudit.scripts.reading import ScriptReading, read_scripts

WWW = "assets/apps/__UNI__1/www"
TEMPLATE = {"version": "1", "prompt": "template", "title": "隐私政策"}


def read(files: dict[str, str]) -> ScriptReading:
    lexicons = shipped_lexicons()
    program = android_program([Text(place=path, text=text) for path, text in files.items()], lexicons.scripts)
    assert program is not None
    return read_scripts(program, ENTRIES, lexicons.scripts, lexicons.consent)


def facts(files: dict[str, str]) -> list[tuple[str, str, str, bool]]:
    return [
        (fact.api, fact.caller.rpartition("/")[2], fact.phase, fact.guarded)
        for fact in read(files).facts
        if isinstance(fact, ApiCallFact)
    ]


UNI = (
    '(this["webpackJsonp"] = this["webpackJsonp"] || []).push([["app-service"], {\n'
    '"0de9": function(t, e, n){ "use strict"; n.r(e); function r(){ return plus.device.imei } n.d(e, "a", function(){ return r }) },\n'
    '"56d7": function(t, e, n){ n("9999"); __definePage("pages/index/index", function(){ return Vue.extend(n("1234").default) });\n'
    '__definePage("pages/b/b", function(){ return Vue.extend(n("abcd").default) }) },\n'
    '"1234": function(t, e, n){ n.r(e); var r = n("5555"), o = n("f0c5"), i = Object(o["a"])(r["default"], null, []); e["default"] = i.exports },\n'
    '"f0c5": function(t, e, n){ n.d(e, "a", function(){ return r }); function r(t, e, n){ var o = "function" === typeof t ? t.options : t; return e && (o.render = e), {exports: t, options: o} } },\n'
    '"5555": function(t, e, n){ n.r(e); var o = n("0de9"); e.default = {data: function(){ return {} }, onLoad: function(){ Object(o["a"])() }, methods: {go: function(){ uni.getLocation({}) }} } },\n'
    '"abcd": function(t, e, n){ e.default = {onLoad: function(){ uni.getLocation({}) }} },\n'
    '"9999": function(t, e, n){} }, [["56d7", "app-config"]]]);'
)


def test_uni_app() -> None:
    reading = read({f"{WWW}/app-service.js": UNI})
    found = {fact.caller.rpartition("/")[2]: fact for fact in reading.facts if isinstance(fact, ApiCallFact)}
    imei = found["app-service.js#0de9:r"]
    assert (imei.api, imei.phase, imei.guarded, imei.certain) == ("plus.device.imei", "pre_consent", False, True)
    assert [name.rpartition("#")[2] for name in imei.chain] == ["5555:onLoad", "0de9:r"]
    assert [(item.to, item.method.rpartition("#")[2]) for item in imei.destinations] == [("caller", "0de9:r")]
    assert found["app-service.js#5555:go"].phase == "other"
    assert found["app-service.js#abcd:onLoad"].phase == "other"


def test_the_first_page_stands_in_the_configuration() -> None:
    config = 'var __uniConfig = {"pages":["pages/b/b","pages/index/index"],"window":{}};'
    found = facts({f"{WWW}/app-service.js": UNI, f"{WWW}/app-config-service.js": config})
    assert ("uni.getLocation", "app-service.js#abcd:onLoad", "pre_consent", False) in found
    assert ("plus.device.imei", "app-service.js#0de9:r", "other", False) in found


VUE3 = (
    "const _export_sfc = (sfc, props) => { const target = sfc.__vccOpts || sfc; for (const [key, val] of props) { target[key] = val } return target };\n"
    "const _sfc_main$1 = { onLoad(){ uni.getLocation({}) } };\n"
    'const PagesIndexIndex = _export_sfc(_sfc_main$1, [["render", 1]]);\n'
    '__definePage("pages/index/index", PagesIndexIndex);\n'
    "const _sfc_main = { onLaunch(){ if (plus.runtime.isAgreePrivacy()) this.id() }, methods: {id(){ return plus.device.imei }} };\n"
    "const App = _export_sfc(_sfc_main, []); createApp(App)"
)


def test_uni_app_of_the_newer_kind() -> None:
    assert facts({f"{WWW}/app-service.js": VUE3}) == [
        ("plus.device.imei", "app-service.js:id", "pre_consent", True),
        ("uni.getLocation", "app-service.js:onLoad", "pre_consent", False),
    ]


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        (TEMPLATE, True),
        (TEMPLATE | {"disagreeMode": {"support": False}}, True),
        (TEMPLATE | {"disagreeMode": {"support": True}}, False),
        (TEMPLATE | {"prompt": "none"}, False),
        (TEMPLATE | {"prompt": "custom"}, False),
        ({}, False),
        ([], False),
    ],
)
def test_the_framework_asks_first(settings: object, first: bool) -> None:
    assert asks_first(json.dumps(settings)) is first
    found = facts({f"{WWW}/app-service.js": VUE3, "assets/androidPrivacy.json": json.dumps(settings)})
    assert ("uni.getLocation", "app-service.js:onLoad", "pre_consent", first) in found


COMMENTED = """{
    "version" : "1",
    "prompt" : "%s",
    // since 3.4.13: "system" opens https://example.com/p in the browser
    "title" : "隐私 // 政策", /* "prompt" : "none",
    */ "hrefLoader" : "system"
}"""


@pytest.mark.parametrize(("prompt", "first"), [("template", True), ("none", False)])
def test_comments_are_passed_over_as_the_framework_does(prompt: str, first: bool) -> None:
    settings = COMMENTED % prompt
    assert asks_first(settings) is first
    found = facts({f"{WWW}/app-service.js": VUE3, f"{WWW}/androidPrivacy.json": settings})
    assert ("uni.getLocation", "app-service.js:onLoad", "pre_consent", first) in found


@pytest.mark.parametrize(
    "settings",
    ["", "{", "[" * 100_000, '"template"', '{"prompt": "template" // }', '// {"prompt": "template"}', "/*" * 100_000],
)
def test_settings_that_say_nothing(settings: str) -> None:
    assert not asks_first(settings)


def test_cordova() -> None:
    script = (
        "document.addEventListener('deviceready', function(){ navigator.geolocation.getCurrentPosition(ok) }, false);\n"
        "document.getElementById('b').addEventListener('click', function(){ plus.device.imei });"
    )
    reading = read({"assets/www/js/index.js": script})
    assert [(call.api, call.phase) for call in reading.calls] == [
        ("navigator.geolocation.getCurrentPosition", "pre_consent"),
        ("plus.device.imei", "other"),
    ]


def test_scripts_that_nobody_is_seen_to_run() -> None:
    script = "uni.getLocation({})"
    assert facts({f"{WWW}/app-service.js": script}) == [
        ("uni.getLocation", "app-service.js:<module>", "pre_consent", False)
    ]
    assert facts({"assets/other/some.js": script}) == [("uni.getLocation", "some.js:<module>", "other", False)]


def test_strings_of_a_compiled_script_are_no_script() -> None:
    assert is_list_of_strings("\n".join(f"name{n}" for n in range(100)))
    assert not is_list_of_strings("\n".join(f"a{n}();" for n in range(100)))
    texts = [Text(place="assets/index.android.bundle", text="\n".join(f"name{n}" for n in range(100)))]
    assert android_program(texts, shipped_lexicons().scripts) is None


def test_scripts_in_a_page_of_cordova() -> None:
    page = "assets/www/index.html"
    scripts = "\n\n<script>document.addEventListener('deviceready', function(){ read() });\nfunction read(){ uni.getLocation({}) }</script>"
    (fact,) = [fact for fact in read({f"{page}#scripts": scripts}).facts if isinstance(fact, ApiCallFact)]
    assert (fact.api, fact.caller, fact.phase) == ("uni.getLocation", f"{page}:read", "pre_consent")
    assert (fact.location.path, fact.location.line) == (page, 4)


QUESTION = Text(place="res/strings/dcloud_privacy_prompt_title", text="服务协议和隐私政策")
OWN = Text(place="res/strings/privacy_title", text="隐私政策")


@pytest.mark.parametrize(
    ("settings", "is_asked"),
    [
        (json.dumps(TEMPLATE), True),
        (json.dumps(TEMPLATE | {"disagreeMode": {"support": True}}), True),
        (json.dumps(TEMPLATE | {"prompt": "custom"}), False),
        ("{broken", False),
        (None, False),
    ],
    ids=["asks", "asks and lets in without", "the app asks", "unreadable", "no settings"],
)
def test_the_texts_of_a_question_that_the_framework_never_asks_are_nobodys(
    settings: str | None, is_asked: bool
) -> None:
    given = [Text(place=f"{WWW}/androidPrivacy.json", text=settings)] if settings is not None else []
    kept = without_unasked([QUESTION, OWN, *given])
    assert kept == ([QUESTION, OWN, *given] if is_asked else [OWN, *given])


@pytest.mark.parametrize(
    ("settings", "is_whole", "found"),
    [
        (None, True, {"false"}),
        (None, False, set()),
        ('{"prompt": "template"}', False, {"true"}),
        ('{"prompt": "none"}', True, {"false"}),
        ("{", True, {"false"}),
    ],
    ids=["no settings", "not all read", "asks first", "asks nothing", "no settings that can be read"],
)
def test_what_the_framework_has_yet_to_ask(settings: str | None, is_whole: bool, found: set[str]) -> None:
    """Without settings it asks nothing: nothing has yet to be shown."""
    texts = [] if settings is None else [Text(place=f"{WWW}/androidPrivacy.json", text=settings)]
    assert set(answers_of_framework(texts, is_whole=is_whole).values()) == found
