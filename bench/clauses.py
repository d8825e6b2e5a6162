"""How long a policy takes to read, by length; run `python bench/clauses.py`.

With APPAUDIT_CORPUS_POLICIES set to a folder of labelled policies (`gold/<name>.txt` and `.json`), also how many of
the labelled statuses are met, how many absences the labels deny, and how many of each kind are doubted (which makes
what a rule argues from them one for review).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.model.facts.documents import ClauseDoubtFact, ClauseFact
from appaudit.policy import read_policy

PARAGRAPH = (
    "当您注册账号时，我们会收集您的手机号码、昵称和设备标识符，用于创建账号、验证身份和保障安全。"
    "未经您的单独同意，我们不会向任何第三方共享您的个人信息。您可以在“设置”-“隐私”中撤回同意。"
)


def timings() -> None:
    start = time.perf_counter()
    lexicon = load_catalog().lexicons.policy
    print(f"load lexicon            {time.perf_counter() - start:7.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        for length in (1_000, 20_000, 80_000, 320_000):
            path = Path(folder) / "policy.txt"
            count = length // (len(PARAGRAPH) + 12)
            path.write_text("".join(f"{n}. 第{n}项说明\n{PARAGRAPH}\n" for n in range(1, count + 2)), encoding="utf-8")
            start = time.perf_counter()
            read_policy([path], lexicon)
            note = " (patterns compiled on the way)" if length == 1_000 else ""
            print(f"{length:7d} characters      {time.perf_counter() - start:7.3f} s{note}")


def accuracy(folder: Path) -> None:
    lexicon = load_catalog().lexicons.policy
    right: dict[str, int] = {}
    absences: Counter[tuple[bool, bool]] = Counter()
    labels = sorted(folder.glob("gold/*.json"))
    for label in labels:
        reading = read_policy([label.with_suffix(".txt")], lexicon)
        said = {fact.id: fact.status for fact in reading.facts if isinstance(fact, ClauseFact)}
        doubted = {fact.id for fact in reading.facts if isinstance(fact, ClauseDoubtFact)}
        for clause, accepted in json.loads(label.read_text(encoding="utf-8"))["clauses"].items():
            is_right = said.get(clause, "absent") in accepted
            right[clause] = right.get(clause, 0) + is_right
            absences[is_right, clause in doubted] += clause not in said
    for clause, count in right.items():
        print(f"{clause:24s}{count / len(labels):6.3f}")
    print(f"{'all':24s}{sum(right.values()) / len(labels) / len(right):6.3f}")
    for is_right in (True, False):
        in_doubt, firm = absences[is_right, True], absences[is_right, False]
        print(f"absences that labels {'accept' if is_right else 'deny'}: {firm + in_doubt}, doubted {in_doubt}")


if __name__ == "__main__":
    timings()
    corpus = os.environ.get("APPAUDIT_CORPUS_POLICIES")
    if corpus:
        accuracy(Path(corpus))
    sys.exit(0)
