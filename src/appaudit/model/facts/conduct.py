"""Facts about how an app behaves beside reading data: its starts, switches, requests and screens."""

from __future__ import annotations

from typing import ClassVar, Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.condition import Condition
from appaudit.model.facts.base import Fact
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import (
    AskPattern,
    BoxSubject,
    CallPurpose,
    ConfidenceWord,
    DataTypeId,
    KeyRole,
    PartyId,
    PartyKind,
    PermissionName,
    Phase,
    ProtectionWeakness,
    RefusalEffect,
    SdkCallAction,
    SdkId,
    SelfStartMechanism,
    Setting,
    TickBox,
    TlsWeakness,
    UnseenWay,
)

#: Why a component does not start by itself, before the permission that the manifest does not declare.
UNDECLARED: Final = "no uses-permission"
#: Why a component of an SDK starts nothing by itself, before the call that tells the SDK what the user decided.
UNTOLD: Final = "no call of"
#: What a page of one pixel lacks that is not opened when the screen goes off.
UNHEARD: Final = "no android.intent.action.SCREEN_OFF"


@record
class CodeConduct(Fact):
    """The base of facts that stand in the code: who does it, and when it runs.

    `caller` is `class.method` in Java notation, empty where the manifest alone says so. `party` and `party_kind` are
    as in `DataAccessFact`, filled when facts are derived; `phase`, `guarded`, `chain` and `conditions` as there, too.
    `sites` are where in the method it is done, in code units from its start; `snippet` are the instructions around the
    first.
    """

    caller: str = ""
    caller_class: str = ""
    party: PartyId = "app"
    party_kind: PartyKind = "unknown"
    phase: Phase = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    sites: tuple[int, ...] = ()
    snippet: tuple[str, ...] = ()


@record
class SdkCallFact(CodeConduct):
    """A call by which the app starts an SDK or sets one of its switches.

    `action` is `start`, `safe_start` (what is harmless before consent), `consent` (tells it what the user decided) or
    `switch`; `purpose` is that of a switch (`personalization`, `shake`, `collection`, `start`) or `consent`. `setting`
    is `off` where the practice is switched off or consent denied, `on` where it is left on, and `unknown` where that
    depends on something; `value` is the constant that says so. A start is `off` where the SDK was denied consent at
    launch, which holds it back. `data_types` are those a switch is about, empty for all. `waits` says that every way
    to a start waits for what does not come at a first launch: a message that nothing sends, a page that nothing opens,
    a permission that nobody can have granted, a server's command, an element of what is empty; or that the start looks
    for a key in the package, finds none and gives up. `doubt` is that of `DataAccessFact`. `unasked` is a start by
    a component that the SDK brings along and the system runs, so that the app that declares it calls nothing. `named`
    is False for a start that is told by the context which it hands the SDK alone: no start known by name is there.
    `contrary` is what the manifest says of a start that is `unasked`, by which the SDK collects nothing by itself then.
    `wrong_keys` are the keys that the app hands to the SDK, where all of them are known and it starts with none.
    `denied` are the calls at launch that tell the SDK nobody agreed, where others of the app at launch allow it.
    `by_framework` is a start by code of the framework that the app is made with. `unseen` is what a component that is
    `unasked` needs (`string/google_app_id`) and what was read of the package does not have, where parts were not read.
    """

    kind: ClassVar[str] = "sdk_call"
    kind_name: ClassVar[Bilingual] = Bilingual("对SDK的启动和开关调用", "Calls that start and switch SDKs")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("sdk", "api", "caller", "value")

    sdk: SdkId
    api: str
    action: SdkCallAction
    purpose: CallPurpose = ""
    setting: Setting = "unknown"
    value: str = ""
    data_types: tuple[DataTypeId, ...] = ()
    waits: bool = False
    doubt: int = 0
    unasked: bool = False
    named: bool = True
    contrary: tuple[str, ...] = ()
    wrong_keys: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    by_framework: bool = False
    unseen: tuple[str, ...] = ()


@record
class UnknownStartFact(CodeConduct):
    """A call at launch by which code of the app hands its context to code of which nobody knows whose it is.

    `api` is the method called, `callee_class` its class; `waits` and `doubt` are as in `SdkCallFact`.
    """

    kind: ClassVar[str] = "unknown_start"
    kind_name: ClassVar[Bilingual] = Bilingual("对来源不明代码的启动调用", "Calls that start code of unknown origin")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("api", "caller")

    api: str
    callee_class: str
    waits: bool = False
    doubt: int = 0


@record
class SelfStartFact(CodeConduct):
    """A way by which the app starts without its user, keeps itself running, or starts another app.

    `mechanism` is one of
    `boot_receiver`, `package_receiver`, `power_receiver`, `network_receiver`, `screen_receiver`, `storage_receiver`
    (broadcasts in the manifest that start the app), `account_sync`, `sticky_service`, `persisted_job`, `periodic_job`,
    `repeating_alarm`, `one_pixel_window`, `native_daemon`, `daemon_library`, `restart` (a service that starts something
    when it is removed), `other_app_service` and `other_app_start` (services and screens of another app).
    `subject` is the component, library or package concerned, `detail` the actions or arguments that say so.
    `contrary` is what keeps it from happening: `UNDECLARED` with the permission that is missing, `UNHEARD`, or words
    that stand for themselves.
    """

    kind: ClassVar[str] = "self_start"
    kind_name: ClassVar[Bilingual] = Bilingual("自启动与关联启动", "Self-start and waking of other apps")
    derived_from: ClassVar[tuple[str, ...]] = ("component", "api_call")
    identity: ClassVar[tuple[str, ...]] = ("mechanism", "subject", "caller")

    mechanism: SelfStartMechanism
    subject: str
    detail: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()


@record
class CleartextEndpointFact(CodeConduct):
    """A web address in the code that begins with `http://`, and the personal data named beside it.

    `parameters` are the names in the address, or in the method that uses it, which stand for personal data, and
    `data_types` what they stand for; `in_address` says that the address itself holds one of them. `requested` says that
    a request is seen to be built from the address, over calls and fields that keep it; of addresses beside which no
    personal data stands nobody asks. Addresses that only name something (XML namespaces) or stay on the device or its
    network have no fact.
    """

    kind: ClassVar[str] = "cleartext_endpoint"
    kind_name: ClassVar[Bilingual] = Bilingual("未加密的网络地址", "Addresses without encryption")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("url", "caller")

    url: str
    host: str
    parameters: tuple[str, ...] = ()
    data_types: tuple[DataTypeId, ...] = ()
    in_address: bool = False
    requested: bool = False


@record
class UnseenCodeFact(CodeConduct):
    """A call that runs code which is not in what was read, in a method that something reaches.

    `way` is how: a `loader` of code from elsewhere, `native` code in a library, `reflection` with a name that is no
    constant or that an SDK makes of another text (`decoded`), or a `binder` transaction with a service of the system.
    `api` is the call; `target` what is known of what runs: a library, a native method, the beginning of a name.
    """

    kind: ClassVar[str] = "unseen_code"
    kind_name: ClassVar[Bilingual] = Bilingual("运行不可见代码的调用", "Calls that run code out of sight")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("way", "api", "caller", "target")

    way: UnseenWay
    api: str
    target: str = ""


@record
class TlsWeaknessFact(CodeConduct):
    """Code that gives up what TLS protects.

    `weakness` is `trust_all` (a trust manager that checks nothing), `any_host` (a verifier that accepts every name),
    `ssl_error_proceed` (a web view that goes on after a certificate error) or `mixed_content`. `certain` is False where
    it depends on something that the code asks first.
    """

    kind: ClassVar[str] = "tls_weakness"
    kind_name: ClassVar[Bilingual] = Bilingual("证书校验缺陷", "Weak checks of certificates")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("weakness", "caller")

    weakness: TlsWeakness
    certain: bool = True


@record
class WeakProtectionFact(CodeConduct):
    """A call that leaves data unprotected on the device.

    `weakness` is `weak_cipher` (broken, or one that shows equal blocks) or `world_readable` (a file, database or
    preferences that other apps may open); `api` is the call. `certain` is False where nobody could follow whether the
    constant reaches it.
    """

    kind: ClassVar[str] = "weak_protection"
    kind_name: ClassVar[Bilingual] = Bilingual("数据保护缺陷", "Weak protection of data")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("weakness", "api", "caller")

    weakness: ProtectionWeakness
    api: str
    certain: bool = True


@record
class ConstantKeyFact(CodeConduct):
    """A key or initialisation vector of a cipher that the code builds from constants, which all who have it know.

    `role` is `key` or `iv`, `api` the constructor that takes the bytes. `certain` is False where they come by several
    ways and only some of them are constants. Keys that sign (HMAC) are none.
    """

    kind: ClassVar[str] = "constant_key"
    kind_name: ClassVar[Bilingual] = Bilingual("写死的密钥或初始向量", "Constant keys and vectors of ciphers")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("role", "caller")

    role: KeyRole
    api: str
    certain: bool = True


@record
class RepetitionFact(CodeConduct):
    """A call by which something runs again and again, with the period that the code states.

    `api` is the call, `milliseconds` the shortest period that reaches it. `data_types` are what the call itself
    collects (positions), else empty; `runs` are the methods that the repeated task runs, over two calls.
    """

    kind: ClassVar[str] = "repetition"
    kind_name: ClassVar[Bilingual] = Bilingual("周期性执行", "What runs again and again")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("api", "milliseconds", "caller")

    api: str
    milliseconds: int
    data_types: tuple[DataTypeId, ...] = ()
    runs: tuple[str, ...] = ()


@record
class CollectionIntervalFact(CodeConduct):
    """Personal information that is read again and again: of which kind, and how often at most.

    `api` is the call that repeats it, `read` the call that reads; they are one for requests of positions.
    `milliseconds` is the period as the code states it; how often it is read in a run nobody knows from here.
    """

    kind: ClassVar[str] = "collection_interval"
    kind_name: ClassVar[Bilingual] = Bilingual("收集的间隔", "Intervals of collection")
    derived_from: ClassVar[tuple[str, ...]] = ("repetition", "data_access")
    identity: ClassVar[tuple[str, ...]] = ("data_type", "api", "caller", "milliseconds")

    data_type: DataTypeId
    api: str
    read: str
    milliseconds: int


@record
class OutsideJumpFact(CodeConduct):
    """Code that opens another app by an address of its own scheme, or by its package.

    `target` is the address or package as the code holds it.
    """

    kind: ClassVar[str] = "outside_jump"
    kind_name: ClassVar[Bilingual] = Bilingual("打开其他应用", "Opening of other apps")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("target", "caller")

    target: str


@record
class ConsentKeyFact(CodeConduct):
    """A name under which code stores or reads whether the user has agreed.

    `versioned` says that the name speaks of a version or date of what was agreed to; `written` that the method itself
    hands the name, with something other than a written "no", to a call that stores.
    """

    kind: ClassVar[str] = "consent_key"
    kind_name: ClassVar[Bilingual] = Bilingual("保存同意的名称", "Names under which consent is stored")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("name", "caller")

    name: str
    versioned: bool = False
    written: bool = False


@record
class PermissionRefusalFact(CodeConduct):
    """What the code does only when the user has refused a permission.

    `effect` is `exit` (it ends the app or closes the screen), `ask_again` (it asks once more at once) or `settings` (it
    sends the user to the system settings); `api` is the call that does it. `permissions` are those the class asks for,
    as far as they are known.
    """

    kind: ClassVar[str] = "permission_refusal"
    kind_name: ClassVar[Bilingual] = Bilingual("拒绝权限后的行为", "What follows a refused permission")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("effect", "api", "caller")

    effect: RefusalEffect
    api: str
    permissions: tuple[PermissionName, ...] = ()


@record
class PermissionPressureFact(CodeConduct):
    """A way in which code presses the user for permissions.

    `pattern` is `overlay` (several permissions asked for at once, before a person acts), `repeat` (the same twice in a
    row), `bother` (again each time the page is entered, whatever was answered), `loop` (again after its own refusal,
    without a way out) or `forced` (a refusal leaves one way on only). `apis` are the calls that ask, in the order in
    which they were found; `permissions` what they ask for.
    """

    kind: ClassVar[str] = "permission_pressure"
    kind_name: ClassVar[Bilingual] = Bilingual("对权限的反复或强制索取", "Pressing for permissions")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("pattern", "apis", "caller")

    pattern: AskPattern
    apis: tuple[str, ...]
    permissions: tuple[PermissionName, ...] = ()


@record
class CheckBoxFact(Fact):
    """A box to tick in a layout: whether it is ticked before anyone touches it, and the texts on and beside it.

    `layout` is the entry of the package, `view` the resource name of the box; `about` is what it is for, as far as
    somebody has read its texts.
    """

    kind: ClassVar[str] = "check_box"
    kind_name: ClassVar[Bilingual] = Bilingual("勾选框", "Boxes to tick")
    derived_from: ClassVar[tuple[str, ...]] = ("ui_text",)
    identity: ClassVar[tuple[str, ...]] = ("layout", "view", "texts")

    layout: str
    view: str = ""
    checked: bool = False
    texts: tuple[str, ...] = ()
    about: BoxSubject = ""


@record
class ConsentScreenFact(Fact):
    """How the app asks for consent, as far as its texts and layouts show.

    `checkbox` is `checked` (ticked by default), `unchecked`, or `none` where no box stands beside words of consent.
    `refusal` says that a text to refuse by was seen, `implied` that a text takes signing in or going on for consent;
    `policy_link` that code makes texts into links, and `policy_named` that a text names the policy. `agree_texts`,
    `refuse_texts` and `implied_texts` are the texts; `boxes` says of each box that is ticked by default what it is
    called and what stands beside it, `box_places` where it is, and `of_terms` that all of them speak of terms alone.
    `at_sign_in` says that all of it stands where people sign in, which a first launch need not show.
    """

    kind: ClassVar[str] = "consent_screen"
    kind_name: ClassVar[Bilingual] = Bilingual("征求同意的界面", "How consent is asked for")
    derived_from: ClassVar[tuple[str, ...]] = ("ui_text",)
    identity: ClassVar[tuple[str, ...]] = ()

    checkbox: TickBox = "none"
    refusal: bool = False
    implied: bool = False
    policy_named: bool = False
    policy_link: bool = False
    agree_texts: tuple[str, ...] = ()
    refuse_texts: tuple[str, ...] = ()
    implied_texts: tuple[str, ...] = ()
    of_terms: bool = False
    at_sign_in: bool = False
    boxes: tuple[str, ...] = ()
    box_places: tuple[Location, ...] = ()


@record
class TextLinkFact(CodeConduct):
    """Code that turns a part of a text into a link, as consent screens do with the name of the policy."""

    kind: ClassVar[str] = "text_link"
    kind_name: ClassVar[Bilingual] = Bilingual("文字链接", "Links in texts")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("caller",)


@record
class AccountSystemFact(Fact):
    """Signs that users of the app have accounts: screens, SDKs for signing in, and texts.

    `confidence` is `high` with two kinds of signs or a screen of the app's own, else `medium` or `low`. `places` are
    where the texts stand, one for each. `host_only`: the texts speak of signing in, which the host of a mini-program
    does by itself, and nothing shows that an account of the operator's own is registered.
    """

    kind: ClassVar[str] = "account_system"
    kind_name: ClassVar[Bilingual] = Bilingual("账号体系", "User accounts")
    derived_from: ClassVar[tuple[str, ...]] = ("ui_text", "component")
    identity: ClassVar[tuple[str, ...]] = ()

    confidence: ConfidenceWord
    screens: tuple[str, ...] = ()
    sdks: tuple[SdkId, ...] = ()
    texts: tuple[str, ...] = ()
    places: tuple[Location, ...] = ()
    host_only: bool = False
