"""The evidence of one audit in one zip: report, documents, snippets, and the SHA-256 of everything.

`SHA256SUMS` is what `sha256sum -c` reads, so that nobody needs appaudit to check it. The package itself is not inside:
its digest is. The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Evidence
from appaudit.model.report import Input, Report
from appaudit.report.renderers import render, words
from appaudit.report.renderers.accesses import Accesses
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.plain import safe_line
from appaudit.report.renderers.speaker import Speaker, evidence_parts
from appaudit.report.renderers.verdict_words import notes_of

VERSION: Final = 1
_DOCUMENTS: Final = ("policy", "sdk_list", "privacy_guide", "facts", "config", "mapping")
#: Characters of the text around a quote, on each side.
_CONTEXT: Final = 200
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ROLES: Final = {
    "primary": Bilingual("证据", "Evidence"),
    "related": Bilingual("相关", "Related"),
    "contrary": Bilingual("有利证据", "Contrary evidence"),
}
_CHAIN: Final = Bilingual("调用链", "Call chain")
_CODE: Final = Bilingual("指令", "Instructions")
_QUOTE: Final = Bilingual("上下文", "In context")
_README: Final = """\
appaudit 证据包 / Evidence pack

校验 / To check:  sha256sum -c SHA256SUMS   (macOS: shasum -a 256 -c SHA256SUMS)

report.html     报告 / the report
report.json     同一报告的数据，含每项发现的证据 / the same as data, with the evidence of every finding
documents/      审计时读取的文件原件，以及读出的文本（偏移量以此为准）
                the documents as supplied, and the text that was read of each, which all offsets count in
snippets/       每项发现一个文件：证据、位置、调用链、指令、原文上下文
                a file for each finding: evidence, places, call chain, instructions, quotes in context
manifest.json   各文件的 SHA-256，以及未放入的输入 / digests of all files, and of inputs that are not inside

安装包本身不在其中，其 SHA-256 / The package itself is not inside; its SHA-256:
{digest}  {name}
"""


def evidence_pack(report: Report, files: Mapping[str, bytes], language: Language) -> bytes:
    """The zip.

    Args:
        report: Of the audit.
        files: Contents of documents by their SHA-256; one that the audit did not read is left out.
        language: Of the snippets, and in which the page opens.
    """
    parts = dict(_parts(report, files, language))
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    parts["manifest.json"] = _json(_manifest(report, files, parts, digests))
    digests["manifest.json"] = hashlib.sha256(parts["manifest.json"]).hexdigest()
    parts["SHA256SUMS"] = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _parts(report: Report, files: Mapping[str, bytes], language: Language) -> Iterator[tuple[str, bytes]]:
    for name in ("html", "json"):
        content = render(name, report, language)
        yield f"report.{name}", content if isinstance(content, bytes) else _bytes(content)
    artifact = report.artifact
    yield "README.txt", _bytes(_README.format(digest=artifact.sha256, name=safe_line(artifact.path)))
    for item in _documents(report):
        if item.sha256 in files:
            yield f"documents/{_name(report, item)}", files[item.sha256]
    texts: dict[str, str] = {}
    for document in report.facts.policy.documents:
        texts.setdefault(f"documents/{_clean(document.name)}.{document.sha256[:8]}.read.txt", document.text)
    yield from ((name, _bytes(text)) for name, text in texts.items())
    snippets = _Snippets(report, language)
    for item_of in snippets.findings:
        yield f"snippets/{item_of.number}-{_clean(item_of.finding.id)}.txt", _bytes(snippets.text(item_of))


def _documents(report: Report) -> Iterator[Input]:
    yield from (item for item in report.inputs if item.role in _DOCUMENTS and item.name)


def _name(report: Report, item: Input) -> str:
    """The name of a file in the pack; with its digest where two are called alike."""
    alike = {other.sha256 for other in _documents(report) if other.name == item.name}
    return f"{item.sha256[:8]}-{_clean(item.name)}" if len(alike) > 1 else _clean(item.name)


def _clean(name: str) -> str:
    """A name that is one file name on every system."""
    return re.sub(r"[^\w.()\- ]", "_", name).strip(". ")[:120] or "unnamed"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _json(document: Any) -> bytes:  # noqa: ANN401  # plain data
    return _bytes(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _manifest(
    report: Report, files: Mapping[str, bytes], parts: Mapping[str, bytes], digests: Mapping[str, str]
) -> dict[str, Any]:
    artifact, tool = report.artifact, report.tool
    return {
        "manifest": VERSION,
        "tool": {"name": tool.name, "version": tool.version, "rules_digest": tool.rules_digest, "as_of": tool.as_of},
        "artifact": {
            "name": artifact.path,
            "package": artifact.package,
            "version_name": artifact.version_name,
            "version_code": artifact.version_code,
            "sha256": artifact.sha256,
            "size": artifact.size,
        },
        "files": [{"path": name, "sha256": digests[name], "size": len(parts[name])} for name in sorted(digests)],
        "not_included": [
            {"role": item.role, "name": item.name, "sha256": item.sha256}
            for item in _documents(report)
            if item.sha256 not in files
        ],
    }


class _Snippets(Speaker):
    def __init__(self, report: Report, language: Language) -> None:
        super().__init__(report, language)
        self._accesses = Accesses(report)
        self._texts = {document.name: document.text for document in report.facts.policy.documents}

    def text(self, item: NumberedFinding) -> str:
        return "\n".join(self.lines(item)) + "\n"

    def lines(self, item: NumberedFinding) -> Iterator[str]:
        finding = item.finding
        severity, status = self.named(words.SEVERITY, finding.severity), self.named(words.STATUS, finding.status)
        yield f"{item.number} [{severity}] [{status}] {self.say(finding.title)}"
        yield f"{finding.rule_id} {finding.fingerprint}"
        yield ""
        yield safe_line(self.say(finding.message))
        yield from (safe_line(self.say(note)) for note in notes_of(self.report, finding))
        for piece in finding.evidence:
            yield ""
            yield from self.piece(piece)
        more = finding.evidence_total - len(finding.evidence)
        if more > 0:
            yield f"+{more}"

    def piece(self, item: Evidence) -> Iterator[str]:
        text, where = evidence_parts(item, self.language)
        yield safe_line(f"{self.named(_ROLES, item.role)}: {text}")
        if where:
            yield safe_line(f"  {where}")
        if item.file:
            yield safe_line(f"  {item.file}:{item.line}")
        elif item.line:
            yield safe_line(f"  {item.location.path}:{item.line}")
        row = self._accesses.of(item) if item.role != "contrary" else None
        if row and row.chain:
            yield f"  {self.say(_CHAIN)}:"
            yield from (safe_line(f"    {step}") for step in (*row.chain, row.api))
        if item.snippet:
            yield f"  {self.say(_CODE)}:"
            yield from (safe_line(f"    {line}") for line in item.snippet)
        text, start, end = self._texts.get(item.location.path, ""), item.location.start, item.location.end
        if 0 <= start < end <= len(text):
            yield f"  {self.say(_QUOTE)} ({start}–{end}):"
            shown = text[max(0, start - _CONTEXT) : start] + f"【{text[start:end]}】" + text[end : end + _CONTEXT]
            yield from (f"    {safe_line(line)}" for line in shown.split("\n"))
