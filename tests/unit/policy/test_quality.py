"""The quality of a policy's text: each weakness with its quotes, and the sentences that only look like one."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.policy_text import PolicyTextFact, PolicyTitleFact
from appaudit.policy import read_documents


@pytest.fixture
def issues(lexicon):
    """Give the weaknesses of texts as `(issue, subject, value)`, with every quote checked against its text."""

    def read(*texts: str):
        documents = [document_from_text(text, f"policy-{number}.txt") for number, text in enumerate(texts)]
        found = [fact for fact in read_documents(documents, lexicon).facts if isinstance(fact, PolicyTextFact)]
        for fact in found:
            for quote in fact.quotes:
                text = next(document.text for document in documents if document.name == quote.document)
                assert text[quote.start : quote.end] == quote.text
        return {(fact.issue, fact.subject): fact for fact in found}

    return read


@pytest.mark.parametrize(
    "text",
    [
        "本应用由XX科技有限公司运营。",
        "欢迎使用{{appName}}，我们重视您的隐私。",
        "本政策由【公司名称】制定。",
        "如有疑问，请联系【请填写联系邮箱】。",
        "邮箱：xxx@xxx.com",
        "本政策于20XX年X月XX日生效。",
        "公司名称：______",
        "更新日期：【 】年【 】月【 】日",
        "××××有限公司（以下简称“我们”）",
    ],
)
def test_residue_of_a_template_is_found(issues, text):
    assert issues(f"隐私政策\n{text}\n我们收集您的手机号码，用于注册账号。")["template_residue", ""].quotes


@pytest.mark.parametrize(
    "text",
    [
        "当您使用【替换来电界面】功能时，我们会获取默认拨号权限。",
        "请点击此处填写申请表。",
        "更新日期：【2026】年【3】月【1】日",
        "手机号码以138xxxx0000的形式展示。",
        "您可以在【我的】-【设置】中注销账号。",
        "请发送邮件至privacy@qinghe.example。",
    ],
)
def test_brackets_in_use_are_no_residue(issues, text):
    assert ("template_residue", "") not in issues(f"隐私政策\n{text}\n我们收集您的手机号码，用于注册账号。")


def test_english_placeholders_are_found(issues):
    text = (
        "Privacy Policy\n[Company Name] collects your e-mail address to sign you in. Contact us at [insert e-mail].\n"
    )
    assert issues(text * 3)["template_residue", ""].value == 6


def test_use_as_consent_is_told_from_consent_to_changes(issues):
    found = issues("您使用本应用即视为同意本政策。\n政策更新后，您继续使用即表示您接受更新后的政策。")
    assert found["deemed_consent", "use"].quotes[0].text == "您使用本应用即视为同意本政策。"
    assert "继续使用" in found["deemed_consent", "change"].quotes[0].text


@pytest.mark.parametrize(
    "text",
    [
        "您在同意本应用服务使用协议之时，即视为您已经同意本隐私权政策全部内容。",
        "当您在启动弹窗处选择并点击【同意】时，即表示您已理解并同意本政策。",
        "如您同意更新后的政策并继续使用，即视为您接受更新后的本政策。",
        "使用本软件即表示您接受许可条款。",
        "如您不同意本政策，请停止使用；停止使用即视为不同意。",
        "您给予使用授权，但并不代表您已同意处理非必要个人信息。",
        "如您开启附加功能，则代表您同意我们收集该功能所需的信息。",
        "政策目的变更时，我们会重新征得您的同意。\n本政策更新后，您继续使用即表示接受更新后的政策。",
    ],
)
def test_what_is_no_consent_taken_from_use(issues, text):
    assert not [found for found in issues(text) if found[0] == "deemed_consent"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("use", "您使用或继续使用我们的服务，都表示您同意我们按照本政策处理您的信息。"),
        ("use", "一旦您打开本应用，即表示您已理解并同意本政策。"),
        ("change", "## 本政策的更新\n更新后继续使用即视为同意受其约束。"),
        # What a company that takes over must ask for is no renewed consent to changes of this policy.
        (
            "change",
            "发生合并时，我们会要求新的持有方重新向您征求授权同意。\n本政策更新后，您继续使用即表示接受更新后的政策。",
        ),
    ],
)
def test_consent_taken_from_use_is_found(issues, subject, text):
    assert ("deemed_consent", subject) in issues(text)


def test_ticking_a_box_is_no_deemed_consent(issues):
    assert issues("您勾选“我已阅读并同意”即表示您同意本政策。点击“同意”按钮即表示您同意。") == {}


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ("handheld_id", "注销账号时，您须提供手持身份证的照片。"),
        ("notarised", "申请注销账号的材料须经公证处公证。"),
        ("posted", "请将身份证复印件邮寄至我司后申请注销账号。"),
        ("in_person", "注销账号须本人前往营业厅办理。"),
        ("face", "注销账号前需完成人脸识别。"),
        ("minimum_age", "注册不满一年的账号不能申请注销。"),
        ("spending", "账号注销前须充值激活会员。"),
        ("original_device", "请使用注册时的手机办理注销。"),
    ],
)
def test_conditions_of_cancelling_are_named(issues, condition, text):
    assert ("cancellation_condition", condition) in issues(text)


@pytest.mark.parametrize(
    "text",
    [
        "我们会根据您的浏览记录为您推荐您可能感兴趣的商品。",
        "我们使用搜索记录，用于个性化内容推荐。",
        "We use your history to show you personalized content.",
    ],
)
def test_content_that_is_chosen_for_the_user_is_told(issues, text):
    assert ("personalised_content", "") in issues(text)


@pytest.mark.parametrize(
    "text",
    [
        "本应用不使用Cookie，也没有个性化推荐、定向推送和自动化决策。",
        "北禾跑腿不作个性化推荐，任务一律按距离排列。",
        "广告商可能展示个性化广告。",
        "为了给您提供更准确、更有个性化的服务，我们会按照本政策使用您的个人信息。",
        "您可以在“我的-设置-隐私-个性化推荐”中关闭个性化推荐。",
        "We do not show personalized content.",
    ],
)
def test_content_that_is_not_and_ads_are_none(issues, text):
    assert ("personalised_content", "") not in issues(text)


def test_conditions_of_other_matters_are_not_those_of_cancelling(issues):
    text = "注销账号请在“设置-注销账号”中操作。\n开通支付功能需要人脸识别，企业认证须邮寄营业执照复印件。"
    assert not any(issue == "cancellation_condition" for issue, _ in issues(text))


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("我们将在收到您的申请后20个工作日内答复。", "working_days", 20),
        ("我们会在收到您的请求后六十日内处理。", "days", 60),
        ("您的注销申请将在三个月内处理完毕，请求以收到为准。", "days", 90),
        ("您的请求将在身份核实完成后2个月内答复。", "days", 60),
    ],
)
def test_deadlines_beyond_the_limit_are_found(issues, text, unit, number):
    assert issues(text)["long_deadline", unit].value == number


@pytest.mark.parametrize(
    "text",
    [
        "我们将在收到您的请求后15个工作日内答复。",
        "我们会在三十日内处理您的申请。",
        "如停止运营，我们会提前60天通知您的请求。",
        "您可以请求删除。上传的崩溃信息将在问题分析完成后3个月内删除。",
    ],
)
def test_deadlines_within_the_limit_are_none(issues, text):
    assert not any(issue == "long_deadline" for issue, _ in issues(text))


def test_an_english_deadline_is_read(issues):
    text = "We collect your name to sign you in. We will answer your request within 45 days of receiving it. " * 30
    assert issues(text)["long_deadline", "days"].value == 45


def test_the_language_of_all_documents_together_counts(issues):
    english = "We collect your e-mail address to create your account and to send you receipts. " * 30
    assert issues(english)["language", "no_chinese"].value == 0
    assert ("language", "no_chinese") not in issues(english, "我们收集您的电子邮箱，用于注册账号和发送收据。" * 40)
    traditional = "我們會蒐集您的電子郵件與電話號碼，用於建立帳號並發送通知。" * 10
    assert ("language", "traditional_only") in issues(traditional)


def test_a_long_text_without_headings_is_hard_to_find_ones_way_in(issues):
    sentence = "我们会收集您的手机号码、昵称和设备标识符等信息，用于创建账号、验证身份和保障交易安全以及改进产品。\n"
    assert issues(sentence * 600)["long_without_headings", "policy-0.txt"].value == len(sentence) * 600
    headed = "".join(f"{number}、收集信息的情形\n" + sentence * 30 for number in range(1, 21))
    assert not any(issue == "long_without_headings" for issue, _ in issues(headed))


def test_the_names_in_titles_are_facts(lexicon):
    document = document_from_text("青禾集市隐私政策\n我们在《小麦外卖用户隐私政策》中说明收集的信息。")
    titles = {f.name: f.is_heading for f in read_documents([document], lexicon).facts if isinstance(f, PolicyTitleFact)}
    assert titles == {"青禾集市": True, "小麦外卖": False}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Wheat Food Privacy Policy", {"wheat food"}),
        ("The Wheat Food Privacy Policy", {"the wheat food"}),
        ("Changes to the Privacy Policy", set()),
        ("About our Privacy Policy", set()),
        ("Privacy Policy", set()),
    ],
)
def test_the_name_in_an_english_title(lexicon, heading, expected):
    document = document_from_text(f"# {heading}\nWe collect your name and your address to deliver what you order.")
    assert {f.name for f in read_documents([document], lexicon).facts if isinstance(f, PolicyTitleFact)} == expected


TERMS = "青禾集市用户服务协议\n\n一、账号\n您应当妥善保管账号和密码。\n\n二、违约\n您违反本协议的，应当承担责任。\n"


@pytest.mark.parametrize(
    "text",
    [
        TERMS,
        "Terms of Service\n\n1. Accounts\nKeep your password secret.\n\n2. Liability\nWe are not liable for losses.\n",
    ],
)
def test_terms_of_service_alone_are_no_policy(issues, text):
    found = [issue for issue, _ in issues(text)]
    assert "terms_of_service" in found


@pytest.mark.parametrize(
    "texts",
    [
        (TERMS + "\n三、隐私保护\n我们收集您的手机号，用于注册账号。\n",),
        (TERMS, "隐私政策\n我们收集您的手机号，用于注册账号。\n"),
        ("隐私政策\n使用本应用即表示您同意用户服务协议。\n",),
        ("青禾集市隐私政策与用户服务协议\n您应当妥善保管账号和密码。\n",),
    ],
)
def test_terms_with_a_policy_in_them_or_beside_them_are_none(issues, texts):
    assert "terms_of_service" not in [issue for issue, _ in issues(*texts)]
