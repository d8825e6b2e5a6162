"""What a recipe says of an app: its reads and SDK starts, where they are, how they are reached, what stands before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Site(StrEnum):
    """Where the app's own code sets out."""

    APPLICATION = "Application.onCreate"
    ATTACH = "Application.attachBaseContext"
    LAUNCHER = "launcher Activity.onCreate"
    PROVIDER = "own ContentProvider.onCreate"
    AGREE = "button that agrees"
    CLICK = "other button"
    PAGE = "second page"
    RECEIVER = "broadcast receiver"
    DEAD = "nothing calls it"

    @property
    def at_launch(self) -> bool:
        """Whether the system runs it before the user can do anything."""
        return self in {Site.APPLICATION, Site.ATTACH, Site.LAUNCHER, Site.PROVIDER}


class Way(StrEnum):
    """How the code reaches from the site to the method that does it."""

    DIRECT = "direct"
    CHAIN = "three methods"
    INTERFACE = "interface"
    THREAD = "Thread"
    LAMBDA = "lambda on a Handler"
    EXECUTOR = "executor"
    REFLECTION = "reflection"
    OVERLOAD = "one of two overloads"


class Guard(StrEnum):
    """What is asked before."""

    NONE = "none"
    AGREED = "if (agreed)"
    RETURN = "if (!agreed) return"
    METHOD = "if (Consent.given())"
    ELSE = "if (!agreed) ask else do"
    INVERTED = "if (!agreed) do"
    INVERTED_METHOD = "if (!Consent.given()) do"
    PERMISSION = "runtime permission check"
    SDK_INT = "SDK_INT comparison"
    CONSTANT = "comparison with a constant"
    STATE = "stored state that is no consent"

    @property
    def is_consent(self) -> bool:
        """Whether only those who agreed get past it."""
        return self in {Guard.AGREED, Guard.RETURN, Guard.METHOD, Guard.ELSE}

    @property
    def is_other_condition(self) -> bool:
        """Whether something that is no consent decides."""
        return self in {Guard.PERMISSION, Guard.SDK_INT, Guard.CONSTANT, Guard.STATE}


@dataclass(frozen=True, slots=True)
class Read:
    """The app's own code reads one data type."""

    data: str
    site: Site
    way: Way = Way.DIRECT
    guard: Guard = Guard.NONE


@dataclass(frozen=True, slots=True)
class Use:
    """An SDK is in the app. `site` None: its code is there and nothing of the app touches it.

    `prepared` says that its pre-initialisation runs in Application.onCreate, whatever starts it later.
    """

    sdk: str
    site: Site | None = None
    way: Way = Way.DIRECT
    guard: Guard = Guard.NONE
    prepared: bool = False


class Documents(StrEnum):
    """What policy and SDK list say, or leave out."""

    COMPLETE = "policy and list name everything"
    NO_DOCUMENTS = "none supplied"
    SDK_OMITTED = "first SDK named nowhere"
    SDK_IN_LIST_ONLY = "SDKs named in the list only"
    SDK_IN_POLICY_ONLY = "SDKs named in the policy only"
    DATA_OMITTED = "data types of the first read named nowhere"
    DATA_DENIED = "policy denies reading the first data type"
    EXTRA_SDK = "an SDK is listed that is not in the app"


class Account(StrEnum):
    """Sign-in and the way out."""

    NONE = "no account"
    COMPLETE = "login, cancellation in app and policy"
    NOT_IN_APP = "login, cancellation in the policy only"
    NOT_IN_POLICY = "login, cancellation in neither"


class Asked(StrEnum):
    """How the app asks for runtime permissions."""

    NOTHING = "asks for none"
    ONE_LATER = "one, on a click"
    ONE_AT_LAUNCH = "one, at launch"
    TOGETHER_AT_LAUNCH = "three groups together, at launch"
    TOGETHER_LATER = "three groups together, on a click"
    ONE_BY_ONE = "three, one at a time through a helper, on clicks"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One app."""

    name: str
    uses: tuple[Use, ...] = ()
    reads: tuple[Read, ...] = ()
    libraries: tuple[str, ...] = ()
    documents: Documents = Documents.COMPLETE
    account: Account = Account.NONE
    asked: Asked = Asked.NOTHING
    unused: tuple[str, ...] = ()
    #: Built in every mode; the others only as compiled and fully renamed, which keeps the bench within an hour.
    sampled: bool = False

    @property
    def package(self) -> str:
        """The application id, which is also the Java package of the app's own code."""
        return f"cn.qingbench.{self.name}"
