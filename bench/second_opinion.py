"""Train the second opinion on clauses: what the sentences read like that the rules quote.

Run `python bench/second_opinion.py FOLDER [--without NAME ...] > rules/lexicon/zh-second-opinion.yaml`, FOLDER with
the texts of policies whose licence allows it, one a file. It needs scikit-learn (`pip install scikit-learn`), which
appaudit itself does not. For each clause a logistic regression tells quoted sentences from all others; a sentence is
its runs of two to four characters, hashed as `appaudit.policy.second_opinion.features_of` does. The threshold is the
value that 3 % of the absences exceed in policies that the training left out: about so many absences will be doubted.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import zlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from appaudit import policy
from appaudit.catalog import load_catalog
from appaudit.documents.document import read_document
from appaudit.documents.sentences import sentences_of
from appaudit.lexicon.second_opinion import BITS
from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import clauses as clause_reading
from appaudit.policy.second_opinion import features_of

DOUBTED_SHARE = 0.03
#: Quoted sentences of a clause below which it gets no model.
FEWEST = 8
#: Weights smaller than this, of 127, are dropped.
SMALLEST = 5
FOLDS = 4

HEAD = """\
# Written by bench/second_opinion.py on {day} from {count} policies of CAPP-130 (Zhu et al., NeurIPS 2023, data under
# CC BY 4.0, https://github.com/EnlightenedAI/CAPP-130); no text is in here, only weights of hashed runs of characters.
# It doubts absences and decides nothing: rules/README.md, bench/README.md.
language: zh
second_opinion:
  threshold: {threshold:.2f}
  clauses:
"""


@dataclass(slots=True)
class Example:
    """A policy: the features of its sentences, and which of them each clause quotes."""

    sentences: list[NDArray[np.int64]]
    quoted: dict[str, list[int]]


def example(path: Path) -> Example:
    """One policy as the rules read it."""
    document = read_document(path, path.name)
    reading = policy.read_documents([document], LEXICON)
    sentences = sentences_of(document)
    quoted = {
        fact.id: [
            number
            for number, sentence in enumerate(sentences)
            if any(sentence.start < quote.end and quote.start < sentence.end for quote in fact.quotes)
        ]
        for fact in reading.facts
        if isinstance(fact, ClauseFact)
    }
    return Example(features_of([document.text[item.start : item.end] for item in sentences]), quoted)


def matrix(examples: Sequence[Example]) -> csr_matrix:
    """The sentences of all policies, one a row, each of length one."""
    rows = [row for item in examples for row in item.sentences]
    values = np.concatenate([np.full(len(row), max(1, len(row)) ** -0.5) for row in rows])
    return csr_matrix((values, np.concatenate(rows), np.cumsum([0, *map(len, rows)])), shape=(len(rows), 1 << BITS))


def fitted(examples: Sequence[Example], clause: str, rows: csr_matrix) -> tuple[NDArray[np.float64], float] | None:
    """Weights and bias for a clause; None where too few sentences tell it."""
    wanted = np.concatenate([np.isin(np.arange(len(e.sentences)), e.quoted.get(clause, [])) for e in examples])
    if wanted.sum() < FEWEST:
        return None
    model = LogisticRegression(C=30, class_weight={False: 1, True: 3}, max_iter=200, solver="liblinear")
    model.fit(rows, wanted)
    return model.coef_[0], float(model.intercept_[0])


def threshold_of(examples: Sequence[Example], names: Sequence[str]) -> float:
    """What `DOUBTED_SHARE` of the absences exceed in policies that the model has not seen."""
    best: list[float] = []
    for fold in range(FOLDS):
        seen = [item for number, item in enumerate(examples) if number % FOLDS != fold]
        rows = matrix(seen)
        for clause in names:
            model = fitted(seen, clause, rows)
            for item in examples[fold::FOLDS] if model else ():
                if clause not in item.quoted and model:
                    best.append(float((matrix([item]) @ model[0] + model[1]).max()))
    print(f"{len(best)} absences in policies left out", file=sys.stderr)
    return float(np.quantile(best, 1 - DOUBTED_SHARE))


def main() -> None:
    """Read the policies, fit, and print the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="names of policies that are kept to measure")
    arguments = parser.parse_args()
    paths = [path for path in sorted(arguments.folder.glob("*.txt")) if path.stem not in arguments.without]
    examples = [example(path) for path in paths]
    names = sorted({clause for item in examples for clause in item.quoted})
    threshold = threshold_of(examples, names)
    sys.stdout.write(HEAD.format(day=datetime.now(UTC).date(), count=len(paths), threshold=threshold))
    rows = matrix(examples)
    for clause in names:
        model = fitted(examples, clause, rows)
        if model is None:
            continue
        scale = float(np.abs(model[0]).max()) / 127
        weights = np.round(model[0] / scale).astype(np.int8)
        weights[np.abs(weights) < SMALLEST] = 0
        packed = b64encode(zlib.compress(weights.tobytes(), 9)).decode()
        print(f"    {clause}:\n      bias: {model[1]:.4f}\n      scale: {scale:.6f}\n      weights: |")
        print(textwrap.indent("\n".join(textwrap.wrap(packed, 100)), "        "))


# More quotes than a report shows: every sentence that tells a clause is one to learn from.
clause_reading._QUOTES_PER_CLAUSE, clause_reading._CANDIDATES, policy._QUOTES = 12, 24, 40
LEXICON = load_catalog().lexicons.policy

if __name__ == "__main__":
    main()
