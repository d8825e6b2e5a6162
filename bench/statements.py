"""How well the statements of policies are read; run `python bench/statements.py FOLDER`.

FOLDER holds collected policies (`ca4p/<name>.txt` with `<name>.spans.json`, `capp/<name>.txt`). Printed are:

- spans: precision, recall and F1 of data, collect, share and recipient against the span labels of CA4P-483
  (Zhao et al., EMNLP 2022), one to one, overlap of at least half of the longer span, in sentences that have labels;
  for all policies, and for two halves that share no template family. The grammar was written on half A.
- relations: acts (who collects or shares what with whom, affirmed or denied) in 200 sentences that were drawn at random
  from half B and the policies of CAPP-130 and read by one person. `statements_relations.json` holds places and labels,
  and none of the text. An act is right when action and polarity are, most of its data and all of its recipients.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.documents.document import document_from_text
from appaudit.lexicon.policy import Lexicon
from appaudit.model.facts.statement import StatementFact
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.mentions import find_data_types
from appaudit.policy.statement_facts import statement_facts
from appaudit.policy.statements import read_statements

KINDS = ("data", "collect", "share", "recipient")
RELATIONS = Path(__file__).with_name("statements_relations.json")
#: Share of common passages from which two policies count as one family.
ALIKE = 0.5
Span = tuple[int, int]


def statements(text: str, lexicon: Lexicon) -> list[StatementFact]:
    index = DocumentIndex(document_from_text(text), lexicon.languages["zh"])
    return list(statement_facts(index, read_statements(index), find_data_types(index)))


def overlaps(one: Span, other: Span) -> bool:
    inter = min(one[1], other[1]) - max(one[0], other[0])
    return inter > 0 and inter * 2 >= max(one[1] - one[0], other[1] - other[0])


def matched(said: Sequence[Span], gold: Sequence[Span]) -> int:
    """One-to-one matches, the largest overlap first."""
    pairs = []
    for i, one in enumerate(said):
        for j, other in enumerate(gold):
            if overlaps(one, other):
                inter = min(one[1], other[1]) - max(one[0], other[0])
                pairs.append((-inter / max(one[1] - one[0], other[1] - other[0]), i, j))
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def sentences(text: str) -> Iterator[Span]:
    start = 0
    for position, char in enumerate(text):
        if char in "。！？!?\n；;":
            yield start, position + 1
            start = position + 1
    if start < len(text):
        yield start, len(text)


def halves(texts: dict[str, str]) -> tuple[list[str], list[str]]:
    """Two halves of about one size; policies with half of their passages in common are on one side."""
    passages = {}
    for name, text in texts.items():
        text = "".join(text.split())
        pieces = {text[i : i + 12] for i in range(len(text) - 12)}
        passages[name] = {
            piece
            for piece in pieces
            if int(hashlib.md5(piece.encode(), usedforsecurity=False).hexdigest(), 16) % 16 == 0
        }
    family = {name: name for name in texts}

    def root(name: str) -> str:
        while family[name] != name:
            name = family[name]
        return name

    names = list(texts)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            smaller = max(1, min(len(passages[one]), len(passages[other])))
            if len(passages[one] & passages[other]) / smaller > ALIKE:
                family[root(one)] = root(other)
    families: dict[str, list[str]] = {}
    for name in names:
        families.setdefault(root(name), []).append(name)
    first: list[str] = []
    second: list[str] = []
    for members in sorted(families.values(), key=lambda members: (-len(members), members)):
        (first if len(first) <= len(second) else second).extend(members)
    return first, second


def score_spans(title: str, names: Sequence[str], folder: Path, said: dict[str, list[StatementFact]]) -> None:
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for name in names:
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        labels = json.loads((folder / f"{name}.spans.json").read_text(encoding="utf-8"))
        read = [s for s in sentences(text) if any(g["start"] < s[1] and g["end"] > s[0] for g in labels)]
        for kind in KINDS:
            gold = sorted({(g["start"], g["end"]) for g in labels if g["label"] == kind})
            spans = {(s.start, s.end) for fact in said[name] for s in fact.spans if s.kind == kind}
            inside = sorted(s for s in spans if any(s[0] < end and s[1] > start for start, end in read))
            for number, value in enumerate((matched(inside, gold), len(inside), len(gold))):
                counts[kind][number] += value
    scores = []
    for kind, (right, predicted, gold_count) in counts.items():
        precision, recall = right / max(1, predicted), right / max(1, gold_count)
        scores.append(2 * precision * recall / max(1e-9, precision + recall))
        print(f"{title:6s} {kind:10s} P {precision:.3f} R {recall:.3f} F1 {scores[-1]:.3f}  ({gold_count} labels)")
    print(f"{title:6s} macro F1 {sum(scores) / len(scores):.3f} over {len(names)} policies")


def score_relations(corpus: Path, lexicon: Lexicon) -> None:
    right = predicted = labelled = 0
    read: dict[str, list[StatementFact]] = {}
    for sentence in json.loads(RELATIONS.read_text(encoding="utf-8")):
        name = sentence["policy"]
        if name not in read:
            read[name] = statements((corpus / name).read_text(encoding="utf-8"), lexicon)
        start, end = sentence["start"], sentence["end"]
        said = [f for f in read[name] if f.action != "name" and start <= _anchor(f) < end]
        acts = list(sentence["acts"])
        labelled += len(acts)
        predicted += len(said)
        for fact in said:
            same = next((act for act in acts if is_same(fact, act)), None)
            if same is not None:
                acts.remove(same)
                right += 1
    precision, recall = right / max(1, predicted), right / max(1, labelled)
    print(f"relations P {precision:.3f} R {recall:.3f}  ({predicted} read, {labelled} labelled)")


def _anchor(fact: StatementFact) -> int:
    """Where the act itself stands: an item of a list carries words of its lead-in, too."""
    own = [span.start for span in fact.spans if span.kind in ("collect", "share")]
    return min(own or [span.start for span in fact.spans if span.kind == "data"] or [fact.location.start])


def is_same(fact: StatementFact, act: dict) -> bool:
    if (fact.action, fact.polarity) != (act["action"], act["polarity"]):
        return False
    verbs = [(s.start, s.end) for s in fact.spans if s.kind in ("collect", "share")]
    if verbs and act["verb"] and not any(min(v[1], act["verb"][1]) > max(v[0], act["verb"][0]) for v in verbs):
        return False
    data = [(s.start, s.end) for s in fact.spans if s.kind == "data"]
    recipients = [(s.start, s.end) for s in fact.spans if s.kind == "recipient"]
    gold_data, gold_recipients = [tuple(s) for s in act["data"]], [tuple(s) for s in act["recipients"]]
    common = matched(data, gold_data)
    if (data or gold_data) and common * 2 < max(1, min(len(data), len(gold_data))):
        return False
    return len(recipients) == len(gold_recipients) == matched(recipients, gold_recipients)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    corpus = Path(sys.argv[1])
    lexicon = load_catalog().lexicons.policy
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted((corpus / "ca4p").glob("*.txt"))}
    start = time.process_time()
    said = {name: statements(text, lexicon) for name, text in texts.items()}
    seconds = time.process_time() - start
    first, second = halves(texts)
    for title, names in (("all", list(texts)), ("half A", first), ("half B", second)):
        score_spans(title, names, corpus / "ca4p", said)
    print(f"{sum(map(len, texts.values()))} characters in {seconds:.2f} s")
    if RELATIONS.is_file():
        score_relations(corpus, lexicon)


if __name__ == "__main__":
    main()
