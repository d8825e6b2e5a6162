"""Artifacts are called what people call them, on every platform."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.sample_reports import sample_report

from appaudit.model.words import Host, words_of
from appaudit.report.renderers import render
from appaudit.report.renderers.artifact_words import identifier_of, kind_of


@pytest.mark.parametrize("host", words_of(Host))
def test_every_host_of_mini_programs_has_a_name(host: Host) -> None:
    artifact = replace(sample_report("clean-shop").artifact, platform="miniprogram", kind="mini_program", host=host)
    assert kind_of(artifact).zh.endswith("小程序")
    assert kind_of(artifact).en.endswith("mini-program")
    assert identifier_of(artifact).zh == "小程序 AppID"


def test_the_page_of_a_mini_program_has_no_levels_of_android() -> None:
    report = sample_report("clean-shop")
    artifact = replace(report.artifact, platform="miniprogram", kind="mini_program", host="wechat")
    page = str(render("html", replace(report, artifact=artifact), "zh"))
    assert "微信小程序" in page
    assert "小程序 AppID" in page
    assert "最低 / 目标 SDK" not in page
    assert "MINI_PROGRAM" not in page


@pytest.mark.parametrize(("kind", "said"), [("app_bundle", "AAB"), ("sdk", "SDK archive"), ("hap", "HAP")])
def test_other_kinds_are_said_as_people_say_them(kind: str, said: str) -> None:
    assert kind_of(replace(sample_report("clean-shop").artifact, kind=kind)).en == said


def test_the_page_of_a_package_has_them() -> None:
    page = str(render("html", sample_report("clean-shop"), "en"))
    assert "Minimum / target SDK" in page
    assert ">APK<" in page
    assert "mini-program" not in page
