"""An app whose requests for permissions nobody can read is not cleared of asking for several at once, or at launch."""

from __future__ import annotations

from tests.rules.end_to_end.classes import ACTIVITY, running
from tests.support.dalvik_assembly import STATIC, VIRTUAL, Units, call, filled_array, read, result, text
from tests.support.end_to_end import Given, outcomes
from tests.support.end_to_end import result as result_of

TEXTS = "[Ljava/lang/String;"
ASK = call(STATIC, f"Landroidx/core/app/ActivityCompat;->requestPermissions({ACTIVITY}{TEXTS}I)V", 15, 1, 0)
RULES = ("permissions-asked-together", "permission-request-at-launch")


def said(*parts: Units) -> list[str]:
    package = running(*parts, ASK, permissions=["CAMERA", "READ_CONTACTS"])
    words = outcomes(Given(package=package))
    return [words[rule] for rule in RULES]


def test_permissions_that_are_no_constants_leave_it_open() -> None:
    extra = call(VIRTUAL, f"Landroid/content/Intent;->getStringArrayExtra(Ljava/lang/String;){TEXTS}", 0, 2)
    assert said(text(2, "wanted"), extra, result(1)) == ["inconclusive", "inconclusive"]


def test_all_that_is_declared_is_asked_for_at_once() -> None:
    declared = read(1, 0, f"Landroid/content/pm/PackageInfo;->requestedPermissions:{TEXTS}")
    assert said(declared) == ["match", "no-match"]


def test_permissions_that_are_constants_are_told() -> None:
    one = text(2, "android.permission.CAMERA"), filled_array(TEXTS, 2), result(1)
    assert said(*one) == ["no-match", "match"]


def test_a_request_of_several_at_launch_says_that_it_is_at_launch() -> None:
    two = text(2, "android.permission.CAMERA"), text(3, "android.permission.READ_CONTACTS")
    asked = *two, filled_array(TEXTS, 2, 3), result(1), ASK
    found = result_of(Given(package=running(*asked, permissions=["CAMERA", "READ_CONTACTS"]))).findings
    (finding,) = [each for each in found if each.rule_id == RULES[0]]
    assert "when the app starts" in finding.message.en
    assert "在应用启动时即会发出" in finding.message.zh
