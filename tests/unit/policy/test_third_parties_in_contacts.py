"""What stands below "Contact us" is how the operator is reached: its developer is no third party."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy import read_documents

LINES = "Developer: Ivan Petrov / heron.\nSupport link: https://github.com/heron/app/issues\n"
CHINESE = "开发者：青雀科技有限公司\n用途：日常工具\n联系邮箱：a@qingque.cn\n"


@pytest.fixture
def parties(lexicon):
    def read(text: str) -> list[str]:
        facts = read_documents([document_from_text(text)], lexicon).facts
        return [fact.name for fact in facts if type(fact).__name__ == "DeclaredSdkFact"]

    return read


@pytest.mark.parametrize("heading", ["Contact", "Contact us", "9. Contact Information"])
def test_a_developer_below_contact_is_nobody_else(parties, heading):
    assert parties(f"# Privacy Policy\n\nWe store coupons on this device.\n\n## {heading}\n\n{LINES}") == []


def test_who_is_listed_elsewhere_stays_listed(parties):
    listed = "## Third-party SDKs\n\nSDK name: Heron Maps\nDeveloper: Heron Ltd.\nPurpose: to show maps\n"
    assert parties(f"# Privacy Policy\n\nWe store coupons on this device.\n\n{listed}") == ["Heron Maps"]


def test_chinese_contacts(parties):
    top = "# 青禾隐私政策\n\n我们重视您的隐私，会认真保护您的安全。\n\n"
    assert parties(f"{top}## 八、联系我们\n\n{CHINESE}") == []
