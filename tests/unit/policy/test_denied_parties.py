"""Third parties that a policy says are not there: none of them is disclosed, in a list or in a sentence."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_bytes
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.policy import read_documents


def named(text: str) -> set[str]:
    document = document_from_bytes("policy.md", text.encode())
    facts = read_documents([document], shipped_lexicons().policy).facts
    return {fact.name for fact in facts if isinstance(fact, DeclaredSdkFact)}


DENIED = {
    "marks and a list": "## What we do NOT collect\n\n- ❌ No third-party SDKs (no Firebase, Facebook SDK, etc.)\n",
    "a sentence": "## Analytics\n\nNo Firebase, Mixpanel, Facebook SDK or Sentry are used.\n",
    "what an app does not": "Tidy does not:\n\n- Use Firebase or any analytics SDK\n- Use Google AdMob\n",
    "marks": "## Third-party services\n\n- ❌ Firebase\n- ✗ Facebook SDK\n- 🚫 Google Analytics\n- NOT Mixpanel\n",
    "a section": "## Not a sub-processor\n\n- **Salesforce** — when a workspace connects Salesforce, its SDK is used\n",
    "Chinese marks": "## 第三方服务\n\n- 无 友盟SDK\n- 无极光推送SDK\n- ❌ 微信SDK\n- 无广告SDK（穿山甲、优量汇等）\n",
    "a Chinese table": (
        "## 二、文档中提到但尚未接入（可选）\n\n"
        "| SDK名称 | 用途 |\n|---|---|\n| 极光推送SDK | 推送 |\n| Bugly SDK | 崩溃 |\n"
    ),
}


@pytest.mark.parametrize("text", DENIED.values(), ids=DENIED)
def test_who_is_denied_is_no_third_party(text):
    assert named(f"# Privacy Policy\n\n{text}") == set()


THERE = {
    "a denial of something else": ("- No ads. The Firebase SDK stores your account.\n", "Firebase"),
    "no longer than": ("Logs are kept no longer than a year. We integrate the Sentry SDK.\n", "Sentry"),
    "a clause behind one": ("- 无广告，接入友盟SDK用于统计\n", "友盟"),
    "barrier-free": ("- 无障碍服务由讯飞SDK提供\n", "讯飞"),
}


@pytest.mark.parametrize(("text", "name"), THERE.values(), ids=THERE)
def test_a_denial_beside_it_denies_nobody(text, name):
    assert any(name in found for found in named(f"# 隐私政策 Privacy Policy\n\n## 第三方 SDK\n\n{text}"))
