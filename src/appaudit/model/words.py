"""Closed lists of words, each once: what a field of a fact or of the report may hold.

A list that only a change of code can lengthen is a `Literal` here: the type checker knows a misspelt comparison, the
codec refuses another word, the JSON Schema lists the words, and a rule that asks for another one does not load. A list
that grows with `rules/` (data types, SDKs) is an `IdOf`: text to the type checker, checked against the knowledge when
rules are loaded. The words are those of the JSON contract.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from appaudit.model.record import record

Answer = Literal["yes", "no", "unknown"]

# Grades; `model/grade.py` orders them.
SeverityWord = Literal["critical", "high", "medium", "low", "info"]
ConfidenceWord = Literal["high", "medium", "low"]
StatusWord = Literal["violation", "suspected", "review"]
#: The least severity that fails a build; `never` where none does.
FailOn = Literal["critical", "high", "medium", "low", "never"]

# Where an artifact runs.
#: What a package is made for; `miniprogram` runs inside another app, its host.
Platform = Literal["android", "harmony", "ios", "miniprogram"]
#: Empty for what runs nowhere, such as a policy that is audited alone.
ShownPlatform = Literal["", "android", "harmony", "ios", "miniprogram"]
#: The app in which a mini-program runs; empty for what is none.
Host = Literal["", "wechat", "alipay", "douyin", "baidu", "qq"]

# What is known of the whole of an audit.
CoverageWord = Literal["complete", "partial", "none"]
#: Why a part was not read; `unnamed_call` where code asks for another by a name that is made at run time, or a service
#: of the system without its interface; `two_readings` where others may read something else than was read; `not_read`
#: for a part of the artifact that has no reader yet; `not_looked_for` for what nobody looks for on its platform.
GapReason = Literal[
    "unreadable",
    "packed",
    "native_only",
    "native_code",
    "hybrid",
    "dynamic_code",
    "unnamed_call",
    "two_readings",
    "hidden_text",
    "limit_reached",
    "not_supplied",
    "missing_part",
    "elsewhere",
    "linked",
    "not_read",
    "not_looked_for",
    "renamed",
    "own_fault",
]
#: What rules may require; `documents` is a policy or an SDK list, `sdk_archive` an SDK that is no app by itself.
InputName = Literal["app", "sdk_archive", "policy", "sdk_list", "privacy_guide", "documents", "facts", "comparison"]
InputRole = Literal["artifact", "policy", "sdk_list", "privacy_guide", "facts", "config", "mapping", "rules"]
#: What became of a paragraph between two versions of a text, and of a piece of one.
PassageState = Literal["same", "changed", "added", "removed", "moved_here", "moved_away"]
PieceKind = Literal["same", "added", "removed"]
InputStatus = Literal["read", "unreadable", "not_supplied"]
#: How a rule tests a field; `is` asks the tree of data types for a type or a narrower one.
Operator = Literal["equals", "in", "glob", "regex", "min", "max", "is"]
OutcomeWord = Literal["match", "no-match", "inconclusive", "not-applicable"]
ItemStatus = Literal["fail", "suspected", "review", "pass", "not_assessable", "input_missing"]
EvidenceRole = Literal["primary", "related", "contrary"]
#: How a source was read: the text itself or a whole copy of it, an account or quotation of it, or not at all, so that
#: only its place is known from others. Empty where that is not recorded.
Seen = Literal["", "text", "second_hand", "not_seen"]
#: Whether an item of a regulation counts on a day.
Force = Literal["in_force", "not_yet", "repealed"]
#: The part that a node of the data-type tree plays for code; empty for nearly all.
DataRole = Literal["", "identifier", "motion"]
#: Whether SDKs of a kind show that users have accounts; `maybe` where they share too.
SignsIn = Literal["yes", "maybe", "no"]
Lifecycle = Literal["stable", "experimental", "deprecated"]

# What the code shows.
#: `pre_consent` is reached at launch before a person can act; nothing that was read reaches `dead` code.
Phase = Literal["pre_consent", "other", "dead", "unknown"]
#: Whose code it is: a `library` is known to collect nothing, `unknown` code in the app is nobody's that we know.
PartyKind = Literal["app", "sdk", "library", "unknown"]
#: What else decides whether something runs at launch: a permission that nobody can have granted, a message that
#: nothing sends, a command of a server, a page that nothing opens, one that is closed before it is shown, a setting
#: that nothing at launch stores, one that has to be stored first, a key or text that the package does not state and
#: without which a start gives up, that a start only keeps what it is given, a user who is signed in, what is still
#: empty, the system's refusal, for good or until somebody grants what the app asks for or may ask for, a check of a
#: permission, the device or its system, the version of the app, a comparison with a constant, or with a key that no
#: configuration in the code has, the night mode, data from a server or a file, a setting that is stored, the network,
#: an exception, one that is ordinarily not thrown, that a call gave nothing whose answer was just kept, which object a
#: library calls back, that all ways found call the method on another object, that they hand on another value, what a
#: method answers that is named for consent, where its code does not say what that is at a first launch, or a value of
#: the program of which nobody can say more.
ConditionKind = Literal[
    "ungranted",
    "unsent",
    "ordered",
    "unopened",
    "unshown",
    "unstored",
    "stored_first",
    "unset",
    "unstated",
    "kept",
    "signed_in",
    "empty",
    "refused",
    "requested",
    "may_be_requested",
    "permission",
    "device",
    "app_version",
    "comparison",
    "unlisted",
    "night_mode",
    "downloaded",
    "stored",
    "network",
    "exception",
    "unlikely_exception",
    "fallback",
    "unanswered",
    "resumed",
    "callback",
    "one_of_many",
    "other_object",
    "other_process",
    "other_value",
    "by_name",
    "other",
]
#: What takes a value for good.
TakenBy = Literal[
    "request", "log", "preference", "file", "external_file", "stream", "database", "component", "screen", "sealed"
]
#: Where a value goes that was read: a network request, a log, a preference, a file of the app or on shared storage, a
#: stream whose other end is not known, a database or content provider, another component, the screen, an SDK; `sealed`
#: where it is encrypted or digested; `nowhere` where nothing takes it. Where following it stops: a `field` that keeps
#: it, a `caller` to which it is returned, a `call` that is not looked into.
DestinationWord = Literal[TakenBy, "sdk", "nowhere", "field", "caller", "call"]
#: What a catalogued call does with a value: takes it, or keeps it in its receiver or its result.
TakesTo = Literal[TakenBy, "receiver", "result"]
ApiRole = Literal["data", "sensor", "permission", "permission_request", "weak_cipher", "world_readable"]
#: What code does that leaves data unprotected on the device: the roles of calls that by themselves are such.
ProtectionWeakness = Literal["weak_cipher", "world_readable"]
#: What bytes of a cipher are: its key, or the vector that makes equal texts come out differently.
KeyRole = Literal["key", "iv"]
SensorVerdict = Literal["shake", "sensor_only", "refers", "none"]
SelfStartMechanism = Literal[
    "boot_receiver",
    "package_receiver",
    "power_receiver",
    "network_receiver",
    "screen_receiver",
    "storage_receiver",
    "account_sync",
    "sticky_service",
    "persisted_job",
    "periodic_job",
    "repeating_alarm",
    "one_pixel_window",
    "native_daemon",
    "daemon_library",
    "restart",
    "other_app_service",
    "other_app_start",
]
#: How code runs that is not in what was read: loaded from elsewhere, in a native library, by a name that is no
#: constant, or in a service of the system that a transaction asks.
UnseenWay = Literal["loader", "native", "reflection", "decoded", "binder", "command"]
#: What a call by which such code runs is handed: nothing that says which, a library by name or path, a class, a method
#: or field of a class, all its methods or fields, a number whose lowest bit asks for the code of another app, the
#: number of a transaction, or the name of a component.
UnseenTarget = Literal[
    "code",
    "library",
    "path",
    "class",
    "member",
    "property",
    "members",
    "fields",
    "flags",
    "transaction",
    "component",
    "command",
    "key",
    "address",
    "module",
]
TlsWeakness = Literal["trust_all", "any_host", "ssl_error_proceed", "mixed_content"]
RefusalEffect = Literal["exit", "ask_again", "settings"]
#: How code presses for permissions: several at once before a person acts, the same twice in a row, each time a page is
#: entered whatever was answered, again after its own refusal, or with only one way on.
AskPattern = Literal["overlay", "repeat", "bother", "loop", "forced"]

# What the package says.
#: What is odd about a container.
AnomalyCode = Literal[
    "comment_overruns",
    "duplicate_name",
    "encryption_flag",
    "entry_count_differs",
    "extra_field_overruns",
    "junk_in_directory",
    "local_name_differs",
    "name_with_nul",
    "prepended_data",
    "second_directory",
    "second_reading",
    "size_differs",
    "sizes_missing",
    "stored_as_deflated",
    "trailing_data",
    "traversal_name",
    "unknown_compression_method",
    "wrong_crc",
]
#: When a module of an app bundle reaches a device: with the app, on certain devices, right after it, or when the app
#: asks for it.
ModuleDelivery = Literal["install_time", "conditional", "fast_follow", "on_demand", "unknown"]
#: What is wrong with the text that says what a permission is for; `told` where nothing is.
ReasonState = Literal["absent", "empty", "template", "vague", "repeated", "told"]
#: The last two are those of HarmonyOS: an ability shows screens, an extension ability does not.
ComponentType = Literal["activity", "activity-alias", "service", "receiver", "provider", "ability", "extension_ability"]
#: When a permission is used, as the package says: only while the app is used, or always; empty where it does not say.
PermissionTime = Literal["", "inuse", "always"]
#: What a source file of HarmonyOS is written in.
WrittenLanguage = Literal["arkts", "typescript", "javascript"]
SignatureScheme = Literal["v1", "v2", "v3", "v3.1"]
PermissionProtection = Literal["dangerous", "special", "privacy", "normal", "signature"]
#: As it is shown: `unknown` for a permission that is in no list.
ShownProtection = Literal["dangerous", "special", "privacy", "normal", "signature", "unknown"]
#: Why nobody can say whether a permission is used; empty where it is said. `dead_code` is why it is not: the code that
#: would use it is called by nothing.
UseReason = Literal["", "library_only", "no_api", "follows", "native", "unread", "dead_code"]
#: A permission held against the kind of app: the basic function plausibly needs it, a function may, or neither.
PermissionFit = Literal["core", "feature", "outside"]
#: Empty where no kind of app is known, or the permission is none that is judged.
ShownFit = Literal["", "core", "feature", "outside"]
TickBox = Literal["checked", "unchecked", "none"]
#: What a box to tick is for: consent to a policy, terms alone, or nothing of the kind.
BoxSubject = Literal["consent", "terms", ""]
LimitedArea = Literal["code", "manifest", "resources", "signature", "artifact", "sdk_list", "policy"]

# SDKs.
SdkKind = Literal["sdk", "library", "packer", "framework"]
#: How a package names what it was built with: a Maven coordinate, a package of ohpm or npm, a pod, a framework, a
#: bundle of resources, a plugin of a mini-program by the AppID of its provider.
DependencySource = Literal["maven", "ohpm", "npm", "pod", "framework", "bundle", "plugin"]
#: What an SDK is recognised by; those of `DependencySource` among it.
SignalKind = Literal[
    "classes",
    "renamed classes",
    "component",
    "meta-data",
    "native library",
    "entry",
    "string",
    "maven",
    "ohpm",
    "npm",
    "pod",
    "framework",
    "bundle",
    "plugin",
]
SdkCallAction = Literal["start", "safe_start", "consent", "switch"]
SwitchPurpose = Literal["personalization", "shake", "collection", "start"]
#: What a call that sets something is about; empty where it sets nothing.
CallPurpose = Literal["", "personalization", "shake", "collection", "start", "consent"]
#: `off` where the practice is switched off or consent denied, `unknown` where that depends on something.
Setting = Literal["on", "off", "unknown"]
#: When the app's code starts an SDK; `guarded` is behind a stored consent.
SdkStart = Literal["pre_consent", "guarded", "other", "unknown"]
#: Empty where no call was seen; `unknown` where one would not have been seen, since names were changed.
ShownStart = Literal["", "pre_consent", "guarded", "other", "unknown"]
ShownSetting = Literal["", "on", "off"]
#: Who says the version of an SDK: what its build wrote for its users (its artifact, the manifest of its archive), its
#: code, an entry in the manifest of the app, or a native library. Empty where nobody does.
VersionSource = Literal["", "build", "code", "manifest", "library"]
#: What a document leaves out of an SDK.
SdkTerm = Literal["purpose", "data", "recipient", "contact"]

# What documents say.
#: Which documents name an SDK.
DisclosedBy = Literal["policy", "sdk_list", "both", "no", "unknown"]
#: What of an SDK stands somewhere in a document that lists it nowhere.
TracedBy = Literal["name", "package", "company", "address"]
#: Empty where nothing of it stands in any document.
OptionalTrace = Literal["", "name", "package", "company", "address"]
DocumentKind = Literal["policy", "sdk_list"]
#: What a clause is to rules on children's information; empty for most.
PartOfChildrenRules = Literal["", "rules", "content"]
FoundClauseStatus = Literal["present", "weak", "negated"]
#: As it is shown: `absent` where the whole policy was read, else `unknown`.
ClauseStatus = Literal["present", "weak", "negated", "absent", "unknown"]
#: `except` is a denial with exceptions.
Polarity = Literal["affirm", "deny", "except"]
#: `name` where data are named and nothing is said of them.
PolicyAction = Literal["collect", "share", "name"]
#: What a sentence says is done with data.
StatedAction = Literal["collect", "share"]
#: How text is kept from those who read a document: not displayed or not visible by style, kept from screen readers, of
#: the colour behind it, too small, transparent, beyond the page, clipped, struck out, in a comment, hidden by a word
#: processor, drawn without ink, in place of what a browser shows, with its letters in reverse, or under another layer.
#: `other_version` is shown, and belongs to an earlier version of the text or to one to come.
HidingWay = Literal[
    "display",
    "visibility",
    "aria",
    "colour",
    "size",
    "opacity",
    "position",
    "clip",
    "struck",
    "comment",
    "hidden_run",
    "invisible_ink",
    "fallback",
    "reversed",
    "covered",
    "glyphs",
    "other_version",
]
SpanKind = Literal["data", "collect", "share", "recipient", "purpose", "condition", "handler"]
#: A practice held against the documents (PoliCheck, Andow et al. 2020).
ConsistencyVerdict = Literal["clear", "vague", "ambiguous", "incorrect", "omitted"]
PolicyTextIssue = Literal[
    "template_residue",
    "deemed_consent",
    "cancellation_condition",
    "long_deadline",
    "language",
    "long_without_headings",
    "other_name",
    "terms_of_service",
    "personalised_content",
]
#: What a date of a policy is: that on which it takes effect, that of a version which it announces, that of an update.
EffectBasis = Literal["effect", "announced", "updated"]
#: How such a date stands on the day of the audit: reached, ahead, announced for another version and ahead, a slip (it
#: is years ahead, or an update that has not come yet); `undated` where no day was given.
EffectStanding = Literal["in_force", "later", "announced", "mistaken", "undated"]
#: How old the policy in the app is beside the supplied one; `unknown` without dates.
CopyRelation = Literal["older", "newer", "same", "unknown"]

# What is declared, accepted and compared.
#: Whether the kind of app was named by the user or guessed from label and package.
CategorySource = Literal["declared", "guessed"]
#: `questioned` where what is declared does not fit the numbers declared with it.
DutyState = Literal["met", "unmet", "due", "overdue", "late", "questioned", "unknown", "not_applicable"]
IgnoreState = Literal["active", "expired"]
#: What happened to the documents between two versions; `none` where neither came with any.
DocumentsChange = Literal["unchanged", "changed", "none"]

# Regulations.
Decidable = Literal["strong", "weak", "none"]
Nature = Literal["rule", "standard", "bulletin", "campaign", "draft", "newsletter"]
#: What the ids of items count; empty where they are cited as they are.
Numbering = Literal["", "article", "item", "section", "order"]


#: What kind of change closes findings of a category: where an SDK starts, how data are named, rows that an SDK list
#: lacks or has too many of, a clause, the policy as a whole, a permission, a listener, a switch, a component, code, a
#: duty of the operator, or reading what was not read.
Remedy = Literal[
    "start",
    "disclosure",
    "list",
    "origin",
    "surplus",
    "clause",
    "policy",
    "permission",
    "sensor",
    "switch",
    "component",
    "code",
    "duty",
    "unseen",
]


@record(kw_only=False)
class IdOf:
    """Marks text that holds an id: `section` is a field of `Knowledge` or follows from it.

    `also` are words beside its ids. `is_open` where others exist than those that are known: makers of devices have
    permissions of their own.
    """

    section: str
    also: tuple[str, ...] = ()
    is_open: bool = False


DataTypeId = Annotated[str, IdOf("data_types")]
PermissionName = Annotated[str, IdOf("permissions", is_open=True)]
ClauseId = Annotated[str, IdOf("clauses")]
SdkId = Annotated[str, IdOf("sdks")]
#: Empty where no known SDK is meant.
OptionalSdkId = Annotated[str, IdOf("sdks", also=("",))]
#: An SDK, or the app itself.
PartyId = Annotated[str, IdOf("sdks", also=("app", "renamed"))]
#: The same as it is told to people, who are not told that code which nobody knows is the app's own.
ToldPartyId = Annotated[str, IdOf("sdks", also=("app", "renamed", "unknown"))]
#: Empty for what is no SDK.
SdkCategoryId = Annotated[str, IdOf("sdk_categories", also=("",))]
#: A group of permissions, as the files of permissions name it; empty for none.
PermissionGroup = Annotated[str, IdOf("permission_groups", also=("",))]
#: A thing that users look for in an app, of the lexicon of its texts.
UiTopicId = Annotated[str, IdOf("ui_topics")]
AppCategoryId = Annotated[str, IdOf("app_categories")]
FindingCategoryId = Annotated[str, IdOf("categories")]
DutyId = Annotated[str, IdOf("duties")]


def words_of(words: Any) -> tuple[str, ...]:  # noqa: ANN401  # a Literal has no type of its own
    """The words of a closed list, in the order in which they are written there."""
    return get_args(words)


def told_party(party: str, kind: PartyKind) -> str:
    """The id under which a party is named to people: code that nobody knows is not told as the app's own."""
    return "unknown" if (party, kind) == ("app", "unknown") else party
