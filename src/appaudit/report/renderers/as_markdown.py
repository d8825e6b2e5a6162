"""A comment for a merge request: verdict, what was not seen, findings in a table, their evidence folded.

GitHub refuses a comment of more than 65,536 characters (its API answers "Body is too long (maximum is 65536
characters)", seen 2026-11-24 in https://github.com/PyGithub/PyGithub/issues/1906); ours stays below 60,000 and says
what it left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Evidence, Ignore, IgnoredFinding
from appaudit.model.plan import PlanStep
from appaudit.model.report import Input, RegulationRow, Report
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import gate_line, kept_out
from appaudit.report.renderers.gfm import code, inside_html, prose, row
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.ordering import SEVERITIES, STATUSES, NumberedFinding, status_counts
from appaudit.report.renderers.page.charges import Charge, ChargeRow, charges
from appaudit.report.renderers.page.regulations import families, regulation_views
from appaudit.report.renderers.plain import safe_line
from appaudit.report.renderers.speaker import Speaker, evidence_parts, no_advice
from appaudit.report.renderers.unseen import UnseenPart, missing_inputs, unseen_parts
from appaudit.report.renderers.verdict_words import DECISION, history, notes_of

EXTENSION = "md"

LIMIT = 60_000
# Characters that a part of the comment may take; the folded evidence of the findings gets what the others leave.
_SPACE = {
    "plan": 5_000,
    "how": 6_000,
    "charges": 6_000,
    "table": 18_000,
    "unseen": 8_000,
    "ignored": 4_000,
    "undecided": 4_000,
    "regulations": 5_000,
}
_TITLE_WIDTH = 120
_TEXT_WIDTH = 400
_EVIDENCE_SHOWN = 5
_NUMBERS_SHOWN = 6

_B = Bilingual
_WORDS = {
    "title": words.REPORT_TITLE,
    "findings": _B("发现", "Findings"),
    "number": _B("编号", "No."),
    "severity": _B("级别", "Severity"),
    "status": _B("状态", "Status"),
    "finding": _B("发现", "Finding"),
    "subject": _B("对象", "Subject"),
    "basis": _B("依据", "Basis"),
    "plan": _B("整改计划", "What to change first"),
    "step": _B("顺序", "Step"),
    "change": _B("改动", "Change"),
    "owner": _B("由谁", "Owner"),
    "closed": _B("关闭", "Closes"),
    "how": _B("怎样做", "How"),
    "charges": _B("可能被列入通报的问题", "What the app could be listed for"),
    "problem": _B("问题", "Problem"),
    "others": _B("其他依据", "Other provisions"),
    "details": _B("证据与整改", "Evidence and what to do"),
    "primary": _B("证据", "Evidence"),
    "related": _B("相关", "Related"),
    "contrary": _B("有利证据", "Contrary evidence"),
    "fix": _B("整改", "What to do"),
    "rule": _B("规则", "Rule"),
    "unseen": _B("未能看到的部分", "What could not be seen"),
    "all_seen": _B("提供的输入均已读取，没有记录到缺口。", "Everything supplied was read; no gap was recorded."),
    "undecides": _B("{count} 条规则因此无法判断", "leaves {count} rules undecided"),
    "undecides_one": _B("1 条规则因此无法判断", "leaves 1 rule undecided"),
    "undecided": _B("无法得出结论的规则（{count}）", "Rules that could not be decided ({count})"),
    "regulations": _B("逐项对照", "By regulation"),
    "regulation": _B("法规", "Regulation"),
    "items": _B("条目", "Items"),
    "more_evidence": _B("另有 {count} 条证据，见完整报告。", "{count} more pieces of evidence are in the full report."),
    "more_rows": _B(
        "表中未列出其余 {count} 项发现：评论长度有限，请看完整报告。",
        "{count} more findings are not in the table: a comment has a limit; see the full report.",
    ),
    "more_details": _B(
        "以下 {count} 项发现的证据因评论长度限制未列出，请看完整报告。",
        "The evidence of {count} findings was left out, as a comment has a limit; see the full report.",
    ),
    "more_how": _B(
        "其余 {count} 步怎样做因评论长度限制未列出，请看完整报告。",
        "How to make the other {count} changes was left out, as a comment has a limit; see the full report.",
    ),
    "more": _B("另有 {count} 项，见完整报告。", "{count} more are in the full report."),
    "known": _B("已知", "known"),
    "fixed": _B("上次审计后已解决的发现（{count}）", "Fixed since the last audit ({count})"),
    "open": _B("上次有、这次未能判断的发现（{count}）", "Found last time, undecided this time ({count})"),
    "ignored": _B("按配置或裁决接受的发现（{count}）", "Findings that are accepted ({count})"),
    "reason": _B("理由", "Reason"),
    "expires": _B("有效期至", "until"),
    "baseline": _B(
        "与基线相比：新增 {new} 项，已知 {known} 项，不再出现 {gone} 项。",
        "Against the baseline: {new} new, {known} known, {gone} gone.",
    ),
    "as_of": _B("依据日期", "as of"),
    "rules_digest": _B("规则集", "rules"),
    "knowledge": _B("知识核对至", "knowledge of"),
    "note": no_advice(),
}


def render(report: Report, language: Language) -> str:
    """The comment in one language, in the dialect that GitHub and GitLab share, at most 60,000 characters long."""
    return _Comment(report, language).text()


class _Comment(Speaker):
    def word(self, name: str, **values: object) -> str:
        return self.say(_WORDS[name], **values)

    def text(self) -> str:
        before = [*self.head(), *self.plan(), *self.unseen(), *self.charges(), *self.table()]
        after = [*self.fixed(), *self.ignored(), *self.undecided(), *self.regulations(), *self.foot()]
        used = sum(len(line) + 1 for line in (*before, *after))
        return "\n".join([*before, *self.details(LIMIT - used), *after]) + "\n"

    def head(self) -> Iterator[str]:
        artifact = self.report.artifact
        version = f"{artifact.version_name} ({artifact.version_code})" if artifact.version_code else ""
        parts = [artifact.label, artifact.package or artifact.path, version]
        shown = " ".join(code(part, _TITLE_WIDTH) for part in parts if part)
        yield f"## {self.word('title')}: {shown}"
        yield ""
        yield f"**{prose(self.say(self.report.summary.verdict), 2 * _TEXT_WIDTH)}**"
        yield ""
        gate = self.report.gate
        if gate:
            yield f"**{self.prose(gate_line(gate), _TEXT_WIDTH)}**"
            yield ""
            lines = [reason.text for reason in gate.reasons] + kept_out(self.report)
            yield from (f"- {self.prose(line, _TEXT_WIDTH)}" for line in lines)
            yield ""

    def plan(self) -> Iterator[str]:
        """What to change first, in a table; how, folded under it."""
        steps = self.report.plan
        if not steps:
            return
        yield f"### {self.word('plan')}"
        yield ""
        yield row([self.word(name) for name in ("step", "change", "owner", "closed")])
        yield row(["---"] * 4)
        lines = [self.step(step) for step in steps]
        yield from self.rows(lines, "plan")
        how = ["\n".join(self.how(step)) for step in steps[: _fitting(lines, _SPACE["plan"])]]
        explained = _fitting(how, _SPACE["how"])
        rest = [self.word("more_how", count=len(steps) - explained)] if explained < len(steps) else []
        yield from self.folded("how", how[:explained] + rest)

    def step(self, step: PlanStep) -> str:
        owner = self.prose(words.word(words.OWNER, step.owner))
        numbers = [prose(number, _TITLE_WIDTH) for number in self.numbers_of(step.closes)]
        more = len(numbers) - _NUMBERS_SHOWN
        shown = ", ".join(numbers[:_NUMBERS_SHOWN]) + (f" +{more}" if more > 0 else "")
        return row([str(step.order), self.prose(step.title), owner, shown or "–"])

    def how(self, step: PlanStep) -> Iterator[str]:
        yield f"- **{step.order}** **{self.prose(step.title)}**: {self.prose(step.action, _TEXT_WIDTH)}"
        yield ""
        yield f"  {self.prose(step.fix.text, 2 * _TEXT_WIDTH)}"
        yield ""
        for block in step.fix.code:
            yield from (f"      {safe_line(line)}" for line in block.text.splitlines())
            yield ""

    def charges(self) -> Iterator[str]:
        """The categories of the findings with the items that they meet on each regulator's list."""
        lists = families(regulation_views(self.report, self.names, self.findings))
        found = charges(lists, self.names, self.findings)
        if not found.rows:
            return
        yield f"### {self.word('charges')}"
        yield ""
        heads = [self.word("problem"), *(self.prose(name) for name in found.columns)]
        yield row([*heads, self.word("others"), self.word("findings")])
        yield row(["---"] * (len(heads) + 2))
        yield from self.rows([self.charge_row(item) for item in found.rows], "charges")

    def charge_row(self, item: ChargeRow) -> str:
        cells = [self.charge_list(items) for items in (*item.lists, item.others)]
        if item.more_others:
            cells[-1] += f" +{item.more_others}"
        first, *others = (prose(numbered.number, _TITLE_WIDTH) for numbered in item.findings)
        return row([self.prose(item.name), *cells, f"{first} +{len(others)}" if others else first])

    def charge_list(self, items: tuple[Charge, ...]) -> str:
        return prose("; ".join(self.say(item.name) for item in items), _TITLE_WIDTH) or "–"

    def table(self) -> Iterator[str]:
        summary = self.report.summary
        yield f"### {self.word('findings')}: {summary.findings}"
        yield ""
        line = history(self.report)
        if line:
            yield self.prose(line, _TEXT_WIDTH)
            yield ""
        baseline = self.report.baseline
        if baseline:
            new = summary.findings - len(self.known)
            yield self.word("baseline", new=new, known=len(self.known), gone=len(baseline.gone))
            yield ""
        if not self.findings:
            yield self.say(words.no_finding(self.report))
            yield ""
            return
        severities = self.strong_counts(SEVERITIES, words.SEVERITY, summary.by_severity)
        yield " · ".join([*severities, *self.strong_counts(STATUSES, words.STATUS, summary.by_status)])
        yield ""
        yield row([self.word(name) for name in ("number", "severity", "status", "finding", "subject")])
        yield row(["---"] * 5)
        yield from self.rows([self.row_of(numbered) for numbered in self.findings], "table", more="more_rows")

    def rows(self, rows: list[str], part: str, more: str = "more") -> Iterator[str]:
        """The first rows of a table, as many as the space of its part holds, and how many more there are."""
        shown = _fitting(rows, _SPACE[part])
        yield from rows[:shown]
        yield ""
        if shown < len(rows):
            yield self.word(more, count=len(rows) - shown)
            yield ""

    def strong_counts(self, order: tuple[str, ...], table: dict[str, Bilingual], counts: dict[str, int]) -> list[str]:
        return [f"{self.say(table[key])} **{counts[key]}**" for key in order if counts.get(key)]

    def row_of(self, numbered: NumberedFinding) -> str:
        finding = numbered.finding
        mark = f" ({self.word('known')})" if finding.fingerprint in self.known else ""
        if finding.verdict:
            mark += f" ({self.prose(DECISION[finding.verdict.decision])})"
        named = self.say(self.names.subject(finding))
        name = "" if named == finding.subject else f"{prose(named, _TITLE_WIDTH)} "
        return row(
            [
                prose(numbered.number, _TITLE_WIDTH) + mark,
                self.prose(words.word(words.SEVERITY, finding.severity)),
                self.prose(words.word(words.STATUS, finding.status)),
                self.prose(finding.title),
                f"{name}{code(finding.subject, _TITLE_WIDTH, in_table=True)}",
            ]
        )

    def details(self, space: int) -> Iterator[str]:
        """One folded part per finding, as many as `space` characters hold with a note about the rest."""
        if not self.findings:
            return
        heading = f"#### {self.word('details')}"
        parts = ["\n".join(self.detail(numbered)) for numbered in self.findings]
        shown = _fitting(parts, space - len(heading) - len(self.word("more_details", count=len(parts))) - 4)
        yield heading
        yield ""
        yield from parts[:shown]
        if shown < len(parts):
            yield self.word("more_details", count=len(parts) - shown)
            yield ""

    def detail(self, numbered: NumberedFinding) -> Iterator[str]:
        finding = numbered.finding
        title = inside_html(self.say(finding.title), _TITLE_WIDTH)
        subject = inside_html(self.say(self.names.subject(finding)), _TITLE_WIDTH)
        yield f"<details><summary>{inside_html(numbered.number, _TITLE_WIDTH)} {title}: {subject}</summary>"
        yield ""
        yield f"{prose(numbered.number, _TITLE_WIDTH)}: {self.prose(finding.message, _TEXT_WIDTH)}"
        yield ""
        left_out = max(finding.evidence_total, len(finding.evidence))
        for role in ("primary", "related", "contrary"):
            for item in [item for item in finding.evidence if item.role == role][:_EVIDENCE_SHOWN]:
                left_out -= 1
                yield f"- {self.word(role)}: {_evidence(item, self.language)}"
        if left_out > 0:
            yield f"- {self.word('more_evidence', count=left_out)}"
        for cited in finding.basis:
            name = self.prose(self.names.citation(cited.regulation, cited.item))
            yield f"- {self.word('basis')}: {name} {self.prose(cited.title)}"
        yield from (f"- {self.prose(note, _TEXT_WIDTH)}" for note in notes_of(self.report, finding))
        yield f"- {self.word('fix')}: {self.prose(finding.remediation, _TEXT_WIDTH)}"
        confidence = self.prose(words.word(words.CONFIDENCE, finding.confidence))
        yield f"- {self.word('rule')}: {code(finding.rule_id, _TITLE_WIDTH)} · {confidence}"
        yield ""
        yield "</details>"
        yield ""

    def prose(self, text: Bilingual, width: int = _TITLE_WIDTH) -> str:
        return prose(self.say(text), width)

    def unseen(self) -> Iterator[str]:
        parts = unseen_parts(self.report)
        missing = missing_inputs(self.report, listed=parts)
        lines = [*map(self.missing_input, missing), *map(self.unseen_part, parts)]
        yield f"### {self.word('unseen')}"
        yield ""
        if lines:
            yield from self.capped(lines, _SPACE["unseen"])
        else:
            yield self.word("all_seen")
        yield ""

    def missing_input(self, item: Input) -> str:
        role = self.prose(words.word(words.ROLE, item.role))
        parts = [
            self.prose(words.word(words.INPUT_STATUS, item.status)),
            code(item.name, _TITLE_WIDTH),
            self.prose(item.detail, _TEXT_WIDTH) if item.detail else "",
        ]
        return f"- {role}: " + " ".join(filter(None, parts))

    def unseen_part(self, part: UnseenPart) -> str:
        count = len(part.undecided)
        parts = [
            self.prose(words.word(words.REASON, part.reason)),
            self.prose(part.detail, _TEXT_WIDTH),
            self.word("undecides" if count > 1 else "undecides_one", count=count) if count else "",
        ]
        role = f"{self.prose(words.word(words.ROLE, part.role))}: " if part.role else ""
        return f"- {role}{code(part.part, _TITLE_WIDTH)} " + "; ".join(filter(None, parts))

    def ignored(self) -> Iterator[str]:
        items = self.report.ignored
        if items:
            lines = [self.ignored_line(item) for item in items]
            yield from self.folded("ignored", self.capped(lines, _SPACE["ignored"]), count=len(items))

    def ignored_line(self, item: IgnoredFinding) -> str:
        finding, ignore = item.finding, item.ignore
        until = f" ({self.word('expires')} {prose(ignore.expires, _TITLE_WIDTH)})" if ignore.expires else ""
        return (
            f"- {self.prose(finding.title)}: {code(finding.subject, _TITLE_WIDTH)}. "
            f"{self.decision(ignore)}{self.word('reason')}: {prose(ignore.reason, _TEXT_WIDTH)}{until}"
        )

    def decision(self, ignore: Ignore) -> str:
        return f"{self.prose(DECISION[ignore.decision])}. " if ignore.decision else ""

    def fixed(self) -> Iterator[str]:
        """What the last audit had and this one no longer finds."""
        previous = self.report.previous
        for heading, gone in (("fixed", previous.fixed), ("open", previous.undecided)) if previous else ():
            if gone:
                lines = [f"- {self.prose(item.title)}: {code(item.subject, _TITLE_WIDTH)}" for item in gone]
                yield from self.folded(heading, self.capped(lines, _SPACE["ignored"]), count=len(gone))

    def undecided(self) -> Iterator[str]:
        rules = self.report.inconclusive
        if rules:
            lines = [f"- {self.prose(rule.title)} ({code(rule.rule_id, _TITLE_WIDTH)})" for rule in rules]
            yield from self.folded("undecided", self.capped(lines, _SPACE["undecided"]), count=len(rules))

    def regulations(self) -> Iterator[str]:
        if self.report.regulations:
            lines = [
                row([prose(self.regulation(regulation.id), _TITLE_WIDTH), " · ".join(self.item_counts(regulation))])
                for regulation in self.report.regulations
            ]
            head = [row([self.word("regulation"), self.word("items")]), row(["---", "---"])]
            shown = lines[: _fitting(lines, _SPACE["regulations"])]
            yield from self.folded("regulations", [*head, *shown])

    def item_counts(self, regulation: RegulationRow) -> list[str]:
        return self.strong_counts(words.ITEM_STATUS_ORDER, words.ITEM_STATUS, status_counts(regulation))

    def folded(self, heading: str, lines: Iterable[str], **values: object) -> Iterator[str]:
        yield f"<details><summary>{self.word(heading, **values)}</summary>"
        yield ""
        yield from lines
        yield ""
        yield "</details>"
        yield ""

    def capped(self, lines: list[str], space: int) -> Iterator[str]:
        shown = _fitting(lines, space)
        yield from lines[:shown]
        if shown < len(lines):
            yield f"- {self.word('more', count=len(lines) - shown)}"

    def foot(self) -> Iterator[str]:
        tool = self.report.tool
        digest = code(tool.rules_digest, _TITLE_WIDTH)
        as_of, name, version = (prose(text, _TITLE_WIDTH) for text in (tool.as_of, tool.name, tool.version))
        yield (
            f"SHA-256 {code(self.report.artifact.sha256, _TITLE_WIDTH)} · {self.word('as_of')} {as_of} · "
            f"{name} {version} · {self.word('rules_digest')} {digest} · "
            f"{self.word('knowledge')} {self.prose(knowledge_line(tool))}"
        )
        yield ""
        yield self.word("note")


def _evidence(item: Evidence, language: Language) -> str:
    text, where = evidence_parts(item, language)
    shown = prose(text, _TEXT_WIDTH) if item.said else code(text, _TEXT_WIDTH)
    return f"{shown} ({code(where, _TEXT_WIDTH)})" if where else shown


def _fitting(parts: list[str], space: int) -> int:
    """How many of the first parts, each with a line feed, fit into `space` characters."""
    used = 0
    for index, part in enumerate(parts):
        used += len(part) + 1
        if used > space:
            return index
    return len(parts)
