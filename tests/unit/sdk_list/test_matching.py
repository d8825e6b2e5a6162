"""Declared names to known SDKs: what matches, why, and what must not."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list.matching import SdkNames, match_names


def sdk(identifier, *names, vendor="", prefixes=(), category="other"):
    return SdkNames(id=identifier, names=names, vendor=vendor, prefixes=prefixes, category=category)


CATALOG = {
    entry.id: entry
    for entry in [
        sdk("umeng-analytics", "友盟+统计", "友盟", "Umeng", "U-App", vendor="北京锐讯灵通科技有限公司",
            prefixes=("com.umeng.analytics", "com.umeng.commonsdk"), category="analytics"),
        sdk("umeng-push", "友盟推送", "U-Push", vendor="北京锐讯灵通科技有限公司",
            prefixes=("com.umeng.message",), category="push"),
        sdk("wechat-open", "微信开放平台", "微信SDK", "WeChat SDK", vendor="深圳市腾讯计算机系统有限公司",
            prefixes=("com.tencent.mm.opensdk",), category="social-login-share"),
        sdk("wechat-pay", "微信支付", vendor="财付通支付科技有限公司", category="payment"),
        sdk("tencent-ads", "优量汇", "广点通", "GDT", vendor="深圳市腾讯计算机系统有限公司", category="ads"),
        sdk("mipush", "小米推送", vendor="北京小米移动软件有限公司", category="push"),
        sdk("huawei-push", "华为推送", "HMS Push", vendor="华为软件技术有限公司", category="push"),
        sdk("oppo-push", "OPPO推送", vendor="广东欢太科技有限公司", category="push"),
        sdk("mob", "MOB", "MobTech", vendor="上海掌之淘信息技术有限公司", category="analytics"),
        sdk("baidu-map", "百度地图", vendor="北京百度网讯科技有限公司", category="map-location"),
        sdk("baidu-stat", "百度统计", vendor="北京百度网讯科技有限公司", category="analytics"),
        sdk("face", "Face++", "旷视人脸识别", vendor="北京旷视科技有限公司", category="anti-fraud"),
        sdk("ads-network", "Kestrel Audience Network", "凯斯特广告", category="ads"),
        sdk("twin-a", "双子统计", category="analytics"),
        sdk("twin-b", "双子统计", category="ads"),
    ]
}  # fmt: skip


def match(name, **fields):
    return match_names([DeclaredSdkFact(name=name, **fields)], CATALOG, shipped_lexicons().sdk_names)


@pytest.mark.parametrize(
    ("name", "identifier", "reason"),
    [
        ("友盟推送", "umeng-push", "alias"),
        ("友盟推送SDK", "umeng-push", "alias"),
        ("友盟推送 SDK（安卓版）", "umeng-push", "alias"),
        ("友盟＋统计", "umeng-analytics", "alias"),
        ("UMENG", "umeng-analytics", "alias"),
        ("友盟SDK", "umeng-analytics", "alias"),
        ("u-push", "umeng-push", "alias"),
        ("微信", "wechat-open", "alias"),
        ("微信支付SDK", "wechat-pay", "alias"),
        ("腾讯优量汇SDK", "tencent-ads", "contains 优量汇"),
        ("MobTech SDK", "mob", "alias"),
        ("Face++", "face", "alias"),
        ("优量汇广告联盟SDK", "tencent-ads", "contains 优量汇"),
        ("推送通知消息(OPPO推送SDK)", "oppo-push", "alias"),
        ("百度地图定位SDK", "baidu-map", "contains 百度地图"),
    ],
)
def test_name_is_matched(name, identifier, reason):
    [fact] = match(name)
    assert (fact.sdk_id, fact.reason) == (identifier, reason)


@pytest.mark.parametrize(
    "name",
    [
        "友盟一键登录",
        "友盟分享SDK",
        "mobile helper",
        "mobpay",
        "微信读书",
        "百度人脸识别",
        "社保卡SDK",
        "推送SDK",
        "统计",
        "Facebook",
        "com.unknown.umeng",
        "gdtadv",
        "",
    ],
)
def test_likeness_is_not_enough(name):
    [fact] = match(name)
    assert fact.sdk_id == ""


def test_push_is_not_statistics_even_when_push_is_unknown():
    catalog = {key: value for key, value in CATALOG.items() if key != "umeng-push"}
    [fact] = match_names([DeclaredSdkFact(name="友盟推送")], catalog, shipped_lexicons().sdk_names)
    assert fact.sdk_id == ""


def test_package_of_the_row_decides():
    [fact] = match("我们自己起的名字", reason="package com.umeng.message.proguard")
    assert (fact.sdk_id, fact.reason) == ("umeng-push", "package com.umeng.message")


def test_package_given_as_name():
    [fact] = match("com.umeng.message")
    assert (fact.sdk_id, fact.reason) == ("umeng-push", "package com.umeng.message")


def test_package_prefix_ends_at_a_dot():
    [fact] = match("某某", reason="package com.umeng.messages")
    assert fact.sdk_id == ""


def test_several_names_in_one_row_give_several_facts():
    facts = match("华为、小米、OPPO推送SDK", purpose="推送")
    assert [(fact.sdk_id, fact.reason) for fact in facts] == [
        ("huawei-push", "alias, part of 华为、小米、OPPO推送SDK"),
        ("mipush", "alias, part of 华为、小米、OPPO推送SDK"),
        ("oppo-push", "alias, part of 华为、小米、OPPO推送SDK"),
    ]
    assert {fact.purpose for fact in facts} == {"推送"}


def test_vendor_and_function():
    [fact] = match("消息推送服务", company="北京锐讯灵通科技有限公司")
    assert (fact.sdk_id, fact.reason) == ("umeng-push", "vendor and category push")
    [fact] = match("某组件", company="北京百度网讯科技有限公司", purpose="展示地图")
    assert fact.sdk_id == "baidu-map"


def test_vendor_alone_is_not_enough():
    [fact] = match("某组件", company="北京百度网讯科技有限公司")
    assert fact.sdk_id == ""


def test_alias_of_two_is_settled_by_the_word_for_the_function_or_left():
    [fact] = match("双子统计", purpose="广告投放")
    assert fact.sdk_id == "twin-a"
    [fact] = match("双子")
    assert fact.sdk_id == ""


def test_other_fields_survive():
    [fact] = match("友盟推送", company="甲", data=("IMEI",), link="https://a.example.org")
    assert (fact.company, fact.data, fact.link) == ("甲", ("IMEI",), "https://a.example.org")


@pytest.mark.parametrize(
    ("name", "normal"),
    [("友盟＋ SDK", "友盟+"), ("“甲” SDK", "甲"), ("A-B_c", "abc"), ("SDK", "sdk"), ("甲（Android）SDK", "甲")],
)
def test_normal_name(name, normal):
    assert shipped_lexicons().sdk_names.normal_name(name) == normal


def test_functions_of_names():
    assert shipped_lexicons().sdk_names.functions_of("友盟推送") == {"push"}
    assert shipped_lexicons().sdk_names.functions_of("友盟") == frozenset()


@pytest.mark.parametrize(
    ("name", "vendor_of"),
    [
        ("北京旷视科技有限公司", ("face",)),
        ("深圳市腾讯计算机系统有限公司", ("tencent-ads", "wechat-open")),
        ("百度公司", ("baidu-map", "baidu-stat")),
        ("友盟公司", ()),
        ("某某科技有限公司", ()),
        ("Umeng Inc.", ("umeng-analytics",)),
        ("Kestrel Inc.", ("ads-network",)),
        ("Kestrel.com, Inc.", ("ads-network",)),
        ("Kestrels Inc.", ()),
        ("Audience Inc.", ()),
        ("Kestrel", ()),
    ],
)
def test_a_company_is_none_of_its_products(name, vendor_of):
    [fact] = match(name)
    assert (fact.sdk_id, fact.vendor_of) == ("", vendor_of)


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ({"name": "财付通支付科技有限公司（微信支付）"}, "wechat-pay"),
        ({"name": "北京百度网讯科技有限公司", "purpose": "地图与定位"}, "baidu-map"),
        ({"name": "北京小米移动软件有限公司", "company": "北京小米移动软件有限公司", "purpose": "消息推送"}, "mipush"),
        ({"name": "深圳市腾讯计算机系统有限公司微信SDK"}, "wechat-open"),
    ],
)
def test_a_company_with_what_it_does_is_a_product(fields, identifier):
    [fact] = match(**fields)
    assert (fact.sdk_id, fact.vendor_of) == (identifier, ())


@pytest.mark.parametrize(
    ("purpose", "identifier"),
    [
        ("用于定位用户所在的城市", "baidu-map"),
        ("用于定位和修复问题", ""),
        ("帮助我们定位崩溃原因", ""),
        ("统计访问量", "baidu-stat"),
    ],
)
def test_who_locates_a_fault_offers_no_map(purpose, identifier):
    (fact,) = match("北京百度网讯科技有限公司", company="北京百度网讯科技有限公司", purpose=purpose)
    assert fact.sdk_id == identifier
