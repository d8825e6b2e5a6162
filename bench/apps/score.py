"""What appaudit says of an app, held against what is true of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from .mapping import Names

#: Rules that the recipes decide. What they report beyond what is expected is a false alarm.
JUDGED = {
    "pre-consent-collection",
    "sdk-started-before-consent",
    "consent-prompt-not-found",
    "undisclosed-sdk",
    "sdk-mentioned-not-listed",
    "undisclosed-collection",
    "denied-collection",
    "vague-collection",
    "sdk-listed-not-found",
    "excess-permission-unused",
    "permissions-asked-together",
    "permission-request-at-launch",
    "cancellation-not-in-app",
    "account-cancellation-missing",
    "account-cancellation-nowhere",
    "no-policy",
    "policy-not-supplied",
}


@dataclass(slots=True)
class Check:
    """One statement about an app and what came of it.

    `outcome`: `true` (said, as it should be), `missed`, `false` (said, and not so), `quiet` (not said, rightly),
    `too strong` (called a violation although another condition decides), or `left out` (a condition decides, and
    nothing was said). What is open is no check.
    """

    app: str
    mode: str
    metric: str
    subject: str
    outcome: str
    detail: str = ""
    axes: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the file of all checks."""
        return asdict(self)


def score(mode: str, expected: dict[str, Any], report: dict[str, Any], names: Names) -> list[Check]:
    """All checks of one scan. `names` turns what is expected into what the scan can see."""
    scored = _Scored(mode, expected, report, names)
    return [*scored.findings(), *scored.accesses(), *scored.sdks(), *scored.starts(), *scored.owners()]


class _Scored:
    def __init__(self, mode: str, expected: dict[str, Any], report: dict[str, Any], names: Names) -> None:
        self._mode, self._expected, self._report, self._names = mode, expected, report, names
        self._package = expected["package"] + "."
        self._reads = report["facts"]["data_access"]
        self._found: dict[tuple[str, str], str] = {}
        for finding in report["findings"]:
            if finding["rule_id"] in JUDGED:
                self._found[finding["rule_id"], _subject(finding["subject"])] = finding["status"]

    def _check(self, metric: str, subject: str, outcome: str, detail: str = "", **axes: str) -> Check:
        return Check(self._expected["app"], self._mode, metric, subject, outcome, detail, axes)

    def _own(self, access: dict[str, Any]) -> bool:
        """Whether the app's own code makes an access."""
        owner = access["caller"].partition("(")[0].rpartition(".")[0]
        return self._names.old_class(owner).startswith(self._package)

    def findings(self) -> Iterator[Check]:
        """Findings of the judged rules."""
        settled: set[tuple[str, str]] = set()
        for entry in self._expected["findings"]:
            subject = _subject(entry["subject"])
            hits = {
                key: status
                for key, status in self._found.items()
                if key[0] in entry["rules"] and (key[1] == subject or not subject)
            }
            settled |= set(hits) | {(rule, subject) for rule in entry["rules"]}
            outcome, detail = self._outcome(entry, hits)
            if outcome:
                yield self._check(entry["rules"][0], entry["subject"], outcome, detail, **entry["axes"])
        for (rule, subject), status in sorted(self._found.items()):
            if (rule, subject) not in settled and not self._is_open(rule, subject):
                yield self._check(rule, subject, "false", f"{status}: nothing of the kind is in the app")

    def _outcome(self, entry: dict[str, Any], hits: dict[tuple[str, str], str]) -> tuple[str, str]:
        verdict, status = entry["verdict"], " ".join(sorted(set(hits.values())))
        if verdict == "open":
            return "", ""
        if verdict == "none":
            if not hits:
                return "quiet", ""
            if "pre-consent-collection" in entry["rules"] and not self._blames_own(entry["subject"]):
                # An SDK that runs at launch may well read this.
                return ("", "") if self._expected["sdk_code_at_launch"] else ("false", status)
            return "false", status
        if verdict == "conditional":
            return ("left out", "") if not hits else ("too strong" if "violation" in status else "true", status)
        return ("true", status) if hits else ("missed", "")

    def _blames_own(self, data: str) -> bool:
        return any(
            access["data_type"] == data and access["phase"] == "pre_consent" and not access["guarded"]
            for access in self._reads
            if self._own(access)
        )

    def _is_open(self, rule: str, subject: str) -> bool:
        """Whether a finding that nothing was said about may be the doing of others' code."""
        if rule in {"pre-consent-collection", "sdk-started-before-consent"}:
            if rule == "pre-consent-collection" and self._blames_own(subject):
                return False
            return bool(self._expected["sdk_code_at_launch"])
        return rule in {"undisclosed-sdk", "sdk-mentioned-not-listed"} and subject in self._expected["brings"]

    def accesses(self) -> Iterator[Check]:
        """The app's own reads: found, and with the right phase and guard."""
        for entry in self._expected["accesses"]:
            axes = {key: entry[key] for key in ("site", "way", "guard")}
            owner, method = self._names.new_class(entry["class"]), entry["method"]
            method = self._names.new_method(entry["class"], method, entry["parameters"])
            same = [
                access
                for access in self._reads
                if access["data_type"] == entry["data"]
                and (access["caller"].partition("(")[0] == f"{owner}.{method}" or self._moved(access))
            ]
            dead = entry["phase"] == "dead"
            if not same and self._mode.startswith("release") and entry["data"] in self._expected["asked_of_sdks"]:
                # Inlined beside a start of positioning, which counts as the same type; which is which cannot be told.
                continue
            if not same:
                # Code that nothing calls may be gone from a release build, and its read with it.
                if not dead:
                    yield self._check("own reads found", entry["data"], "missed", f"{owner}.{method}", **axes)
                continue
            yield self._check("own reads found", entry["data"], "true", "", **axes)
            phases = {access["phase"] for access in same}
            right = phases <= {"dead", "unknown"} if dead else phases == {entry["phase"]}
            detail = f"{entry['phase']} expected, {' '.join(sorted(phases))}"
            yield self._check("phase of own reads", entry["data"], "true" if right else "false", detail, **axes)
            if entry["phase"] == "pre_consent" and right:
                guarded = {access["guarded"] for access in same} == {entry["guarded"]}
                detail = f"guarded {entry['guarded']} expected"
                yield self._check("guard of own reads", entry["data"], "true" if guarded else "false", detail, **axes)

    def _moved(self, access: dict[str, Any]) -> bool:
        """Whether inlining may have moved an own read into another class of the app."""
        asked_of_sdk = access["data_type"] in self._expected["asked_of_sdks"]
        return self._mode.startswith("release") and self._own(access) and not asked_of_sdk

    def sdks(self) -> Iterator[Check]:
        """SDKs and libraries that are in the app, and versions."""
        said = {row["id"]: row for row in self._report["facts"]["sdks"]}
        wanted = {entry["id"]: entry for entry in self._expected["sdks"]}
        for name, entry in wanted.items():
            if self._mode.startswith("release") and not entry["touched"]:
                continue
            versions = {row["id"]: row["version"] for row in said.values()}
            for check in version_checks(self._expected["app"], self._mode, name, entry["version"], versions):
                check.axes["touched"] = str(entry["touched"])
                yield check
        for name in self._expected["libraries"] if not self._mode.startswith("release") else ():
            yield self._check("library found", name, "true" if name in said else "missed", "", library=name)
        known = {*wanted, *self._expected["brings"], *self._expected["libraries"]}
        for name in sorted(set(said) - known):
            yield self._check("SDK found", name, "false", "; ".join(said[name].get("evidence", [])[:3]), sdk=name)

    def starts(self) -> Iterator[Check]:
        """SDK starts at launch."""
        rows = {row["id"]: row for row in self._report["facts"]["sdks"]}
        for entry in self._expected["starts"]:
            name, verdict = entry["sdk"], entry["verdict"]
            said = ("sdk-started-before-consent", name) in self._found
            said = said or rows.get(name, {}).get("start") == "pre_consent"
            if entry["site"] == "its own provider":
                said = said or any(
                    access["party"] == name and access["phase"] == "pre_consent" and not access["guarded"]
                    for access in self._reads
                )
            axes = {key: entry[key] for key in ("sdk", "site", "way", "guard")} | {"prepared": str(entry["prepared"])}
            if verdict == "conditional":
                outcome = "true" if said else "left out"
            elif verdict == "violation":
                outcome = "true" if said else "missed"
            else:
                outcome = "false" if said else "quiet"
            yield self._check("SDK start at launch", name, outcome, str(rows.get(name, {}).get("start")), **axes)

    def owners(self) -> Iterator[Check]:
        """Library code that is called the app's own, and own code that is called another's."""
        for access in self._reads:
            own, said = self._own(access), access["party"]
            detail = f"{access['data_type']} by {access['caller']}, said to be {said}"
            if said == "app":
                yield self._check("reads called the app's own", access["data_type"], "true" if own else "false", detail)
            elif own:
                yield self._check("reads called the app's own", access["data_type"], "missed", detail)


def version_checks(app: str, mode: str, sdk: str, version: str, said: dict[str, str]) -> Iterator[Check]:
    """Whether an SDK is among those found, and with the right version."""
    axes = {"sdk": sdk}
    yield Check(app, mode, "SDK found", sdk, "true" if sdk in said else "missed", "", dict(axes))
    if sdk in said and version:
        given = said[sdk]
        yield Check(app, mode, "SDK version given", sdk, "true" if given else "missed", "", dict(axes))
        if given:
            right = _version(given) == _version(version)
            detail = f"{given}, the archive is {version}"
            yield Check(app, mode, "SDK version right", sdk, "true" if right else "false", detail, dict(axes))


def _subject(text: str) -> str:
    """A subject with its parts in order."""
    return "、".join(sorted(text.split("、")))


def _version(text: str) -> str:
    return text.partition("+")[0].strip().lower().removeprefix("v")
