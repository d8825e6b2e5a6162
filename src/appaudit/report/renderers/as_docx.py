"""The report as a Word document to sign: cover, summary, scope, plan, findings with evidence, matrix, sign-off.

It opens in Word, WPS and LibreOffice. What a report of hundreds of rows would only repeat (items that nobody can decide
from a package, every place of a finding) is counted, and stands in the HTML and JSON reports.
"""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.report import Report
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.word import back, findings, front
from appaudit.report.renderers.word.writer import Writer
from appaudit.report.renderers.words import REPORT_TITLE

EXTENSION = "docx"
BINARY = True

_PAGE = Bilingual("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")


def render(report: Report, language: Language) -> bytes:
    """The document in one language; the same report gives the same bytes."""
    speaker = Speaker(report, language)
    app = report.artifact
    name = " ".join(filter(None, (app.label or app.package or app.path, app.version_name)))
    engagement = report.engagement
    author = engagement.auditor if engagement and engagement.auditor else f"{report.tool.name} {report.tool.version}"
    writer = Writer(language, f"{speaker.say(REPORT_TITLE)} {name}", author, report.tool.as_of)
    writer.running(f"{name} · {report.tool.as_of} · SHA-256 {app.sha256[:16]}", speaker.say(_PAGE))
    front.write(writer, speaker, speaker.say(REPORT_TITLE), name)
    findings.write(writer, speaker)
    back.write(writer, speaker)
    return writer.content()
