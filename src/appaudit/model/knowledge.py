"""Knowledge about the world as loaded from `rules/`: SDKs, Android, data types, regulations.

Every record carries its sources; `checked` dates are ISO dates.
"""

from __future__ import annotations

from dataclasses import field

from appaudit.model.bilingual import Bilingual
from appaudit.model.duty import Duty
from appaudit.model.expression import Expression
from appaudit.model.hidden_code import NativePlatform, RenamedSignature, UnseenCode
from appaudit.model.record import record
from appaudit.model.sdks import SdkSignature
from appaudit.model.source import Source
from appaudit.model.words import (
    ApiRole,
    DataRole,
    Decidable,
    Force,
    Host,
    Nature,
    Numbering,
    PartOfChildrenRules,
    PermissionProtection,
    Platform,
    Remedy,
    SignsIn,
    TakesTo,
)


@record
class ApiEntry:
    """A catalogued API, field, constant, intent action or function of scripts, on the platform of its folder.

    Exactly one of `method`, `field`, `string` and `script` is set; `script` is how scripts of hybrid apps write it.
    `with_strings` limits a method to calls that are given one of these constants (or one with that prefix when they end
    in `*`); where the argument cannot be followed, a caller that loads the constant counts, marked as not certain. A
    `string` with them is the start of a text whose middle is made at run time: one of them stands in the same method.
    `with_numbers` limits it to calls whose argument is one of these numbers, `with_bits` to those whose argument has
    one of these bits set. `role` is `data`, `sensor`, `permission` (uses a permission, reads no data) or
    `permission_request`. `weak` marks what is done for many other purposes too: a trace, no practice by itself.
    `weak_beside` names methods and fields (`class.member`) by which a caller shows that it has such another purpose.
    `told_by` names methods by which a caller takes out of the result what it wants: then those say what it reads.
    `in_manifest` is for an action that only a component in the manifest can receive: its name in code is no use.
    `newest_system` is the API level of the newest system on which it gives anything, -1 where it does on all.
    `also_one_of` are permissions of which it needs one as well to give anything: from Android 6.0 on as the platform's
    changes say, from Android 9 on whatever else the app holds.
    `permission_from_target` is the first API level that an app targets for which the system asks for its permissions.
    `announced` is for an interface that its host refuses to a mini-program whose settings do not announce it.
    """

    class_name: str = ""
    method: str = ""
    field: str = ""
    string: str = ""
    script: str = ""
    with_strings: tuple[str, ...] = ()
    with_numbers: tuple[int, ...] = ()
    with_bits: int = 0
    data: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    role: ApiRole = "data"
    weak: bool = False
    weak_beside: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    in_manifest: bool = False
    newest_system: int = -1
    also_one_of: tuple[str, ...] = ()
    permission_from_target: int = 0
    announced: bool = False
    platform: Platform = "android"


@record
class TakingCalls:
    """Calls of one class that take a value somewhere: to a request, a log, a store, or into what holds it from then."""

    class_name: str
    methods: tuple[str, ...]
    to: TakesTo


@record
class PermissionInfo:
    """A platform permission: protection, group, what it allows in plain words, the data behind it.

    `protection` is `dangerous`, `special`, `privacy`, `normal` or `signature`. `policy_words` are what a policy
    calls it. `enforced` is true of a permission that nobody is asked for and without which calls are refused all the
    same; calls without a dangerous one always are. `follows` names permissions whose use is this one's only trace in
    code (background location has no API of its own), so that a missing call never reads as "unused". `sensors` are
    Android's numbers of the sensors whose use needs it. `reason_on` are the hosts that want a text beside it in the
    settings that says what for.
    """

    name: str
    protection: PermissionProtection
    label: Bilingual
    group: str = ""
    data: tuple[str, ...] = ()
    policy_words: tuple[str, ...] = ()
    native_use: bool = False
    enforced: bool = False
    follows: tuple[str, ...] = ()
    sensors: tuple[int, ...] = ()
    reason_on: tuple[Host, ...] = ()
    platform: Platform = "android"


@record
class ReasonWords:
    """Texts that say of no permission what it is for: `templates` of hosts and examples, forms that are `vague`."""

    templates: tuple[str, ...] = ()
    vague: tuple[Expression, ...] = ()


@record
class GuideKey:
    """A kind of information in the privacy guide of WeChat, by its key there.

    Code uses it where it reads `data`, or calls one of `interfaces` where those are given, or uses one of
    `permissions`; `by_code` is False for what no code can show.
    """

    key: str
    name: Bilingual
    data: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    by_code: bool = True


@record
class DataType:
    """A node of the data-type tree; `parent` is empty at a root.

    `ordinary` is what code of any kind reads, so that nobody needs to be asked. `role` names the node that code
    looks for by the part it plays. `blurred` is what the platform gives instead to an app that holds only the
    approximate permission.
    """

    id: str
    name: Bilingual
    parent: str = ""
    umbrella: bool = False
    ordinary: bool = False
    role: DataRole = ""
    blurred: str = ""


@record
class RegulationItem:
    """One item of a regulation, the obligations it imposes and how far static analysis can decide it.

    `decidable` is `strong`, `weak` or `none`; `reason` says why it is not `strong`. `app_category` limits the item to
    apps of that category, an id of the taxonomy. `in_force` and `repealed` are given where they are not those of the
    regulation. What is `unseen`, of which the title alone is known, is listed and never cited.
    """

    item: str
    title: Bilingual
    obligations: tuple[str, ...] = ()
    decidable: Decidable = "weak"
    reason: Bilingual | None = None
    app_category: str = ""
    in_force: str = ""
    repealed: str = ""
    unseen: bool = False


@record
class Regulation:
    """A legal text or list, with the dates a lawyer asks for.

    `nature` is `rule`, `standard`, `bulletin`, `campaign`, `draft` or `newsletter`. The last three are cited only where
    nothing else is, and no evidence counts as a breach of a draft.

    `regulator` is an id of the taxonomy: who publishes or enforces it. `rank` places it among those of its regulator by
    which apps are named in public, 1 first; 0 is for all others.

    `short` is what people call it where space is short. `numbering` says what the item ids count: `article`
    (article, paragraph, item: 17.1.2), `item` (article, then item: 5.1), `section` (6.1 is 六（一）), `order` (of the
    order, then article: 16.5), or nothing, where ids are cited as they are.

    It counts from `in_force` (from `issued` where a text has no day of effect, as bulletins) to the day before
    `repealed`; days are ISO dates, or months or years where no more is known, which count from their first day.
    """

    id: str
    title: Bilingual
    number: str
    issuer: Bilingual
    issued: str
    in_force: str
    sources: tuple[Source, ...]
    items: tuple[RegulationItem, ...]
    note: Bilingual | None = None
    short: Bilingual | None = None
    numbering: Numbering = ""
    nature: Nature = "rule"
    regulator: str = ""
    rank: int = 0
    repealed: str = ""

    def begins(self, item: RegulationItem) -> str:
        """From when an item counts."""
        return item.in_force or self.in_force or self.issued

    def ends(self, item: RegulationItem) -> str:
        """From when an item counts no more; empty where it still does."""
        return item.repealed or self.repealed

    def force_of(self, item: RegulationItem, as_of: str) -> Force:
        """Whether an item counts on a day; without a day all does that is not repealed."""
        ends = self.ends(item)
        if ends and (not as_of or ends <= as_of):
            return "repealed"
        return "not_yet" if as_of and self.begins(item) > as_of else "in_force"


@record
class CategoryGuess:
    """What suggests a category: expressions over the label and over the package name, permissions of components."""

    label: tuple[str, ...] = ()
    package: tuple[str, ...] = ()
    component_permission: tuple[str, ...] = ()


@record
class AppCategory:
    """One of the 39 common kinds of app: the information its basic function needs, and plausible permissions.

    `number` is that of 14号, Article 5. `data` are the data types of `necessary` where there are such. `core` are
    permissions that the basic function plausibly needs, `feature` those that a function needs when a user turns to it;
    both hold permission groups and names without `android.permission.`, and both are inference, not law.
    """

    id: str
    number: int
    name: Bilingual
    basic: Bilingual
    necessary: Bilingual
    data: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    feature: tuple[str, ...] = ()
    guess: CategoryGuess = CategoryGuess()


@record
class Term:
    """An id of a closed list (finding category, clause, obligation, regulator) with its name for people.

    `is_own` marks an obligation that no law imposes: it is this tool's own, to say what it could not see. `of_children`
    marks the clause that is the rules on children's information (`rules`) and those that such rules must have
    (`content`). `is_for_some` marks a clause that not every policy needs: reports show it only where it is found.
    """

    id: str
    name: Bilingual
    is_own: bool = False
    of_children: PartOfChildrenRules = ""
    is_for_some: bool = False


@record
class FindingCategory:
    """A category of findings with its name, and the kind of change that closes one where its evidence does not say."""

    id: str
    name: Bilingual
    remedy: Remedy = "clause"


@record
class SdkCategory:
    """A kind of SDK, with wording for purpose and occasion that a drafted list starts from; empty where it differs.

    `signs_in` says whether one shows that users have accounts, `begins_by_collecting` that collecting is its first act.
    """

    id: str
    name: Bilingual
    purpose: Bilingual
    scene: Bilingual
    signs_in: SignsIn = "no"
    begins_by_collecting: bool = False


@record(frozen=False)
class Knowledge:
    """Everything under `rules/` but the checks.

    `kits` says what a kit of HarmonyOS gives under a name (`@kit.SensorServiceKit.sensor`): a module of the system, and
    behind `#` the name there, where it is not all of the module.
    """

    sdks: dict[str, SdkSignature] = field(default_factory=dict)
    sdk_categories: dict[str, SdkCategory] = field(default_factory=dict)
    apis: tuple[ApiEntry, ...] = ()
    permissions: dict[str, PermissionInfo] = field(default_factory=dict)
    data_types: dict[str, DataType] = field(default_factory=dict)
    regulations: dict[str, Regulation] = field(default_factory=dict)
    categories: dict[str, FindingCategory] = field(default_factory=dict)
    clauses: dict[str, Term] = field(default_factory=dict)
    obligations: dict[str, Term] = field(default_factory=dict)
    regulators: dict[str, Term] = field(default_factory=dict)
    subjects: dict[str, Term] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    shared_roots: frozenset[str] = frozenset()
    renamed: dict[str, RenamedSignature] = field(default_factory=dict)
    destinations: tuple[TakingCalls, ...] = ()
    outside_storage: frozenset[str] = frozenset()
    #: What the releases of a library read by themselves, for those that were looked at.
    library_reads: dict[str, frozenset[str]] = field(default_factory=dict)
    app_categories: dict[str, AppCategory] = field(default_factory=dict)
    unseen_code: UnseenCode = UnseenCode()
    native_platform: NativePlatform = NativePlatform()
    reasons: ReasonWords = ReasonWords()
    guide_keys: dict[str, GuideKey] = field(default_factory=dict)
    kits: dict[str, str] = field(default_factory=dict)
    knowledge_date: str = ""

    def apis_on(self, platform: str) -> tuple[ApiEntry, ...]:
        """The catalogued APIs of one platform."""
        return tuple(entry for entry in self.apis if entry.platform == platform)

    def permissions_on(self, platform: str) -> dict[str, PermissionInfo]:
        """The permissions of one platform by name."""
        return {name: info for name, info in self.permissions.items() if info.platform == platform}

    def is_a(self, data_type: str, ancestor: str) -> bool:
        """Whether `data_type` is `ancestor` or below it in the tree; unknown ids are only themselves."""
        seen = set()
        while data_type and data_type not in seen:
            if data_type == ancestor:
                return True
            seen.add(data_type)
            node = self.data_types.get(data_type)
            data_type = node.parent if node else ""
        return False

    def discloses(self, named: str, data_type: str) -> bool:
        """Whether naming one data type discloses another: itself, a narrower one, or a wider one that is no umbrella.

        "位置信息" discloses precise location; "设备信息" discloses no identifier.
        """
        if self.is_a(named, data_type):
            return True
        node = self.data_types.get(named)
        return node is not None and not node.umbrella and self.is_a(data_type, named)

    @property
    def permission_groups(self) -> frozenset[str]:
        """The groups that permissions of the platform stand in, the empty one of those without a group among them."""
        return frozenset(info.group for info in self.permissions.values())

    def data_of_role(self, role: DataRole) -> str:
        """The id of the node that plays a part; empty where the tree has none."""
        return next((node.id for node in self.data_types.values() if node.role == role), "")

    def is_ordinary(self, data_type: str) -> bool:
        """Whether a data type is one that code of any kind reads."""
        node = self.data_types.get(data_type)
        return node is not None and node.ordinary

    def ancestors(self, data_type: str) -> list[str]:
        """The ids above `data_type`, nearest first."""
        found: list[str] = []
        node = self.data_types.get(data_type)
        while node and node.parent and node.parent not in found:
            found.append(node.parent)
            node = self.data_types.get(node.parent)
        return found
