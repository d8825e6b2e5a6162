"""How long the knowledge of SDKs takes to load, and a list of 100 rows to be matched.

    python bench/sdk_lists.py

Loads the compiled catalogue and matches 100 names: half of them aliases, a quarter with words around them, a quarter
nobody's. Prints medians of eleven runs in milliseconds, and how many of the names were matched.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from appaudit.catalog import load_catalog
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.knowledge import Knowledge
from appaudit.pipeline.document_files import sdk_names
from appaudit.sdk_list.matching import match_names
from appaudit.stages import Stages

ROWS = 100
RUNS = 11


def names(knowledge: Knowledge) -> list[DeclaredSdkFact]:
    """100 rows, the same ones every time."""
    chosen = random.Random(1)  # noqa: S311
    known = [s for s in knowledge.sdks.values() if s.kind == "sdk" and s.aliases]
    aliases = [chosen.choice(signature.aliases) for signature in chosen.sample(known, ROWS)]
    rows = []
    for number, alias in enumerate(aliases):
        kind = number % 4
        name = alias if kind < 2 else f"{alias}（安卓版）服务SDK" if kind == 2 else f"某某科技第{number}号组件"
        rows.append(DeclaredSdkFact(name=name, company="某某科技有限公司", purpose="为您提供服务"))
    return rows


def median(action: Callable[[], object]) -> float:
    """Milliseconds, the median of several runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    catalog = load_catalog((), Stages())
    rows = names(catalog.knowledge)
    known, words = sdk_names(catalog.knowledge), catalog.lexicons.sdk_names
    matched = sum(bool(fact.sdk_id) for fact in match_names(rows, known, words))
    loading = median(lambda: load_catalog((), Stages()))
    matching = median(lambda: match_names(rows, known, words))
    print(f"load of {len(catalog.knowledge.sdks)} SDKs and everything else: {loading:.1f} ms")
    print(f"match of {ROWS} rows: {matching:.1f} ms, {matched} matched of 75 that should be")


if __name__ == "__main__":
    main()
