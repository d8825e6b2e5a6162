"""What was found to pass on a flag of consent, and what the code itself does to flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from appaudit.code.values.marked_values import Value
from appaudit.model.record import record


@record(kw_only=False, frozen=False)
class FlagsFound:
    """What passes on a flag, with its value before consent, and what the code itself does to flags."""

    methods: dict[int, int | str] = field(default_factory=dict)
    """By method of the app; a text is the name of a DataStore key that the method returns, or `NO_TEXT`."""
    said: dict[int, int] = field(default_factory=dict)
    """By method with the name of a flag what its code gives where no setting, under whatever key, was stored."""
    behind: dict[int | str, set[str]] = field(default_factory=dict)
    """By such a method, and by what stands for a field with such a name, the settings that it gives, by keys that say
    nothing of consent."""
    defaults: dict[str, Value] = field(default_factory=dict)
    """Of those settings what they give where nothing is stored, by key; None where that is not one known value."""
    fields: dict[int, int | str] = field(default_factory=dict)
    """By what the field is known by over all files; a text is `NO_TEXT`."""
    keys: dict[int, str] = field(default_factory=dict)
    """Names of DataStore keys by what the static field that holds the key is known by."""
    contained: set[str] = field(default_factory=set)
    """Keys of which it is asked whether anything is stored under them."""
    granted: frozenset[str] = frozenset()
    """Keys and fields that the app sets to "agreed" by itself at launch, so that they guard nothing."""
    contrary: set[str] = field(default_factory=set)
    """Keys, as `plain_name` has them, that are asked with a default that says "agreed"."""
    doubted: frozenset[int] = frozenset()
    """Methods with the name of a flag that say otherwise at a first launch than their names promise."""
    unbelieved: frozenset[int] = frozenset()
    """Methods with the name of a flag that count as one only where their code is seen to give one."""
    grants: set[tuple[int, str]] = field(default_factory=set)
    """Methods that set a key or a field to "agreed" without asking, with the key or what stands for the field."""

    def count(self) -> int:
        """A number that changes whenever a method or field becomes a flag."""
        return len(self.methods) + len(self.fields) + len(self.keys) + len(self.behind) + len(self.contained)

    def note_behind(self, name: int | str, asked: Mapping[str, Value]) -> None:
        """Note which settings, with their defaults, a method or what stands for a field gives."""
        if asked:
            self.behind.setdefault(name, set()).update(asked)
        for key, default in asked.items():
            self.defaults[key] = default if self.defaults.get(key, default) == default else None

    def is_word_alone(self, method: int) -> bool:
        """Whether nothing but its name says what a method gives before consent, and that is not enough."""
        return method in self.unbelieved and method not in self.methods and method not in self.said

    def is_stored(self, name: int | str) -> bool:
        """Whether launch stores a setting that a method, or what stands for a field, gives."""
        return not self.granted.isdisjoint(self.behind.get(name, ()))


def field_key(identity: int) -> str:
    """What stands for a field among the keys that are granted; no key of a setting is like it."""
    return f"\0field {identity}"
