"""Settings, markup, compiled pages, texts and dependencies of mini-programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.mini_program_builder import module, project, settings, wxapkg

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import LimitReachedError, Limits
from appaudit.artifacts.mini_program.compiled_markup import compiled_texts
from appaudit.artifacts.mini_program.container import Container, ContainerError
from appaudit.artifacts.mini_program.json_files import JsonError, exported_object, parse_json
from appaudit.artifacts.mini_program.markup import page_texts
from appaudit.artifacts.mini_program.texts import script_texts
from appaudit.model.facts.base import Fact
from appaudit.model.facts.mini_program import BackgroundModeFact, DeclaredInterfaceFact
from appaudit.model.facts.package import DependencyFact, PermissionFact


def facts_of(tmp_path: Path, files: dict[str, str]) -> list[Fact]:
    path = tmp_path / "x.zip"
    path.write_bytes(project(files))
    return open_artifact(path).facts


def test_what_settings_declare(tmp_path: Path) -> None:
    declared = settings(
        permission={"scope.userLocation": {"desc": " 用于签到 "}, "scope.record": {}, "scope.camera": {"desc": ""}},
        requiredPrivateInfos=["getLocation", "getLocation", 3],
        requiredBackgroundModes=["audio", "location"],
    )
    facts = facts_of(tmp_path, {"app.json": declared, "app.js": "App({})"})
    permissions = {fact.name: fact for fact in facts if isinstance(fact, PermissionFact)}
    assert {name: (fact.reason, fact.has_reason) for name, fact in permissions.items()} == {
        "scope.userLocation": ("用于签到", True),
        "scope.record": ("", False),
        "scope.camera": ("", True),
    }
    assert permissions["scope.record"].location.path == "app.json"
    assert [fact.name for fact in facts if isinstance(fact, DeclaredInterfaceFact)] == ["getLocation"]
    assert [fact.mode for fact in facts if isinstance(fact, BackgroundModeFact)] == ["audio", "location"]


def test_who_else_is_in_it(tmp_path: Path) -> None:
    declared = settings(
        plugins={"map": {"version": "1.0.16", "provider": "wx0000000000000001"}},
        subpackages=[{"root": "live", "pages": ["a"], "plugins": {"p": {"version": "2", "provider": "wx02"}}}],
    )
    files = {
        "app.json": declared,
        "live/a.js": "Page({})",
        "package.json": '{"dependencies": {"dayjs": "1.11.7", "@vant/weapp": "^1.10.0"}, '
        '"devDependencies": {"gulp": "4.0.2"}}',
        "package-lock.json": '{"packages": {"node_modules/@vant/weapp": {"version": "1.10.19"}}}',
        "miniprogram_npm/lottie-miniprogram/index.js": "module.exports = {}",
        "miniprogram_npm/@scope/part/index.js": "module.exports = {}",
    }
    found = {
        (fact.source, fact.name, fact.version) for fact in facts_of(tmp_path, files) if isinstance(fact, DependencyFact)
    }
    assert found == {
        ("plugin", "wx0000000000000001", "1.0.16"),
        ("plugin", "wx02", "2"),
        ("npm", "dayjs", "1.11.7"),
        ("npm", "@vant/weapp", "1.10.19"),
        ("npm", "lottie-miniprogram", ""),
        ("npm", "@scope/part", ""),
    }


def test_packages_of_npm_and_plugins_are_found_among_modules(tmp_path: Path) -> None:
    path = tmp_path / "x.wxapkg"
    service = module("miniprogram_npm/sa-sdk/index.js", "") + module("__plugin__/wx0123456789abcdef/index.js", "")
    path.write_bytes(wxapkg({"app-config.json": settings(), "app-service.js": service}))
    reading = open_artifact(path)
    found = {(fact.source, fact.name) for fact in reading.facts if isinstance(fact, DependencyFact)}
    assert found == {("npm", "sa-sdk"), ("plugin", "wx0123456789abcdef")}
    assert "miniprogram_npm/sa-sdk/index.js" in reading.contents.entry_names


def test_texts_of_a_page() -> None:
    markup = """<!-- 注销 --><wxs module="m">var a = '不是文字'</wxs>
    <view wx:if="{{a<b}}">账号{{name}}设置</view>
    <button title="{{isNew ? '注册' : '登录'}}" bindtap="go">提交</button>
    <checkbox checked id="agree"/>已阅读并同意《隐私政策》
    <radio checked="{{chosen}}" value="{{x}}"/>不同意"""
    page = page_texts(markup, "pages/a.wxml")
    assert [text.text for text in page.texts] == [
        *("账号 设置", "注册", "登录", "提交", "已阅读并同意《隐私政策》", "不同意"),
    ]
    assert [(box.view, box.checked, box.texts) for box in page.check_boxes()] == [
        ("agree", True, ("已阅读并同意《隐私政策》",)),
        ("", False, ("不同意",)),
    ]


def test_texts_of_compiled_pages() -> None:
    script = (
        "function gz$gwx_1(){(function(z){function Z(ops){z.push(ops)}\nZ([3,'\\u6ce8\\u9500'])\n"
        "Z([[7],[3,'name']])\nZ([a,[3,'你好，'],[[6],[[7],[3,'user']],[3,'nick']],[3,'！']])\n})(z);}"
        "function gz$gwx_2(){(function(z){Z([3,'it\\'s'])\n})(z);}"
        "function gz$gwx_3(){(function(z){Z([3,'谁的？'])\n})(z);}"
        "var x=['./pages/a.wxml','../parts/part.wxml','./pages/b.wxml']\n"
        "var m0=function(e,s,r,gg){\nvar z=gz$gwx_1()\nreturn r\n}\ne_[x[0]]={f:m0,j:[],i:[]}\n"
        "var m1=function(e,s,r,gg){\nvar z=gz$gwx_2()\nreturn r\n}\ne_[x[2]]={f:m1,j:[],i:[]}"
    )
    assert [(text.place, text.text) for text in compiled_texts(script, "page-frame.html")] == [
        ("pages/a.wxml", "注销"),
        *(("pages/a.wxml", text) for text in ("你好，！", "你好，", "！")),
        ("pages/b.wxml", "it's"),
        ("page-frame.html", "谁的？"),
    ]


def test_comments_are_no_texts_of_scripts() -> None:
    script = (
        "// '注销账号'\n/* \"退出\" */ wx.showModal({title: '提示', content: `确认注销？`, url: 'https://a.example/x'})"
    )
    assert [text.text for text in script_texts(script, "a.js")] == ["提示", "确认注销？", "https://a.example/x"]
    # A backtick in a regular expression begins no text, and what lies before the next one is none.
    assert script_texts("a = /`/\n// 输入密码完成时\nb = `c`", "a.js") == []
    with_patterns = """if (/[/'"]/.test(a)) b = c / d / '分享'\n// 输入'密码\nx = a.replace(/'/g, '确认')"""
    assert [text.text for text in script_texts(with_patterns, "a.js")] == ["分享", "确认"]


def test_json_with_comments() -> None:
    assert parse_json('\ufeff{"a": 1}', "x") == {"a": 1}
    assert parse_json("{/* c */ a: 'b', // d\n}", "x") == {"a": "b"}
    assert exported_object("export default { a: '}', /* } */ b: [1] } as Config;", "x") == {"a": "}", "b": [1]}
    for text in ("", "{", "{a: b()}"):
        with pytest.raises(JsonError):
            parse_json(text, "x")


def test_json_that_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(LimitReachedError):
        parse_json("[" * 100_000, "x")


def test_files_outside_of_the_package_are_refused() -> None:
    data = wxapkg({"a.js": "x" * 100})
    container = Container(memoryview(data[:-50]), "x", Limits())
    assert container.names == ["a.js"]
    with pytest.raises(ContainerError):
        container.read("a.js")


def test_odd_names_are_anomalies() -> None:
    data = wxapkg({"../a.js": "", "b.js": "1"}).replace(b"b.js", b"b\0js")
    container = Container(memoryview(data), "x", Limits())
    assert {anomaly.code for anomaly in container.anomalies} == {"traversal_name", "name_with_nul"}
