"""Which calls run code that is not in what was read, and whose code is known to make them."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

from appaudit.code.facts.conduct.commands import Commands
from appaudit.code.facts.uses.provider_addresses import authorities
from appaudit.code.facts.uses.telling_names import PLATFORM, telling_members
from appaudit.code.renamed import RenamedCode
from appaudit.code.values.java_names import descriptor
from appaudit.model.hidden_code import UnseenCall
from appaudit.model.knowledge import Knowledge
from appaudit.model.words import UnseenWay

#: What all SDKs that are known are taken by their word for; what they load from elsewhere nobody knows.
_OF_SDKS: Final[frozenset[UnseenWay]] = frozenset(("native", "reflection", "binder", "command"))
#: Libraries run no commands of which nobody knows what they say: one that does is known by itself.
#: Ways of code from elsewhere: a method of the platform of this kind that is got by its name is said as well.
_LOADED: Final[frozenset[UnseenWay]] = frozenset(("loader", "native", "command"))
_LIBRARY: Final = "library"
_OF_LIBRARIES: Final = _OF_SDKS - {"command"}


class UnseenCalls:
    """Which calls count, and whose code is known to make them for a reason that hides nothing."""

    def __init__(self, knowledge: Knowledge, renamed: RenamedCode | None = None) -> None:
        """Take what is known, and the classes that were recognised though a shrinker renamed them."""
        self.table: dict[str, dict[str, UnseenCall]] = {}
        for call in knowledge.unseen_code.calls:
            for owner in call.classes:
                self.table.setdefault(descriptor(owner), {}).update(dict.fromkeys(call.methods, call))
        #: Methods that a class of the app may inherit; what it asks of its own transactions goes to the app itself.
        self.inherited = frozenset(
            name
            for call in knowledge.unseen_code.calls
            for name in call.methods
            if call.target != "transaction" and name != "<init>"
        )
        self.names = knowledge.unseen_code.names
        self.commands = Commands(knowledge)
        self.authorities = authorities(knowledge)
        self.holders = frozenset(
            entry.class_name for entry in knowledge.apis_on("android") if entry.field and entry.data
        )
        #: The keys that tell data, by the methods that answer one key.
        self.keys = {
            f"{owner}.{name}": _telling_keys(knowledge, owner, name)
            for call in knowledge.unseen_code.calls
            if call.target == "key" and call.argument == 0
            for owner in call.classes
            for name in call.methods
        }
        self._known: dict[str, frozenset[UnseenWay]] = {}
        self._sdks: dict[str, str] = {}
        self._explained: dict[str, frozenset[UnseenWay]] = {}
        self._owners = renamed.owners if renamed else {}
        self._told_by_content = renamed.told_by_content if renamed else {}
        self._libraries = [
            (name, id_, signature.signals.classes)
            for id_, signature in knowledge.sdks.items()
            for name in signature.signals.native_libraries
        ]
        self._collectors = {id_ for id_, signature in knowledge.sdks.items() if signature.category != _LIBRARY}
        self._interfaces: set[str] = set()
        self._limited: dict[str, frozenset[str]] = {}
        for id_, signature in knowledge.sdks.items():
            ways = _OF_LIBRARIES if signature.category == _LIBRARY else _OF_SDKS
            self._known.update(dict.fromkeys(signature.signals.classes, ways))
            self._sdks.update(dict.fromkeys(signature.signals.classes, id_))
            self._known.update(dict.fromkeys(signature.signals.excluded_classes, frozenset[UnseenWay]()))
        for entry in knowledge.unseen_code.known:
            if entry.code:
                self._known[entry.code] = self._ways_of(entry.code) | frozenset(entry.ways)
                self._explained[entry.code] = frozenset(entry.ways)
            if entry.code and entry.calls:
                self._limited[entry.code] = frozenset(entry.calls)
            if entry.interface:
                self._interfaces.add(entry.interface)
            if entry.library:
                self._libraries.append((entry.library, "", ()))

        self._by_owner = {
            name: frozenset[UnseenWay]().union(*map(self._ways_of, signature.signals.classes))
            for name, signature in knowledge.sdks.items()
        }
        self.methods, self.members, self.found_by_name = telling_members(knowledge)
        self.methods |= {
            f"{owner}.{name}"
            for call in knowledge.unseen_code.calls
            if call.way in _LOADED and call.target != "module"
            for owner in call.classes
            for name in call.methods
        }

    def counts(self, way: UnseenWay, class_: str, api: str = "") -> bool:
        """Whether a class, in Java notation, is nobody's that is known to do this, by the longest prefix known.

        Code that is known for some calls alone is not by its name known for another.
        """
        owner = self._owners.get(class_, "")
        if owner:
            return way not in self._by_owner.get(owner, frozenset())
        prefix = self._prefix_of(class_.partition("$")[0])
        if way not in self._known.get(prefix, ()):
            return True
        limited = self._limited.get(prefix)
        return way not in _OF_SDKS and limited is not None and bool(api) and api not in limited

    def is_taken_by_word(self, class_: str) -> bool:
        """Whether a class, in Java notation, is of a known SDK, no library, that may ask for what no constant names."""
        return self.sdk_of(class_) in self._collectors and not self.counts("reflection", class_)

    def is_by_name(self, way: UnseenWay, class_: str) -> bool:
        """Whether nothing but the name of an SDK, which anybody can give a class, keeps a call of it from counting."""
        prefix = self._prefix_of(class_.partition("$")[0])
        is_explained = way in self._explained.get(prefix, ()) and (way in _OF_SDKS or prefix in self._limited)
        return class_ not in self._owners and not is_explained

    def sdk_of(self, class_: str) -> str:
        """The SDK whose name a class, in Java notation, bears, or whose its content shows it to be; empty for none.

        That an SDK's class refers to a renamed one makes it nobody's here: own code under the SDK's name does as well.
        """
        told = self._told_by_content.get(class_) or self._sdks.get(class_)
        return told or self._sdk_of_package(class_.rpartition(".")[0])

    def _sdk_of_package(self, package: str) -> str:
        if package not in self._sdks:
            self._sdks[package] = self._sdk_of_package(package.rpartition(".")[0]) if package else ""
        return self._sdks[package]

    def _ways_of(self, name: str) -> frozenset[UnseenWay]:
        return self._known.get(self._prefix_of(name), frozenset())

    def _prefix_of(self, name: str) -> str:
        """The longest known name that a name begins with; empty for none."""
        while name and name not in self._known:
            name = name.rpartition(".")[0]
        return name

    def is_of_system(self, interface: str) -> bool:
        """Whether an interface by its name is one of a service that the system has."""
        known = any(fnmatchcase(interface, of_app) for of_app in self._interfaces)
        return interface.startswith(PLATFORM) and not known

    def knows_library(self, file_name: str, classes: Iterable[str]) -> bool:
        """Whether a native library is one of an SDK or library that is known, and that is there.

        Args:
            file_name: What the library is called, which anybody can call his own.
            classes: The descriptors of the classes that are there.
        """
        known = [(id_, owned) for name, id_, owned in self._libraries if fnmatchcase(file_name, name)]
        if any(not owned or id_ in self._owners.values() for id_, owned in known):
            return True
        beginnings = tuple(f"L{name.replace('.', '/')}" for _, owned in known for name in owned)
        return bool(beginnings) and any(name.startswith(beginnings) for name in classes)


def _telling_keys(knowledge: Knowledge, owner: str, name: str) -> tuple[str, ...]:
    entries = knowledge.apis_on("android")
    return tuple(
        text for entry in entries if (entry.class_name, entry.method) == (owner, name) for text in entry.with_strings
    )
