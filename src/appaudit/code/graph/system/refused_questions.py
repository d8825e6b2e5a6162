"""What runs when a person refuses the policy: a listener of a question for consent that is no agreement.

An action of a person is no consent by itself. The listener of a refusing button, and the one that runs when the
question is closed unanswered, run at a first launch before anyone has agreed.
https://developer.android.com/reference/android/app/AlertDialog.Builder, 2026-11-30, not opened.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.objects.handed_values import HandedValues
from appaudit.code.graph.program.links import FileLinks, Flags, Links
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.dex import References, string_constants
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import DIRECT_INVOKES, NEW_INSTANCE, STRING_LITERALS
from appaudit.dex.tables import is_among
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.record import record

#: Calls that hand over a listener, what runs of it, and whether it refuses where no word on the button says so.
_HANDED: Final = {
    "setNegativeButton": ("onClick", True),
    "setNeutralButton": ("onClick", True),
    "setPositiveButton": ("onClick", False),
    "setOnCancelListener": ("onCancel", True),
    "setOnDismissListener": ("onDismiss", True),
    "setOnClickListener": ("onClick", False),
}
_LABELS: Final = "setText"
#: Texts of one class that are looked at.
_MOST_TEXTS: Final = 500


def add_refusals(
    edges: Edges, links: Links, file: FileLinks, calls: References, base: int, words: ConsentWords
) -> None:
    """Add what leads from where a question for consent is put to the listeners that run when it is refused.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
        words: By which questions and answers are known.
    """
    handing: Flags = is_among(file.method_name, hash_texts(sorted(_HANDED)))
    places = calls.to_any(handing)
    questions = _Questions(links, file, words)
    asking = [at for at in places.tolist() if questions.asks(int(calls.code_item[at]))]
    if not asking:
        return
    answers = _Answers(links, file, calls, words)
    given = [found for at in asking if (found := answers.at(at)) is not None]
    agreeing = {each.listener for each in given if not each.is_refusal}
    refusing = {each.listener for each in given if each.is_refusal}
    edges.agreed |= {
        each.made + base for each in given if not each.is_refusal and each.made >= 0 and each.listener in refusing
    }
    for each in given:
        if not each.is_refusal:
            continue
        methods = [
            method
            for method in answers.methods_of(each.listener, (each.runs,))
            if each.listener not in agreeing or not answers.tells_apart(method)
        ]
        count = len(methods)
        edges.add(
            np.full(count, file.item_method[each.item]),
            np.array(methods, dtype=np.int64),
            instruction=np.full(count, each.instruction + base),
            requires=np.full(count, each.listener + links.method_count),
        )


@record
class _Answer:
    """A listener of a question: where it is handed over, its class, what runs of it, and whether that is a refusal."""

    item: int
    instruction: int
    listener: int
    runs: str
    is_refusal: bool
    made: int
    """The instruction that makes the object, where it is handed over and nothing else is done with it; else -1."""


class _Answers(HandedValues):
    """The listeners that calls of one file hand over, with the words on their buttons."""

    def __init__(self, links: Links, file: FileLinks, calls: References, words: ConsentWords) -> None:
        super().__init__(links, file, calls)
        self._words = words
        labels = calls.to_any(is_among(file.method_name, hash_texts([_LABELS])))
        self._labels: dict[int, list[int]] = {}
        for at in labels.tolist():
            self._labels.setdefault(int(calls.code_item[at]), []).append(at)

    def at(self, at: int) -> _Answer | None:
        """The listener that a call hands over, given by its number; None where it is not known."""
        item, body, index = self.place(at)
        registers = body.sources(index) if body.is_read else ()
        if len(registers) < 2:
            return None
        listener = self.class_of(item, body, index, registers[-1])
        if listener < 0:
            return None
        runs, refuses = _HANDED[self._file.code.dex.method_name(body.target(index))]
        label = self._text(body, index, registers[1]) if len(registers) > 2 else self._label(item, body, index)
        if self._words.refusing.search(label) is not None:
            refuses = True
        elif self._words.agreeing.search(label) is not None:
            refuses = False
        made = body.definitions(index, registers[-1])[0]
        return _Answer(
            item=item,
            instruction=index + body.first,
            listener=listener,
            runs=runs,
            is_refusal=refuses,
            made=made + body.first if _is_only_handed(body, made, index) else -1,
        )

    def tells_apart(self, method: int) -> bool:
        """Whether a listener looks at what was pressed: it reads its last parameter, or asks an object for it."""
        file, item = self._links.code_of(method)
        body = MethodBody(file.code, item)
        told = [(index, register) for index in range(len(body)) for register in body.sources(index)]
        return not body.is_read or any(
            body.parameter(register) > 0 and not {ENTRY, UNKNOWN}.isdisjoint(body.definitions(index, register))
            for index, register in told
        )

    def _label(self, item: int, body: MethodBody, index: int) -> str:
        """The text that the view of a listener is given in the same method."""
        owner = self.value(item, body, index, body.sources(index)[0])
        for at in self._labels.get(item, ()) if owner is not None else ():
            _, _, there = self.place(at)
            registers = body.sources(there)
            if len(registers) > 1 and self.value(item, body, there, registers[0]) == owner:
                return self._text(body, there, registers[1])
        return ""

    def _text(self, body: MethodBody, index: int, register: int) -> str:
        """The constant that a register holds; empty where it holds none."""
        definitions = body.definitions(index, register)
        if len(definitions) != 1 or definitions[0] < 0 or body.opcodes[definitions[0]] not in STRING_LITERALS:
            return ""
        return self._file.code.dex.string(body.target(definitions[0]))


def _is_only_handed(body: MethodBody, made: int, index: int) -> bool:
    """Whether a method makes an object and does nothing with it but hand it over by one call."""
    if made < 0 or body.opcodes[made] != NEW_INSTANCE:
        return False
    uses = [
        at
        for at in range(made + 1, len(body))
        if any(made in body.definitions(at, register) for register in body.sources(at))
    ]
    return len(uses) == 2 and uses[1] == index and body.opcodes[uses[0]] in DIRECT_INVOKES


class _Questions:
    """The code of one file that asks for consent: a text in its class, or in one around it or inside, says so."""

    def __init__(self, links: Links, file: FileLinks, words: ConsentWords) -> None:
        self._file = file
        self._words = words
        self._class_of_item = links.method_class[file.item_method].astype(np.int64) - file.first_class
        self._known: dict[str, bool] = {}

    def asks(self, item: int) -> bool:
        """Whether the class of a code item asks for consent."""
        family = self._families[int(self._class_of_item[item])]
        if family not in self._known:
            self._known[family] = self._says_so(family)
        return self._known[family]

    def _says_so(self, family: str) -> bool:
        if self._words.question_class.search(family.rpartition("/")[2]) is not None:
            return True
        classes = [at for at, each in enumerate(self._families) if each == family]
        strings = string_constants(self._file.code.instructions)
        inside = np.flatnonzero(is_among(self._class_of_item[strings.code_item], classes))[:_MOST_TEXTS]
        texts = self._file.code.dex.strings.decode_many(strings.target[inside])
        return any(self._words.question.search(text) is not None for text in texts)

    @cached_property
    def _families(self) -> list[str]:
        """The name of the outermost class that each class of the file is in."""
        dex = self._file.code.dex
        names = dex.type_descriptors(dex.class_defs["class_type"])
        return [name.rstrip(";").partition("$")[0] for name in names]
