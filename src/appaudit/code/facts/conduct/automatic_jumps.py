"""Code that opens another app by its own scheme or its package, without saying when: reachability says that.

https://developer.android.com/reference/android/content/Intent, checked 2026-11-27. Only addresses and packages that are
constants of the code are seen; a server that sends the address is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from appaudit.code.values.call_search import Call, callers_of_item, calls_named, calls_to, texts_passed
from appaudit.code.values.constants import Constants
from appaudit.lexicon.conduct import ConductWords
from appaudit.model.facts.base import Fact
from appaudit.model.facts.conduct import OutsideJumpFact
from appaudit.model.facts.package import AppFact

_INTENT = "Landroid/content/Intent;"
#: Calls that say what an intent opens, and the register that passes the address.
_ADDRESSED = {"Landroid/net/Uri;": {"parse": 0}, _INTENT: {"parseUri": 0}}
_PACKAGES = {"Landroid/content/pm/PackageManager;": ("getLaunchIntentForPackage",)}
_STARTS = ("startActivity", "startActivityForResult", "startActivities", "startActivityIfNeeded")
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
#: How much of an address a fact keeps.
_LONGEST = 200


def outside_jump_facts(constants: Constants, words: ConductWords, manifest: Iterable[Fact]) -> list[OutsideJumpFact]:
    """One fact for each address or package and method in one DEX file.

    Args:
        constants: The file, and what its registers hold.
        words: Which schemes and packages are no other app's.
        manifest: Where the app's own package and links come from.
    """
    starts = {call.code_item for call in calls_named(constants, _STARTS)}
    if not starts:
        return []
    own = {fact.package for fact in manifest if isinstance(fact, AppFact)}
    found: dict[tuple[str, str], OutsideJumpFact] = {}
    for call, target in (*_addresses(constants, words, own), *_launched(constants, words, own)):
        if call.code_item not in starts:
            continue
        for caller in callers_of_item(constants.code, call.code_item):
            found.setdefault(
                (target, caller.name),
                OutsideJumpFact(
                    target=target,
                    caller=caller.name,
                    caller_class=caller.class_name,
                    sites=(constants.offset_in_method(call.instruction),),
                    location=constants.place_of(call.instruction, caller.location.symbol),
                    extractor="code.automatic_jumps",
                ),
            )
    return list(found.values())


def _addresses(constants: Constants, words: ConductWords, own: set[str]) -> Iterator[tuple[Call, str]]:
    for call in calls_to(constants, {owner: tuple(names) for owner, names in _ADDRESSED.items()}):
        for text in texts_passed(constants, call, _ADDRESSED[call.owner][call.name]):
            scheme = _SCHEME.match(text)
            if scheme is None or scheme[1].lower() in words.no_jump_schemes:
                continue
            if any(package and package in text for package in own) or "://" not in text:
                continue
            yield call, text[:_LONGEST]


def _launched(constants: Constants, words: ConductWords, own: set[str]) -> Iterator[tuple[Call, str]]:
    for call in calls_to(constants, _PACKAGES):
        for package in texts_passed(constants, call, 1):
            if "." in package and package not in own and words.system_package.search(package) is None:
                yield call, package
