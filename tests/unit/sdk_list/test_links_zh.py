"""Addresses of policies as Chinese pages write them: bold, cut by a line end, behind the title of a policy; twins."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

read = reader_of("policy.txt")


def links(facts) -> list[tuple[str, str]]:
    return [(fact.name, fact.link) for fact in facts]


def test_marks_of_bold_text_end_no_address(tmp_path):
    text = (
        "# 第三方SDK列表\n\n##### **（1）白鹭SDK:**\n\n**使用目的：提供广告**\n\n"
        "**第三方名称：北京白鹭网络技术有限公司**\n\n"
        "**隐私政策：https://egret.example/privacy**\n\n##### **（2）青鸟SDK:**\n\n**使用目的：收集崩溃日志**\n\n"
        "**第三方名称：青鸟科技有限公司**\n\n**隐私政策：https://bird.example/a*b**\n"
    )
    assert links(read(tmp_path, text, "policy.md")) == [
        ("白鹭SDK", "https://egret.example/privacy"),
        ("青鸟SDK", "https://bird.example/a*b"),
    ]


def test_an_address_that_is_the_title_of_its_link_may_be_cut_by_a_line_end(tmp_path):
    text = (
        "隐私政策\n\n2.4 第三方 SDK 隐私政策链接\n您可以点击如下第三方的隐私政策链接，了解具体规则。\n白鹭 SDK\n详见：[https://egret.example/duty/yinsiquan-\n"
        "policy.html](https://egret.example/duty/yinsiquan-policy.html)\n青鸟 SDK\n"
        "详见：[https://bird.example/policy](https://bird.example/policy)\n"
    )
    assert links(read(tmp_path, text)) == [
        ("白鹭 SDK", "https://egret.example/duty/yinsiquan-policy.html"),
        ("青鸟 SDK", "https://bird.example/policy"),
    ]


def test_whose_policy_a_title_names_is_the_name(tmp_path):
    text = (
        "隐私政策\n\n以下为第三方服务供应商的隐私政策：\n\n[白鹭的《隐私权政策》](https://egret.example/p)\n"
        "[微软的《隐私政策》](https://m.example/p)\n"
    )
    assert links(read(tmp_path, text)) == [("白鹭", "https://egret.example/p"), ("微软", "https://m.example/p")]
