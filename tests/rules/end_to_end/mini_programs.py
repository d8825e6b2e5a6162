"""Rules on what a mini-program declares to its host."""

from __future__ import annotations

import json
from typing import Any

from tests.rules.end_to_end.policy import GOOD
from tests.support.end_to_end import Case, Given
from tests.support.mini_program_builder import project, settings

_LOCATES = "Page({ onLoad() { wx.getLocation({ success() {} }) } })"
_QUIET = "Page({ onLoad() {} })"
_PAGE = "<view>某某记事</view>"


def app(script: str = _QUIET, page: str = _PAGE, **keys: Any) -> bytes:  # any JSON value
    """The folder of a mini-program of WeChat with one page and these settings."""
    return project(
        {
            "app.json": settings(**keys),
            "app.js": "App({})",
            "pages/index/index.js": script,
            "pages/index/index.json": "{}",
            "pages/index/index.wxml": page,
        }
    )


def _given(script: str = _QUIET, page: str = _PAGE, **keys: Any) -> Given:  # any JSON value
    return Given(package=app(script, page, **keys), name="notes.zip")


def _reasons(**texts: str) -> dict[str, dict[str, str]]:
    return {f"scope.{name}": {"desc": text} for name, text in texts.items()}


def _guided(script: str, guide: str, policy: str = "") -> Given:
    return Given(package=app(script), name="notes.zip", guide=guide, policy=policy)


def guide(**purposes: str) -> str:
    """What getprivacysetting answers for a guide with these purposes."""
    entries = [{"privacy_key": key, "privacy_text": text} for key, text in purposes.items()]
    owner = {"contact_email": "privacy@notes.example", "notice_method": "弹窗"}
    return json.dumps({"errcode": 0, "setting_list": entries, "owner_setting": owner}, ensure_ascii=False)


_PICKS = "Page({ pick() { wx.chooseImage({}) } })"
GUIDE = [
    Case(
        rule="guide-undeclared",
        fires=_guided(_PICKS, guide(PhoneNumber="接收订单通知")),
        silent=_guided(_PICKS, guide(Album="上传笔记的配图")),
    ),
    Case(
        rule="guide-declared-unused",
        fires=_guided(_PICKS, guide(Album="上传笔记的配图", Camera="拍摄笔记的配图")),
        silent=_guided(_PICKS, guide(Album="上传笔记的配图", EXOrderInfo="显示订单")),
    ),
    Case(
        rule="guide-not-in-policy",
        fires=_guided(_PICKS, guide(Album="上传笔记的配图", LicensePlate="登记车位"), policy=GOOD),
        silent=_guided(_PICKS, guide(PhoneNumber="接收订单通知"), policy=GOOD),
    ),
    Case(
        rule="guide-purpose-vague",
        fires=_guided(_PICKS, guide(Album="提供更好的服务")),
        silent=_guided(_PICKS, guide(Album="上传笔记的配图")),
    ),
    Case(
        rule="guide-contact-missing",
        fires=_guided(_PICKS, '{"setting_list": [], "owner_setting": {"contact_email": ""}}'),
        silent=_guided(_PICKS, guide()),
    ),
]

_ASKS_AGAIN = "Page({ ask() { my.getAuthCode({ scopes: 'auth_user', fail: () => { this.ask() } }) } })"
_ASKS_ONCE = "Page({ ask() { my.getAuthCode({ scopes: 'auth_user', fail: () => { this.tell() } }) }, tell() {} })"
_ASKS_BOTH = "Page({ onLoad() { my.getAuthCode({ scopes: 'auth_user' }); my.getLocation({}) } })"
_ASKS_ON_TAP = "Page({ sign() { my.getAuthCode({ scopes: 'auth_user' }) }, find() { my.getLocation({}) } })"


def _alipay(script: str) -> Given:
    files = {
        "app.json": settings(),
        "app.js": "App({})",
        "pages/index/index.js": script,
        "pages/index/index.axml": "".join(f'<button onTap="{name}">a</button>' for name in ("ask", "sign", "find")),
    }
    return Given(package=project(files), name="notes.zip")


PRESSURE = [
    Case(rule="authorisation-asked-in-loop", fires=_alipay(_ASKS_AGAIN), silent=_alipay(_ASKS_ONCE)),
    Case(rule="authorisations-asked-at-once", fires=_alipay(_ASKS_BOTH), silent=_alipay(_ASKS_ON_TAP)),
    Case(rule="authorisation-asked-at-every-visit", fires=_alipay(_ASKS_BOTH), silent=_alipay(_ASKS_ON_TAP)),
]

CASES = [
    *GUIDE,
    *PRESSURE,
    Case(
        rule="permission-reason-missing",
        fires=_given(_LOCATES, requiredPrivateInfos=["getLocation"]),
        silent=_given(
            _LOCATES, requiredPrivateInfos=["getLocation"], permission=_reasons(userLocation="用于查找附近的门店")
        ),
    ),
    Case(
        rule="permission-reason-template",
        fires=_given(permission=_reasons(userLocation="你的位置信息将用于小程序位置接口的效果展示")),
        silent=_given(permission=_reasons(userLocation="你的位置信息将用于小程序默认城市位置选择")),
    ),
    Case(
        rule="permission-reason-repeated",
        fires=_given(permission=_reasons(userLocation="用于语音签到", record="用于语音签到")),
        silent=_given(permission=_reasons(userLocation="用于语音签到", userFuzzyLocation="用于语音签到")),
    ),
    Case(
        rule="interface-not-announced",
        fires=_given(_LOCATES, permission=_reasons(userLocation="用于查找附近的门店")),
        silent=_given(
            _LOCATES, requiredPrivateInfos=["getLocation"], permission=_reasons(userLocation="用于查找附近的门店")
        ),
    ),
    Case(
        rule="interface-announced-unused",
        fires=_given(requiredPrivateInfos=["choosePoi"]),
        silent=_given("Page({ pick() { wx.choosePoi({}) } })", requiredPrivateInfos=["choosePoi"]),
    ),
    Case(
        rule="background-location-mode",
        fires=_given(requiredBackgroundModes=["location"]),
        silent=_given(requiredBackgroundModes=["audio"]),
    ),
]
