"""Functions of hybrid frameworks that read personal data, as texts name them that the script engine does not read.

They are searched, not followed: what is found says that a text names the function, not when it runs. Of compiled
scripts and of Flutter apps only names are left, one a line, and of web pages the scripts stand between other texts.
Interfaces without an object in front of their name are searched for everywhere: bundles call them on their own objects.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from appaudit.model.artifact import Text
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location

_SCRIPTS = (".js", ".mjs", ".html", ".htm", ".vue", ".bundle", ".jsbundle", "libapp.so")
_WORD = re.compile(r"[\w$]")


def script_call_facts(
    texts: Iterable[Text], entries: Iterable[ApiEntry], followed: Collection[str] = ()
) -> list[ApiCallFact]:
    """One fact for each function and script; `caller` is the place of the script.

    Args:
        texts: The texts of the app, of which those of scripts are searched.
        entries: The catalogue, of which the entries for scripts count.
        followed: Places of scripts whose calls were followed: there only names without an object are searched for.
    """
    wanted = [entry for entry in entries if entry.script]
    found = []
    for text in texts:
        if not text.place.partition("#")[0].lower().endswith(_SCRIPTS):
            continue
        for entry in wanted:
            if "." in entry.script and text.place in followed:
                continue
            # The plain search is many times faster, and most scripts hold none of the names.
            if entry.script in text.text and _whole(entry.script).search(text.text):
                found.append(
                    ApiCallFact(
                        api=entry.script,
                        caller=text.place,
                        caller_class="",
                        data_types=entry.data,
                        permissions=entry.permissions,
                        role=entry.role,
                        certain=not entry.weak,
                        weak=entry.weak,
                        location=Location(path=text.place),
                        extractor="code.script_calls",
                    )
                )
    return found


@cache
def _whole(name: str) -> re.Pattern[str]:
    """The name where it is not a part of a longer one."""
    before = r"(?<![\w$])" if _WORD.match(name) else ""
    after = r"(?![\w$])" if _WORD.match(name[-1]) else ""
    return re.compile(before + re.escape(name) + after)
