"""Web addresses without encryption in the code, and the names of personal data that stand with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from appaudit.code.values.call_search import callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.dex.tables import distinct, is_among
from appaudit.lexicon.conduct import ConductWords
from appaudit.model.facts.conduct import CleartextEndpointFact

_SCHEME = "http://"
_HOST = re.compile(r"http://(?:[^/?#@\s]*@)?([^/?#:\s]+)", re.IGNORECASE)
_PARAMETER = re.compile(r"[?&]([A-Za-z_][\w.\-\[\]]{1,39})=")
_MAX_URL = 300
_ASKING = ("getSystemService", "equals", "equalsIgnoreCase")


def cleartext_endpoint_facts(constants: Constants, words: ConductWords) -> list[CleartextEndpointFact]:
    """One fact for each address and method in one DEX file.

    Args:
        constants: The file, and what its registers hold.
        words: Which names stand for personal data, and which addresses only name something.
    """
    dex, loads = constants.code.dex, constants.texts
    hosts = _hosts(constants, words)
    if not hosts:
        return []
    mask = np.zeros(len(dex.strings), dtype=bool)
    mask[list(hosts)] = True
    found: dict[tuple[str, str], CleartextEndpointFact] = {}
    sites: dict[tuple[int, int], list[int]] = {}
    for position in loads.to_any(mask):
        place = int(loads.code_item[position]), int(loads.target[position])
        sites.setdefault(place, []).append(int(loads.instruction[position]))
    for item, string, instruction in _read_constants(constants, hosts):
        sites.setdefault((item, string), []).append(instruction)
    for (item, string), instructions in sites.items():
        url = dex.string(string)[:_MAX_URL]
        in_address = {name: words.data_type_of(name) for name in _PARAMETER.findall(url)}
        beside = {name: words.data_type_of(name) for name in _loaded(constants, item)}
        named = {name: data_type for name, data_type in {**beside, **in_address}.items() if data_type}
        for name in _only_asked(constants, item) - in_address.keys() if named else ():
            named.pop(name, None)
        for caller in callers_of_item(constants.code, item):
            found.setdefault(
                (url, caller.name),
                CleartextEndpointFact(
                    url=url,
                    host=hosts[string],
                    parameters=tuple(sorted(named)),
                    data_types=tuple(sorted(set(named.values()))),
                    in_address=any(in_address.values()),
                    caller=caller.name,
                    caller_class=caller.class_name,
                    sites=tuple(sorted(map(constants.offset_in_method, instructions))),
                    location=caller.location,
                    extractor="code.endpoints",
                ),
            )
    return list(found.values())


def _only_asked(constants: Constants, item: int) -> set[str]:
    """The texts by which a code item names a service of the system, or compares something: no names of parameters."""
    calls = constants.calls
    within = calls.in_item(item)
    made = zip(calls.instruction[within].tolist(), calls.target[within].tolist(), strict=True)
    asking = [place for place, method in made if constants.code.dex.method_name(method) in _ASKING]
    values = (value for place in asking for argument in (0, 1) for value in constants.argument_values(place, argument))
    return {value for value in values if isinstance(value, str)}


def _read_constants(constants: Constants, hosts: dict[int, str]) -> Iterator[tuple[int, int, int]]:
    """The code items that read a static field which begins as one of the addresses, with the address and the place."""
    dex, defined, accesses = constants.code.dex, constants.code.class_data, constants.fields
    indices = {dex.string(string): string for string in hosts}
    texts = [index for index in dex.find_types(["Ljava/lang/String;"]) if index >= 0]
    holds_text = is_among(dex.field_ids["type"], texts)
    is_asked = np.zeros(len(dex.field_ids), dtype=bool)
    is_asked[defined.field_index[defined.field_is_static]] = True
    is_asked &= holds_text
    string_of: dict[int, int] = {}
    for position in accesses.to_any(is_asked):
        field = int(accesses.target[position])
        if accesses.is_write[position]:
            continue
        if field not in string_of:
            value = constants.field_values.first_value(field)
            string_of[field] = indices.get(value, -1) if isinstance(value, str) else -1
        if string_of[field] >= 0:
            yield int(accesses.code_item[position]), string_of[field], int(accesses.instruction[position])


def _hosts(constants: Constants, words: ConductWords) -> dict[int, str]:
    """The hosts of the addresses in the file by string index."""
    dex = constants.code.dex
    hosts = {}
    for index in dex.strings_with_prefix(_SCHEME):
        match = _HOST.match(dex.string(index))
        host = match.group(1).lower() if match else ""
        if "." in host and words.not_endpoint.search(host) is None:
            hosts[index] = host
    return hosts


def _loaded(constants: Constants, item: int) -> list[str]:
    """The texts that a code item loads."""
    loads = constants.texts
    return constants.code.dex.strings.decode_many(distinct(loads.target[loads.in_item(item)]))
