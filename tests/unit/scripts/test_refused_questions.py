"""What runs when a question for consent is refused, in mini-programs, and near twins that wait for consent."""

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, read

READ = "wx.getLocation({})"


def phase(answered: str, *, text: str = "请阅读并同意隐私政策", how: str = "success(r)") -> str:
    page = f"Page({{onLoad(){{wx.showModal({{content:'{text}',{how}{{{answered}}}}})}}}})"
    return call_of(read({"pages/index/index.js": page}), "wx.getLocation").phase


@pytest.mark.parametrize(
    "answered",
    [
        f"if(r.cancel){{{READ}}}", f"if(!r.confirm){{{READ}}}", f"if(r.confirm){{}}else{{{READ}}}",
        f"if(r.confirm)return;{READ}", f"r.confirm||{READ}", READ, f"setTimeout(function(){{{READ}}})",
    ],
)  # fmt: skip
def test_what_runs_without_an_agreement_runs_before_one(answered: str) -> None:
    assert phase(answered) == "pre_consent"


@pytest.mark.parametrize(
    "answered",
    [
        f"if(r.confirm){{{READ}}}", f"if(r.cancel)return;{READ}", f"if(!r.cancel){{{READ}}}", f"r.confirm&&{READ}",
        f"var ok=r.confirm;if(ok){{{READ}}}",
    ],
)  # fmt: skip
def test_what_waits_for_an_agreement_runs_later(answered: str) -> None:
    assert phase(answered) == "other"


def test_another_question_is_none_for_consent() -> None:
    assert phase(f"if(r.cancel){{{READ}}}", text="要删除这张图片吗？") == "other"


def test_whatever_the_answer_is() -> None:
    assert phase(READ, how="complete()") == "pre_consent"


@pytest.mark.parametrize(
    ("settled", "expected"), [("success(){},fail", ("pre_consent", False)), ("success", ("pre_consent", True))]
)
def test_an_authorisation_that_is_refused(settled: str, expected: tuple[str, bool]) -> None:
    page = f"Page({{onLoad(){{wx.requirePrivacyAuthorize({{{settled}(){{{READ}}}}})}}}})"
    call = call_of(read({"pages/index/index.js": page}), "wx.getLocation")
    assert (call.phase, call.guarded) == expected
