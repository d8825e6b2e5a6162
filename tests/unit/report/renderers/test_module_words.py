"""The head of a report on an app bundle tells its modules, who signed it, and the mapping that it brought along."""

from __future__ import annotations

import pytest
from tests.support.sample_reports import sample_report

from appaudit.model.artifact import Module
from appaudit.report.renderers import render
from appaudit.report.renderers.module_words import bundle_lines, modules_said


def test_modules_are_named_with_their_delivery() -> None:
    modules = (
        Module(name="base", delivery="install_time"),
        Module(name="extra", delivery="conditional"),
        Module(name="pack", has_assets_only=True, delivery="fast_follow"),
    )
    said = modules_said(modules)
    assert said is not None
    assert said.zh == "base（随应用安装）、extra（仅在符合条件的设备上随应用安装）、pack（资源包，安装后随即下载）"
    assert said.en == "base (with the app), extra (with the app on certain devices), pack (assets, right after the app)"


def test_countless_modules_with_endless_names_are_one_line() -> None:
    said = modules_said(tuple(Module(name="m" * 5000, delivery="on_demand") for _ in range(1000)))
    assert said is not None
    assert said.en.endswith("and 980 more")
    assert len(said.zh) < 4000


def test_other_artifacts_have_no_such_lines() -> None:
    assert modules_said(()) is None
    assert list(bundle_lines(sample_report("clean-shop"))) == []


@pytest.mark.parametrize("format_", ["text", "html"])
def test_the_head_of_a_bundle_says_it(format_: str) -> None:
    page = str(render(format_, sample_report("app-bundle"), "zh"))
    assert "invite（按需下载）" in page
    assert "以上传密钥签名（C=CN, O=appaudit, CN=Sample Apps" in page
    assert "由 App Bundle 自带" in page
    assert "APP_BUNDLE" not in page
