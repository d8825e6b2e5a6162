"""Entries whose name or verb leads the sentence, labels glued to names, and what their near twins are."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


GAME = (
    "<html><body><h1>Privacy</h1><h2>Third-Party Services</h2><p>The game integrates these third-party SDKs:</p><ul>"
    "<li><strong>Unity Ads</strong> serves rewarded advertising. <a href='https://unity.example/p'>Policy</a>.</li>"
    "<li><strong>Sentry</strong> collects crash traces.</li><li><strong>RevenueCat (purchases_flutter)</strong> — used "
    "to manage subscriptions. RevenueCat receives an app-user ID to validate them.</li></ul><h2>Your choices</h2>"
    "<ul><li><strong>Delete</strong> your data.</li><li>Players collect coins.</li></ul></body></html>"
)


def test_english_entries_that_are_sentences_on_somebody_known(tmp_path):
    facts = read(tmp_path, "policy.html", GAME)
    assert [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts] == [
        ("Unity Ads", "serves rewarded advertising", (), "https://unity.example/p"),
        ("Sentry", "", ("crash traces",), ""),
        ("RevenueCat (purchases_flutter)", "manage subscriptions", ("an app-user ID",), ""),
    ]


def test_the_brackets_of_bare_names_say_what_for_where_one_of_them_does(tmp_path):
    page = "<html><body><h2>7. 第三方服务</h2><p>我们集成了以下第三方服务：</p><ul>{}</ul></body></html>"
    uses = "<li>Cloudflare（基础设施托管）</li><li>Resend（邮件服务）</li><li>GitHub OAuth（登录认证）</li>"
    facts = read(tmp_path, "page.html", page.format(uses))
    assert [fact.purpose for fact in facts] == ["基础设施托管", "邮件服务", "登录认证"]
    others = "<li>Cloudflare（云耀）</li><li>Resend（瑞森）</li><li>GitHub（基特）</li>"
    assert [fact.purpose for fact in read(tmp_path, "page.html", page.format(others))] == ["", "", ""]


@pytest.mark.parametrize(
    ("rest", "purpose", "link"),
    [
        ("数据存储（隐私政策：egret.example/p）", "数据存储", "https://egret.example/p"),
        ("数据存储（版本：2.0/stable）", "数据存储（版本：2.0/stable）", ""),
        ("数据存储（参见：egret.example/p）", "数据存储（参见：egret.example/p）", ""),
    ],
)
def test_the_policy_of_an_entry_in_brackets(tmp_path, rest, purpose, link):
    text = f"## 5. 第三方服务\n\n我们使用了以下第三方服务：\n\n- **Supabase**：{rest}\n- **Stripe**：用于支付\n"
    facts = read(tmp_path, "policy.md", text)
    assert next((fact.name, fact.purpose, fact.link) for fact in facts) == ("Supabase", purpose, link)


LABELS = (
    "六、第三方SDK\n\n1. 青鸟工具库：收集目的：用于推送消息；收集方式：自动收集IMEI、OAID；收集范围：仅用于推送服务；"
    "隐私政策：https://a.example/p\n2. 白鹭框架：收集目的：用于网络请求；收集方式：SDK自动处理；隐私政策：https://b.example/p\n"
)


def test_labels_right_behind_the_colon_of_a_name(tmp_path):
    facts = read(tmp_path, "policy.md", LABELS)
    assert [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts] == [
        ("青鸟工具库", "用于推送消息", ("IMEI", "OAID"), "https://a.example/p"),
        ("白鹭框架", "用于网络请求", (), "https://b.example/p"),
    ]


@pytest.mark.parametrize("item", ["IMEI", "位置信息", "相机权限"])
def test_an_item_of_data_with_labels_is_no_name(tmp_path, item):
    text = f"六、第三方SDK收集的信息\n\n（1）{item}：收集目的：用于识别设备；收集方式：自动收集；隐私政策：https://a.example/p\n"
    assert read(tmp_path, "policy.md", text) == []


def test_a_label_glued_to_the_name_of_an_sdk(tmp_path):
    text = (
        "1.我们会收集必要的信息；\n4.第三方SDK收集信息以及用处：Heron SDK应用场景：登录、数据分析。"
        "可能收集的个人信息的类型：IMSI、设备版本第三方SDK提供方：苍鹭网络科技有限公司\n5.您可以查阅本协议；\n"
    )
    facts = read(tmp_path, "policy.md", text)
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts] == [
        ("Heron SDK", "苍鹭网络科技有限公司", "登录、数据分析", ("IMSI", "设备版本"))
    ]
    twin = "第三方SDK\n\n第三方SDK使用目的：登录\n第三方SDK收集信息：OAID\n第三方SDK名称：青鸟SDK\n"
    assert [fact.name for fact in read(tmp_path, "list.txt", twin)] == ["青鸟SDK"]


@pytest.mark.parametrize(
    "entry",
    [
        "（1）关联公司：为提供服务，我们可能会共享您的订单信息；\n（2）子公司：我们会向其提供您的手机号。",
        "（1）微信登录：昵称；\n（2）手机号登录：手机号。",
    ],
)
def test_a_word_for_companies_or_functions_is_nobody(tmp_path, entry):
    assert read(tmp_path, "policy.md", f"# 政策\n\n## 我们与第三方的共享\n\n我们会与以下主体共享：\n{entry}\n") == []


def test_a_list_of_names_and_addresses_stays_one(tmp_path):
    names = ["支付宝支付", "腾讯TBS", "腾讯Bugly", "极光认证"]
    lines = "\n".join(f"{name}\nhttps://a.example/{number}" for number, name in enumerate(names))
    text = f"### 九、第三方SDK信息公示\n以下为我们接入的第三方SDK名称及其隐私协议链接\n{lines}\n"
    assert [fact.name for fact in read(tmp_path, "list.txt", text)] == names
