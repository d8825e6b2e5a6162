"""What findings are about, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.sample_reports import sample_report

from appaudit.report.renderers.words import Names

CAMERA, CONTACTS = "android.permission.CAMERA", "android.permission.READ_CONTACTS"


@pytest.mark.parametrize(
    ("subject", "zh", "en"),
    [
        (CAMERA, "使用相机", "Use the camera"),
        (f"{CAMERA}、{CONTACTS}", "使用相机、读取通讯录", "Use the camera, Read contacts"),
        (f"{CAMERA}、android.permission.GET_ACCOUNTS", "使用相机、android.permission.GET_ACCOUNTS",
         "Use the camera, android.permission.GET_ACCOUNTS"),
        ("甲、乙", "甲、乙", "甲、乙"),
        ("jpush", "极光推送", "JPush (Jiguang)"),
    ],
)  # fmt: skip
def test_several_permissions_are_named_each(subject: str, zh: str, en: str) -> None:
    report = sample_report("planted-shop")
    finding = replace(report.findings[0], subject=subject)
    name = Names(report).subject(finding)
    assert (name.zh, name.en) == (zh, en)
