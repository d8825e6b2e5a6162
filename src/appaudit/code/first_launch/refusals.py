"""What the system answers to calls at a first launch, by what the app has asked the user to grant until then."""

from __future__ import annotations

from appaudit.code.first_launch.grants import Grants
from appaudit.model.condition import Condition
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.record import record
from appaudit.model.words import ConditionKind


@record(kw_only=False)
class Refusals:
    """The permissions that an app is without when it starts first.

    `ungranted` are those that nothing at launch asks for, `may_be_asked` those that something may ask for: it asks, and
    its code does not say for what.
    """

    grants: Grants = Grants()
    ungranted: frozenset[str] = frozenset()
    may_be_asked: frozenset[str] = frozenset()

    @property
    def withheld(self) -> frozenset[str]:
        """What nobody can have granted, for whatever reason."""
        return self.ungranted | self.grants.never

    def withhold(self, call: ApiCallFact) -> bool:
        """Whether nobody can have granted what a call needs."""
        return any(needs and self.withheld.issuperset(needs) for needs in (call.permissions, call.also_one_of))

    def of(self, call: ApiCallFact) -> tuple[Condition, ...]:
        """The answer to a call where nobody can have granted the permission that it needs.

        Where the app asks for it at launch, or may do so, that holds until somebody has granted it.
        """
        asked, may_be = self.grants.asked, self.may_be_asked
        answers: tuple[tuple[ConditionKind, tuple[str, ...], frozenset[str]], ...] = (
            ("refused", call.permissions, self.ungranted),
            ("refused", call.also_one_of, self.withheld),
            ("may_be_requested", call.permissions, may_be),
            ("may_be_requested", call.also_one_of, may_be | self.grants.never),
            ("requested", call.permissions, asked),
            ("requested", call.also_one_of, asked),
        )
        for kind, needs, names in answers:
            if needs and names.issuperset(needs):
                return (Condition(kind=kind, subject=", ".join(needs), method=call.caller),)
        return ()
