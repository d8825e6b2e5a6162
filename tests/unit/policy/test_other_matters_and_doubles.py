"""What is said of goods, prices, other apps and companies is no clause, and a double negation denies nothing; twins."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy.clauses import read_clauses
from appaudit.policy.document_index import DocumentIndex

#: Clause, what is of another matter, and the like of ours.
ZH = [
    (
        "response_deadline",
        "您提交退款申请后，我们会在15个工作日内答复。",
        "您提交查阅个人信息的申请后，我们会在15个工作日内答复。",
    ),
    (
        "minors",
        "我们另有一款独立应用供儿童使用，未满14周岁的儿童注册须经监护人同意。",
        "未满14周岁的儿童注册本应用须经监护人同意。",
    ),
    ("operator_contact", "如对汇率有疑问，请联系该公司：a@b.example。", "如有疑问，请联系我们：a@b.example。"),
    ("retention_period", "退回的货品在仓库存放两年后销毁。", "您的浏览记录保存两年后删除。"),
    (
        "personalization_optout",
        "我们为您推荐商品。物流提醒可以在“设置-消息通知”中关闭。",
        "我们为您推荐商品。个性化推荐可以在“设置-隐私”中关闭。",
    ),
    ("storage_location", "进口商品存放于中国境内的仓库。", "您的个人信息存放于中国境内的服务器。"),
    (
        "policy_change_notice",
        "运费标准发生变更时，我们会在首页公告，并以弹窗提示您。",
        "本政策发生变更时，我们会在首页公告，并以弹窗提示您。",
    ),
]
EN = [
    (
        "account_cancellation",
        "Your plan can be cancelled under Me > Plan.",
        "Your account can be cancelled under Me > Account.",
    ),
    ("effective_date", "Template version of 3 June 2019.", "Effective date: 3 June 2019."),
    (
        "breach_notice",
        "If you learn of a data breach, you must notify us by e-mail.",
        "If we learn of a data breach, we will notify you by e-mail.",
    ),
    ("retention_period", "Parcels are kept for 30 days.", "Your personal data is kept for 30 days."),
    ("cross_border", "We do not send parcels abroad.", "We do not send personal information abroad."),
    (
        "access_copy",
        "A button to download a copy of your data is planned under Me > Privacy. It is not available yet.",
        "A button to download a copy of your data is found under Me > Privacy. It is available to all.",
    ),
]


@pytest.fixture(scope="module")
def status(lexicon):
    def read(text, clause, language):
        document = document_from_text(text)
        found = {one.id: one.status for one in read_clauses(DocumentIndex(document, lexicon.languages[language]))}
        return found.get(clause, "absent")

    return read


@pytest.mark.parametrize(("clause", "other", "ours"), ZH, ids=[case[0] for case in ZH])
def test_what_is_said_of_another_matter_is_no_clause_zh(status, clause, other, ours):
    assert (status(other, clause, "zh") == "present", status(ours, clause, "zh")) == (False, "present")


@pytest.mark.parametrize(("clause", "other", "ours"), EN, ids=[case[0] for case in EN])
def test_what_is_said_of_another_matter_is_no_clause(status, clause, other, ours):
    assert (status(other, clause, "en") == "present", status(ours, clause, "en")) == (False, "present")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("没有哪个账号是不能注销的。您可以在“设置-账号安全”中注销账号。", "zh", "present"),
        ("没有哪个账号是能够注销的。", "zh", "negated"),
        ("账号不能注销。", "zh", "negated"),
        ("There is no account that can be deleted.", "en", "negated"),
        ("Accounts cannot be deleted.", "en", "negated"),
    ],
)
def test_a_double_negation_denies_nothing(status, text, language, expected):
    assert status(text, "account_cancellation", language) == expected


def test_no_english_account_that_cannot_be_deleted_is_no_denial(status):
    assert status("There is no account that cannot be deleted.", "account_cancellation", "en") != "negated"
