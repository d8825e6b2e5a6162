"""Train the second opinion on English clauses: from sentences that were written for it, by their words.

Run `python bench/second_opinion_words.py [--labelled FOLDER] > rules/lexicon/en-second-opinion.yaml`. It needs
scikit-learn (`pip install scikit-learn`), which appaudit itself does not. `english_sentences.txt` says which clauses a
sentence tells. For each clause a logistic regression tells its sentences from all others; a sentence is what
`appaudit.policy.word_features` makes of it. Zero is what 90 % of the policies in FOLDER whose labels deny a clause stay
below (`<name>.txt` beside `<name>.json`, as in `bench/clauses.py`), and no less than `LEAST`; no text of theirs gets
into the model. Without FOLDER zero is `LEAST` for every clause.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from appaudit.catalog import load_catalog
from appaudit.documents.document import read_document
from appaudit.lexicon.second_opinion import WORD_BITS, Likeness
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.second_opinion import likeness_of, looked_at
from appaudit.policy.word_features import word_features_of, words_of

SENTENCES = Path(__file__).with_name("english_sentences.txt")
#: Clauses by their code in the file; the rules need no second opinion on names and dates.
CLAUSES = {
    "op_id": "", "con": "", "date": "", "coll": "", "perm": "permission_list", "sdk": "sdk_list",
    "rec": "sharing_recipients", "shc": "sharing_consent", "sens": "sensitive_pi", "acc": "access_copy",
    "cor": "correction", "del": "deletion", "can": "account_cancellation", "wdr": "consent_withdrawal",
    "resp": "response_deadline", "compl": "complaint_channel", "pers": "personalization_optout", "min": "minors",
    "ret": "retention_period", "loc": "storage_location", "xb": "cross_border", "sec": "security_measures",
    "br": "breach_notice", "chg": "policy_change_notice", "auto": "automated_decision", "dec": "deceased",
    "cook": "cookies", "shake": "shake_ads",
}  # fmt: skip
#: What separates the heading of a sentence from it; a path through an app has its own ">".
HEADED = " >> "
#: Of all that a line can say so many times its slots.
COPIES = 12
#: Share of the policies without a clause that stay below zero, and the least log odds that zero stands for.
BELOW, LEAST = 0.9, -2.0
#: Too few policies without a clause to say how such policies read.
FEWEST = 8
#: Of sharing with consent the words are the same; what it is worth depends on the exceptions beside it. Decisions by
#: machines that are denied read like a right to refuse them, and are none.
NO_GRADES = ("shc", "auto")
#: Weights smaller than this, of 127, are dropped.
SMALLEST = 4
_SLOT = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"\$(\w+)")


@dataclass(slots=True)
class Told:
    """A sentence with what stands above it, the clauses it tells with their grades, and the line it is made from."""

    text: str
    above: str
    grades: Mapping[str, str]
    line: str


def sentences(path: Path) -> Iterator[Told]:
    """What the file says, with its slots filled."""
    names: dict[str, list[str]] = {}
    grades: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if found := re.match(r"\$(\w+) = (.*)", line):
            names[found[1]] = found[2].split(" | ")
        elif line.startswith("= "):
            grades = {code[:-1]: code[-1] for code in line[2:].split() if code != "none"}
            if unknown := grades.keys() - CLAUSES.keys():
                raise SystemExit(f"{path}: no clause has the code {', '.join(sorted(unknown))}")
        else:
            for text in filled(line, names):
                above, _, said = text.rpartition(HEADED)
                yield Told(said, above, grades, line)


def filled(line: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """A line in many of its ways: each choice of the longest slot, and of the others one that depends on the line."""
    sizes = [slot.count("|") + 1 for slot in _SLOT.findall(line)]
    longest = max(sizes, default=1)
    found: dict[str, None] = {}
    for number in range(max(longest, min(prod(sizes), COPIES), COPIES if "$" in line else 1)):
        at = 0

        def choice(options: Sequence[str], number: int = number) -> str:
            nonlocal at
            at += 1
            if len(options) == longest:
                return options[number % longest]
            return options[zlib.crc32(f"{number}.{at}{line}".encode()) % len(options)]

        text = line
        while _SLOT.search(text):
            text = _SLOT.sub(lambda slot: choice(slot[1].split("|")), text)
        for _ in range(2):
            text = _NAME.sub(lambda name: choice(names[name[1]]), text)
        found[text] = None
    return list(found)


def matrix(rows: Sequence[NDArray[np.int64]]) -> csr_matrix:
    """The sentences, one a row, each of length one."""
    values = np.concatenate([np.full(len(row), max(1, len(row)) ** -0.5) for row in rows])
    shape = (len(rows), 1 << WORD_BITS)
    return csr_matrix((values, np.concatenate(rows), np.cumsum([0, *map(len, rows)])), shape=shape)


def model_of(told: Sequence[Told], rows: csr_matrix, wanted: NDArray[np.bool_], gain: float) -> Likeness:
    """What tells the wanted sentences, each worth `gain` of the others.

    Lines count by the root of what is made of them.
    """
    made = Counter(item.line for item in told)
    weights = np.array([made[item.line] ** -0.5 for item in told]) * np.where(wanted, gain, 1.0)
    model = LogisticRegression(C=30, max_iter=200, solver="liblinear", random_state=0)
    model.fit(rows, wanted, sample_weight=weights)
    scale = float(np.abs(model.coef_[0]).max()) / 127
    bytes_ = np.round(model.coef_[0] / scale).astype(np.int8)
    bytes_[np.abs(bytes_) < SMALLEST] = 0
    return Likeness(float(model.intercept_[0]), scale, b64encode(zlib.compress(bytes_.tobytes(), 9)).decode())


def fitted(told: Sequence[Told], rows: csr_matrix, code: str) -> Likeness:
    """What tells the sentences of a clause; a denial tells no more of it than another matter does."""
    return model_of(told, rows, np.array([item.grades.get(code) in ("+", "~") for item in told]), 2.0)


def graded(told: Sequence[Told], rows: csr_matrix, code: str) -> Likeness | None:
    """What tells a clause so that users can act on it, among its sentences; None where too few tell it either way."""
    mine = [number for number, item in enumerate(told) if item.grades.get(code) in ("+", "~")]
    sentences_ = [told[number] for number in mine]
    is_whole = np.array([item.grades[code] == "+" for item in sentences_])
    if min(is_whole.sum(), (~is_whole).sum()) < FEWEST or code in NO_GRADES:
        return None
    return model_of(sentences_, rows[mine], is_whole, float((~is_whole).sum() / is_whole.sum()))


def written(clause: str, model: Likeness, zero: float) -> str:
    """A model as the file has it, with its zero where an absence begins to be doubted."""
    weights = textwrap.indent("\n".join(textwrap.wrap(model.weights, 100)), "        ")
    head = f"    {clause}:\n      bias: {model.bias - zero:.4f}\n      scale: {model.scale:.6f}\n      weights: |\n"
    return head + weights


def without(folder: Path) -> Iterator[tuple[set[str], list[NDArray[np.int64]]]]:
    """Of each labelled policy the clauses that it surely lacks, and its sentences."""
    lexicon = load_catalog().lexicons.policy.languages["en"]
    for label in sorted(folder.glob("*.json")):
        lacking = {
            clause for clause, said in json.loads(label.read_text("utf-8"))["clauses"].items() if said == ["absent"]
        }
        path = next(path for path in folder.glob(f"{label.stem}.*") if path != label)
        yield lacking, looked_at(DocumentIndex(read_document(path, path.name), lexicon), reads_words=True)[1]


def main() -> None:
    """Read the sentences, fit, and print the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--threshold", type=float, default=0.0, help="from here on an absence is doubted")
    parser.add_argument("--sure", type=float, default=0.8, help="from here on the clause is touched on")
    parser.add_argument("--on-topic", type=float, default=0.5, help="from here on a sentence is on the clause")
    parser.add_argument("--whole", type=float, default=1.2, help="from here on such a sentence tells it whole")
    arguments = parser.parse_args()
    told = list(sentences(SENTENCES))
    rows = matrix(word_features_of([words_of(item.text) for item in told], [words_of(item.above) for item in told]))
    policies = list(without(arguments.labelled)) if arguments.labelled else []
    print(f"{len(told)} sentences from {len({item.line for item in told})} lines", file=sys.stderr)
    limits = {name: getattr(arguments, name) for name in ("threshold", "sure", "on_topic", "whole")}
    print(HEAD.format(day=datetime.now(UTC).date(), count=len(told), **limits))
    asked = sorted((clause, code) for code, clause in CLAUSES.items() if clause)
    for clause, code in asked:
        model = fitted(told, rows, code)
        lacking = [texts for clauses, texts in policies if clause in clauses and texts]
        zero = LEAST
        if len(lacking) >= FEWEST:
            zero = max(LEAST, float(np.quantile([likeness_of(model, texts).max() for texts in lacking], BELOW)))
        print(written(clause, model, zero))
    print("  grades:")
    for clause, code in asked:
        if grade := graded(told, rows, code):
            print(written(clause, grade, 0.0))


HEAD = """\
# Written by bench/second_opinion_words.py on {day} from {count} sentences that were written for it
# (bench/english_sentences.txt); no text is in here, only weights of hashed words.
# It doubts absences, and where it is sure it shows a clause as touched on: rules/lexicon/README.md.
language: en
second_opinion:
  reads: words
  threshold: {threshold:.2f}
  sure: {sure:.2f}
  on_topic: {on_topic:.2f}
  whole: {whole:.2f}
  clauses:"""

if __name__ == "__main__":
    main()
