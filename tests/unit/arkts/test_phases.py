"""When calls in bytecode of ArkTS run: at launch, after consent, after an answer, by a person's action, or never."""

from __future__ import annotations

import pytest
from tests.support.abc_assembly import Assembly
from tests.support.arkts_programs import ENTRY, PAGE, ability, call, page, read, text

from appaudit.model.facts.code import ApiCallFact

OAID = "@ohos.identifier.oaid.getOAID"
REQUESTS = [
    *("@ohos:identifier.oaid", "@ohos:data.preferences", "@ohos:abilityAccessCtrl"),
    "@hms:core.appgalleryservice.privacyManager",
]
IMPORTS = [("default", name, number) for number, name in enumerate(("oaid", "preferences", "access", "policy"))]
READ = call(0, "getOAID")
STARTED = call(1, "getOAID")


def oaid(*assemblies: Assembly, started: bool = True) -> ApiCallFact:
    [fact] = [fact for fact in read(*assemblies, started=started).facts if fact.api == OAID]
    return fact


def asked(key: str, jump: str = "jeqz") -> list[str]:
    """Reads what is stored under a name, and goes on to the call only if the branch is not taken."""
    stored = [*text(5, key), *call(1, "getPreferencesSync"), "sta v4", "ldobjbyname 0 'getSync'", "callthis1 0 v4 v5"]
    return [*stored, "callruntime.istrue 0", f"{jump} :end", *READ, "end:"]


def test_what_the_ability_does_as_it_is_created_is_done_before_consent() -> None:
    fact = oaid(ability(Assembly(), *STARTED, requests=REQUESTS, imports=IMPORTS))
    assert (fact.phase, fact.guarded, fact.caller) == ("pre_consent", False, f"{ENTRY}#EntryAbility.onCreate")


def test_a_library_has_no_launch() -> None:
    assert oaid(ability(Assembly(), *STARTED, requests=REQUESTS, imports=IMPORTS), started=False).phase == "other"


def test_the_page_that_is_loaded_first_appears_at_launch() -> None:
    file = page(ability(Assembly()), appear=READ, requests=REQUESTS, imports=IMPORTS)
    fact = oaid(file)
    assert fact.phase == "pre_consent"
    assert fact.chain == (f"{ENTRY}#EntryAbility.onWindowStageCreate", f"{PAGE}#Index.aboutToAppear")


def test_another_page_does_not() -> None:
    file = page(ability(Assembly(), page="pages/Other"), appear=READ, requests=REQUESTS, imports=IMPORTS)
    assert oaid(file).phase == "other"


@pytest.mark.parametrize(
    ("handler", "phase"), [("onClick", "other"), ("onTouch", "other"), ("onAppear", "pre_consent")]
)
def test_handlers_are_actions_of_a_person_but_for_those_that_run_by_themselves(handler, phase) -> None:
    file = page(ability(Assembly()), click=READ, handler=handler, requests=REQUESTS, imports=IMPORTS)
    assert oaid(file).phase == phase


@pytest.mark.parametrize(
    ("key", "jump", "guarded"),
    [
        ("privacy_agreed", "jeqz", True),
        ("privacy_agreed", "jnez", False),
        ("is_first_launch", "jnez", True),
        ("theme", "jeqz", False),
    ],
)
def test_a_flag_of_consent_in_preferences_guards_what_needs_it(key, jump, guarded) -> None:
    file = page(ability(Assembly()), appear=asked(key, jump), requests=REQUESTS, imports=IMPORTS)
    fact = oaid(file)
    assert (fact.phase, fact.guarded) == ("pre_consent", guarded)


def test_an_early_return_guards_what_follows_it() -> None:
    stored = asked("privacy_agreed", "jnez")[: -len(READ) - 1]
    lines = [*stored, "returnundefined", "end:", *READ]
    file = page(ability(Assembly()), appear=lines, requests=REQUESTS, imports=IMPORTS)
    assert (oaid(file).phase, oaid(file).guarded) == ("pre_consent", True)


def test_what_waits_for_the_answer_to_a_request_is_done_after_it() -> None:
    asks = [*call(2, "createAtManager"), "sta v4", "ldobjbyname 0 'requestPermissionsFromUser'", "callthis0 0 v4"]
    waits = ["asyncfunctionawaituncaught v3", "suspendgenerator v3", "lda v3", "resumegenerator"]
    file = page(ability(Assembly()), appear=[*asks, *waits, *READ], requests=REQUESTS, imports=IMPORTS)
    assert oaid(file).phase == "other"
    before = page(ability(Assembly()), appear=[*READ, *asks, *waits], requests=REQUESTS, imports=IMPORTS)
    assert oaid(before).phase == "pre_consent"


def test_a_permission_that_is_checked_first_cannot_be_granted_at_a_first_start() -> None:
    checks = [*call(2, "createAtManager"), "sta v4", "ldobjbyname 0 'checkAccessTokenSync'", "callthis0 0 v4"]
    lines = [*checks, "sta v5", "ldai 0", "stricteq 0 v5", "jeqz :end", *READ, "end:"]
    file = page(ability(Assembly()), appear=lines, requests=REQUESTS, imports=IMPORTS)
    fact = oaid(file)
    assert fact.phase == "other"
    assert [condition.kind for condition in fact.conditions] == ["permission"]


def test_files_that_a_started_file_takes_from_are_loaded_with_it() -> None:
    file = ability(Assembly(), requests=["@normalized:N&&&entry/src/main/ets/a&"], imports=[("x", "x", 0)])
    page(file, requests=REQUESTS, imports=IMPORTS, path="entry/src/main/ets/a")
    file.records[-1].functions[0].lines = (*READ, "returnundefined")
    fact = oaid(file)
    assert (fact.phase, fact.caller) == ("pre_consent", "entry/src/main/ets/a#main")


def test_what_nothing_leads_to_is_unknown() -> None:
    file = page(ability(Assembly()), requests=REQUESTS, imports=IMPORTS)
    file.function("#never", *READ, "returnundefined")
    assert oaid(file).phase == "unknown"


@pytest.mark.parametrize(("key", "guarded"), [("isPrivacy", True), ("theme", False)])
def test_a_flag_that_comes_to_a_callback_of_a_promise_guards_what_the_callback_does(key, guarded) -> None:
    """`preferences.getPreferences(…).then(p => p.get(key, false).then(agreed => { if (agreed === true) … }))`."""
    appear = [*call(1, "getPreferences"), "sta v4", "definefunc 0 @#stored 1", "sta v5", "lda v4"]
    file = page(ability(Assembly()), appear=[*appear, "ldobjbyname 0 'then'", "callthis1 0 v4 v5"],
                requests=REQUESTS, imports=IMPORTS)  # fmt: skip
    stored = [*text(5, key), "lda v19", "sta v4", "ldobjbyname 0 'get'", "callthis1 0 v4 v5", "sta v4"]
    stored += ["definefunc 0 @#agreed 1", "sta v5", "lda v4", "ldobjbyname 0 'then'", "callthis1 0 v4 v5"]
    file.function("#stored", *stored, "returnundefined", arguments=4)
    agreed = ["ldtrue", "stricteq 0 v19", "jeqz :end", *READ, "end:", "returnundefined"]
    file.function("#agreed", *agreed, arguments=4)
    fact = oaid(file)
    assert (fact.phase, fact.guarded) == ("pre_consent", guarded)


@pytest.mark.parametrize(("key", "guarded"), [("privacyAgreed", True), ("theme", False)])
@pytest.mark.parametrize("all_of", [True, False])
def test_the_page_that_is_chosen_by_a_flag_is_opened_only_then(all_of, key, guarded) -> None:
    """`windowStage.loadContent(agreed ? 'pages/Home' : 'pages/Index')`, also where several flags are read at once."""
    asks = [*text(5, key), *call(1, "getPreferencesSync"), "sta v4", "ldobjbyname 0 'getSync'", "callthis1 0 v4 v5"]
    if all_of:
        asks += ["sta v6", "createemptyarray 0", "sta v5", "lda v6", "stownbyindex 0 v5 0"]
        asks += ["tryldglobalbyname 0 'Promise'", "sta v4", "ldobjbyname 0 'all'", "callthis1 0 v4 v5"]
        asks += ["sta v4", "ldai 0", "ldobjbyvalue 0 v4"]
    chooses = ["callruntime.istrue 0", "jeqz :not", "lda.str 'pages/Home'", "sta v5", "jmp :load", "not:",
               "lda.str 'pages/Index'", "sta v5", "load:"]  # fmt: skip
    opens = ["lda v19", "sta v4", "ldobjbyname 0 'loadContent'", "callthis1 0 v4 v5"]
    file = page(ability(Assembly(), requests=REQUESTS, imports=IMPORTS), appear=READ, requests=REQUESTS,
                imports=IMPORTS, path=PAGE.replace("Index", "Home"))  # fmt: skip
    shift = [line.replace("ldexternalmodulevar 1", "ldexternalmodulevar 2") for line in asks]
    function = next(each for each in file.records[0].functions if each.name == "#onWindowStageCreate")
    function.lines = (*shift, *chooses, *opens, "returnundefined")
    fact = oaid(file)
    assert (fact.phase, fact.guarded) == ("pre_consent", guarded)


def test_what_the_button_of_a_dialog_does_is_done_on_an_action() -> None:
    """`AlertDialog.show({primaryButton: {action: () => { … }}})`: an object in an object."""
    makes = ["createemptyobject", "sta v6", "definefunc 0 @#confirm 0", "stownbyname 0 'action' v6"]
    makes += ["createemptyobject", "sta v5", "lda v6", "stownbyname 0 'primaryButton' v5"]
    shows = ["tryldglobalbyname 0 'AlertDialog'", "sta v4", "ldobjbyname 0 'show'", "callthis1 0 v4 v5"]
    file = page(ability(Assembly()), appear=[*makes, *shows], requests=REQUESTS, imports=IMPORTS)
    file.function("#confirm", *READ, "returnundefined")
    fact = oaid(file)
    assert (fact.phase, fact.chain[-1]) == ("other", f"{PAGE}#Index.aboutToAppear.confirm")


@pytest.mark.parametrize(
    ("field", "compared", "jump", "guarded"),
    [
        ("result", ["ldai 1"], "jeqz", True),
        ("result", ["ldai 0"], "jnez", True),
        ("result", ["ldai 0"], "jeqz", False),
        ("result", ["ldexternalmodulevar 3", "ldobjbyname 0 'FULL_MODE_AGREED'"], "jeqz", True),
        ("result", ["ldexternalmodulevar 3", "ldobjbyname 0 'DISAGREED'"], "jeqz", False),
        ("type", ["ldai 1"], "jeqz", False),
    ],
)
def test_what_the_store_says_of_consent_guards_as_a_stored_flag_does(field, compared, jump, guarded) -> None:
    """`if (privacyManager.getAppPrivacyResult()[0].result === 1) { … }`; which policy it is says nothing of consent."""
    asks = [*call(3, "getAppPrivacyResult"), "sta v4", "ldai 0", "ldobjbyvalue 0 v4", f"ldobjbyname 0 '{field}'"]
    lines = [*asks, "sta v5", *compared, "stricteq 0 v5", f"{jump} :end", *READ, "end:"]
    fact = oaid(page(ability(Assembly()), appear=lines, requests=REQUESTS, imports=IMPORTS))
    assert (fact.phase, fact.guarded) == ("pre_consent", guarded)


def test_what_follows_the_prompt_of_the_store_follows_an_answer() -> None:
    waits = ["asyncfunctionawaituncaught v3", "suspendgenerator v3", "lda v3", "resumegenerator"]
    asks = [*call(3, "requestAppPrivacyConsent"), *waits]
    file = page(ability(Assembly()), appear=[*asks, *READ], requests=REQUESTS, imports=IMPORTS)
    assert oaid(file).phase == "other"
