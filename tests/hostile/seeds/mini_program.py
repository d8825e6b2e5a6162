"""A sound package of WeChat."""

from __future__ import annotations

from tests.support.mini_program_builder import compiled_page, module, settings, wxapkg

NAME = "notes.wxapkg"


def content() -> bytes:
    return wxapkg(
        {
            "app-config.json": settings(permission={"scope.userLocation": {"desc": "用于查找附近的门店"}}),
            "app-service.js": module("app.js", "App({})")
            + module("pages/index/index.js", "Page({onLoad(){wx.getLocation({})}})"),
            "page-frame.html": compiled_page({"pages/index/index": ["注销账号"]}),
        }
    )
