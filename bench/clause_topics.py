"""Whether quotes stand in sentences that lawyers labelled with the same topic: CAPP-130 (Zhu et al., NeurIPS 2023).

Run `python bench/clause_topics.py FOLDER`, FOLDER with `*.ann.jsonl` files, one sentence a line (`text`, `label`). The
sentences of a file, one a line, are read as a policy. The topics are coarser than clauses and were given for another
purpose (what a user should read), so that a quote beside them is not always wrong: the figures show where to look.
"""

from __future__ import annotations

import json
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.model.facts.documents import ClauseFact
from appaudit.model.facts.policy_text import PolicyTextFact
from appaudit.policy import read_policy

#: The topics (their words are the data set's) under which lawyers put what decides a clause.
TOPICS = {
    "collection_list": {"数据收集", "使用"},
    "sensitive_pi": {"数据收集", "使用", "权限获取"},
    "permission_list": {"权限获取", "数据收集"},
    "sdk_list": {"共享、委托、转让、公开（披露）", "数据收集"},
    "sharing_recipients": {"共享、委托、转让、公开（披露）"},
    "sharing_consent": {"共享、委托、转让、公开（披露）"},
    "cross_border": {"存储方式", "共享、委托、转让、公开（披露）"},
    "access_copy": {"数据、权限管理"},
    "correction": {"数据、权限管理"},
    "deletion": {"数据、权限管理"},
    "account_cancellation": {"数据、权限管理"},
    "consent_withdrawal": {"数据、权限管理"},
    "response_deadline": {"数据、权限管理", "联系方式"},
    "personalization_optout": {"数据、权限管理", "使用"},
    "automated_decision": {"使用", "数据、权限管理"},
    "complaint_channel": {"联系方式", "数据、权限管理"},
    "operator_contact": {"联系方式"},
    "minors": {"特殊人群"},
    "retention_period": {"存储方式"},
    "storage_location": {"存储方式"},
    "security_measures": {"安全措施"},
    "breach_notice": {"安全措施"},
    "policy_change_notice": {"隐私政策的授权、修改与变更"},
    "effective_date": {"隐私政策的授权、修改与变更"},
}
IMPORTANT, RISK = "摘要", "潜在风险"
KNOWN = set().union(*TOPICS.values()) | {IMPORTANT, RISK, "停止运营"}


@dataclass(slots=True)
class Tally:
    """What was counted over all files."""

    quotes: Counter[str] = field(default_factory=Counter)
    on_topic: Counter[str] = field(default_factory=Counter)
    firsts: Counter[str] = field(default_factory=Counter)
    first_on_topic: Counter[str] = field(default_factory=Counter)
    unlabelled: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    quoted: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)


def count(path: Path, tally: Tally, folder: Path) -> None:
    """Read the sentences of one file as a policy and hold its quotes against their labels."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [" ".join(row["text"].split()) for row in rows]
    labels = [{name for name in row["label"] if name in KNOWN} for row in rows]
    policy = folder / "policy.txt"
    policy.write_text("\n".join(texts), encoding="utf-8")
    reading = read_policy([policy], LEXICON)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    quoted: set[int] = set()
    weaknesses = [fact for fact in reading.facts if isinstance(fact, PolicyTextFact)]
    shown = {bisect_right(starts, quote.start) - 1 for fact in weaknesses for quote in fact.quotes}
    clauses = {fact.id: fact for fact in reading.facts if isinstance(fact, ClauseFact)}
    for name in TOPICS:
        fact = clauses.get(name) or ClauseFact(id=name, status="absent")
        is_labelled = any(names & TOPICS[fact.id] for names in labels)
        tally.labelled[fact.id] += is_labelled
        tally.found[fact.id] += is_labelled and fact.status != "absent"
        for number, quote in enumerate(fact.quotes):
            first, last = bisect_right(starts, quote.start) - 1, bisect_right(starts, quote.end - 1) - 1
            names = set().union(*labels[first : last + 1])
            quoted |= set(range(first, last + 1))
            tally.quotes[fact.id] += 1
            tally.on_topic[fact.id] += bool(names & TOPICS[fact.id])
            if number == 0:
                tally.firsts[fact.id] += 1
                tally.first_on_topic[fact.id] += bool(names & TOPICS[fact.id])
            tally.unlabelled[fact.id] += not names - {IMPORTANT, RISK}
    for index, names in enumerate(labels):
        for kind in ("all", *(names & {IMPORTANT, RISK})):
            tally.sentences[kind] += 1
            tally.quoted[kind] += index in quoted
            tally.shown[kind] += index in shown


def main(folder: Path) -> None:
    """Print the figures of all files."""
    tally = Tally()
    files = sorted(folder.glob("*.ann.jsonl"))
    with tempfile.TemporaryDirectory() as scratch:
        for path in files:
            count(path, tally, Path(scratch))
    print(f"{len(files)} policies, {tally.sentences['all']} sentences")
    print(f"{'clause':24s} quotes  on topic  first  no label | policies with the topic  clause found")
    for clause in TOPICS:
        print(
            f"{clause:24s} {tally.quotes[clause]:6d} {_share(tally.on_topic[clause], tally.quotes[clause])}   "
            f"{_share(tally.first_on_topic[clause], tally.firsts[clause])}   "
            f"{_share(tally.unlabelled[clause], tally.quotes[clause])}     | {tally.labelled[clause]:6d}"
            f"                   {_share(tally.found[clause], tally.labelled[clause])}"
        )
    total = tally.quotes.total()
    print(f"all quotes {total}: on topic {_share(tally.on_topic.total(), total)}, no label", end=" ")
    print(_share(tally.unlabelled.total(), total))
    print(f"clauses found where their topic is labelled {_share(tally.found.total(), tally.labelled.total())}")
    for kind in ("all", IMPORTANT, RISK):
        of = tally.sentences[kind]
        print(f"sentences {kind}: {of}, quoted {_share(tally.quoted[kind], of)}, weak wording", end=" ")
        print(_share(tally.shown[kind], of))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.3f}" if whole else "     –"


if __name__ == "__main__":
    LEXICON = load_catalog().lexicons.policy
    main(Path(sys.argv[1]))
