"""What a branch asks, by the names of the calls and fields that its operands are made of."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from appaudit.code.first_launch.condition_sources import Sources
from appaudit.code.values.java_names import class_name
from appaudit.code.values.text_calls import COMPARING, EQUALS
from appaudit.model.condition import OTHER_PROCESS, Condition

#: Stands for a loop or a check whether there is any element: it decides nothing that could be told, yet of two ways the
#: one without it is more likely to run at a first launch, when lists are empty.
ANY_ELEMENT = Condition(kind="other", subject="", method="")
_PERMISSION = re.compile(r"(?i)permission")
#: What a class that is named after permissions is asked for: `PermissionUtils.isGranted`.
_GRANTED = re.compile(r"(?i)grant|denied|^(?:has|have|check|lack)")
_NIGHT = re.compile(r"(?i)night|dark_?mode|uiMode")
_PROCESS = re.compile(r"(?i)process|main_?progress")  # 友盟 writes the second
MAIN_PROCESS = re.compile(r"(?i)^(?:is|in|on)\w*main_?(?:process|progress)")
_NETWORK = re.compile(r"(?i)isConnected|ActiveNetwork|network_?(?:available|type)|isWifi")
_APP_VERSION = re.compile(r"(?i)^(?:get)?(?:long)?version_?(?:code|name)$")
#: What a task, a stream or a page asks of itself before it goes on: whether somebody has ended it.
CANCELLED: Final = frozenset(
    ("isCancelled", "isInterrupted", "isDisposed", "isUnsubscribed", "isFinishing", "isDestroyed")
)
#: What the system tells a page first: that it is in front, before it is not. The one parameter says whether.
#: https://developer.android.com/reference/android/app/Activity#onWindowFocusChanged(boolean), checked 2026-11-30, not
#: opened.
_IN_FRONT: Final = ("onWindowFocusChanged", "onTopResumedActivityChanged")
#: Names of network interfaces: every device has these.
_NETWORK_DEVICE: Final = ("Ljava/net/NetworkInterface;", "getName")
_ON_ALL_DEVICES: Final = frozenset(("wlan0", "lo"))
_OWN_NAME: Final = ("Landroid/content/pm/ApplicationInfo;", "packageName")
#: How much there is of something says nothing of where it is from.
_SIZES: Final = frozenset(("length", "size", "isEmpty"))
_DOWNLOADED = ("Lorg/json/", "Lcom/google/gson/", "Lcom/alibaba/fastjson", "Lcom/google/firebase/remoteconfig/")
_DEVICE = ("Landroid/os/Build;", "Landroid/os/Build$VERSION;", "Landroid/os/SystemProperties;")
#: A switch over texts goes by this first, and compares the text then.
_HASH: Final = ("Ljava/lang/String;", "hashCode")
#: What Kotlin's compiler adds to a function that may be suspended: whether it is, and at which step it goes on.
#: https://kotlinlang.org/spec/asynchronous-programming-with-coroutines.html, checked 2026-11-30, not opened.
_SUSPENDED: Final = frozenset(("getCOROUTINE_SUSPENDED", "COROUTINE_SUSPENDED"))
_BODY, _STEP = "invokeSuspend", "label"
#: Whether there is a next element, or any: what is done for each element of a list is done. Of the platform's own types
#: all that begins so asks for parts; in the app `hasAllowed` may be anything.
_ELEMENTS = re.compile(
    r"^(?:has(?:Next|More)\w*|moveTo\w+|size|length|getCount|isEmpty|isBlank|next\w*|getChildCount|isTerminated)$"
)
_PLATFORM: Final = ("Landroid/", "Ljava/")


def named_by(sources: Sources, method: str, *, is_known: bool) -> Condition | None:
    """What a branch asks, by what its operands are made of; None where that says nothing about when it runs."""
    names = [name for _, name in sources.calls] + [name for _, name in sources.fields]
    stored = sources.stored_keys
    texts = sources.texts
    if not _SUSPENDED.isdisjoint(names) or _is_of_coroutine(sources, method) or sources.calls[:1] == [_HASH]:
        return None

    def condition(kind: str, subject: str) -> Condition:
        return Condition(kind=kind, subject=subject, method=method)  # type: ignore[arg-type]  # checked by the tests

    if any(_PERMISSION.search(name) for name in names):
        asked = [text for text in texts if ".permission." in text]
        return condition("permission", ", ".join(asked) or next(name for name in names if _PERMISSION.search(name)))
    if any(_asks_for_grant(*each) for each in sources.calls):
        asked = [text for text in texts if ".permission." in text]
        return condition("permission", ", ".join(asked) or sources.subject)
    if any(_NIGHT.search(name) for name in names):
        return condition("night_mode", next(name for name in names if _NIGHT.search(name)))
    if stored:
        return condition("stored", ", ".join(stored))
    given = [owner for owner, name in sources.calls if name not in _SIZES]
    if any(owner.startswith(_DOWNLOADED) or "RemoteConfig" in owner for owner in given):
        return condition("downloaded", ", ".join(texts) or sources.calls[0][1])
    device = [f"{class_name(owner)}.{name}" for owner, name in (*sources.fields, *sources.calls) if owner in _DEVICE]
    if device:
        return condition("device", device[0].removeprefix("android.os."))
    if any(_PROCESS.search(name) for name in names) or _asks_for_own_name(sources, names):
        named = [text for text in texts if ":" in text]
        if named and any(name in EQUALS for name in names):
            return condition("comparison", ", ".join(f'"{text}"' for text in named))
        return None  # the app starts in its main process
    if any(_APP_VERSION.match(name) for name in names):
        return condition("app_version", next(name for name in names if _APP_VERSION.match(name)))
    if _NETWORK_DEVICE in sources.calls and set(texts) <= _ON_ALL_DEVICES:
        return None
    if texts and any(name in COMPARING for name in names):
        return condition("comparison", ", ".join(f'"{text}"' for text in texts))
    if any(_NETWORK.search(name) for name in names):
        return condition("network", next(name for name in names if _NETWORK.search(name)))
    if not is_known and sources.first in names and _asks_for_elements(sources):
        return ANY_ELEMENT
    if sources.is_type_check:
        return None
    return condition("other", sources.subject) if sources.subject else None


def _asks_for_grant(owner: str, name: str) -> bool:
    """Whether a method is named like one that says what is granted, by a class for permissions."""
    return bool(_GRANTED.search(name)) and bool(_PERMISSION.search(owner.rpartition("/")[2]))


def _asks_for_elements(sources: Sources) -> bool:
    """Whether a branch asks first if there is a next element, or any."""
    of_platform = any(name == sources.first and owner.startswith(_PLATFORM) for owner, name in sources.calls)
    return bool(_ELEMENTS.match(sources.first)) or (of_platform and sources.first.startswith("has"))


def _is_of_coroutine(sources: Sources, method: str) -> bool:
    """Whether a branch asks at which step a coroutine is: its body, or the one that goes on with a function of it."""
    owner, _, name = method.partition("(")[0].rpartition(".")
    own = owner if name == _BODY else ""
    return (
        bool(sources.fields)
        and not sources.calls
        and all(
            field == _STEP and (class_name(of) == own or class_name(of).startswith(f"{owner}${name}$"))
            for of, field in sources.fields
        )
    )


def _asks_for_own_name(sources: Sources, names: Collection[str]) -> bool:
    """Whether a branch asks if some name is the app's: a field holds that of any app, so that no other may be named."""
    return "getPackageName" in names or (_OWN_NAME in sources.fields and not sources.texts)


def asks_if_in_front(sources: Sources, method: str) -> bool:
    """Whether a branch of a method, as facts name it, asks only for what the system tells a page of its window."""
    name = method.partition("(")[0].rpartition(".")[2]
    return name in _IN_FRONT and sources == Sources(subject="parameter")


def is_for_other_process(sources: Sources) -> bool:
    """Whether a branch asks if some name is, or ends like, that of another process; that of the main one does not."""
    return sources.first in COMPARING and bool(sources.texts) and all(map(OTHER_PROCESS.fullmatch, sources.texts))


def is_for_main_process(sources: Sources, package: str) -> bool:
    """Whether a branch asks if some name is that of the app, as its main process has it; empty for none known."""
    return bool(package) and set(sources.texts) == {package} and sources.first in EQUALS
