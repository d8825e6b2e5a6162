"""Rules on children's information, held against what such rules must say."""

from __future__ import annotations

from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import ChildrenRulesFact
from appaudit.model.facts.documents import ClauseFact
from appaudit.model.knowledge import Knowledge


def children_rules_facts(facts: FactSet, coverage: Coverage, knowledge: Knowledge) -> list[ChildrenRulesFact]:
    """One fact where the documents have rules on children's information; what all documents say counts for them.

    Where a document was not read whole, what is missing is not known.
    """
    clauses = {fact.id: fact for fact in facts.of(ClauseFact)}
    terms = knowledge.clauses.values()
    rules = next((clauses[term.id] for term in terms if term.of_children == "rules" and term.id in clauses), None)
    if rules is None:
        return []
    asked = [term.id for term in terms if term.of_children == "content"]
    is_whole = coverage.level("clause", frozenset(asked)) is CoverageLevel.COMPLETE
    missing = tuple(name for name in asked if name not in clauses) if is_whole else ()
    return [
        ChildrenRulesFact(
            missing=missing,
            missing_count=len(missing),
            told=tuple(name for name in asked if name in clauses),
            quotes=rules.quotes,
            location=rules.location,
            extractor="derive.children",
        )
    ]
