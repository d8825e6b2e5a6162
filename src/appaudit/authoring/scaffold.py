"""The beginning of a rule file: it loads and passes its own examples, and marks what is to be written."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from appaudit.errors import ConfigError
from appaudit.model.facts.fields import FactField, fields_of
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import Rule, subject_predicate

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
#: What stands where something is to be written; `rules lint` refuses a rule that still has it.
UNWRITTEN: Final = ("待填写", "To write")
#: Shapes of the field that a rule begins with, the best first.
_SHAPES: Final = ("text", "ids", "words", "number", "flag")
#: A field with more words than this is listed on lines of its own.
_WIDTH: Final = 112

_TEMPLATE = """\
# 规则格式见 rules/README.md；写完后运行 appaudit rules lint 和 appaudit rules test。
# The format is described in rules/README.md; run `appaudit rules lint` and `appaudit rules test` afterwards.
id: {id}
title: {{zh: 待填写：一句话说明问题, en: "To write: the problem in one line"}}
category: {category}            # 见 taxonomy/categories.yaml / one of taxonomy/categories.yaml
severity: low                   # critical | high | medium | low | info：对用户的影响 / harm to users
confidence: medium              # high | medium | low：证据的把握 / how sure the evidence is
status: review                  # violation | suspected | review：最高能给出的结论 / the most it may conclude
requires: [app]                 # app | policy | sdk_list | documents | facts
obligations: [secure-data]      # 见 taxonomy/obligations.yaml / of taxonomy/obligations.yaml
subject: "{{{key}}}"
# {kind} 可以询问的字段 / what can be asked of {kind}:
{fields}
match: {{{kind}: {{{key}: {example}}}}}
message:
  zh: "待填写：看到了什么（{{{key}}}），需要确认什么。"
  en: "To write: what was seen ({{{key}}}) and what is to be confirmed."
remediation:
  zh: 待填写：开发者可以立即着手的做法，写出接口或开关的名称。
  en: "To write: what a developer can do at once, with the API or switch by name."
docs:
  what: {{zh: 待填写：检查什么。, en: "To write: what it looks at."}}
  why: {{zh: 待填写：为什么重要。, en: "To write: why it matters."}}
  fix: {{zh: 待填写：如何整改。, en: "To write: how to fix it."}}
  false_positives: {{zh: 待填写：什么情况下是误报。, en: "To write: when it is wrong."}}
  references: [待填写的条款]
examples:
  - name: the problem
    facts: [{{kind: {kind}, {key}: {example_fact}}}]
    expect: match
    subjects: ["{example_text}"]
    status: review
  - name: something else
    facts: [{{kind: {kind}, {key}: {other_fact}}}]
    expect: no-match
  # 依据“没有”判断（not:）的规则，还要一个 expect: inconclusive 的例子。
  # A rule that argues from absence (not:) needs an example that expects inconclusive, with coverage.
"""


def scaffold(rule_id: str, kind: str, knowledge: Knowledge) -> str:
    """The text of a new rule file.

    Args:
        rule_id: The id of the rule, and the name of its file.
        kind: The kind of fact that it looks at.
        knowledge: Where ids come from that its examples name.

    Raises:
        ConfigError: the id is not lower-case words joined by hyphens, or there is no such fact kind.
    """
    if not _ID.fullmatch(rule_id):
        raise ConfigError(
            f"{rule_id!r} is no rule id",
            hint="Use lower-case words joined by hyphens that name the problem, such as push-token-undisclosed.",
            zh=f"{rule_id!r} 不能用作规则编号",
            hint_zh="请用小写字母和连字符写出问题，例如 push-token-undisclosed。",
        )
    if kind not in FACT_KINDS:
        known = ", ".join(sorted(FACT_KINDS))
        raise ConfigError(
            f"There is no fact kind {kind!r}",
            hint=f"Known kinds: {known}",
            zh=f"没有名为 {kind!r} 的事实类型",
            hint_zh=f"现有类型：{known}",
        )
    fields = fields_of(kind)
    field = _first_field(kind)
    example, other = _values(field, knowledge)
    in_list = "[{}]" if field.is_list else "{}"
    return _TEMPLATE.format(
        id=rule_id,
        kind=kind,
        key=field.name,
        example=example,
        example_fact=in_list.format(example),
        example_text={"true": "True", "false": "False"}.get(example, example),
        other_fact=in_list.format(other),
        category="data_security",
        fields="\n".join(line for each in fields.values() for line in _described(each)),
    )


def usual_area(kind: str, rules: Iterable[Rule]) -> str:
    """The folder in which most rules on a kind of fact stand; `own` where there are none."""
    areas = Counter(
        Path(rule.source).parent.name
        for rule in rules
        if (predicate := subject_predicate(rule.match)) is not None and predicate.kind == kind
    )
    return areas.most_common(1)[0][0] if areas else "own"


def _first_field(kind: str) -> FactField:
    """The field that tells one subject from another, or else the first that says most."""
    fields = fields_of(kind)
    own = [fields[name] for name in FACT_KINDS[kind].identity if name in fields]
    candidates = own or list(fields.values())
    return min(candidates, key=lambda field: (field.is_list, _SHAPES.index(field.shape)))


def _values(field: FactField, knowledge: Knowledge) -> tuple[str, str]:
    """Two values that the field can have, as YAML."""
    if field.shape == "flag":
        return "true", "false"
    if field.shape == "number":
        return "1", "2"
    if field.words:
        first, second, *_ = (word for word in field.words if word)
        return first, second
    if field.ids is not None and not field.ids.is_open:
        first, second, *_ = sorted(filter(None, getattr(knowledge, field.ids.section, ("example", "other"))))
        return first, second
    return "example", "other"


def _described(field: FactField) -> list[str]:
    """Comment lines that say what a field holds."""
    if field.words:
        what = " | ".join(word or '""' for word in field.words)
    elif field.ids is not None:
        what = " | ".join((f"id ({field.ids.section})", *(word or '""' for word in field.ids.also)))
    else:
        what = {"flag": "true | false"}.get(field.shape, field.shape)
    what += " …" if field.is_list else ""
    return textwrap.wrap(f"{field.name}: {what}", _WIDTH, initial_indent="#   ", subsequent_indent="#     ")
