"""Texts of pages that nobody can ever see are none; whatever data decide may be seen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.support.mini_program_builder import project, settings, wxapkg

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import ArtifactReading
from appaudit.artifacts.mini_program.markup import page_texts, web_page

TEXT = "注销账号"


def shown(markup: str, *styles: str) -> bool:
    return TEXT in [text.text for text in page_texts(markup, "p.wxml", styles).texts]


@pytest.mark.parametrize(
    ("attributes", "style", "is_shown"),
    [
        ("hidden", "", False),
        ("hidden='{{true}}'", "", False),
        ("hidden='{{loading}}'", "", True),
        ("hidden=''", "", True),
        ("wx:if='{{false}}'", "", False),
        ("wx:if='{{ signed }}'", "", True),
        ("v-if='false'", "", False),
        ("v-if='signed'", "", True),
        ("style='display: none'", "", False),
        ("style='display:none; color:red'", "", False),
        ("style='{{show}};display:none'", "", True),
        ("style='opacity: 0'", "", False),
        ("style='opacity: 0.8'", "", True),
        ("style='opacity: 0.0'", "", False),
        ("style='font-size:0'", "", False),
        ("style='font-size:0.8rem'", "", True),
        ("style='position:fixed;left:-9999rpx'", "", False),
        ("style='margin-left:-10px'", "", True),
        ("class='x'", ".x { display:none }", False),
        ("class='y'", ".x, .y { color: red; visibility: hidden !important; }", False),
        ("class='x {{a}}'", ".x{display:none}", True),
        ("class='x'", ".x{display:none} .on .x{display:block}", True),
        ("class='x'", ".menu .x{display:none}", True),
        ("class='x'", "/* .x{display:none} */", True),
        ("class='x'", ".x{line-height:0.5}", True),
    ],
)
def test_an_element_is_seen_unless_nothing_can_show_it(attributes: str, style: str, is_shown: bool) -> None:
    assert shown(f"<view><view {attributes}><text>{TEXT}</text></view></view>", style) is is_shown
    assert shown(f"<view {attributes}><image src='a'><input></view><view>{TEXT}</view>", style)


def test_an_end_that_is_missing_hides_no_more_than_its_element() -> None:
    assert shown(f"<view hidden><text>a</view><view>{TEXT}</view>")


def read(tmp_path: Path, files: dict[str, str]) -> ArtifactReading:
    (tmp_path / "a.zip").write_bytes(project({"app.json": settings(), "app.js": "App({})", **files}))
    return open_artifact(tmp_path / "a.zip")


@pytest.mark.parametrize("sheet", ["app.wxss", "pages/index/index.wxss"])
def test_the_sheets_of_app_and_page_apply(sheet: str, tmp_path: Path) -> None:
    page = {"pages/index/index.js": "Page({})", "pages/index/index.wxml": f"<view class='x'>{TEXT}</view>"}
    assert TEXT in [text.text for text in read(tmp_path, page).contents.texts]
    texts = read(tmp_path, {**page, sheet: ".x{display:none}"}).contents.texts
    assert TEXT not in [text.text for text in texts]


def test_the_style_of_a_file_of_vue_applies(tmp_path: Path) -> None:
    page = f"<template><view class='x'>{TEXT}</view></template><style scoped>.x{{display:none}}</style>"
    assert TEXT not in [text.text for text in read(tmp_path, {"pages/index/index.vue": page}).contents.texts]
    shown_page = page.replace("none", "block")
    assert TEXT in [text.text for text in read(tmp_path, {"pages/index/index.vue": shown_page}).contents.texts]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<web-view src='https://a.example/i'></web-view>", "https://a.example/i"),
        ("<!-- <text>a</text> --><view><web-view src=\"{{u}}\" bindmessage='m'/></view>", "{{u}}"),
        ("<web-view/>", "?"),
        ("<view><button bindtap='go'>登录</button><web-view src='https://a.example/i'/></view>", ""),
        ("<!-- <web-view src='https://a.example/i'/> --><text>商品</text>", ""),
        ("<view>商品</view>", ""),
    ],
)
def test_a_page_that_is_one_of_the_web_gives_its_address(markup: str, address: str) -> None:
    assert web_page(markup) == address


def gaps(reading: ArtifactReading) -> set[tuple[str, str]]:
    return {(gap.reason, gap.part) for gap in reading.gaps if gap.kind == "api_call"}


def test_a_first_page_of_the_web_is_said_and_a_later_one_is_not(tmp_path: Path) -> None:
    web = "<web-view src='https://a.example/i'/>"
    scripts = {"pages/index/index.js": "Page({})", "pages/help/help.js": "Page({})"}
    first = {"app.json": settings(pages=["pages/index/index", "pages/help/help"]), **scripts}
    seen = read(tmp_path, {**first, "pages/index/index.wxml": web, "pages/help/help.wxml": "<view/>"})
    assert gaps(seen) == {("dynamic_code", "pages/index/index")}
    assert gaps(read(tmp_path, {**first, "pages/help/help.wxml": web, "pages/index/index.wxml": "<view/>"})) == set()


def test_a_plugin_without_its_code_is_said(tmp_path: Path) -> None:
    plugin = "wx0a1b2c3d4e5f6071"
    declared = {"app.json": settings(plugins={"p": {"version": "1.0.0", "provider": plugin}})}
    assert gaps(read(tmp_path, declared)) == {("missing_part", "plugins")}
    with_code = {**declared, f"__plugin__/{plugin}/index.js": "module.exports = {}"}
    assert gaps(read(tmp_path, with_code)) == set()


def test_a_file_that_stands_twice_in_a_package_is_said(tmp_path: Path) -> None:
    config = '{"pages":["p"],"entryPagePath":"p.html"}'
    package = wxapkg({"app-config.json": config, "app-service.js": "App({})", "app-servicf.js": "App({})"})
    (tmp_path / "a.wxapkg").write_bytes(package)
    assert gaps(open_artifact(tmp_path / "a.wxapkg")) == set()
    (tmp_path / "a.wxapkg").write_bytes(package.replace(b"app-servicf.js", b"app-service.js"))
    assert gaps(open_artifact(tmp_path / "a.wxapkg")) == {("two_readings", "app-service.js")}


def test_a_game_without_a_project_file_is_one_of_wechat(tmp_path: Path) -> None:
    (tmp_path / "g.zip").write_bytes(project({"game.json": "{}", "game.js": "wx.getClipboardData({})"}))
    assert open_artifact(tmp_path / "g.zip").artifact.host == "wechat"


@pytest.mark.parametrize("piece", ["/*", ".a,", ".a{", "{", "<style>", "<!--", ".x{opacity:0000", "<web-view "])
def test_hostile_sheets_and_pages_take_no_longer_than_they_are(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    shown(f"<view class='x'>{TEXT}</view>", text)
    web_page(f"<web-view src=''>{text}")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("is_own", [True, False])
def test_an_own_bar_of_tabs_is_a_component_of_their_pages(is_own: bool, tmp_path: Path) -> None:
    bar = {"custom": is_own, "list": [{"pagePath": "pages/index/index"}, {}, "pages/x"]}
    reading = read(tmp_path, {"app.json": settings(tabBar=bar), "custom-tab-bar/index.js": "Component({})"})
    scripts = reading.contents.scripts
    assert scripts is not None
    assert dict(scripts.components).get("pages/index/index", ()) == (("custom-tab-bar/index",) if is_own else ())
