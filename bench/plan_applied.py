"""Does the plan keep its word? Applies the steps of each sample's plan to its sources, builds it, and audits it again.

`python -m bench.plan_applied [NAME...]` prints for each sample how many findings the applied steps said they close, how
many of them are gone, which are not, and what is new. It needs the build tools of samples/README.md, and edits copies.

What is applied is what a step says, and no more: lines of the manifest are taken out or switched off, methods named in
a step run only after a stored consent, rows are added to or taken off the SDK list, sentences that deny a right are
taken out and drafts of clauses put in with their blanks filled, and data that the policy does not name is named. A step
that asks for what no program can do (a new switch or page, deciding whether a permission is needed, an option of an SDK
in code that is not there) is counted as left to people.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "samples"))

import build as samples_build  # noqa: E402
from tests.support.sample_paths import sample, sample_names  # noqa: E402
from tests.support.sample_reports import AS_OF, sample_report, shipped_catalog  # noqa: E402

from appaudit.model.plan import PlanStep  # noqa: E402
from appaudit.model.report import Report  # noqa: E402
from appaudit.pipeline.audit import audit  # noqa: E402
from appaudit.pipeline.inputs import Inputs, Settings  # noqa: E402
from appaudit.report.plan.causes import Cause, Causes  # noqa: E402

_TEMPLATE: Final = re.compile(r"模板：“(.+?)”")
_BLANK: Final = re.compile(r"【([^】]*)】")
_METHOD: Final = re.compile(r"^\.method .*?(?P<name>[\w<>$]+)\((?P<arguments>[^)]*)\)(?P<result>\S+)\s*$")
_CONSENT: Final = "Lapplied/PrivacyConsent;"
_PREFERENCES: Final = "getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;"
#: Reads a stored consent, as an app does.
_CONSENT_CLASS: Final = f"""\
.class public {_CONSENT}
.super Ljava/lang/Object;

.field public static context:Landroid/content/Context;

.method public static isPrivacyAgreed()Z
    .locals 3
    sget-object v0, {_CONSENT}->context:Landroid/content/Context;
    const-string v1, "privacy_consent"
    const/4 v2, 0x0
    invoke-virtual {{v0, v1, v2}}, Landroid/content/Context;->{_PREFERENCES}
    move-result-object v0
    const-string v1, "privacy_agreed"
    const/4 v2, 0x0
    invoke-interface {{v0, v1, v2}}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    return v0
.end method
"""


class Application:
    """The steps of one plan, applied to the documents and to the staged sources of a sample."""

    def __init__(self, name: str, report: Report, folder: Path) -> None:
        self.report = report
        self.paths = sample(name)
        catalog = shipped_catalog()
        remedies = {rule.id: rule.remedy for rule in catalog.rules if rule.remedy}
        self._causes = Causes(report, catalog.knowledge.categories, remedies)
        self._by_id = {finding.id: finding for finding in report.findings}
        self._policy = self.paths.policy.read_text("utf-8")
        self._rows = self.paths.sdk_list.read_text("utf-8-sig")
        self._added_rows = ""
        self._guarded: set[str] = set()
        self._edits: list[Callable[[Path], bool]] = []
        self._folder = folder
        #: Sources of bundles and mini-programs are of other kinds, and left to people.
        self._is_editable = self.paths.apk.suffix == ".apk"

    def apply(self, step: PlanStep) -> bool:
        """Whether the step could be applied."""
        cause = self._cause(step)
        handler = getattr(self, f"_{cause.kind}", None)
        return bool(handler and handler(step, cause))

    def _cause(self, step: PlanStep) -> Cause:
        """The cause that all findings of a step share."""
        sets = [set(self._causes.of(self._by_id[name])) for name in (*step.closes, *step.helps)]
        shared = set.intersection(*sets)
        titled = [cause for cause in shared if cause.name and cause.name.rpartition(".")[2] in step.title.en]
        return sorted(titled or shared)[0]

    # --- documents ----------------------------------------------------------------------------------------------

    def _clause(self, step: PlanStep, cause: Cause) -> bool:
        row = self.report.facts.policy.clauses.get(cause.name)
        for quote in row.quotes if row and row.status == "negated" else ():
            self._policy = self._policy.replace(quote.text, "")
        drafts = _TEMPLATE.findall(step.fix.text.zh)
        for draft in drafts:
            self._add_to_policy(step.title.zh.partition("：")[2], _BLANK.sub(lambda blank: blank[1], draft))
        return bool(drafts)

    _policy_text = _clause

    def _policy_data(self, step: PlanStep, _: Cause) -> bool:
        names = self.report.glossary.data_types
        data = [names[self._by_id[name].subject].zh for name in step.closes if self._by_id[name].subject in names]
        for name in data:
            self._add_to_policy("我们收集的信息", f"为保障账号与交易安全，我们会收集您的{name}。")
        return bool(data)

    def _sdk_rows(self, step: PlanStep, _: Cause) -> bool:
        blocks = [block.text for block in step.fix.code if block.language == "text"]
        self._added_rows += "\n".join(blocks)
        return bool(blocks)

    def _sdk_surplus(self, step: PlanStep, _: Cause) -> bool:
        subjects = {self._by_id[name].subject for name in step.closes}
        names = {row.name for row in self.report.facts.declared_sdks if row.sdk_id in subjects or row.name in subjects}
        lines = self._rows.splitlines()
        kept = [line for line in lines if not any(name in line for name in names)]
        self._rows = "\n".join(kept) + "\n"
        return len(kept) < len(lines)

    def _add_to_policy(self, heading: str, text: str) -> None:
        added = f"<h2>{heading}</h2><p>{text}</p></body>"
        self._policy = self._policy.replace("</body>", added)

    # --- sources ------------------------------------------------------------------------------------------------

    def _permissions(self, step: PlanStep, _: Cause) -> bool:
        return self._manifest(
            *(rf'\s*<uses-permission[^>]*android:name="{re.escape(name)}"[^>]*/>' for name in step.places)
        )

    def _build(self, step: PlanStep, cause: Cause) -> bool:
        switches = {"debuggable": 'android:debuggable="true"', "cleartext": 'android:usesCleartextTraffic="true"'}
        found = [
            re.escape(switch)
            for word, switch in switches.items()
            if word in cause.name or word in step.title.en.lower()
        ]
        return self._manifest(*found)

    def _manifest(self, *patterns: str) -> bool:
        def edit(folder: Path) -> bool:
            path = folder / "AndroidManifest.xml"
            text = before = path.read_text("utf-8")
            for pattern in patterns:
                text = re.sub(pattern, "", text)
            path.write_text(text, encoding="utf-8")
            return text != before

        if patterns and self._is_editable:
            self._edits.append(edit)
        return bool(patterns) and self._is_editable

    def _sdk_start(self, step: PlanStep, _: Cause) -> bool:
        if not self._is_editable:
            return False
        new = [place for place in step.places if place not in self._guarded]
        self._guarded.update(new)
        self._edits += [lambda folder, place=place: _guard(folder, place) for place in new]
        return bool(step.places)

    _app_read = _sdk_start

    # --- again --------------------------------------------------------------------------------------------------

    def audited_again(self) -> tuple[Report, int]:
        """The report on what was changed, and how many edits of sources found nothing to change."""
        policy, rows, more = (self._folder / name for name in ("privacy.html", "sdks.csv", "more.csv"))
        policy.write_text(self._policy, encoding="utf-8")
        rows.write_text(self._rows, encoding="utf-8")
        lists = [rows]
        if self._added_rows:
            more.write_text(self._added_rows, encoding="utf-8")
            lists.append(more)
        package, missed = self.paths.apk, 0
        if self._edits:
            package = self._folder / self.paths.apk.name
            missed = _build(self.paths.apk.stem, package, self._edits)
        inputs = Inputs(artifact=package, policies=(policy,), sdk_lists=lists)
        return audit(inputs, shipped_catalog(), Settings(as_of=AS_OF)), missed


def _build(name: str, output: Path, edits: list[Callable[[Path], bool]]) -> int:
    """Build a sample with edits of its staged sources; how many of them changed nothing."""
    module: ModuleType = samples_build
    stage, missed = module.stage, []

    def edited(sources: dict[str, Path], folder: Path) -> None:
        stage(sources, folder)
        missed.extend(edit for edit in edits if not edit(folder))

    module.stage = edited  # type: ignore[attr-defined]
    try:
        module.build(name, output)
    finally:
        module.stage = stage  # type: ignore[attr-defined]
    return len(missed)


def _guard(folder: Path, place: str) -> bool:
    """Let a method run only after a stored consent."""
    class_name, _, method = place.rpartition(".")
    files = [
        path for path in folder.rglob("*.smali") if path.as_posix().endswith(f"/{class_name.replace('.', '/')}.smali")
    ]
    for path in files:
        lines, out, is_in, changed = path.read_text("utf-8").splitlines(), [], "", False
        for line in lines:
            out.append(line)
            found = _METHOD.match(line)
            if found and found["name"] == method:
                is_in = found["result"]
            elif is_in and (match := re.match(r"\s+\.(locals|registers) (\d+)", line)):
                count = int(match[2])
                out[-1] = f"    .{match[1]} {count + (2 if is_in in 'JD' else 1)}"
                register = count if match[1] == "locals" else 0
                out += _guard_lines(is_in, register)
                changed, is_in = True, ""
        if changed:
            path.write_text("\n".join(out) + "\n", encoding="utf-8")
            target = path.parents[class_name.count(".")] / "applied" / "PrivacyConsent.smali"
            target.parent.mkdir(exist_ok=True)
            target.write_text(_CONSENT_CLASS, encoding="utf-8")
            return True
    return False


def _guard_lines(result: str, register: int) -> list[str]:
    name = f"v{register}"
    ends = {
        "V": ["return-void"],
        "J": [f"const-wide/16 {name}, 0x0", f"return-wide {name}"],
        "D": [f"const-wide/16 {name}, 0x0", f"return-wide {name}"],
    }
    plain = [f"const/4 {name}, 0x0", f"return-object {name}" if result[0] in "L[" else f"return {name}"]
    return [
        f"    invoke-static {{}}, {_CONSENT}->isPrivacyAgreed()Z",
        f"    move-result {name}",
        f"    if-nez {name}, :applied_agreed",
        *(f"    {line}" for line in ends.get(result, plain)),
        "    :applied_agreed",
    ]


def measure(name: str) -> tuple[int, int, int, int]:
    """Steps, applied steps, findings that these said they close, and how many of them are gone; prints the rest."""
    report = sample_report(name)
    with tempfile.TemporaryDirectory() as temporary:
        application = Application(name, report, Path(temporary))
        applied = [step for step in report.plan if application.apply(step)]
        again, missed = application.audited_again()
    promised = {identifier for step in applied for identifier in step.closes}
    left = {finding.id: finding for finding in again.findings}
    before = {finding.id for finding in report.findings}
    gone = promised - set(left)
    people = len(report.plan) - len(applied)
    print(
        f"{name}: {len(report.plan)} steps, {len(applied)} applied, {people} left to people; "
        f"{len(gone)} of {len(promised)} findings closed" + (f"; {missed} edits changed nothing" if missed else "")
    )
    for identifier in sorted(promised - gone):
        print(f"    still there: {left[identifier].rule_id} {left[identifier].subject} ({left[identifier].status})")
    for identifier, finding in left.items():
        if identifier not in before:
            print(f"    new: {finding.rule_id} {finding.subject} ({finding.status})")
    return len(report.plan), len(applied), len(promised), len(gone)


def main() -> None:
    """Measure the samples named, or all that have a plan."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*")
    names = parser.parse_args().names or [name for name in sample_names() if sample_report(name).plan]
    totals = [sum(column) for column in zip(*map(measure, names), strict=True)]
    print("all: {} steps, {} applied; {} findings promised, {} closed".format(*totals))


if __name__ == "__main__":
    main()
