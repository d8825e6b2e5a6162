"""Packages of mini-programs: the list of files, settings, markup, compiled pages and texts of scripts."""

from __future__ import annotations

import contextlib
import random

from tests.hostile import mutations
from tests.support.mini_program_builder import compiled_page, module, settings, wxapkg

from appaudit.artifacts.base import Limits, anomaly_facts
from appaudit.artifacts.mini_program.container import Container
from appaudit.artifacts.mini_program.layout import layout_of
from appaudit.artifacts.mini_program.reading import MiniProgramReading
from appaudit.artifacts.mini_program.sources import PackageSources
from appaudit.errors import ExtractionError
from appaudit.stages import Stages

LIMITS = Limits(entries=500, entry_bytes=1 << 18, total_bytes=1 << 20, text_bytes=1 << 18, texts_bytes=1 << 20)
DICTIONARY = (b"\xbe", b"\xed", b"/app-config.json", b"{{", b"}}", b"<!--", b"gz$gwx_1", b"Z([3,'", b"define(", b"\\u")


def seeds() -> list[bytes]:
    declared = settings(
        permission={"scope.userLocation": {"desc": "用于查找附近的门店"}},
        requiredPrivateInfos=["getLocation"],
        plugins={"map": {"version": "1.0.0", "provider": "wx0123456789abcdef"}},
        subPackages=[{"root": "pack", "pages": ["pages/a"]}],
    )
    package = {
        "app-config.json": declared,
        "app-service.js": module("app.js", "App({onLaunch(){wx.login({})}})"),
        "page-frame.html": compiled_page({"pages/index/index": ["注销账号", "同意\\n"]}),
    }
    folder = {
        "app.json": declared,
        "pages/index/index.js": "Page({onLoad(){wx.showModal({content: '注销账号'})}})",
        "pages/index/index.wxml": "<view wx:if=\"{{a < b}}\"><checkbox checked='{{true}}'/>同意《隐私政策》</view>",
        "manifest.json": '{/* uni-app */ "name": "x", "mp-weixin": {"appid": "wx0"}}',
        "pages.json": '{"pages": [{"path": "pages/index/index"}]}',
        "package.json": '{"dependencies": {"dayjs": "1.0.0"}}',
    }
    return [wxapkg(package), wxapkg(folder), wxapkg({name: folder[name] for name in ("manifest.json", "pages.json")})]


def mutate(data: bytes, chance: random.Random) -> bytes:
    return mutations.mutate(data, chance)


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        container = Container(memoryview(data), "x.wxapkg", LIMITS)
        anomaly_facts(container.anomalies)
        sources = PackageSources([container])
        reading = MiniProgramReading(sources, layout_of(sources), LIMITS)
        reading.read(Stages())
        result = reading.result
        assert all(text.text for text in result.contents.texts)
        assert all(gap.detail.zh and gap.detail.en for gap in result.gaps)
