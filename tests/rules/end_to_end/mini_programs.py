"""Rules on what a mini-program declares to its host."""

from __future__ import annotations

from typing import Any

from tests.support.end_to_end import Case, Given
from tests.support.mini_program_builder import project, settings

_LOCATES = "Page({ onLoad() { wx.getLocation({ success() {} }) } })"
_QUIET = "Page({ onLoad() {} })"
_PAGE = "<view>某某记事</view>"


def app(script: str = _QUIET, page: str = _PAGE, **keys: Any) -> bytes:  # noqa: ANN401  # any JSON value
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


def _given(script: str = _QUIET, page: str = _PAGE, **keys: Any) -> Given:  # noqa: ANN401  # any JSON value
    return Given(package=app(script, page, **keys), name="notes.zip")


def _reasons(**texts: str) -> dict[str, dict[str, str]]:
    return {f"scope.{name}": {"desc": text} for name, text in texts.items()}


CASES = [
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
        rule="background-location-mode",
        fires=_given(requiredBackgroundModes=["location"]),
        silent=_given(requiredBackgroundModes=["audio"]),
    ),
]
