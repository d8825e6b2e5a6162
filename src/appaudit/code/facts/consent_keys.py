"""Names under which code stores whether the user has agreed, and whether they speak of a version.

A name counts where the same method calls something that stores or reads settings. Values that a server keeps are not
seen, nor a version that is compared under a name that says nothing of it.
"""

from __future__ import annotations

import numpy as np

from appaudit.code.values.call_search import callers_of_item, items_calling
from appaudit.code.values.constants import Constants
from appaudit.dex.tables import distinct, is_among
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.facts.conduct import ConsentKeyFact

#: Methods of SharedPreferences, MMKV and their like, and of helpers that are named alike.
_STORING = (
    *("putBoolean", "getBoolean", "putInt", "getInt", "putString", "getString", "putLong", "getLong", "contains"),
    *("encode", "decodeBool", "decodeInt", "decodeString", "decodeLong", "put", "get", "save", "booleanKey", "intKey"),
)
#: How the names of methods begin that store what they are handed.
_WRITING = ("put", "encode", "save", "set", "store", "write")
#: What only carries values, such as to a server or to another page.
_CARRYING = (
    *(
        "Ljava/",
        "Lkotlin/",
        "Lorg/json/",
        "Landroid/os/",
        "Landroid/content/Intent;",
        "Landroid/content/ContentValues;",
    ),
    *("Landroidx/collection/", "Landroid/util/", "Lcom/google/gson/", "Lcom/alibaba/fastjson/"),
)


def consent_key_facts(constants: Constants, words: ConsentWords) -> list[ConsentKeyFact]:
    """One fact for each name and method in one DEX file; `words` are those of consent."""
    code, loads = constants.code, constants.texts
    items = items_calling(constants, _STORING)
    if not items:
        return []
    chosen = np.flatnonzero(is_among(loads.code_item, items))
    indices = distinct(loads.target[chosen])
    names = zip(indices.tolist(), code.dex.strings.decode_many(indices), strict=True)
    keys = {index: name for index, name in names if words.before_consent(name) == 0 or words.of_version(name)}
    if not keys:
        return []
    chosen = chosen[is_among(loads.target[chosen], list(keys))]
    found: dict[tuple[str, str], ConsentKeyFact] = {}
    for position in chosen.tolist():
        key, item = keys[int(loads.target[position])], int(loads.code_item[position])
        for caller in callers_of_item(code, item):
            found.setdefault(
                (key, caller.name),
                ConsentKeyFact(
                    name=key,
                    versioned=words.of_version(key),
                    written=_is_written(constants, item, key),
                    caller=caller.name,
                    caller_class=caller.class_name,
                    location=caller.location,
                    extractor="code.consent_keys",
                ),
            )
    return list(found.values())


def _is_written(constants: Constants, item: int, key: str) -> bool:
    """Whether a method hands a name to a call that stores, and last of all a value that is not a written "no"."""
    dex, calls = constants.code.dex, constants.calls
    here = calls.in_item(item)
    for instruction, method in zip(calls.instruction[here].tolist(), calls.target[here].tolist(), strict=True):
        owner = dex.method_class(method)
        if owner.startswith(_CARRYING) or not dex.method_name(method).startswith(_WRITING):
            continue
        body, index = constants.at(instruction)
        passed = [constants.in_body(body, index, register) for register in body.sources(index)]
        if any(key in values for values in passed) and passed[-1] != {0}:
            return True
    return False
