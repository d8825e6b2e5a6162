"""What boxes to tick are for."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons


@pytest.mark.parametrize(
    ("texts", "view", "expected"),
    [
        (("I agree to the terms and conditions",), "", "terms"),
        (("I agree to the terms and the privacy policy",), "", "consent"),
        (("我已阅读并同意", "《用户协议》"), "", "terms"),
        (("我已阅读并同意", "《用户协议》《隐私政策》"), "", "consent"),
        (("我已阅读并同意",), "", "consent"),
        (("I have read and agree to the community rules",), "agreePrivacy", "terms"),
        (("我已阅读并同意《主播行为规范》",), "cb_privacy", "terms"),
        (("我已阅读并同意",), "cb_privacy", "consent"),
        ((), "cb_privacy", "consent"),
        (("不再提示",), "cb_agree", ""),
        (("夜间模式",), "", ""),
    ],
)
def test_what_a_box_is_for(texts, view, expected):
    assert shipped_lexicons().ui.boxes.about(" ".join(texts), view) == expected
