"""A small Chinese privacy policy and SDK list for an app, with the gaps that the recipe asks for."""

from __future__ import annotations

import csv
import html
import io
from pathlib import Path

from .glue import asked_permissions
from .readers import READERS
from .recipe import Account, Documents, Guard, Recipe
from .sdks import SDKS, Sdk

#: Listed where the recipe asks for an SDK that is not there; the archive table has nothing of its vendor.
EXTRA = ("jpush", "极光推送SDK", "深圳市和讯华谷信息技术有限公司", "推送消息", "Android ID")
_COMPANY = "青册（杭州）科技有限公司"
_MAIL = "privacy@qingce.example"
_PERMISSION_NAMES = {
    "android.permission.READ_PHONE_STATE": "读取电话状态与识别码",
    "android.permission.ACCESS_WIFI_STATE": "查看WLAN状态",
    "android.permission.READ_CALL_LOG": "读取通话记录",
    "android.permission.READ_SMS": "读取短信",
    "android.permission.GET_ACCOUNTS": "查找设备上的账户",
    "android.permission.READ_CONTACTS": "读取通讯录",
    "android.permission.ACCESS_FINE_LOCATION": "位置信息",
}
_PERMISSION_WORDS = {
    "android.permission.CAMERA": "相机（CAMERA）：拍照上传时使用，照片只用于您选择的功能",
    "android.permission.READ_CONTACTS": "通讯录（READ_CONTACTS）：您选择邀请好友时读取通讯录",
    "android.permission.ACCESS_FINE_LOCATION": "位置（ACCESS_FINE_LOCATION）：您查看附近门店时读取精确位置信息",
}
#: Part of an SDK that has a name of its own in policies.
_BROUGHT = {"umeng-analytics": SDKS["umeng-analytics"]}


def write(recipe: Recipe, folder: Path) -> tuple[Path | None, Path | None]:
    """Write policy.html and sdks.csv; gives the paths of those that the recipe has."""
    if recipe.documents is Documents.NO_DOCUMENTS:
        return None, None
    policy, listed = folder / "policy.html", folder / "sdks.csv"
    _keep(policy, _policy(recipe))
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(["SDK名称", "提供方", "使用目的", "收集的个人信息", "隐私政策链接"])
    writer.writerows(_rows(recipe, Documents.SDK_IN_POLICY_ONLY))
    _keep(listed, "\ufeff" + table.getvalue())
    return policy, listed


def _keep(path: Path, text: str) -> None:
    """Write a file unless it says so already: what is newer than a report is scanned again."""
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def named_sdks(recipe: Recipe) -> list[Sdk]:
    """The SDKs that the documents name, brought ones included."""
    keys = [use.sdk for use in recipe.uses]
    if recipe.documents is Documents.SDK_OMITTED:
        keys = keys[1:]
    named = {SDKS[key].name: SDKS[key] for key in keys}
    # What an SDK brings along is named even where the SDK itself is left out, so that exactly one is missing.
    for use in recipe.uses:
        for brought in SDKS[use.sdk].brings:
            if brought in _BROUGHT:
                named.setdefault(_BROUGHT[brought].name, _BROUGHT[brought])
    return list(named.values())


def named_data(recipe: Recipe) -> list[str]:
    """The words of the data types that the policy names as collected by the app."""
    silent = recipe.documents in {Documents.DATA_OMITTED, Documents.DATA_DENIED}
    reads = recipe.reads[1:] if silent else recipe.reads
    return ["设备型号", "操作系统版本", "网络类型", *(READERS[read.data].words for read in reads)]


def _rows(recipe: Recipe, silent: Documents) -> list[list[str]]:
    if recipe.documents is silent:
        return []
    rows = [
        [sdk.name, sdk.company, "实现相应功能", sdk.data, "https://sdk.bench.example/privacy"]
        for sdk in named_sdks(recipe)
    ]
    if recipe.documents is Documents.EXTRA_SDK:
        rows.append([EXTRA[1], EXTRA[2], EXTRA[3], EXTRA[4], "https://sdk.bench.example/privacy"])
    return rows


def _policy(recipe: Recipe) -> str:
    """The text, one section a topic, in the words of ordinary policies."""
    collected = "".join(
        f"<tr><td>基本功能</td><td>{word}</td><td>保障账号与服务安全</td></tr>" for word in named_data(recipe)
    )
    asked = [_PERMISSION_WORDS[name] for name in asked_permissions(recipe)]
    needed = {READERS[read.data].permission for read in recipe.reads} - {""} - set(_PERMISSION_WORDS)
    if any(read.guard is Guard.PERMISSION for read in recipe.reads):
        needed.add("android.permission.READ_PHONE_STATE")
    if recipe.documents in {Documents.DATA_OMITTED, Documents.DATA_DENIED}:
        # The name of a permission would name the data.
        needed.discard(READERS[recipe.reads[0].data].permission)
    listed = [
        *asked,
        *(f"{_PERMISSION_NAMES[name]}（{name.rpartition('.')[2]}）：用于上述相应功能" for name in sorted(needed)),
        "网络（INTERNET）：连接服务器",
    ]
    rows = _rows(recipe, Documents.SDK_IN_LIST_ONLY)
    table = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    sdks = (
        f"<table><tr><th>SDK名称</th><th>提供方</th><th>使用目的</th><th>收集的个人信息</th><th>隐私政策链接</th></tr>{table}</table>"
        if rows
        else "<p>第三方SDK的情况见单独公布的清单。</p>"
    )
    denied = ""
    if recipe.documents is Documents.DATA_DENIED:
        denied = f"<p>我们不会收集您的{READERS[recipe.reads[0].data].words}。</p>"
    cancel = ""
    if recipe.account in {Account.COMPLETE, Account.NOT_IN_APP}:
        cancel = (
            "<h2>六、注销账号</h2><p>您可以在“我的—设置—账号与安全—注销账号”中注销账号，我们在15个工作日内完成，"
            "注销后删除您的个人信息或作匿名化处理。</p>"
        )
    phone = (
        "<tr><td>注册登录</td><td>手机号码、短信验证码</td><td>创建账号</td></tr>"
        if recipe.account is not Account.NONE
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>青册隐私政策</title></head><body>
<h1>青册隐私政策</h1>
<p>更新日期：2026年10月9日　生效日期：2026年10月16日</p>
<p>青册由{_COMPANY}（以下简称“我们”）运营，注册地址为浙江省杭州市西湖区青册路1号，个人信息保护负责人邮箱{_MAIL}。</p>
<h2>一、我们收集的个人信息</h2>
<table><tr><th>功能</th><th>个人信息种类</th><th>目的</th></tr>{collected}{phone}</table>
{denied}
<h2>二、系统权限</h2>
<ul>{"".join(f"<li>{line}</li>" for line in listed)}</ul>
<h2>三、第三方SDK</h2>
{sdks}
<h2>四、共享、存储与安全</h2>
<p>除上述情形外，我们向其他个人信息处理者提供您的个人信息前，会告知接收方的名称、联系方式、处理目的、处理方式和个人信息种类，并取得您的单独同意。</p>
<p>个人信息存储在中华人民共和国境内，账号信息保存至您最后一次登录后三年，日志保存六个月，期满后删除或作匿名化处理。我们采用加密传输和访问控制保护个人信息；发生个人信息泄露的，我们会及时告知您并报告主管部门。</p>
<h2>五、您的权利</h2>
<p>您可以在“我的—设置”中查阅、复制、更正、补充和删除您的个人信息，撤回同意，或者写信至{_MAIL}，我们在15个工作日内答复。投诉、举报可以写信至{_MAIL}，我们在15个工作日内受理并答复。</p>
<p>我们不面向不满十四周岁的未成年人提供服务；未成年人个人信息经监护人同意后处理。本政策变更时，我们会以弹窗告知并再次征得您的同意。</p>
{cancel}
</body></html>
"""
