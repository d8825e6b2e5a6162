"""An app that holds the text of its policy: it is read where no file is supplied, and what it lacks stays open."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample
from tests.support.shipped import shipped_lexicons

from appaudit.cli import exit_code_of
from appaudit.model.artifact import Text
from appaudit.texts.policy_texts import policy_copies, policy_date, policy_texts

POLICY = (
    """青禾记账隐私政策
更新日期：2026年3月1日
生效日期：2026年3月8日

一、我们收集的信息
您注册账号时，我们会收集您的手机号码，用于创建账号和验证身份。
二、共享
未经您的单独同意，我们不会向第三方提供您的个人信息。
三、您的权利
账号一经注册不得注销。您可以在“我的-设置-隐私”中删除您的个人信息。
四、存储
您的信息存储于中华人民共和国境内，保存期限为账号存续期间。
五、未成年人
我们不向不满十四周岁的儿童提供服务。
六、联系我们
临江市青禾科技有限公司，邮箱 privacy@qinghe.example。
"""
    + "本应用的各项功能以产品页面的说明为准，使用前请仔细阅读并理解本政策的全部内容。\n" * 40
)


@pytest.fixture
def scan(tmp_path: Path):
    def run(assets: dict[str, str], *options: str) -> dict[str, Any]:
        package = tmp_path / "app.apk"
        package.write_bytes(sample("clean-shop").apk.read_bytes())
        with zipfile.ZipFile(package, "a") as archive:
            for name, text in assets.items():
                archive.writestr(name, text)
        out = tmp_path / "report.json"
        code = exit_code_of(
            ["scan", str(package), "--format", "json", "--output", str(out), "--as-of", "2026-11-24", *options]
        )
        assert code in (0, 1)
        report: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return report

    return run


def test_a_policy_in_the_assets_is_read_where_none_is_supplied(scan) -> None:
    report = scan({"assets/privacy.html": f"<html><body><pre>{POLICY}</pre></body></html>"})
    assert [row["name"] for row in report["facts"]["policy"]["documents"]] == ["assets/privacy.html"]
    policies = [(item["name"], item["status"]) for item in report["inputs"] if item["role"] == "policy"]
    assert policies == [("assets/privacy.html", "read"), ("", "not_supplied")]
    assert "account-cancellation-negated" in {finding["rule_id"] for finding in report["findings"]}


def test_what_it_lacks_stays_open_because_another_policy_may_apply(scan) -> None:
    report = scan({"assets/privacy.txt": POLICY})
    assert "security-measures-missing" not in {finding["rule_id"] for finding in report["findings"]}
    assert "policy-not-supplied" not in {finding["rule_id"] for finding in report["findings"]}
    (gap,) = next(row["gaps"] for row in report["coverage"] if row["kind"] == "clause")
    assert (gap["level"], gap["reason"]) == ("partial", "not_supplied")
    assert "assets/privacy.txt" in gap["detail"]["zh"]


def test_a_supplied_policy_is_read_alone(scan) -> None:
    policy = sample("clean-shop").policy
    report = scan({"assets/privacy.txt": POLICY}, "--policy", str(policy))
    assert [row["name"] for row in report["facts"]["policy"]["documents"]] == [policy.name]


@pytest.mark.parametrize(
    ("supplied", "relation"),
    [
        (["生效日期：2026年6月1日"], "older"),
        (["更新日期：2025年12月1日", "清单更新日期：2026年1月5日"], "newer"),
        (["生效日期：2026年3月8日"], "same"),
        (["本政策没有日期"], "unknown"),
        ([], "unknown"),
    ],
)
def test_the_text_in_the_app_is_dated_against_the_supplied_one(supplied: list[str], relation: str) -> None:
    (copy,) = policy_copies([Text(place="assets/a.txt", text=POLICY)], supplied, shipped_lexicons().ui.policy)
    assert (copy.relation, copy.date) == (relation, "2026-03-08")


def test_a_copy_of_another_date_is_for_review(scan) -> None:
    report = scan({"assets/privacy.txt": POLICY}, "--policy", str(sample("clean-shop").policy))
    (finding,) = [item for item in report["findings"] if item["rule_id"] == "policy-copy-differs"]
    assert finding["status"] == "review"
    assert finding["subject"] == "assets/privacy.txt"
    assert "2026-03-08" in finding["message"]["zh"]


@pytest.mark.parametrize(
    "text",
    [
        "欢迎使用青禾记账，请阅读隐私政策。" * 30,
        "青禾记账用户服务协议\n" + POLICY.split("\n", 1)[1].replace("隐私", "服务"),
        "天翼账号认证服务隐私协议\n" + POLICY.split("\n", 1)[1],
        "隐私政策\n" + "本应用的各项功能以产品页面的说明为准。" * 200,
    ],
    ids=["a notice", "another agreement", "the policy of a service inside", "no policy but its title"],
)
def test_other_texts_are_no_policy_of_the_app(text: str) -> None:
    assert policy_texts([Text(place="assets/a.txt", text=text)], shipped_lexicons().ui.policy) == []


def test_equal_copies_are_read_once() -> None:
    texts = [Text(place="assets/a.txt", text=POLICY), Text(place="classes.dex", text=POLICY.replace("\n", "\n\n"))]
    assert [text.place for text in policy_texts(texts, shipped_lexicons().ui.policy)] == ["assets/a.txt"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (POLICY, "2026-03-08"),
        ("Last updated: 2025-1-7", "2025-01-07"),
        ("本政策于2026年1月1日", ""),
    ],
)
def test_a_policy_is_dated_by_what_it_says_of_itself(text: str, date: str) -> None:
    assert policy_date(text, shipped_lexicons().ui.policy) == date
