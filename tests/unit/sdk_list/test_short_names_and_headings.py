"""Companies in sentences around a name: under a heading, by a short name, in English brackets; and the near twins."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

EGRET = "白鹭科技有限公司"
TITLE = "# 第三方SDK\n\n"

read = reader_of("list.md")


HEADED = "## 二、第三方 SDK 数据收集\n\n### 2.1 Egret SDK（v4.10.0）\n\n{}\n\n- core：核心功能 — 可能收集设备型号\n"


def test_who_offers_what_a_heading_names(tmp_path):
    (fact,) = read(tmp_path, HEADED.format(f"由{EGRET}提供。仅在您同意后初始化。"))
    assert (fact.company, fact.data) == (EGRET, ("设备型号",))


def test_who_is_named_below_a_heading_for_something_else(tmp_path):
    (fact,) = read(tmp_path, HEADED.format(f"仅在您同意后初始化，客服由{EGRET}提供。"))
    assert fact.company == ""


SHORT = (
    "我们使用了第三方（{}，以下称“MobTech”）MobTech 短信验证服务为您提供短信验证功能。"
    "MobTech 会收集您的手机号、IP地址。\n"
)


def test_a_company_with_a_short_name_before_its_product(tmp_path):
    (fact,) = read(tmp_path, TITLE + SHORT.format(EGRET))
    assert (fact.name, fact.company, fact.purpose) == ("MobTech", EGRET, "短信验证功能")
    assert fact.data == ("手机号", "IP地址")


def test_a_short_name_of_ourselves(tmp_path):
    text = f"{TITLE}我们（{EGRET}，以下称“我们”）短信验证服务为您提供短信验证功能。\n"
    assert not read(tmp_path, text)
    refused = SHORT.format(EGRET).replace("我们使用了", "我们没有使用").partition("。")[0] + "。\n"
    assert all(fact.company != EGRET for fact in read(tmp_path, TITLE + refused))


def test_a_company_in_english_brackets_is_no_purpose(tmp_path):
    head = "# Privacy\n\n## Services we use\n\nWe use OneSignal {} to send reminders.\n"
    (fact,) = read(tmp_path, head.format("(Egret Software, Inc.)"))
    assert (fact.name, fact.company, fact.purpose) == ("OneSignal", "Egret Software, Inc.", "send reminders")
    (fact,) = read(tmp_path, head.format("(push messages)"))
    assert (fact.company, fact.purpose) == ("", "push messages")


def test_what_the_next_english_sentence_says_is_taken(tmp_path):
    head = "# Privacy\n\n## Third-party services\n\nWe use RevenueCat, Inc. to manage subscriptions. {}\n"
    (fact,) = read(tmp_path, head.format("It receives your purchase history."))
    assert fact.data == ("purchase history",)
    (fact,) = read(tmp_path, head.format("It does not receive your purchase history."))
    assert fact.data == ()
    (fact,) = read(tmp_path, head.format("We receive your purchase history."))
    assert fact.data == ()


def test_what_may_be_processed(tmp_path):
    sentence = "Push is delivered via OneSignal, Inc., which may process a push token."
    (fact,) = read(tmp_path, f"# Privacy\n\n## Third-party services\n\n{sentence}\n")
    assert (fact.company, fact.data) == ("OneSignal, Inc.", ("a push token",))


CARD = (
    "第三方公司名称: {company}\n共享类型: {kind}\n共享信息: 设备型号、MAC地址\n使用目的: 用于{use}\n"
    "第三方个人信息处理规则: https://egret.example/privacy\n\n"
)


def test_the_sdk_in_the_kind_of_sharing(tmp_path):
    text = "附录：第三方SDK共享清单\n\n" + "".join(
        CARD.format(company=EGRET, kind=f"内嵌 SDK({name} SDK)", use=use)
        for name, use in (("白鹭地图", "展示地图"), ("白鹭定位", "定位"))
    )
    facts = read(tmp_path, text, "list.txt")
    assert [(fact.name, fact.company) for fact in facts] == [("白鹭地图 SDK", EGRET), ("白鹭定位 SDK", EGRET)]


def test_a_kind_of_sharing_without_a_name(tmp_path):
    text = "附录：第三方SDK共享清单\n\n" + CARD.format(company=EGRET, kind="内嵌 SDK", use="展示地图")
    (fact,) = read(tmp_path, text, "list.txt")
    assert (fact.name, fact.company) == (EGRET, EGRET)


def test_a_company_said_twice_around_its_sdk(tmp_path):
    text = f"第三方SDK清单\n\n公司名称：{EGRET}\nSDK名称：白鹭SDK\n公司名称：{EGRET}\n使用目的：推送\n收集信息：OAID\n"
    (fact,) = read(tmp_path, text, "list.txt")
    assert (fact.name, fact.company, fact.purpose) == ("白鹭SDK", EGRET, "推送")


NETWORKS = (
    "# Privacy\n\n## Advertising\n\nWe {} the following ad networks to show ads.\n\n1. AppLovin.\n2. ironSource.\n"
)


def test_names_below_a_sentence_on_ad_networks(tmp_path):
    assert [fact.name for fact in read(tmp_path, NETWORKS.format("use"))] == ["AppLovin", "ironSource"]


def test_names_below_a_denial_or_of_something_else(tmp_path):
    assert not read(tmp_path, NETWORKS.format("do not use"))
    steps = "# Manual\n\n## Advertising\n\nDo the following steps to show ads.\n\n1. AppLovin.\n2. ironSource.\n"
    assert not read(tmp_path, steps)
