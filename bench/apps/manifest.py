"""The manifest and resources of an app, with what the manifests of its archives add."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from .archives import Unpacked
from .glue import asked_permissions
from .readers import READERS
from .recipe import Account, Documents, Recipe, Site

_ANDROID = "http://schemas.android.com/apk/res/android"
_NAME = f"{{{_ANDROID}}}name"
#: Where Sentry's own provider would send, without which it refuses to start.
_SENTRY = "https://key@sentry.bench.example/1"
#: Attributes that say what a component is; the rest may refer to resources that are left out.
_KEPT = {"name", "exported", "enabled", "process", "authorities", "permission", "value", "initOrder", "scheme", "host"}
_COMPONENTS = ("activity", "service", "receiver", "provider", "meta-data")
_BASE = ("android.permission.INTERNET", "android.permission.ACCESS_NETWORK_STATE")


def permissions(recipe: Recipe) -> set[str]:
    """The permissions that the app itself declares."""
    needed = {READERS[read.data].permission for read in recipe.reads} - {""}
    return {*_BASE, *needed, *asked_permissions(recipe), *recipe.unused}


def merged_permissions(archives: Iterable[Unpacked]) -> set[str]:
    """The permissions that the archives' manifests add."""
    found: set[str] = set()
    for unpacked in archives:
        if unpacked.manifest is not None:
            root = ET.parse(unpacked.manifest).getroot()  # noqa: S314 (the digest of the archive was checked)
            found.update(node.get(_NAME, "") for node in root.findall("uses-permission"))
    return found


def write(recipe: Recipe, archives: list[Unpacked], folder: Path) -> None:
    """Write AndroidManifest.xml and res/ into a folder."""
    ET.register_namespace("android", _ANDROID)
    root = ET.Element("manifest", {"package": recipe.package, f"{{{_ANDROID}}}versionCode": "1",
                                   f"{{{_ANDROID}}}versionName": "1.0"})  # fmt: skip
    ET.SubElement(root, "uses-sdk", {f"{{{_ANDROID}}}minSdkVersion": "21", f"{{{_ANDROID}}}targetSdkVersion": "28"})
    for name in sorted(permissions(recipe) | merged_permissions(archives)):
        ET.SubElement(root, "uses-permission", {_NAME: name})
    application = ET.SubElement(
        root, "application", {_NAME: f"{recipe.package}.DemoApplication", f"{{{_ANDROID}}}label": "@string/app_name"}
    )
    main = _component(application, "activity", f"{recipe.package}.MainActivity", exported="true")
    launched = ET.SubElement(main, "intent-filter")
    ET.SubElement(launched, "action", {_NAME: "android.intent.action.MAIN"})
    ET.SubElement(launched, "category", {_NAME: "android.intent.category.LAUNCHER"})
    _component(application, "activity", f"{recipe.package}.SecondActivity", exported="false")
    sites = {read.site for read in recipe.reads} | {use.site for use in recipe.uses}
    if Site.PROVIDER in sites:
        _component(application, "provider", f"{recipe.package}.InstallProvider", exported="false",
                   authorities=f"{recipe.package}.install")  # fmt: skip
    if Site.RECEIVER in sites:
        receiver = _component(application, "receiver", f"{recipe.package}.PackageReceiver", exported="false")
        received = ET.SubElement(receiver, "intent-filter")
        ET.SubElement(received, "action", {_NAME: "android.intent.action.PACKAGE_ADDED"})
        ET.SubElement(received, "data", {f"{{{_ANDROID}}}scheme": "package"})
    for unpacked in archives:
        if unpacked.manifest is not None:
            _merge(application, unpacked.manifest, recipe.package)
    if any(use.sdk == "sentry" for use in recipe.uses):
        ET.SubElement(application, "meta-data", {_NAME: "io.sentry.dsn",
                                                 f"{{{_ANDROID}}}value": _SENTRY})  # fmt: skip
    ET.ElementTree(root).write(folder / "AndroidManifest.xml", encoding="utf-8", xml_declaration=True)
    _resources(recipe, folder / "res")


def _component(application: ET.Element, tag: str, name: str, **attributes: str) -> ET.Element:
    named = {f"{{{_ANDROID}}}{key}": value for key, value in attributes.items()}
    return ET.SubElement(application, tag, {_NAME: name, **named})


def _merge(application: ET.Element, manifest: Path, package: str) -> None:
    """Add the components of an archive's manifest, without what refers to resources."""
    root = ET.parse(manifest).getroot()  # noqa: S314 (the digest of the archive was checked)
    own = root.get("package", "")
    for node in root.findall("application/*"):
        if node.tag in _COMPONENTS:
            copied = _copied(node, package)
            name = copied.get(_NAME, "")
            if name.startswith("."):
                copied.set(_NAME, own + name)
            if node.tag != "meta-data" or copied.get(f"{{{_ANDROID}}}value") is not None:
                application.append(copied)


def _copied(node: ET.Element, package: str) -> ET.Element:
    attributes = {}
    for key, value in node.attrib.items():
        if key.removeprefix(f"{{{_ANDROID}}}") in _KEPT and not value.startswith("@"):
            attributes[key] = re.sub(r"\$\{[^}]*\}", package, value)
    copy = ET.Element(node.tag, attributes)
    copy.extend(_copied(child, package) for child in node if isinstance(child.tag, str))
    return copy


def _resources(recipe: Recipe, folder: Path) -> None:
    """Texts and a layout: a consent prompt in every app, sign-in and cancellation as the recipe has it."""
    texts = {
        "app_name": "青册",
        "consent_text": "请您阅读并同意《隐私政策》。在您同意之前，我们不会收集您的个人信息。",
        "agree": "同意",
        "disagree": "不同意",
        "feature": "开始使用",
        "settings": "设置",
        "login": "手机号登录" if recipe.account is not Account.NONE else "首页",
    }
    if recipe.account is Account.COMPLETE:
        texts |= {"cancel_account": "注销账号", "cancel_notice": "注销账号后，您的个人信息将被删除，是否继续？"}
    if recipe.account is not Account.NONE:
        texts |= {"code": "获取验证码", "password": "请输入密码"}
    if recipe.documents is not Documents.NO_DOCUMENTS:
        texts["policy"] = "隐私政策"
    values = folder / "values"
    values.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f'    <string name="{name}">{text}</string>' for name, text in texts.items())
    (values / "strings.xml").write_text(f"<resources>\n{lines}\n</resources>\n", encoding="utf-8")
    buttons = "\n".join(
        f'    <Button android:id="@+id/{name}" android:layout_width="match_parent" android:layout_height="wrap_content"'
        f' android:text="@string/{name}"/>'
        for name in ("login", "feature", "settings")
    )
    rest = "\n".join(
        f'    <TextView android:layout_width="match_parent" android:layout_height="wrap_content"'
        f' android:text="@string/{name}"/>'
        for name in texts
        if name in {"cancel_account", "code", "password", "policy"}
    )
    layout = folder / "layout"
    layout.mkdir(parents=True, exist_ok=True)
    (layout / "main.xml").write_text(
        f'<LinearLayout xmlns:android="{_ANDROID}" android:orientation="vertical"'
        ' android:layout_width="match_parent" android:layout_height="match_parent">'
        f"\n{buttons}\n{rest}\n</LinearLayout>\n",
        encoding="utf-8",
    )
