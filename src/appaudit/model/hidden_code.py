"""What is known of code that cannot be seen, and of code that has lost its names."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record
from appaudit.model.source import Source
from appaudit.model.words import PermissionName, SdkId, UnseenTarget, UnseenWay


@record
class UnseenCall:
    """Methods of classes by which code runs that is not in what was read.

    `argument` is the register that says what runs (the receiver is 0), -1 where nothing says it.
    """

    classes: tuple[str, ...]
    methods: tuple[str, ...]
    way: UnseenWay
    target: UnseenTarget = "code"
    argument: int = -1


@record
class KnownOpening:
    """Code, a native library or a service that is known, and hides nothing from the audit for the reason given.

    `code` is a prefix of Java packages or classes that does what `ways` say, `library` a file name or `*` glob,
    `interface` the name or `*` glob of those that no service of the system has, whatever they sound like. Where `calls`
    are given, such code is known for these calls and constants alone: others under its name are not its own.
    """

    why: Bilingual
    code: str = ""
    library: str = ""
    interface: str = ""
    ways: tuple[UnseenWay, ...] = ()
    calls: tuple[str, ...] = ()


@record
class UnseenCode:
    """By what code runs that nobody can see: calls, constants that name such calls, and who is known to do it."""

    calls: tuple[UnseenCall, ...] = ()
    names: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    """Programs of the system that read or run for whoever calls them what no call in the app shows."""
    wrappers: tuple[str, ...] = ()
    """Programs of the system that run the one that they are given."""
    known: tuple[KnownOpening, ...] = ()


@record
class NativeInterface:
    """What of the platform's native libraries needs permissions, and needs no call in Java.

    A library may use them that imports one of `symbols`, needs one of `libraries`, or has one of `texts` in a constant.
    """

    permissions: tuple[PermissionName, ...]
    symbols: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@record
class NativePlatform:
    """How native libraries use the platform.

    `lookups` are functions that find others by their name: with one of them a constant that names a symbol imports it.
    Without a lookup and without a constant that holds one of `leads` a library reaches nothing of the platform in Java.
    """

    interfaces: tuple[NativeInterface, ...] = ()
    lookups: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@record
class KnownMethod:
    """A method that starts or switches an SDK; `alone` where no other of its class has this prototype."""

    name: str
    kind: str
    print: str = ""
    texts: str = ""
    alone: bool = False


@record
class KnownClass:
    """A class with such methods, as one or several versions of an SDK have it."""

    name: str
    features: str
    methods: tuple[KnownMethod, ...] = ()


@record
class RenamedSignature:
    """What renaming leaves of one SDK or library: features that only its classes have (`code/renamed/features.py`)."""

    id: SdkId
    features: str
    classes: tuple[KnownClass, ...] = ()
    sources: tuple[Source, ...] = ()
