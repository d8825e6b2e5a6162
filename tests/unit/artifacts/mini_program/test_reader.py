"""What a mini-program is told by, and what the reader makes of packages, folders and archives."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.mini_program_builder import Files, compiled_page, module, project, settings, wxapkg

from appaudit.artifacts import is_artifact_folder, open_artifact
from appaudit.artifacts.base import ArtifactReading, Limits
from appaudit.errors import ConfigError, UnreadableArtifactError
from appaudit.model.artifact import Text
from appaudit.model.facts.package import AppFact, PermissionFact

PAGE = {"pages/index/index.js": "Page({})"}
MAIN = {
    "app-config.json": settings(entryPagePath="pages/home/home.html"),
    "app-service.js": module("app.js", "App({})") + module("pages/index/index.js", "Page({})"),
    "page-frame.html": compiled_page({"pages/index/index": ["注销账号"]}),
}


def laid_out(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read(path: Path, content: bytes) -> ArtifactReading:
    path.write_bytes(content)
    return open_artifact(path)


def test_a_package_of_wechat(tmp_path: Path) -> None:
    reading = read(tmp_path / "wx0123456789abcdef.wxapkg", wxapkg(MAIN))
    artifact = reading.artifact
    assert (artifact.kind, artifact.platform, artifact.host) == ("mini_program", "miniprogram", "wechat")
    assert artifact.package == "wx0123456789abcdef"  # the package itself does not say
    assert reading.contents.scripts is not None
    assert reading.contents.scripts.pages == ("pages/home/home", "pages/index/index")
    assert Text(place="pages/index/index.wxml", text="注销账号") in reading.contents.texts
    assert reading.gaps == []


@pytest.mark.parametrize(
    ("host", "files"),
    [
        ("wechat", {"pages/index/index.wxml": "<view/>"}),
        ("alipay", {"pages/index/index.axml": "<view/>"}),
        ("douyin", {"pages/index/index.ttml": "<view/>"}),
        ("baidu", {"pages/index/index.swan": "<view/>"}),
        ("qq", {"pages/index/index.qml": "<view/>"}),
        ("qq", {"pages/index/index.wxml": "<view/>", "project.config.json": '{"qqappid": "1100000000"}'}),
        # A project that came from WeChat keeps its file.
        ("baidu", {"pages/index/index.swan": "<view/>", "project.config.json": '{"appid": "wx0123456789abcdef"}'}),
    ],
)
def test_the_host_is_told_by_the_markup(tmp_path: Path, host: str, files: Files) -> None:
    folder = laid_out(tmp_path, {"app.json": settings(), **PAGE, **files})
    assert is_artifact_folder(folder)
    assert open_artifact(folder).artifact.host == host


@pytest.mark.parametrize("root", ["miniprogram/", "./miniprogram", "miniprogram"])
def test_a_project_names_the_folder_of_its_mini_program(tmp_path: Path, root: str) -> None:
    config = f'{{"miniprogramRoot": "{root}", "appid": "wx0123456789abcdef", "projectname": "notes"}}'
    files = {
        "project.config.json": config,
        "cloudfunctions/login/index.js": "exports.main = () => {}",
        "miniprogram/app.json": settings(),
        **{f"miniprogram/{name}": content for name, content in PAGE.items()},
    }
    reading = open_artifact(laid_out(tmp_path, files))
    assert (reading.artifact.package, reading.artifact.label) == ("wx0123456789abcdef", "notes")
    assert reading.contents.scripts is not None
    assert [text.place for text in reading.contents.scripts.files] == ["pages/index/index.js"]


def test_a_project_of_uni_app(tmp_path: Path) -> None:
    manifest = """{
        "name": "某某记事", /* 名称 */
        "versionName": "1.2.0",
        "versionCode": "120",
        "mp-alipay": {},
        "mp-weixin": {"appid": "wx0123456789abcdef", "permission": {"scope.userLocation": {"desc": "用于签到"}}},
    }"""
    files = {
        "manifest.json": manifest,
        "pages.json": '{"pages": [{"path": "pages/index/index"}], '
        '"subPackages": [{"root": "a", "pages": [{"path": "b"}]}]}',
        "pages/index/index.vue": "<template><text>注销账号</text></template><script>export default {}</script>",
        "unpackage/dist/build/mp-weixin/app.js": "App({})",
    }
    reading = open_artifact(laid_out(tmp_path, files))
    artifact = reading.artifact
    assert (artifact.host, artifact.package, artifact.label) == ("wechat", "wx0123456789abcdef", "某某记事")
    assert (artifact.version_name, artifact.version_code) == ("1.2.0", "120")
    assert reading.contents.scripts is not None
    assert reading.contents.scripts.pages == ("pages/index/index", "a/b")
    assert [text.place for text in reading.contents.scripts.files] == ["pages/index/index.vue"]
    assert Text(place="pages/index/index.vue", text="注销账号") in reading.contents.texts
    assert [fact.reason for fact in reading.facts if isinstance(fact, PermissionFact)] == ["用于签到"]


def test_a_project_of_taro(tmp_path: Path) -> None:
    config = "export default defineAppConfig({\n  pages: ['pages/index/index'], // first\n  permission: {},\n})\n"
    files = {"src/app.config.ts": config, "src/pages/index/index.tsx": "export default () => <View>注销账号</View>"}
    reading = open_artifact(laid_out(tmp_path, files))
    assert reading.contents.scripts is not None
    assert reading.contents.scripts.pages == ("pages/index/index",)
    assert Text(place="pages/index/index.tsx", text="注销账号") in reading.contents.texts


def test_settings_that_are_computed_are_a_gap(tmp_path: Path) -> None:
    files = {"src/app.config.ts": "export default make(pages)", "src/app.ts": "App({})"}
    reading = open_artifact(laid_out(tmp_path, files))
    assert {"app", "permission", "declared_interface"} <= {gap.kind for gap in reading.gaps}


def test_a_zipped_folder_is_read_as_the_folder(tmp_path: Path) -> None:
    files = {"app.json": settings(window={"navigationBarTitleText": "某某记事"}), **PAGE}
    whole = read(tmp_path / "a.zip", project(files))
    inside = read(tmp_path / "b.zip", project({f"notes/{name}": content for name, content in files.items()}))
    assert whole.artifact.label == inside.artifact.label == "某某记事"
    assert whole.contents == inside.contents


@pytest.mark.parametrize(("title", "label"), [("某某首页", "某某首页"), ("首页", ""), ("WeChat", ""), ("微信", "")])
def test_a_title_of_a_template_is_not_the_name(tmp_path: Path, title: str, label: str) -> None:
    reading = read(
        tmp_path / "a.zip", project({"app.json": settings(window={"navigationBarTitleText": title}), **PAGE})
    )
    assert reading.artifact.label == label


def test_main_package_and_sub_packages_in_one_folder(tmp_path: Path) -> None:
    main = {**MAIN, "app-config.json": settings(subPackages=[{"root": "shop", "pages": ["shop/a"]}])}
    part = {"shop/app-service.js": module("shop/a.js", "Page({})")}
    alone = open_artifact(laid_out(tmp_path / "alone", {"__APP__.wxapkg": wxapkg(main)}) / "__APP__.wxapkg")
    assert {(gap.kind, gap.reason) for gap in alone.gaps} >= {("api_call", "missing_part"), ("ui_text", "missing_part")}
    folder = laid_out(tmp_path / "both", {"_shop_.wxapkg": wxapkg(part), "__APP__.wxapkg": wxapkg(main)})
    both = open_artifact(folder)
    assert both.gaps == []
    assert both.contents.scripts is not None
    assert {text.place for text in both.contents.scripts.files} == {"app-service.js", "shop/app-service.js"}


def test_two_main_packages_are_two_apps(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, {"a.wxapkg": wxapkg(MAIN), "b.wxapkg": wxapkg(MAIN)})
    assert not is_artifact_folder(folder)


def test_a_sub_package_alone_is_read_and_says_what_is_missing(tmp_path: Path) -> None:
    reading = read(tmp_path / "_shop_.wxapkg", wxapkg({"shop/app-service.js": module("shop/a.js", "Page({})")}))
    assert {"app", "permission", "declared_interface", "api_call"} <= {gap.kind for gap in reading.gaps}
    assert [fact for fact in reading.facts if isinstance(fact, AppFact)] == []


@pytest.mark.parametrize("content", [b"V1MMWX" + bytes(2000), b"\x13\xaa\xb0\x35" * 500, wxapkg(MAIN)[:60], b"\xbe"])
def test_what_is_encrypted_or_broken_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableArtifactError) as caught:
        read(tmp_path / "x.wxapkg", content)
    assert caught.value.zh


def test_a_quick_app_is_named_and_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableArtifactError, match="quick app"):
        read(tmp_path / "x.rpk", project({"manifest.json": '{"package": "com.example"}', "app.js": ""}))


def test_a_folder_of_something_else_is_none(tmp_path: Path) -> None:
    files = {"app.json": '{"name": "notes", "displayName": "Notes"}', "index.js": "AppRegistry.registerComponent()"}
    folder = laid_out(tmp_path, files)
    assert not is_artifact_folder(folder)
    with pytest.raises(ConfigError):
        open_artifact(folder)


def test_more_files_than_the_limit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.wxapkg"
    path.write_bytes(wxapkg({f"{number}.js": "" for number in range(20)}))
    with pytest.raises(UnreadableArtifactError, match="entries"):
        open_artifact(path, limits=Limits(entries=10))


def test_scripts_beyond_the_limit_are_a_gap(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, {"app.json": settings(), "pages/index/index.js": "//" + "x" * 5000})
    reading = open_artifact(folder, limits=Limits(text_bytes=1000))
    assert ("api_call", "limit_reached") in {(gap.kind, gap.reason) for gap in reading.gaps}


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = laid_out(tmp_path / "outside", {"secret.js": "Page({})"})
    folder = laid_out(tmp_path / "app", {"app.json": settings(), **PAGE})
    (folder / "linked").symlink_to(outside)
    scripts = open_artifact(folder).contents.scripts
    assert scripts is not None
    assert [text.place for text in scripts.files] == ["pages/index/index.js"]


def test_the_digest_is_that_of_names_and_contents(tmp_path: Path) -> None:
    files = {"app.json": settings(), **PAGE}
    first = open_artifact(laid_out(tmp_path / "a", files)).artifact.sha256
    assert first == open_artifact(laid_out(tmp_path / "b", files)).artifact.sha256
    assert first != open_artifact(laid_out(tmp_path / "c", {**files, "app.js": ""})).artifact.sha256
