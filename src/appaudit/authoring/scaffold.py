"""The beginning of a rule file: it loads and passes its own examples, and marks what is to be written."""

from __future__ import annotations

import re

from appaudit.errors import ConfigError
from appaudit.model.facts.kinds import FACT_KINDS

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")

#: Fields that hold the place of a fact, or a word of a closed list.
_NOT_FREE = ("location", "extractor", "confidence")

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
# {kind}: {fields}
match: {{{kind}: {{{key}: example}}}}
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
    facts: [{{kind: {kind}, {key}: {example}}}]
    expect: match
    subjects: [example]
    status: review
  - name: something else
    facts: [{{kind: {kind}, {key}: {other}}}]
    expect: no-match
  # 依据“没有”判断（not:）的规则，还要一个 expect: inconclusive 的例子。
  # A rule that argues from absence (not:) needs an example that expects inconclusive, with coverage.
"""


def scaffold(rule_id: str, kind: str) -> str:
    """The text of a new rule file.

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
    fields = FACT_KINDS[kind].__dataclass_fields__
    names = [name for name in (*FACT_KINDS[kind].identity, *fields) if name not in _NOT_FREE]
    texts = [name for name in names if str(fields[name].type) == "str"]
    lists = [name for name in names if str(fields[name].type) == "tuple[str, ...]"]
    return _TEMPLATE.format(
        id=rule_id,
        kind=kind,
        key=(texts or lists)[0],
        example="example" if texts else "[example]",
        other="other" if texts else "[other]",
        category="data_security",
        fields=", ".join(name for name in fields if name not in ("location", "extractor")),
    )
