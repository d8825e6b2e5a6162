"""What is true of an app, said from its recipe alone.

Nothing here looks at what appaudit prints. A statement has a verdict: `violation` (it must be reported), `suspected`
(it must be reported, and needs a person to confirm), `conditional` (something other than consent decides whether it
happens: it may be reported as suspected, and must not be called a violation), `none` (it must not be reported), or
`open` (the recipe cannot know, for it hangs on the code of others).
"""

from __future__ import annotations

from typing import Any

from .archives import Unpacked, holds, refers, table
from .documents import EXTRA
from .glue import CHECKED_PERMISSION, asked_permissions, steps
from .manifest import merged_permissions, permissions
from .readers import NATIVE, READERS, UNUSED
from .recipe import Account, Asked, Documents, Guard, Recipe, Site, Use, Way
from .sdks import SDKS, rule_id

#: SDKs whose own manifest runs their code at launch although it does not start them.
_AWAKE = {"flurry", "umeng-push"}
#: The identifiers of the Android permissions that reading through the app's own code needs.
_OWN = ("undisclosed-collection", "denied-collection", "vague-collection")
#: Rules on SDKs that no document lists.
_UNDISCLOSED = ("undisclosed-sdk", "sdk-mentioned-not-listed")


def of(recipe: Recipe, archives: list[Unpacked]) -> dict[str, Any]:
    """Everything that is expected of one app."""
    return {
        "app": recipe.name,
        "package": recipe.package,
        "documents": recipe.documents.value,
        "account": recipe.account.value,
        "asked": recipe.asked.value,
        "sdks": _sdks(recipe),
        "brings": sorted({brought for use in recipe.uses for brought in SDKS[use.sdk].brings}),
        "libraries": sorted({unpacked.archive.sdk for unpacked in archives if not unpacked.archive.kept}),
        "starts": _starts(recipe),
        "accesses": _accesses(recipe, permissions(recipe) | merged_permissions(archives)),
        "findings": _findings(recipe, archives),
        "sdk_code_at_launch": _sdk_code_at_launch(recipe),
        "asked_of_sdks": sorted(_asked_for(recipe)),
    }


def verdict(site: Site, guard: Guard) -> str:
    """What a read or start at a site behind a guard comes to under the rules on consent."""
    if not site.at_launch or guard.is_consent:
        return "none"
    return "conditional" if guard.is_other_condition else "violation"


def _sdks(recipe: Recipe) -> list[dict[str, Any]]:
    found = []
    for use in recipe.uses:
        own = [table()[name] for name in SDKS[use.sdk].archives if table()[name].sdk == rule_id(use.sdk)]
        version = next((archive.version for archive in own if archive.version), "")
        found.append({"id": rule_id(use.sdk), "version": version, "touched": use.site is not None})
    return found


def _starts_itself(use: Use) -> bool:
    return SDKS[use.sdk].provider


def _sdk_code_at_launch(recipe: Recipe) -> list[str]:
    """The SDKs whose code runs before consent, so that what it reads cannot be told from the recipe."""
    found = set()
    for use in recipe.uses:
        started = use.site is not None and verdict(use.site, use.guard) != "none"
        if started or use.prepared or _starts_itself(use) or use.sdk in _AWAKE:
            found.add(rule_id(use.sdk))
    return sorted(found)


def _starts(recipe: Recipe) -> list[dict[str, Any]]:
    """How every SDK that can be started is."""
    found = []
    for use in recipe.uses:
        if not SDKS[use.sdk].start:
            continue
        if use.site is None or use.site is Site.DEAD:
            said, kind = ("violation", "its own provider") if _starts_itself(use) else ("none", "not at all")
        else:
            said, kind = verdict(use.site, use.guard), use.site.value
            if _starts_itself(use):
                said = "violation"
        found.append(
            {
                "sdk": rule_id(use.sdk),
                "verdict": said,
                "site": kind,
                "way": use.way.value,
                "guard": use.guard.value,
                "prepared": use.prepared,
            }
        )
    return found


def _accesses(recipe: Recipe, declared: set[str]) -> list[dict[str, Any]]:
    """The app's own reads: who reads, when, and behind what.

    What waits for a permission that no manifest declares never runs.
    """
    found = []
    for read, step in zip(recipe.reads, steps(recipe), strict=False):
        never = read.site is Site.DEAD or (read.guard is Guard.PERMISSION and CHECKED_PERMISSION not in declared)
        phase = "dead" if never else "pre_consent" if read.site.at_launch else "other"
        parameters = "android.content.Context,boolean" if read.way is Way.OVERLOAD else "android.content.Context"
        found.append(
            {
                "data": read.data,
                "api": READERS[read.data].api,
                "class": f"{recipe.package}.{step.class_name}",
                "method": "run",
                "parameters": parameters,
                "phase": phase,
                "guarded": read.site.at_launch and read.guard.is_consent,
                "verdict": "none" if never else verdict(read.site, read.guard),
                "strong": READERS[read.data].strong,
                "site": read.site.value,
                "way": read.way.value,
                "guard": read.guard.value,
            }
        )
    return found


def _findings(recipe: Recipe, archives: list[Unpacked]) -> list[dict[str, Any]]:
    """Findings by rule and subject. What a rule of the list reports besides is a false alarm, unless it is open."""
    return [
        *_pre_consent(recipe, permissions(recipe) | merged_permissions(archives)),
        *_disclosure(recipe),
        *_permissions(recipe, archives),
        *_account(recipe),
    ]


def _finding(category: str, subject: str, said: str, rules: tuple[str, ...], **axes: str) -> dict[str, Any]:
    return {"category": category, "subject": subject, "verdict": said, "rules": list(rules), "axes": axes}


def _pre_consent(recipe: Recipe, declared: set[str]) -> list[dict[str, Any]]:
    found = []
    for access in _accesses(recipe, declared):
        axes = {key: access[key] for key in ("site", "way", "guard")}
        found.append(
            _finding("pre_consent_collection", access["data"], access["verdict"], ("pre-consent-collection",), **axes)
        )
    for start in _starts(recipe):
        axes = {key: start[key] for key in ("site", "way", "guard")}
        # What a provider starts shows in its reads; a finding of the bare start is not asked for.
        said = "open" if start["site"] == "its own provider" else start["verdict"]
        rules = ("sdk-started-before-consent",)
        found.append(_finding("pre_consent_collection", start["sdk"], said, rules, **axes))
    found.append(_finding("pre_consent_collection", "consent", "none", ("consent-prompt-not-found",)))
    asked_for = _asked_for(recipe)
    return [{**entry, "verdict": "open"} if entry["subject"] in asked_for else entry for entry in found] + [
        _finding("pre_consent_collection", data, "open", ("pre-consent-collection",)) for data in sorted(asked_for)
    ]


def _asked_for(recipe: Recipe) -> set[str]:
    """Data types that the app's own start of an SDK asks for, as a start of positioning does for the location."""
    return {data for use in recipe.uses if use.site is not None for data in SDKS[use.sdk].gives}


def _disclosure(recipe: Recipe) -> list[dict[str, Any]]:
    if recipe.documents is Documents.NO_DOCUMENTS:
        return [_finding("no_policy", "policy", "violation", ("no-policy", "policy-not-supplied"))]
    found = [_finding("no_policy", "policy", "none", ("no-policy", "policy-not-supplied"))]
    for number, use in enumerate(recipe.uses):
        omitted = recipe.documents is Documents.SDK_OMITTED and number == 0
        said = "violation" if omitted else "none"
        found.append(
            _finding("undisclosed_sdk", rule_id(use.sdk), said, _UNDISCLOSED, documents=recipe.documents.value)
        )
    for brought in {brought for use in recipe.uses for brought in SDKS[use.sdk].brings} - {
        rule_id(use.sdk) for use in recipe.uses
    }:
        found.append(_finding("undisclosed_sdk", brought, "open", _UNDISCLOSED))
    silent = recipe.documents in {Documents.DATA_OMITTED, Documents.DATA_DENIED}
    for number, read in enumerate(recipe.reads):
        missing = silent and number == 0 and read.site is not Site.DEAD
        # Whether code that nothing calls must be disclosed is for people to say.
        said = "violation" if missing else "open" if silent and number == 0 else "none"
        found.append(
            _finding(
                "undisclosed_collection", read.data, said, _OWN, documents=recipe.documents.value, site=read.site.value
            )
        )
    found += [_finding("undisclosed_collection", data, "open", _OWN) for data in sorted(_asked_for(recipe))]
    said = "violation" if recipe.documents is Documents.EXTRA_SDK else "none"
    found.append(
        _finding("sdk_list_mismatch", EXTRA[0], said, ("sdk-listed-not-found",), documents=recipe.documents.value)
    )
    return found


def _permissions(recipe: Recipe, archives: list[Unpacked]) -> list[dict[str, Any]]:
    found = []
    rules = ("excess-permission-unused",)
    used = {READERS[read.data].permission for read in recipe.reads if read.site is not Site.DEAD} - {""}
    used |= set(asked_permissions(recipe))
    if any(step.guard is Guard.PERMISSION for step in steps(recipe)):
        used.add(CHECKED_PERMISSION)
    for name in sorted(used):
        found.append(_finding("excess_permission", name, "none", rules, use="the app's own code"))
    jars = [jar for unpacked in archives for jar in unpacked.jars]
    for name in recipe.unused:
        if name not in used:
            native = NATIVE.get(name, ())
            open_ = _dead_use(recipe, name) or any(holds(jar, UNUSED[name]) for jar in jars)
            open_ = open_ or any(refers(library, native) for unpacked in archives for library in unpacked.libraries)
            said = "open" if open_ else "violation"
            found.append(_finding("excess_permission", name, said, rules, use="nothing"))
    dead = {READERS[read.data].permission for read in recipe.reads} - {""} - used
    for name in sorted((merged_permissions(archives) | dead) - used - set(recipe.unused)):
        found.append(_finding("excess_permission", name, "open", rules))
    together = "、".join(sorted(asked_permissions(recipe)))
    at_once = recipe.asked in {Asked.TOGETHER_AT_LAUNCH, Asked.TOGETHER_LATER}
    asked = recipe.asked.value
    if at_once:
        found.append(
            _finding("permission_request", together, "suspected", ("permissions-asked-together",), asked=asked)
        )
    elif recipe.asked is Asked.ONE_AT_LAUNCH:
        found.append(
            _finding("permission_request", together, "suspected", ("permission-request-at-launch",), asked=asked)
        )
    else:
        for rule in ("permissions-asked-together", "permission-request-at-launch"):
            found.append(_finding("permission_request", "", "none", (rule,), asked=asked))
    return found


def _dead_use(recipe: Recipe, permission: str) -> bool:
    return any(READERS[read.data].permission == permission for read in recipe.reads)


def _account(recipe: Recipe) -> list[dict[str, Any]]:
    has_policy = recipe.documents is not Documents.NO_DOCUMENTS
    said = {
        "cancellation-not-in-app": recipe.account is Account.NOT_IN_APP and has_policy,
        "account-cancellation-missing": recipe.account is Account.NOT_IN_POLICY and has_policy,
        "account-cancellation-nowhere": recipe.account in {Account.NOT_IN_POLICY, Account.NOT_IN_APP}
        and not has_policy,
    }
    return [
        _finding(
            "account_cancellation",
            "account_cancellation",
            "suspected" if expected else "none",
            (rule,),
            account=recipe.account.value,
            documents="supplied" if has_policy else "none",
        )
        for rule, expected in said.items()
    ]
