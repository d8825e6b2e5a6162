"""Rules on what changed: a release against the one before, an accepted finding against the date."""

from __future__ import annotations

from tests.rules.end_to_end.classes import method, of_class, running
from tests.rules.end_to_end.policies import policy
from tests.support.end_to_end import Case, Given

from appaudit.model.finding import Ignore

_WITHOUT = running()
_WITH = running(classes=[of_class("com.umeng.analytics.MobclickAgent", method("run()V"))])


def _accepting(expires: str) -> Given:
    accepted = Ignore(rule="policy-not-supplied", subject="*", reason="审核中", expires=expires, place="appaudit.yml:3")
    return Given(package=_WITHOUT, ignores=(accepted,))


CASES = [
    Case(
        rule="sdk-added-policy-unchanged",
        fires=Given(package=_WITH, before=_WITHOUT, policy=policy(sdk_list="")),
        silent=Given(package=_WITH, before=_WITH, policy=policy(sdk_list="")),
    ),
    # The audits of the tests are as of 2026-11-24.
    Case(rule="ignore-expired", fires=_accepting("2026-11-23"), silent=_accepting("2026-11-24")),
]
