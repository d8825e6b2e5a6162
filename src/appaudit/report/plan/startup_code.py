"""How an SDK is started only after consent, in a few lines of Kotlin and Java, from what is known of its calls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.model.plan import PlanCode
from appaudit.model.sdks import SdkSignature, SdkStartup

_BEFORE = "// 同意前 / before consent"
_AFTER = "// 用户点击“同意”之后 / after the user has agreed"
_CALLS_SHOWN = 3


def startup_code(
    signature: SdkSignature, seen: Sequence[str] = (), absent: Collection[str] = ()
) -> tuple[PlanCode, ...]:
    """The calls in the order in which they are allowed; nothing where no call that starts the SDK is known.

    Args:
        signature: What is known of the SDK.
        seen: The calls by which this app starts it. A name that is not the vendor's is one that a shrinker gave, which
            the source of the app does not have: where there are no others, the calls of its documents stand there.
        absent: The calls that the package has no method for: those of a start are of other versions.
    """
    startup = signature.startup
    if startup is None or not (startup.start or seen):
        return ()
    known = [each for each in seen if each in startup.start]
    documented = _of_one_version([each for each in startup.start if each not in absent], absent)
    safe, consent = _before(startup, absent)
    named = _of_one_version([each for each in _advised(signature) if each not in absent], absent)
    start = list(dict.fromkeys([*named, *known] or documented))[:_CALLS_SHOWN]
    if not start:
        return ()
    before = [f"{_call(name)}(…)" for name in safe] + [f"{_call(name)}(…, false)" for name in consent]
    after = [f"{_call(name)}(…, true)" for name in consent] + [f"{_call(name)}(…)" for name in start]
    imports = list(dict.fromkeys(_owner(name) for name in (*safe, *consent, *start)))
    return (
        PlanCode(language="kotlin", text=_lines(imports, before, after, "")),
        PlanCode(language="java", text=_lines(imports, before, after, ";")),
    )


def _lines(imports: Iterable[str], before: Sequence[str], after: Sequence[str], end: str) -> str:
    lines = [f"import {name}{end}" for name in imports]
    if before:
        lines += ["", _BEFORE, *(f"{call}{end}" for call in before)]
    return "\n".join([*lines, "", _AFTER, *(f"{call}{end}" for call in after)])


def _owner(name: str) -> str:
    return name.rpartition(".")[0].replace("$", ".")


def _call(name: str) -> str:
    """`Client.init` of `com.example.Client.init`; the constructor of a class is the class."""
    owner, _, method = name.rpartition(".")
    simple = owner.rpartition(".")[2].replace("$", ".")
    return simple if method == "<init>" else f"{simple}.{method}"


def advice(signature: SdkSignature, absent: Collection[str]) -> Bilingual | None:
    """What the vendor says of starting it, unless all starts that this names are lacking in the package."""
    named = _advised(signature)
    return None if named and all(each in absent for each in named) else signature.safe_start


def _advised(signature: SdkSignature) -> list[str]:
    """The starts that the vendor's advice names."""
    text, startup = signature.safe_start, signature.startup
    return [each for each in startup.start if _call(each) in text.zh] if startup and text else []


def absent_first(signature: SdkSignature, absent: Collection[str]) -> tuple[str, ...]:
    """The calls before consent that a sample names and the package has no method for."""
    safe, consent = _before(signature.startup, absent) if signature.startup is not None else ([], [])
    return tuple(_call(name) for name in (*safe, *consent) if name in absent)


def _before(startup: SdkStartup, absent: Collection[str]) -> tuple[list[str], list[str]]:
    """The calls that a sample shows before consent, and the one that tells the SDK of it."""
    return _of_one_version(startup.safe, absent)[:_CALLS_SHOWN], _of_one_version(startup.consent, absent)[:1]


def _of_one_version(names: Sequence[str], absent: Collection[str]) -> list[str]:
    """The names, and of a call that moved to another package between versions the one that this package has."""
    shown: dict[str, str] = {}
    for name in sorted(names, key=lambda name: name in absent):
        shown.setdefault(_call(name), name)
    return [shown[call] for call in dict.fromkeys(_call(name) for name in names)]
