"""Texts of rules speak of the platform that they are shown on."""

from __future__ import annotations

import re
from dataclasses import fields

from tests.support.shipped import rules

from appaudit.judge.conditions import said as condition_said
from appaudit.judge.destinations import said as destination_said
from appaudit.model.condition import Condition
from appaudit.model.destination import Destination
from appaudit.model.rule import Rule, RuleDocs

#: What only Android has: files, build tools, classes, settings and their stores. `manifest.json` is of uni-app.
ANDROID = re.compile(
    r"(?i)\bandroid|安卓|manifest(?!\.json)|清单(?:文件|整体)|\bgradle|\boncreate\b|\bactivity\b|\bapks?\b|(?<!不看)安装包"
    r"|contentprovider|content provider|\bproguard|\br8\b|混淆规则|shrinker|加固|\bpack(?:ing|er)\b|pickvisualmedia"
    r"|action_[a-z]+|\boaid\b|sharedpreferences|首选项|a preference|cleartexttraffic|网络安全配置|network security conf"
    r"|globalsetting|ksadsdk|mobads|personal_ads_type|setpersonal|uses-permission|targetsdk|\bdex\b|smali|\.so\b"
)


def texts_of(rule: Rule) -> list[str]:
    docs = [getattr(rule.docs, each.name) for each in fields(RuleDocs) if each.name != "references"]
    return [text for said in (rule.title, rule.message, rule.remediation, *docs) for text in (said.zh, said.en)]


def test_rules_on_a_mini_program_have_no_word_of_android() -> None:
    said = [rule.worded_for("miniprogram") for rule in rules() if rule.speaks_on("miniprogram")]
    assert len(said) > 100
    assert {rule.id: text for rule in said for text in texts_of(rule) if ANDROID.search(text)} == {}


def test_the_words_are_found_where_they_belong() -> None:
    on_android = {rule.id for rule in rules() if any(ANDROID.search(text) for text in texts_of(rule))}
    assert {"consent-box-ticked", "undisclosed-collection", "pre-consent-collection"} <= on_android


def test_evidence_on_a_script_has_no_word_of_android() -> None:
    where = "pages/index/index.js:onLoad"
    lines = [
        destination_said(Destination(to="preference", api="wx.setStorage", method=where)),
        condition_said(Condition(kind="ungranted", subject="scope.userLocation", method=where)),
    ]
    assert [line for line in lines if ANDROID.search(line.zh + line.en)] == []
    assert ANDROID.search(destination_said(Destination(to="preference", api="putString", method="cn.a.B.c")).en)
