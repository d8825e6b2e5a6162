"""Declared names to known SDKs: by package, exact alias, alias inside the name, or vendor and category.

A wrong match hides an SDK that nobody disclosed, so every step asks for more than likeness, and a name that could
be two SDKs stays unmatched, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from appaudit.lexicon.sdk_names import SdkNameWords
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.record import record
from appaudit.sdk_list.rows import MAVEN_REASON, PACKAGE_REASON

_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
#: What parts the names in one cell.
_SEPARATOR = re.compile(r"[、/,，;；&+]")
_SHORTEST_COMPANY = 2
#: The shortest name of a company that is a brand and no word like any other, and what ends one that is an address.
_SHORTEST_BRAND = 5
_DOMAIN_END = re.compile(r"\.(?:com|io|net|co)$", re.IGNORECASE)
_DOTTED = re.compile(r"[a-z]\w*(?:\.\w+){1,8}", re.IGNORECASE)
_LATIN = re.compile(r"[a-z0-9+]+")


@record
class SdkNames:
    """What a known SDK is called, who offers it, and which Java packages and Maven coordinates are its own.

    A coordinate is `group:artifact`; `*` at its end stands for the rest. `part_of` are products of a company that go
    by the one name of what they share.
    """

    id: str
    names: tuple[str, ...]
    vendor: str = ""
    prefixes: tuple[str, ...] = ()
    category: str = ""
    maven: tuple[str, ...] = ()
    privacy_url: str = ""
    part_of: tuple[str, ...] = ()


def match_names(
    declared: Iterable[DeclaredSdkFact], catalog: Mapping[str, SdkNames], words: SdkNameWords
) -> list[DeclaredSdkFact]:
    """Give the declared SDKs with `sdk_id` and `reason` set where a known SDK goes by that name.

    A name that lists several (华为、小米推送SDK) gives one fact for each part that is known.
    """
    index = _Index(catalog, words)
    result: list[DeclaredSdkFact] = []
    for fact in declared:
        identifier, reason = index.exact(fact, fact.name)
        parts = [] if identifier else [(part, *index.exact(fact, part)) for part in _parts(fact.name, words)]
        known = [match for match in parts if match[1]]
        if len(known) > 1:
            result.extend(
                replace(fact, name=part, sdk_id=found, reason=f"{why}, part of {fact.name}")
                for part, found, why in known
            )
            continue
        if not identifier:
            identifier, reason = index.inexact(fact, fact.name)
        identifier, products = index.product(identifier, fact)
        vendor_of = products if identifier else index.of_company(fact)
        result.append(replace(fact, sdk_id=identifier, reason=reason, vendor_of=vendor_of))
    return result


def _parts(name: str, words: SdkNameWords) -> Iterable[str]:
    parted = [piece for part in _SEPARATOR.split(name) for piece in words.joins.split(part)]
    pieces = [piece.strip() for piece in parted if piece.strip()]
    if len(pieces) < 2:
        return []
    # "华为、小米、OPPO推送SDK": what the last one does, all of them do.
    tail = words.shared_functions.search(pieces[-1])
    suffix = pieces[-1][tail.start() :] if tail else ""
    return [piece if piece.endswith(suffix) or words.functions_of(piece) else piece + suffix for piece in pieces]


class _Index:
    """The catalogue by alias, package and vendor."""

    def __init__(self, catalog: Mapping[str, SdkNames], words: SdkNameWords) -> None:
        self.catalog = catalog
        self.words = words
        self.aliases: dict[str, list[str]] = {}
        self.cores: dict[str, list[str]] = {}
        self.prefixes: list[tuple[str, str]] = []
        self.vendors: dict[str, list[str]] = {}
        self.coordinates: dict[str, str] = {}
        for identifier in sorted(catalog):
            names = catalog[identifier]
            for alias in (identifier, *names.names):
                key = self.words.normal_name(alias)
                if key and identifier not in self.aliases.setdefault(key, []):
                    self.aliases[key].append(identifier)
                core = self.words.core_of(key)
                if identifier not in self.cores.setdefault(core, []):
                    self.cores[core].append(identifier)
            self.prefixes.extend((prefix.strip().strip("."), identifier) for prefix in names.prefixes if prefix.strip())
            self.coordinates.update((pattern, identifier) for pattern in names.maven)
            if self.words.company_key(names.vendor):
                self.vendors.setdefault(self.words.company_key(names.vendor), []).append(identifier)
        self.prefixes.sort(key=lambda pair: (-len(pair[0]), pair))
        # The name of what several products share is looked for behind those of the products.
        shared = {alias for alias, named in self.aliases.items() if any(catalog[one].part_of for one in named)}
        usable = (alias for alias in self.aliases if is_usable(alias, self.words))
        self.by_length = sorted(usable, key=lambda alias: (alias in shared, -len(alias), alias))

    def exact(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        """The SDK id and the reason, by the coordinate or package of the row or by a whole alias."""
        if fact.reason.startswith(MAVEN_REASON):
            found = self._by_coordinate(fact.reason.removeprefix(MAVEN_REASON))
            if found[0] or ":" in name:
                return found
        package = fact.reason.removeprefix(PACKAGE_REASON) if fact.reason.startswith(PACKAGE_REASON) else ""
        if not package and _DOTTED.fullmatch(name.strip()):
            package = name.strip()
        if package and (owner := self._by_package(package)):
            return owner[1], f"package {owner[0]}"
        key = self.words.normal_name(name)
        chosen = self._choose(self.aliases.get(key, []), name, fact.purpose)
        return (chosen, "alias") if chosen else ("", "")

    def _by_package(self, package: str) -> tuple[str, str] | None:
        for prefix, identifier in self.prefixes:
            if package == prefix or package.startswith(prefix + "."):
                return prefix, identifier
        return None

    def _by_coordinate(self, coordinate: str) -> tuple[str, str]:
        """By the coordinate itself, by the longest pattern, or by a group that is the Java package of an SDK."""
        patterns = (f"{coordinate[:length]}*" for length in range(len(coordinate), 0, -1))
        for pattern in (coordinate, *patterns):
            if pattern in self.coordinates:
                return self.coordinates[pattern], f"coordinate {pattern}"
        group, _, artifact = coordinate.partition(":")
        found = self._by_package(f"{group}.{artifact}") or self._by_package(group)
        return (found[1], f"group {found[0]}") if found else ("", "")

    def inexact(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        """The SDK id and the reason, by an alias inside the name, or by vendor and function.

        A company may have products that nobody here knows, so its name alone is never one of them; a product in
        brackets after it is.
        """
        if _DOTTED.fullmatch(name.strip()) or (fact.reason.startswith(MAVEN_REASON) and ":" in name):
            return "", ""
        if self.words.is_company(name):
            for inner in _BRACKETS.findall(name):
                found = self.exact(replace(fact, reason=""), inner.strip("（）() "))
                if found[0]:
                    return found
            if (only := self._by_name_of_company(name))[0]:
                return only
            return self._by_vendor(fact if fact.company else replace(fact, company=name), "")
        product = self.words.product_of(name)
        if product and product != name and (found := self.exact(replace(fact, reason=""), product))[0]:
            return found
        found = self._by_core(fact, name)
        found = found if found[0] else self._contained(name, self.words.normal_name(name), fact.purpose)
        # "推送通知（OPPO推送SDK）": what it is for, and the product in brackets.
        for inner in _BRACKETS.findall(name) if not found[0] else ():
            found = found if found[0] else self.exact(replace(fact, reason=""), inner.strip("（）() "))
        return found if found[0] else self._by_vendor(fact, name)

    def _by_name_of_company(self, name: str) -> tuple[str, str]:
        """By the name that a company and its only product share: "RevenueCat, Inc."."""
        called = self.aliases.get(self.words.normal_name(self.words.legal_form.sub("", name).rstrip(" ,.")), [])
        if len(called) != 1 or not name.isascii():
            return "", ""
        vendor = self.words.company_key(self.catalog[called[0]].vendor)
        return ("", "") if len(self.vendors.get(vendor, ())) > 1 else (called[0], "alias of the company")

    def _by_core(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        """By a whole alias but for words that tell nothing, or a brand alone with the one thing that it is for.

        What the row says of a company whose SDKs are known goes before: "号码认证" of one is not that of another.
        """
        key = self.words.core_of(self.words.normal_name(name))
        functions = {word.group() for word in self.words.shared_functions.finditer(fact.purpose)}
        of_company = self.vendors.get(self.words.company_key(fact.company))
        for core in (key, *sorted(key + function for function in functions if len(functions) == 1)):
            chosen = self._choose(self.cores.get(core, []), name, fact.purpose) if is_usable(core, self.words) else ""
            if chosen and (of_company is None or chosen in of_company):
                return chosen, f"alias {core}"
        return "", ""

    def _contained(self, name: str, key: str, purpose: str) -> tuple[str, str]:
        spaced = unicodedata.normalize("NFKC", name).lower()
        wanted = self.words.functions_of(name)
        for alias in self.by_length:
            if alias not in key or not _stands_alone(alias, spaced, key):
                continue
            # The name says what the SDK does: another product of the same brand is not it.
            candidates = [
                identifier
                for identifier in self.aliases[alias]
                if not (wanted - self.words.functions_of(alias)) or self.catalog[identifier].category in wanted
            ]
            if self._is_other_product(alias, key, candidates, purpose):
                continue
            chosen = self._choose(candidates, name, purpose)
            if chosen:
                return chosen, f"contains {alias}"
        return "", ""

    def _is_other_product(self, alias: str, key: str, candidates: list[str], purpose: str) -> bool:
        """Whether a name is the brand of a company, another word, and for what none of its known SDKs is for."""
        functions = self.words.functions_of(purpose)
        brands = [
            identifier for identifier in candidates if alias in self.words.company_key(self.catalog[identifier].vendor)
        ]
        rest = self.words.core_of(key.replace(alias, "", 1))
        is_named = bool(rest) and not self.words.functions_of(rest)
        return bool(functions and brands and is_named) and all(
            self.catalog[identifier].category not in functions for identifier in brands
        )

    def _choose(self, candidates: list[str], name: str, purpose: str) -> str:
        if len(candidates) == 1:
            return candidates[0]
        for words in (self.words.functions_of(name), self.words.functions_of(purpose)):
            fitting = [identifier for identifier in candidates if self.catalog[identifier].category in words]
            if len(fitting) == 1:
                return fitting[0]
        return ""

    def of_company(self, fact: DeclaredSdkFact) -> tuple[str, ...]:
        """The SDKs of a company, where a document names that and no product; `腾讯公司` is short for one."""
        key = self.words.company_key(fact.name) if self.words.is_company(fact.name) else ""
        if len(key) < _SHORTEST_COMPANY:
            return ()
        made = {sdk for vendor, sdks in self.vendors.items() if vendor.startswith(key) for sdk in sdks}
        return tuple(sorted(made | self._of_brand(fact.name)))

    def _of_brand(self, company: str) -> set[str]:
        """The SDKs whose names begin with that of a company: "Facebook Inc." has Facebook Audience Network."""
        brand = _DOMAIN_END.sub("", self.words.legal_form.sub("", company).strip(" ,.")).lower()
        if not brand.isascii() or not brand.isalnum() or len(brand) < _SHORTEST_BRAND:
            return set()
        begins = re.compile(rf"{re.escape(brand)}(?![a-z0-9])")
        return {sdk for sdk, entry in self.catalog.items() if any(begins.match(name.lower()) for name in entry.names)}

    def product(self, identifier: str, fact: DeclaredSdkFact) -> tuple[str, tuple[str, ...]]:
        """The product that is meant by the name of what several share ("MobTech"); else that, and all of them."""
        products = self.catalog[identifier].part_of if identifier else ()
        chosen = self._choose([*products], fact.name, fact.purpose)
        return (chosen, ()) if chosen else (identifier, products)

    def _by_vendor(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        company = self.words.company_key(fact.company)
        if not company:
            return "", ""
        for text in (name, fact.purpose):
            words = self.words.functions_of(text)
            fitting = [
                identifier
                for identifier in self.vendors.get(company, ())
                if self.catalog[identifier].category in words and self.catalog[identifier].category != "other"
            ]
            if len(fitting) == 1:
                return fitting[0], f"vendor and category {self.catalog[fitting[0]].category}"
            if len(fitting) > 1:
                return "", f"could be {', '.join(fitting)}"
        return "", ""


def _stands_alone(alias: str, spaced: str, key: str) -> bool:
    """Latin aliases must be words of their own, so that `mob` is not found in `mobile`."""
    if not _LATIN.fullmatch(alias):
        return True
    for text in (spaced, key):
        if re.search(rf"(?<![a-z0-9]){re.escape(alias)}(?![a-z0-9])", text):
            return True
    # "umengsdk": a word followed by the word SDK.
    behind = re.compile(rf"(?<![a-z0-9]){re.escape(alias)}sdk(?![a-z0-9])")
    return any(behind.search(text) is not None for text in (spaced, spaced.replace(" ", "")))


def is_usable(alias: str, words: SdkNameWords) -> bool:
    """An alias that may be looked for inside a name: two Chinese characters or three Latin letters at least."""
    shortest = 2 if re.search(r"[\u4e00-\u9fff]", alias) else 3
    return len(alias) >= shortest and alias not in words.generic
