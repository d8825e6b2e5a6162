"""An app whose requests for permissions nobody can read is not cleared of asking for several at once, or at launch."""

from __future__ import annotations

from tests.rules.end_to_end.classes import ACTIVITY, running
from tests.support.dalvik_assembly import STATIC, VIRTUAL, Units, call, filled_array, read, result, text
from tests.support.end_to_end import Given, outcomes

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
