"""Who receives what in Chinese sentences that put it in an order of its own, each beside one that comes near it."""

from __future__ import annotations

import pytest

from appaudit.policy.grammar.statements_zh import ChineseGrammar


@pytest.fixture(scope="module")
def read(lexicon):
    """Give every act of a sentence as (action, polarity, data, recipients)."""
    words = lexicon.languages["zh"]
    grammar = ChineseGrammar(words.words, words.forms)

    def acts(text):
        return [
            (
                act.action,
                act.polarity,
                [text[part.start : part.end] for part in act.data],
                [text[part.start : part.end] for part in act.recipients],
            )
            for act in grammar.acts(text)
        ]

    return acts


@pytest.mark.parametrize(
    ("text", "data", "recipients"),
    [
        # names in brackets behind a recipient, and what else stands there
        ("我们会与设备厂商（青鸟、白鹭等）共享设备型号。", ["设备型号"], ["设备厂商", "青鸟", "白鹭"]),
        ("我们会与合作方（如灯笼厂）共享设备型号。", ["设备型号"], ["合作方", "灯笼厂"]),
        ("我们会与合作方（下称“青鸟、白鹭”）共享设备型号。", ["设备型号"], ["合作方"]),
        ("我们会与合作方（详见附件一、附件二）共享设备型号。", ["设备型号"], ["合作方"]),
        (
            "我们会与合作方（比如青岛市和风有限公司、白鹭）共享设备型号。",
            ["设备型号"],
            ["合作方", "青岛市和风有限公司", "白鹭"],
        ),
        # what 和 joins before the recipient is no preposition
        ("我们会与委托我们推广和投放的合作伙伴共享设备型号。", ["设备型号"], ["合作伙伴"]),
        ("我们会将订单号与金额与支付机构共享。", ["订单号", "金额"], ["支付机构"]),
        # who gives together with us does not receive
        ("我们的服务由我们和合作伙伴共同提供。", [], []),
        ("我们会向合作伙伴提供位置信息。", ["位置信息"], ["合作伙伴"]),
        # the object in clauses before the verb
        (
            "我们会将您的手机号（如imei）等信息，位置信息提供给青鸟公司。",
            ["手机号", "imei", "位置信息"],
            ["青鸟公司"],
        ),
        ("我们会将您的设备信息（如imei）提供给青鸟公司。", ["设备信息", "imei"], ["青鸟公司"]),
        ("我们会将您的灯笼点亮，位置信息提供给青鸟公司。", ["位置信息"], ["青鸟公司"]),
        # conditions and purposes that end without a comma
        ("我们会在征得您同意后将上述信息共享给第三方。", ["上述信息"], ["第三方"]),
        ("为此目的，经去标识化后提供给广告商，并用于统计。", [], ["广告商"]),
        ("我们会为这些合作伙伴提供统计信息。", ["统计信息"], ["这些合作伙伴"]),
        # who is described by what they are given
        ("对我们与之共享个人信息的公司，我们会订立协议。", ["个人信息"], ["公司"]),
        # the recipient is described by what you do there
        ("我们会将您的昵称与您登录的第三方平台共享。", ["昵称"], ["您登录的第三方平台"]),
    ],
)
def test_who_receives_what(read, text, data, recipients):
    found = read(text)
    assert [name for _, _, names, _ in found for name in names] == data
    assert [name for _, _, _, names in found for name in names] == recipients


def test_a_denial_in_the_clause_that_opens_the_object_holds(read):
    assert [polarity for _, polarity, _, _ in read("我们不会将您的手机号，位置信息提供给第三方。")] == ["deny"]
    assert [polarity for _, polarity, _, _ in read("我们会将您的手机号，位置信息提供给第三方。")] == ["affirm"]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("用户需要向我们提供手机号码或者电子邮件。", ["手机号码或者电子邮件"]),
        ("我们会向您提供电子邮件通知。", []),
        ("我们可能需要您先行提供账号信息。", ["账号信息"]),
        ("投诉时还需要提供身份证件。", ["身份证件"]),
        ("投诉时还需要提供服务。", []),
        ("投诉时请使用复杂密码，保证您的账号安全。", []),
        ("我们根据活动需要可能会收集您的姓名。", ["姓名"]),
        ("青鸟会收集到实现服务所必须的您的位置信息。", ["位置信息"]),
        ("我们会共享活动过程中产生的信息。", ["活动过程中产生的信息"]),
        ("我们会共享活动。", []),
    ],
)
def test_what_is_collected(read, text, data):
    assert [name for _, _, names, _ in read(text) for name in names] == data


def test_a_name_with_the_word_application_names_a_thing(lexicon):
    words = lexicon.languages["zh"]
    grammar = ChineseGrammar(words.words, words.forms)
    assert grammar.things("您曾使用的移动应用的信息；")
    assert not grammar.things("您应告知的信息；")
