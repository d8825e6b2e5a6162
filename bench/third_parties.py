"""How many of the third parties of labelled policies are found; run `python bench/third_parties.py FOLDER [-v]`.

FOLDER holds `gold/<name>.txt` and `.json`, whose `third_parties_both` are the names that two readers wrote down and
whose `third_parties` are those of either. A name found counts for recall when it is, or is part of, a name that both
wrote down (or the other way round), and for precision when it meets a name of either. Names are compared in lower
case, without spaces, `SDK` and forms of companies.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.policy import read_policy

_FORM = re.compile(r"sdk|有限责任公司|股份有限公司|有限公司|公司|集团|科技|网络|技术|信息|[\s（）()·\-_“”\"']")


def key(name: str) -> str:
    return _FORM.sub("", name.lower()) or name.lower()


def meets(one: str, other: str) -> bool:
    one, other = key(one), key(other)
    return one == other or (min(len(one), len(other)) > 1 and (one in other or other in one))


def main() -> None:
    corpus, verbose = Path(sys.argv[1]), "-v" in sys.argv
    lexicon = load_catalog().lexicons.policy
    found_gold = gold_count = right = said_count = 0
    for label in sorted((corpus / "gold").glob("*.json")):
        gold = json.loads(label.read_text(encoding="utf-8"))
        both, either = gold["third_parties_both"], [*gold["third_parties"], *gold["third_parties_both"]]
        facts = read_policy([label.with_suffix(".txt")], lexicon).facts
        said = [fact for fact in facts if isinstance(fact, DeclaredSdkFact)]
        names = [(fact.name, fact.company) for fact in said]
        missed = [name for name in both if not any(meets(name, n) or (c and meets(name, c)) for n, c in names)]
        wrong = [n for n, c in names if not any(meets(n, name) or (c and meets(c, name)) for name in either)]
        found_gold += len(both) - len(missed)
        gold_count += len(both)
        right += len(names) - len(wrong)
        said_count += len(names)
        if verbose:
            print(
                label.stem, f"{len(both) - len(missed)}/{len(both)} of {len(names)}", "missed", missed, "wrong", wrong
            )
    precision, recall = right / max(1, said_count), found_gold / max(1, gold_count)
    print(f"third parties P {precision:.3f} ({said_count} found) R {recall:.3f} ({gold_count} labelled)")


if __name__ == "__main__":
    main()
