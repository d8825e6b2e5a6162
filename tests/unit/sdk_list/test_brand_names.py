"""Names that say little of a product: a brand with ordinary words, a brand alone, a brand with an unknown product."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list.matching import SdkNames, match_names

CATALOG = {
    entry.id: entry
    for entry in [
        SdkNames(id="egret-push", names=("白鹭推送",), vendor="北京白鹭科技有限公司", category="push"),
        SdkNames(id="egret-ads", names=("白鹭广告联盟", "白鹭广告"), vendor="北京白鹭科技有限公司", category="ads"),
        SdkNames(id="bluebird", names=("青鸟", "青鸟支付"), vendor="上海青鸟股份有限公司", category="payment"),
        SdkNames(id="heron-share", names=("HeronShare",), category="social-login-share"),
        SdkNames(id="heron-text", names=("HeronText",), category="other"),
        SdkNames(id="heron-push", names=("HeronPush",), category="push"),
        SdkNames(id="egret-sms", names=("白鹭号码认证服务",), vendor="杭州白鹭通信有限公司", category="one-key-login"),
        SdkNames(id="osprey", names=("Osprey",), category="payment"),
        SdkNames(id="stork-push", names=("Stork",), vendor="Stork LLC", category="push"),
        SdkNames(id="stork-ads", names=("Stork Ads",), vendor="Stork LLC", category="ads"),
        SdkNames(
            id="heron", names=("HeronTech", "Heron SDK"), part_of=("heron-share", "heron-text", "heron-push")
        ),
    ]
}  # fmt: skip


def match(name: str, purpose: str = "", company: str = "") -> DeclaredSdkFact:
    declared = DeclaredSdkFact(name=name, purpose=purpose, company=company)
    (fact,) = match_names([declared], CATALOG, shipped_lexicons().sdk_names)
    return fact


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("白鹭消息推送服务", "egret-push"),
        ("白鹭推送通知插件", "egret-push"),
        ("白鹭开放平台", ""),
        ("白鹭消息", ""),
        ("消息推送服务", ""),
    ],
)
def test_words_that_tell_no_product_count_for_nothing(name, identifier):
    assert match(name).sdk_id == identifier


@pytest.mark.parametrize(
    ("purpose", "identifier"),
    [("广告投放、广告监测", "egret-ads"), ("推送消息", "egret-push"), ("广告投放、推送消息", ""), ("展示内容", "")],
)
def test_a_brand_alone_is_what_it_is_for(purpose, identifier):
    assert match("白鹭", purpose).sdk_id == identifier


@pytest.mark.parametrize(
    ("name", "purpose", "identifier"),
    [
        ("青鸟乘车码SDK", "生成二维码", ""),
        ("青鸟乘车码SDK", "支付车费", "bluebird"),
        ("青鸟乘车码SDK", "", "bluebird"),
        ("青鸟支付SDK", "生成二维码", "bluebird"),
        ("青鸟服务SDK", "生成二维码", "bluebird"),
    ],
)
def test_another_product_of_a_brand_is_told_by_what_it_is_for(name, purpose, identifier):
    assert match(name, purpose).sdk_id == identifier


@pytest.mark.parametrize(
    ("purpose", "identifier", "vendor_of"),
    [
        ("分享到好友", "heron-share", ()),
        ("推送消息", "heron-push", ()),
        ("发送短信验证码", "heron", ("heron-share", "heron-text", "heron-push")),
        ("分享、推送", "heron", ("heron-share", "heron-text", "heron-push")),
    ],
)
def test_the_name_of_what_several_products_share(purpose, identifier, vendor_of):
    fact = match("Heron SDK", purpose)
    assert (fact.sdk_id, fact.vendor_of) == (identifier, vendor_of)


@pytest.mark.parametrize(
    ("name", "company", "identifier"),
    [
        ("白鹭号码认证SDK", "", "egret-sms"),
        ("白鹭号码认证SDK", "杭州白鹭通信有限公司", "egret-sms"),
        ("白鹭号码认证SDK", "上海青鸟股份有限公司", ""),
    ],
)
def test_whose_it_is_goes_before_the_rest_of_a_name(name, company, identifier):
    assert match(name, company=company).sdk_id == identifier


@pytest.mark.parametrize(
    ("name", "identifier", "vendor_of"),
    [("Osprey, Inc.", "osprey", ()), ("Stork LLC", "", ("stork-ads", "stork-push")), ("Kingfisher, Inc.", "", ())],
)
def test_a_company_called_as_its_only_product(name, identifier, vendor_of):
    fact = match(name)
    assert (fact.sdk_id, fact.vendor_of) == (identifier, vendor_of)


def test_a_product_goes_before_the_name_of_all():
    assert match("HeronTech HeronText SDK").sdk_id == "heron-text"
