"""What appaudit ships, loaded once for all tests of a run, and only when a test asks.

No test module loads it while it is imported: `rule_ids()` reads file names only, and is what cases are named after.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from appaudit.catalog import Catalog, load_catalog
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import Rule

ROOT = Path(__file__).parent.parent.parent


@cache
def rule_ids() -> tuple[str, ...]:
    """The ids of all shipped rules in order: a rule's file is named by its id."""
    return tuple(sorted(path.stem for path in (ROOT / "rules" / "checks").rglob("*.yaml")))


@cache
def _loaded() -> Catalog | Exception:
    """What is shipped, or why it cannot be loaded: to try that again for each test would take hours."""
    try:
        return load_catalog()
    except Exception as error:
        return error


def shipped_catalog() -> Catalog:
    """The rules, the knowledge and the words that appaudit ships."""
    loaded = _loaded()
    if isinstance(loaded, Exception):
        raise loaded
    return loaded


def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return shipped_catalog().knowledge


def rules() -> tuple[Rule, ...]:
    """The shipped rules, by id."""
    return shipped_catalog().rules


def rule_of(rule_id: str) -> Rule:
    """The shipped rule of an id."""
    return next(rule for rule in rules() if rule.id == rule_id)


def shipped_lexicons() -> Lexicons:
    """The shipped words."""
    return shipped_catalog().lexicons
