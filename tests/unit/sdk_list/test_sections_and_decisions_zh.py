"""Chinese lists that stand below contacts, tables of choices, sections with items, and names in two spellings."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, suffix: str = "md") -> list[DeclaredSdkFact]:
    path = tmp_path / f"list.{suffix}"
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


BELOW_CONTACTS = """隐私政策

九、本政策如何更新
我们会在页面上公布修改。

十、如何联系我们
您可以通过客服与我们联系。
地址：某某路1号

{title}
我们对接入的相关第三方在此列明。
白鹭地图
使用目的：用于展现地图
数据类型：设备标识信息、地理位置信息
青鸟推送
使用目的：用于推送消息
数据类型：设备标识信息
"""


@pytest.mark.parametrize("title", ["附录：APP接入第三方SDK目录", "附件一：第三方SDK目录", "附录2 第三方SDK目录"])
def test_an_appendix_below_the_contacts_is_a_section_of_its_own(tmp_path, title):
    facts = read(tmp_path, BELOW_CONTACTS.format(title=title), "txt")
    assert [(fact.name, fact.purpose) for fact in facts] == [("白鹭地图", "用于展现地图"), ("青鸟推送", "用于推送消息")]


def test_particulars_below_the_contacts_name_nobody(tmp_path):
    text = "隐私政策\n\n十、如何联系我们\n\n开发者名称：白鹭有限公司\n联系方式：a@egret.example\n"
    assert read(tmp_path, text, "txt") == []


CHOICES = """# 第三方服务决策总结

## 已确定的第三方服务

### 核心服务

| 服务类型 | 选择方案 | 决策理由 |
|---|---|---|
| 数据库 | Vercel Postgres | 配置简单 |
| 地图服务 | Mapbox | 功能丰富 |
| 图片存储 | Firebase Storage | 额度充足 |

### 部署服务

| 服务类型 | 选择方案 | 决策理由 |
|---|---|---|
| 应用托管 | {host} | 部署简单 |
"""


def test_who_was_chosen_for_each_kind_of_service_is_listed(tmp_path):
    facts = read(tmp_path, CHOICES.format(host="Vercel"))
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Vercel Postgres", "数据库"),
        ("Mapbox", "地图服务"),
        ("Firebase Storage", "图片存储"),
        ("Vercel", "应用托管"),
    ]


def test_a_table_of_other_headings_learns_nothing_from_it(tmp_path):
    text = CHOICES.format(host="Vercel").replace("### 部署服务\n\n| 服务类型 | 选择方案", "### 部署\n\n| 环境 | 地址")
    assert [fact.name for fact in read(tmp_path, text)] == ["Vercel Postgres", "Mapbox", "Firebase Storage"]


SECTION = """<h1>隐私政策</h1><h2>3. 第三方服务</h2><h3>1. Firebase Crashlytics（Google）</h3>
<p>我们使用 Firebase Crashlytics 来诊断崩溃问题。</p><p>Firebase Crashlytics 可能会自动收集以下信息：</p>
<ul><li>设备型号</li><li>系统版本</li><li>应用版本</li><li>崩溃堆栈信息</li><li>内存状态信息</li></ul>
<p>这些信息仅用于改进应用。</p><p>了解更多：<br>https://firebase.google.com/support/privacy</p>
<h3>2. Google AdMob</h3><p>本应用使用 Google AdMob 用于展示广告。</p><p>AdMob 可能会收集：</p>
<ul><li>广告标识符（Advertising ID）</li><li>IP 地址</li></ul>"""


def test_all_of_a_section_is_read_and_items_of_data_are_nobody(tmp_path):
    crashes, ads = read(tmp_path, SECTION, "html")
    assert crashes.data[-1] == "内存状态信息"
    assert crashes.link == "https://firebase.google.com/support/privacy"
    assert (ads.name, ads.purpose, ads.data[-1]) == ("Google AdMob", "展示广告", "IP 地址")


def test_a_kind_with_a_name_in_brackets_is_still_an_entry(tmp_path):
    text = "# 隐私政策\n\n## 第三方服务\n\n- 推送服务（极光推送）\n- 地图服务（高德地图）\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["极光推送", "高德地图"]


TITLED = """# 隐私政策

支付时我们已接入支付宝 App 支付 SDK用于解锁商品。

## 七、第三方 SDK 说明

1. {title}
SDK名称：App 支付 SDK
开发者：支付宝（杭州）信息技术有限公司
使用目的：用于发起支付
收集信息：订单号
"""


def test_the_title_that_says_whose_a_name_is_is_the_name(tmp_path):
    (fact,) = read(tmp_path, TITLED.format(title="支付宝 App 支付 SDK"))
    assert (fact.name, fact.company) == ("支付宝 App 支付 SDK", "支付宝（杭州）信息技术有限公司")
    assert "App 支付 SDK" in [fact.name for fact in read(tmp_path, TITLED.format(title="支付类 SDK"))]


BY_DATA = """# 隐私政策

## 集成的第三方SDK收集情况

| 信息项 | 获取目的 | 获取方式 | 获取范围 |
|---|---|---|---|
| 设备IP | 友盟统计SDK、优量汇SDK | SDK获取 | 展示广告时 |
| 设备IMEI | 友盟统计SDK、优量汇SDK | SDK获取 | 展示广告时 |
| 安装列表 | 优量汇SDK | SDK获取 | 展示广告时 |
| 获取麦克风权限进行录音 | {use} | 录屏精灵 | 开启录音时 |
"""


def test_what_the_app_does_itself_is_nobody_in_a_table_by_data(tmp_path):
    assert [fact.name for fact in read(tmp_path, BY_DATA.format(use="录制声音"))] == ["友盟统计SDK", "优量汇SDK"]
    named = read(tmp_path, BY_DATA.format(use="讯飞语音SDK"))
    assert [fact.name for fact in named] == ["友盟统计SDK", "优量汇SDK", "讯飞语音SDK"]


def test_a_company_ends_where_a_sentence_behind_it_begins(tmp_path):
    block = "# 第三方SDK目录\n\n## 白鹭认证 SDK\n\n**提供方**：白鹭软件有限公司{more}\n\n**处理的信息**：OAID\n"
    for more in ("。用途是验证账号并提供登录身份。", "。", ""):
        (fact,) = read(tmp_path, block.format(more=more))
        assert fact.company == "白鹭软件有限公司"


SIGN_IN = """# Privacy Policy

## 2. What we collect when you sign in

| {heading} | Data collected |
|---|---|
| Google account | name |
| Kakao account | nickname |
| Apple account | e-mail |
"""


def test_ways_to_sign_in_are_nobody(tmp_path):
    assert read(tmp_path, SIGN_IN.format(heading="Method")) == []
    providers = read(tmp_path, SIGN_IN.format(heading="Third-party provider"))
    assert [fact.name for fact in providers] == ["Google account", "Kakao account", "Apple account"]
