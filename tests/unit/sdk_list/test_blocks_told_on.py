"""Blocks of labels between which sentences stand, that begin with the company, or whose addresses stand below them."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


COMPANY_FIRST = (
    "# Third-Party SDKs\n\n## Third-Party Partners\n\n"
    "- **Third-party company name**: Egret Technology Co., Ltd.\n- **Product/Type**: Egret Statistics\n"
    "- **Shared data**: IP address, operating system\n- **{0}**: daily analysis\n- **{1}**: access to the website\n"
    "- **Data sharing method**: background interfaces\n"
    "- **{2}**：[https://egret.example/a?id=3&type=0](https://egret.example/a?id=3&type=0)\n\n<hr/>\n\n"
    "- **Third-party company name**: Bluebird Co., Ltd.\n- **Product/Type**: Bluebird account\n"
    "- **Shared data**: user name\n- **{0}**: sign-in\n- **{1}**: login service\n"
    "- **Data sharing method**: background interfaces\n- **{2}**: https://bluebird.example/privacy\n"
)


@pytest.mark.parametrize(
    ("labels", "purposes"),
    [
        (("Data sharing purpose", "Application scenario"), ("daily analysis", "sign-in")),
        (("Information usage purpose", "Data sharing scenario"), ("daily analysis", "sign-in")),
        # The near twin: neither label says what for.
        (("Data sharing location", "Application method"), ("", "")),
    ],
)
def test_english_blocks_that_begin_with_the_company(tmp_path, labels, purposes):
    rules = "Third-party personal data processing rules"
    assert read(tmp_path, "list.md", COMPANY_FIRST.format(*labels, rules)) == [
        (
            "Egret Statistics",
            "Egret Technology Co., Ltd.",
            purposes[0],
            ("IP address", "operating system"),
            "https://egret.example/a?id=3&type=0",
        ),
        ("Bluebird account", "Bluebird Co., Ltd.", purposes[1], ("user name",), "https://bluebird.example/privacy"),
    ]


TOLD_ON = """export default () => (<div>
<p className="font-semibold">3、程序中使用的第三方SDK</p>
<div><p className="font-semibold">（1）微信</p>
<p><strong>使用目的：</strong>分享到朋友圈</p>
<p>{0}</p>
<p><strong>收集个人信息字段：</strong>OAID、设备型号</p>
<p><strong>使用方式：</strong>SDK本机采集</p>
<p><strong>所属机构：</strong>深圳市白鹭计算机系统有限公司</p>
<p><strong>{1}：</strong></p>
<ul><li>https://egret.example/a.html</li><li>https://egret.example/b.html</li></ul></div>
<div><p className="font-semibold">COS sdk</p><p><strong>使用目的：</strong>上传图片</p>
<p><strong>服务商名称：</strong>青鸟云</p></div>
</div>)
"""
ABOUT = "你注册微信服务时，微信会收集、使用你的昵称、头像、手机号码；你还可以选择填写性别、地区等信息。"
COS = ("COS sdk", "青鸟云", "上传图片", (), "")


@pytest.mark.parametrize("label", ["隐私协议链接或 sdk url", "第三方隐私政策链接及官网地址", "隐私政策链接"])
def test_a_sentence_on_whom_a_heading_names_ends_no_block(tmp_path, label):
    assert read(tmp_path, "List.tsx", TOLD_ON.format(ABOUT, label)) == [
        (
            "微信",
            "深圳市白鹭计算机系统有限公司",
            "分享到朋友圈",
            ("OAID", "设备型号"),
            "https://egret.example/a.html",
        ),
        COS,
    ]


def test_a_sentence_on_somebody_else_ends_it(tmp_path):
    other = ABOUT.replace("微信", "本应用")
    named = [name for name, *_ in read(tmp_path, "List.tsx", TOLD_ON.format(other, "隐私政策链接"))]
    assert "微信" not in named
    assert named[-1] == "COS sdk"
