"""Facts about a policy as a text: what is careless, one-sided, hard to read or binding, whatever its clauses say."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.facts.base import Fact
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import (
    ClauseId,
    CopyRelation,
    DataTypeId,
    EffectBasis,
    EffectStanding,
    HidingWay,
    PermissionName,
    PolicyTextIssue,
)


@record
class PolicyTextFact(Fact):
    """One weakness of the text, or one thing that it binds the app to, with the places that show it.

    `issue` and what `subject` and `value` mean there:

    - `template_residue`: a blank or placeholder of a template was left in; `value` is how many.
    - `deemed_consent`: using the app counts as consent (`subject` is `use`) or as consent to changes (`change`).
    - `cancellation_condition`: `subject` is what cancelling an account is made to depend on: `handheld_id`,
      `notarised`, `posted`, `stamped`, `in_person`, `face`, `minimum_age`, `spending`, `original_device`.
    - `long_deadline`: more than 15 working days or 30 days; `subject` is `working_days` or `days`, `value` the number.
    - `language`: `subject` is `no_chinese` or `traditional_only`; `value` is the percentage of Chinese characters.
    - `long_without_headings`: `value` is the characters of the document.
    - `terms_of_service`: all that was supplied are terms; `subject` is the title of the first.
    - `personalised_content`: it says that what the app shows, other than ads, is chosen for the user.
    - `other_name`: a document names another app than the package; `subject` is that name, `value` 1 where a policy of
      this app is beside it.
    """

    kind: ClassVar[str] = "policy_text"
    kind_name: ClassVar[Bilingual] = Bilingual("政策的行文", "Wording of the policy")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("issue", "subject")

    issue: PolicyTextIssue
    subject: str = ""
    value: int = -1
    quotes: tuple[Quote, ...] = ()


@record
class HiddenPolicyTextFact(Fact):
    """Text that a policy document holds and does not show, and that says more than what it shows.

    `way` is how it is hidden, `quote` its beginning, `characters` how many it has. `is_certain` says that nothing a
    reader does shows it; of what a script may open it is not. `data_types`, `clauses` and `parties` are what it names
    and the text shown does not.
    """

    kind: ClassVar[str] = "hidden_policy_text"
    kind_name: ClassVar[Bilingual] = Bilingual("政策中看不见的文字", "Hidden text of the policy")
    identity: ClassVar[tuple[str, ...]] = ("document", "way", "is_certain")

    document: str
    way: HidingWay
    is_certain: bool
    quote: str
    characters: int = 0
    data_types: tuple[DataTypeId, ...] = ()
    clauses: tuple[ClauseId, ...] = ()
    parties: tuple[str, ...] = ()


@record
class PolicyCopyFact(Fact):
    """The text of a policy inside the app, held against the supplied one by the dates in them.

    `relation` is `older`, `newer` or `same` as the text in the app is to the supplied one, `unknown` without dates;
    dates are ISO dates, empty where a text says none.
    """

    kind: ClassVar[str] = "policy_copy"
    kind_name: ClassVar[Bilingual] = Bilingual("应用内的政策文本", "Policy text inside the app")
    derived_from: ClassVar[tuple[str, ...]] = ("ui_text",)
    identity: ClassVar[tuple[str, ...]] = ("place",)

    place: str
    relation: CopyRelation
    date: str = ""
    supplied_date: str = ""


@record
class PolicyEffectFact(Fact):
    """When a policy document takes effect, by its own words, as that stands on the day of the audit.

    `basis` says what its date is: `effect`, `announced` for another version, or `updated` where it gives no other.
    `date` and `day` (of the audit) are ISO dates; a date without a day of the month is its first.
    """

    kind: ClassVar[str] = "policy_effect"
    kind_name: ClassVar[Bilingual] = Bilingual("政策的生效日期", "When policies take effect")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("document",)

    document: str
    basis: EffectBasis
    date: str
    standing: EffectStanding
    day: str = ""
    quotes: tuple[Quote, ...] = ()


@record
class PolicyTitleFact(Fact):
    """The name of an app or company in a title of the policy (《…隐私政策》): whose policy it says it is.

    `is_heading` says that it heads the text, or that the text says of itself that it applies to that app; `is_scope`
    that it does the latter. `audience` are the people that the name says the app is for: 商家 of 青禾商家版.
    """

    kind: ClassVar[str] = "policy_title"
    kind_name: ClassVar[Bilingual] = Bilingual("政策标题", "Titles of policies")
    identity: ClassVar[tuple[str, ...]] = ("name", "is_scope")

    name: str
    is_heading: bool = False
    is_scope: bool = False
    audience: str = field(default="", metadata=OMIT_EMPTY)


@record
class PermissionMentionFact(Fact):
    """A permission that the policy names as one: by its constant, or in words where it speaks of permissions.

    `word` is what it is called there.
    """

    kind: ClassVar[str] = "permission_mention"
    kind_name: ClassVar[Bilingual] = Bilingual("政策写明的权限", "Permissions that the policy names")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: PermissionName
    word: str
    quotes: tuple[Quote, ...] = ()


@record
class OfficerContactFact(Fact):
    """Where the policy says how to reach the person responsible for protecting personal information.

    `text` is the line that names that person, `contact` the address or number that stands with it.
    """

    kind: ClassVar[str] = "officer_contact"
    kind_name: ClassVar[Bilingual] = Bilingual("个人信息保护负责人的联系方式", "Contact of the protection officer")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    contact: str
    quotes: tuple[Quote, ...] = ()
