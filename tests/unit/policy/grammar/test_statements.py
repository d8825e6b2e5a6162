"""Who collects or shares what, with whom, why and on what condition, sentence by sentence."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.statement import StatementFact
from appaudit.policy import read_documents
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.statements import read_statements


@pytest.fixture(scope="module")
def statements(lexicon):
    """Give each statement of a text as (action, polarity, {kind: words}), verbs included."""

    def read(text, language="zh"):
        document = document_from_text(text)
        index = DocumentIndex(document, lexicon.languages[language])
        found = []
        for statement in read_statements(index):
            words = {}
            for part in statement.parts:
                start, end = index.view.to_document(part.start, part.end)
                words.setdefault(part.kind, []).append(document.text[start:end])
            found.append((statement.action, statement.polarity, words))
        return found

    return read


@pytest.mark.parametrize(
    ("text", "verb", "data"),
    [
        ("注册时，我们会收集您的手机号码和昵称。", "收集", ["手机号码", "昵称"]),
        ("我们会读取您的设备型号、系统版本、MAC地址等信息。", "读取", ["设备型号、系统版本、MAC地址"]),
        ("我们将记录您的搜索记录以及浏览的网页。", "记录", ["搜索记录", "浏览的网页"]),
        ("本应用需要获取您的位置信息，用于推荐附近的门店。", "获取", ["位置信息"]),
        ("我们会收集去标识化或匿名化的数据。", "收集", ["去标识化或匿名化的数据"]),
        ("我们会保存您的访问日期和时间、操作日志。", "保存", ["访问日期和时间、操作日志"]),
        ("我们会收集您（或您的孩子）的出生日期。", "收集", ["出生日期"]),
        ("我们会对您的通话录音进行保存。", "保存", ["通话录音"]),
        ("你应当知道，我们会收集你的学历信息。", "收集", ["学历信息"]),
        ("我們會收集您的電話號碼。", "收集", ["電話號碼"]),
        # What stands before personal data says whose, and not what; made anonymous, they are something else.
        ("我们会收集您在注册时提供的个人信息。", "收集", ["个人信息"]),
        ("我们会收集去标识化后的个人信息。", "收集", ["去标识化后的个人信息"]),
        ("我们会收集您发布的信息。", "收集", ["您发布的信息"]),
        # A name in brackets is another of the things, and what does not name data is not; brackets stand in brackets.
        ("我们会收集您的设备识别码（IMEI）、硬件地址（MAC）。", "收集", ["设备识别码", "IMEI", "硬件地址", "MAC"]),
        ("我们会收集您的设备识别码（不含IMEI）、硬件地址。", "收集", ["设备识别码", "硬件地址"]),
        ("我们会收集您的oaid、OpenUUId (iOS )、硬件地址。", "收集", ["oaid、OpenUUId", "硬件地址"]),
        (
            "我们会收集相关设备信息（例如设备型号、识别码（IMEI））。",
            "收集",
            ["相关设备信息", "设备型号、识别码（IMEI）"],
        ),
    ],
)
def test_what_is_collected(statements, text, verb, data):
    [(action, polarity, words)] = statements(text)
    assert (action, polarity, words["collect"], words["data"]) == ("collect", "affirm", [verb], data)


@pytest.mark.parametrize(
    ("text", "verb", "data", "recipients"),
    [
        ("我们会向物流公司提供您的收货地址。", "提供", ["收货地址"], ["物流公司"]),
        ("我们会将您的订单信息共享给支付机构和物流公司。", "共享", ["订单信息"], ["支付机构", "物流公司"]),
        ("我们可能与广告合作伙伴分享您的设备标识符，用于衡量广告效果。", "分享", ["设备标识符"], ["广告合作伙伴"]),
        ("经您同意，我们会把您的头像提供给关联公司。", "提供", ["头像"], ["关联公司"]),
        ("我们将崩溃日志上传至第三方统计平台。", "上传", ["崩溃日志"], ["第三方统计平台"]),
        ("我们会与提供广告、分析服务的合作伙伴共享统计数据。", "共享", ["统计数据"], ["提供广告、分析服务的合作伙伴"]),
        ("您的个人信息可能会与附属公司共享。", "共享", ["个人信息"], ["附属公司"]),
        ("我们可以将您的设备信息交给关联公司。", "交给", ["设备信息"], ["关联公司"]),
        ("我们会将您的收货地址交由物流公司。", "交由", ["收货地址"], ["物流公司"]),
        ("我们会提供您的设备信息于第三方。", "提供", ["设备信息"], ["第三方"]),
        ("您的个人信息可能会与青山网络的关联公司共享。", "共享", ["个人信息"], ["关联公司"]),
        ("我们需要将您的订单号与金额信息与支付机构共享。", "共享", ["订单号", "金额信息"], ["支付机构"]),
        # How a product is used is told to somebody; a product is not.
        ("我们可能与关联方或第三方共享产品使用情况。", "共享", ["产品使用情况"], ["关联方", "第三方"]),
        ("我们会向合作伙伴提供有关广告的统计信息。", "提供", ["统计信息"], ["合作伙伴"]),
    ],
)
def test_what_is_shared_with_whom(statements, text, verb, data, recipients):
    [(action, polarity, words)] = statements(text)
    assert (action, polarity) == ("share", "affirm")
    assert (words["share"], words["data"], words["recipient"]) == ([verb], data, recipients)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("我们不会向任何第三方提供您的个人信息。", "deny"),
        ("我们不会向任何第三方提供您的个人信息，但以下情况除外：", "except"),
        ("我们不会向任何第三方提供您的个人信息。但以下情形除外：", "except"),
        ("未经您同意，我们不会向第三方披露您的通讯录。", "except"),
        ("除非法律要求，否则我们不会向第三方披露您的通讯录。", "except"),
        ("本应用不收集您的人脸信息。", "deny"),
        ("我们从不出售您的个人信息。", "deny"),
        ("如您拒绝授权，我们将不会获取您的位置信息。", "except"),
        ("我们不仅会收集您的昵称。", "affirm"),
        ("我们会收集您的昵称，但不会影响您使用其他功能。", "affirm"),
        ("以下情形中，我们收集您的个人信息无需征得您的授权同意：", "affirm"),
    ],
)
def test_a_denial_is_none_where_it_has_exceptions(statements, text, polarity):
    assert {found for _, found, _ in statements(text)} == {polarity}


def test_one_sentence_may_deny_one_thing_and_affirm_another(statements):
    found = [(polarity, words["data"]) for _, polarity, words in statements("我们不收集通讯录，但会收集您的手机号码。")]
    assert found == [("deny", ["通讯录"]), ("affirm", ["手机号码"])]


def test_what_users_hand_over_is_collected(statements):
    text = "您需要向我们提供手机号码，并设置密码。"
    found = statements(text)
    assert [(action, words["share"], words["data"]) for action, _, words in found] == [
        ("collect", ["提供"], ["手机号码"]),
        ("collect", ["设置"], ["密码"]),
    ]
    assert found[0][2]["handler"] == ["您"]


@pytest.mark.parametrize(
    "text",
    [
        "我们会为您提供更好的服务。",
        "您可以使用我们的产品和服务。",
        "我们收集的信息将严格保密。",
        "个人信息的收集和使用遵循合法、正当、必要的原则。",
        "在获取您的明确同意后，您可以继续。",
        "我们会向您发送短信通知。",
        "提供商应当遵守本政策。",
        "您有权停止我们收集信息。",
        "我们努力了解用户的需求并提升服务品质。",
        "本政策说明我们如何收集、使用您的个人信息。",
        "我们收集您的信息的目的、方式和范围载于附件。",
        "您可以查询您的订单信息。",
        "您不提供这些信息，不会影响其他功能。",
        "请您妥善保管密码，不要向他人披露您的账号信息。",
        "我们将在处理您的个人信息前征求同意。",
        "网络传输可能会泄露您的敏感信息。",
        "我们会将您的个人信息删除或匿名化处理。",
        "处理个人信息保护事务的责任部门及其联络方式发生变化。",
        "因我们处理您的信息事宜引起的争议，由法院管辖。",
        "我们部署访问控制机制，只有授权人员才可访问个人信息。",
        "我们将确保该等第三方在使用您的个人信息时遵守本政策。",
        "网络信标是一种电子图像，可用于记录您是否阅览邮件。",
        "个人信息：以电子或者其他方式记录的与自然人有关的各种信息。",
        "您可以撤销同意收集、使用和/或披露您的个人信息。",
        "如需了解，请访问您使用的浏览器的设置页面。",
        "清除所有学习记录",
        "SDK名称：星河推送",
    ],
)
def test_what_is_no_act(statements, text):
    assert [words for action, _, words in statements(text) if action != "name"] == []


@pytest.mark.parametrize(
    ("text", "action", "data"),
    [
        ("发布房源时，可能需提供您的联系方式。", "collect", ["联系方式"]),
        ("我们收集的信息包括设备型号、系统版本。", "collect", ["设备型号、系统版本"]),
        ("您授权我们可以收集这些信息来实现上述功能。", "collect", ["这些信息"]),
        ("我们仅会在以下情况下，公开披露您的订单信息：", "share", ["订单信息"]),
        ("我们会记录您提供的资料，如：密码、手机号码等。", "collect", ["资料", "密码、手机号码"]),
        ("我们会获取您的公开资料，如您的昵称、头像。", "collect", ["公开资料", "昵称、头像"]),
        ("我们收集您的账号资料，这些信息包括您的昵称、生日。", "collect", ["账号资料", "昵称、生日"]),
        ("我们会收集您的身份证信息以及基本注册或登录信息。", "collect", ["身份证信息", "基本注册或登录信息"]),
        ("我们会收集您的姓名、社会保障号码。", "collect", ["姓名、社会保障号码"]),
        ("我们可能会将您的订单信息共享给支持我们功能的第三方。", "share", ["订单信息"]),
        ("我们会将您的订单信息、与交易有关的信息提供给物流公司。", "share", ["订单信息、与交易有关的信息"]),
    ],
)
def test_acts_in_other_words(statements, text, action, data):
    [(found, polarity, words)] = statements(text)
    assert (found, polarity, words["data"]) == (action, "affirm", data)


def test_he_before_a_verb_of_sharing_means_with(statements):
    [(action, _, words)] = statements("为提供您要求的服务，而必须和物流公司分享您的订单信息。")
    assert (action, words["recipient"], words["data"]) == ("share", ["物流公司"], ["订单信息"])


def test_a_denial_governs_the_clause_that_follows(statements):
    [(action, polarity, words)] = statements("我们不会在约定的情形之外，将您的信息提供给任何第三方。")
    assert (action, polarity, words["recipient"]) == ("share", "except", ["第三方"])


def test_purpose_condition_and_handler_stand_with_the_act(statements):
    [(_, _, words)] = statements("当您使用扫码功能时，我们会获取您的相机权限，以便识别二维码。")
    assert words["condition"] == ["当您使用扫码功能时"]
    assert words["purpose"] == ["以便识别二维码"]
    assert words["handler"] == ["我们"]
    assert words["data"] == ["相机权限"]


def test_a_verb_in_a_condition_or_a_purpose_is_no_act(statements):
    found = statements("如果您同意我们收集通讯录，为了提供好友推荐，我们会读取您的联系人列表。")
    assert [words["data"] for _, _, words in found] == [["联系人列表"]]


def test_examples_in_brackets_are_data_of_their_own(statements):
    [(_, _, words)] = statements("我们会收集您的设备信息（例如IMEI、OAID）和网络状态。")
    assert words["data"] == ["设备信息", "IMEI、OAID", "网络状态"]


def test_a_verb_that_describes_a_noun_is_no_act(statements):
    [(_, _, words)] = statements("我们会收集您的账号信息、交易信息、使用情况和存储权限。")
    assert words["collect"] == ["收集"]
    assert words["data"] == ["账号信息、交易信息、使用情况", "存储权限"]


def test_items_take_action_polarity_and_handler_from_the_lead_in(statements):
    text = (
        "我们会收集以下信息：\n- 手机号码；\n- 设备型号、系统版本；\n\n我们不会收集下列信息：\n- 通讯录；\n- 短信内容。"
    )
    items = [found for found in statements(text) if "collect" not in found[2]]
    assert [(action, polarity, words["data"], words["handler"]) for action, polarity, words in items] == [
        ("collect", "affirm", ["手机号码"], ["我们"]),
        ("collect", "affirm", ["设备型号、系统版本"], ["我们"]),
        ("collect", "deny", ["通讯录"], ["我们"]),
        ("collect", "deny", ["短信内容"], ["我们"]),
    ]


def test_a_table_of_functions_is_collecting(statements):
    text = "| 业务功能 | 收集的个人信息 | 使用目的 |\n|---|---|---|\n| 注册登录 | 手机号码、验证码 | 创建账号 |\n"
    [(action, polarity, words)] = statements(text)
    assert (action, polarity, words["data"]) == ("collect", "affirm", ["手机号码、验证码"])
    assert "创建账号" in words["purpose"]


def test_a_table_of_sdks_is_sharing(statements):
    text = (
        "| SDK名称 | 公司名称 | 收集的个人信息 | 使用目的 |\n|---|---|---|---|\n"
        "| 示例统计SDK | 示例科技有限公司 | Android ID、IP地址 | 统计分析 |\n"
    )
    [(action, _, words)] = statements(text)
    assert action == "share"
    assert words == {
        "recipient": ["示例科技有限公司"],
        "data": ["Android ID、IP地址"],
        "purpose": ["统计分析"],
    }


@pytest.mark.parametrize(
    ("text", "action", "polarity", "words"),
    [
        (
            "We collect your name, email address and phone number when you register.",
            "collect",
            "affirm",
            {"data": ["name", "email address", "phone number"], "condition": ["when you register"]},
        ),
        (
            "We share your device identifiers with our advertising partners to show you relevant ads.",
            "share",
            "affirm",
            {
                "data": ["device identifiers"],
                "recipient": ["our advertising partners"],
                "purpose": ["to show you relevant ads"],
            },
        ),
        (
            "We will not disclose your contacts to anyone.",
            "share",
            "deny",
            {"data": ["contacts"], "recipient": ["anyone"]},
        ),
        (
            "We do not sell your personal information to third parties unless you consent.",
            "share",
            "except",
            {"data": ["personal information"], "recipient": ["third parties"]},
        ),
        ("We never share your photos.\nHowever, the law may require it.", "share", "except", {"data": ["photos"]}),
        ("Your location data is collected by our service providers.", "collect", "affirm", {"data": ["location data"]}),
        ("You may provide us with your date of birth.", "collect", "affirm", {"data": ["date of birth"]}),
        ("The app collects no personal information.", "collect", "deny", {}),
    ],
)
def test_english(statements, text, action, polarity, words):
    found = statements(text, "en")[0]
    assert found[:2] == (action, polarity)
    assert {kind: found[2][kind] for kind in words} == words


def test_english_items_take_the_act_of_the_lead_in(statements):
    text = "We collect the following information:\n- IP address;\n- device model, operating system version."
    assert [(action, words["data"]) for action, _, words in statements(text, "en")[1:]] == [
        ("collect", ["IP address"]),
        ("collect", ["device model", "operating system version"]),
    ]


def test_facts_carry_words_offsets_and_types(lexicon):
    document = document_from_text("欢迎。\n我们会收集您的**手机号码**，并向物流公司提供您的收货地址。")
    facts = [fact for fact in read_documents([document], lexicon).facts if isinstance(fact, StatementFact)]
    assert [(fact.action, fact.polarity, fact.data_types) for fact in facts] == [
        ("collect", "affirm", ("phone_number",)),
        ("share", "affirm", ("address",)),
    ]
    for fact in facts:
        for span in fact.spans:
            assert document.text[span.start : span.end] == span.text
    [data] = [span for span in facts[0].spans if span.kind == "data"]
    assert (data.text, data.data_type) == ("手机号码", "phone_number")


def test_a_specific_type_is_named_before_an_umbrella(lexicon):
    document = document_from_text("我们会收集您的设备信息、IMEI。")
    [fact] = [fact for fact in read_documents([document], lexicon).facts if isinstance(fact, StatementFact)]
    assert [span.data_type for span in fact.spans if span.kind == "data"] == ["imei"]
    assert set(fact.data_types) == {"imei", "device_information"}


def test_a_sentence_without_end_is_read_in_parts(statements):
    found = statements("我们会收集您的手机号码，" * 400)
    assert len(found) > 300
    assert all(words["data"] == ["手机号码"] for _, _, words in found)


def test_who_is_excepted_is_no_recipient(statements):
    [(_, _, words)] = statements("我们不会与除我们及关联方以外的任何公司、组织分享您的个人信息。")
    assert words["recipient"] == ["公司", "组织"]
    [(_, _, words)] = statements("我们不会与关联方及任何公司、组织分享您的个人信息。")
    assert words["recipient"] == ["关联方", "公司", "组织"]


def test_what_is_collected_and_handed_on_are_two_acts(statements):
    collected, shared = statements("我们会收集您的位置信息并提供给合作伙伴。")
    assert (collected[0], collected[2]["data"]) == ("collect", ["位置信息"])
    assert (shared[0], shared[2]["recipient"]) == ("share", ["合作伙伴"])
