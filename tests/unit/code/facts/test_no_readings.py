"""Calls that look like readings and are none: who is told of changes, and who asks about one package alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Jump,
    Units,
    call,
    code,
    new,
    one_method,
    opened,
    read_static,
    result,
    small,
    text,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder, method

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.model.facts.code import ApiCallFact

OBJECT = "Ljava/lang/Object;"
QUERY = "Landroid/content/ContentResolver;->query(Landroid/net/Uri;)Landroid/database/Cursor;"


def facts_of(builder: DexBuilder) -> list[ApiCallFact]:
    table = ApiTable(load_knowledge((shipped_rules(),)).apis)
    opened_code = opened(builder)
    return api_call_facts(Constants(opened_code), table, InheritedApis(table, Hierarchy([opened_code])), Outlines({}))


MEDIA = "Landroid/provider/MediaStore$Images$Media;->EXTERNAL_CONTENT_URI:Landroid/net/Uri;"
CONTACTS = "Landroid/provider/ContactsContract;->AUTHORITY_URI:Landroid/net/Uri;"
WATCHES = (
    "Landroid/content/ContentResolver;->registerContentObserver(Landroid/net/Uri;ZLandroid/database/ContentObserver;)V"
)
WATCHING = [0x406E, method(WATCHES), 0x4320]


@pytest.mark.parametrize(
    ("more", "is_weak"),
    [((WATCHING,), True), ((WATCHING, call(VIRTUAL, QUERY, 0, 2)), False), ((), False)],
    ids=["watched", "watched and queried", "only taken"],
)
def test_content_that_is_watched_is_not_read_though_it_needs_the_permission(
    more: Sequence[Units], is_weak: bool
) -> None:
    builder = one_method(code(read_static(2, MEDIA), *more, RETURN_VOID))
    facts = facts_of(builder)
    assert [fact.weak for fact in facts] == [is_weak]
    assert all(fact.permissions or fact.also_one_of for fact in facts)


@pytest.mark.parametrize(
    ("signature", "more", "is_weak"),
    [
        ("<clinit>()V", (), True),
        ("<clinit>()V", (call(VIRTUAL, "Landroid/net/Uri;->toString()Ljava/lang/String;", 2), result(3)), True),
        ("<clinit>()V", (call(STATIC, f"Ljava/lang/String;->valueOf({OBJECT})Ljava/lang/String;", 2), result(3)), True),
        ("<clinit>()V", (call(VIRTUAL, QUERY, 0, 2),), False),
        ("read()V", (), False),
    ],
    ids=["kept", "kept as its text", "kept as a text of it", "kept and queried", "taken by a method"],
)
@pytest.mark.parametrize("address", [MEDIA, CONTACTS], ids=["media", "contacts"])
def test_an_address_that_a_class_keeps_is_not_read_there(
    signature: str, more: Sequence[Units], is_weak: bool, address: str
) -> None:
    taking = code(read_static(2, address), *more, RETURN_VOID, incoming=0)
    builder = DexBuilder().add_class("Lapp/Media;", methods=[DefinedMethod(signature, taking, 8, False)])
    assert [fact.weak for fact in facts_of(builder)] == [is_weak]


@pytest.mark.parametrize(
    ("parent", "more", "is_weak"),
    [
        ("Landroid/database/ContentObserver;", (), True),
        ("Landroid/database/ContentObserver;", (call(VIRTUAL, QUERY, 0, 2),), False),
        (OBJECT, (), False),
    ],
    ids=["an observer", "an observer and a query", "something else"],
)
def test_an_address_that_an_observer_is_told_when_it_is_made(parent: str, more: Sequence[Units], is_weak: bool) -> None:
    made = call(DIRECT, "Lapp/Watcher;-><init>(Landroid/net/Uri;)V", 1, 2)
    builder = one_method(code(read_static(2, MEDIA), new(1, "Lapp/Watcher;"), made, *more, RETURN_VOID))
    nothing = DefinedMethod("<init>(Landroid/net/Uri;)V", code(RETURN_VOID), 8, False)
    builder.add_class("Lapp/Watcher;", superclass=parent, methods=[nothing])
    assert [fact.weak for fact in facts_of(builder)] == [is_weak]


@pytest.mark.parametrize(
    ("called", "weak"),
    [
        ("Landroid/content/IntentFilter;->addAction(Ljava/lang/String;)V", [True]),
        ("Lapp/Other;->take(Ljava/lang/String;)V", [True]),
        ("Landroid/content/Intent;-><init>(Ljava/lang/String;)V", []),
        (f"Ljava/lang/String;->equals({OBJECT})Z", []),
        (f"Ljava/util/Map;->get({OBJECT}){OBJECT}", []),
    ],
    ids=["a filter", "a method that may make one", "an intent", "a comparison", "a key"],
)
def test_an_action_that_a_filter_waits_for_is_not_read_there(called: str, weak: list[bool]) -> None:
    """It needs the permission all the same; who only compares it or asks which apps take it needs none."""
    builder = one_method(
        code(text(2, "android.provider.Telephony.SMS_DELIVER"), call(VIRTUAL, called, 1, 2), RETURN_VOID)
    )
    facts = facts_of(builder)
    assert [fact.weak for fact in facts] == weak
    assert all(fact.permissions for fact in facts)


BUNDLE = "Landroid/os/Bundle;"


@pytest.mark.parametrize(
    ("called", "is_weak"),
    [
        (f"{BUNDLE}->putString(Ljava/lang/String;Ljava/lang/String;)V", True),
        (f"{BUNDLE}->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;", False),
    ],
)
def test_what_is_put_under_a_key_is_not_read_by_it(called: str, is_weak: bool) -> None:
    builder = one_method(code(text(2, "incoming_number"), call(VIRTUAL, called, 1, 2, 3), RETURN_VOID))
    assert [fact.weak for fact in facts_of(builder)] == [is_weak]


INTENT = "Landroid/content/Intent;"
LAUNCHER = (
    text(3, "android.intent.category.LAUNCHER"),
    call(VIRTUAL, f"{INTENT}->addCategory(Ljava/lang/String;){INTENT}", 1, 3),
)
QUERY_PAGES = f"Landroid/content/pm/PackageManager;->queryIntentActivities({INTENT}I)Ljava/util/List;"
QUERIES = call(VIRTUAL, QUERY_PAGES, 0, 1, 4)
LIMIT = f"{INTENT}->setPackage(Ljava/lang/String;){INTENT}"
OWN = (call(VIRTUAL, "Landroid/content/Context;->getPackageName()Ljava/lang/String;", 5), result(2))


@pytest.mark.parametrize(
    ("limits", "is_weak"),
    [
        ((*OWN, call(VIRTUAL, LIMIT, 1, 2)), True),
        ((*OWN, call(VIRTUAL, LIMIT, 1, 2), result(1)), True),
        ((), False),
        ((*OWN, new(6, INTENT), call(VIRTUAL, LIMIT, 6, 2)), False),
        ((small(2, 0), call(VIRTUAL, LIMIT, 1, 2)), False),
        ((*OWN, Jump((0x0438,), "on"), call(VIRTUAL, LIMIT, 1, 2), "on"), False),
    ],
    ids=["limited", "limited, and handed back", "all", "another intent", "the limit taken away", "limited on one way"],
)
def test_who_asks_for_pages_of_one_package_asks_for_no_list(
    limits: Sequence[Units | str | Jump], is_weak: bool
) -> None:
    builder = one_method(code(new(1, INTENT), *LAUNCHER, *limits, QUERIES, RETURN_VOID))
    facts = facts_of(builder)
    assert [fact.weak for fact in facts if fact.data_types == ("installed_apps",)] == [is_weak]


TEXT = "Ljava/lang/String;"
MAKES = call(DIRECT, f"Landroid/accounts/Account;-><init>({TEXT}{TEXT})V", 4, 5, 2)
ADDS = call(
    VIRTUAL, f"Landroid/accounts/AccountManager;->addAccountExplicitly(Landroid/accounts/Account;{TEXT})Z", 1, 4, 5
)
ASKS = call(VIRTUAL, f"Landroid/accounts/AccountManager;->getAccountsByType({TEXT})[Landroid/accounts/Account;", 1, 3)


@pytest.mark.parametrize(
    ("asked", "made", "more", "is_weak"),
    [
        ("com.lark", "com.lark", (MAKES, ADDS), True),
        ("com.wren", "com.lark", (MAKES, ADDS), False),
        ("com.google", "com.google", (MAKES, ADDS), False),
        ("com.lark", "com.lark", (MAKES,), False),
        ("com.lark", "com.lark", (), False),
    ],
    ids=["its own", "another's", "the system's", "never added", "not made"],
)
def test_accounts_that_only_the_app_itself_adds(asked: str, made: str, more: Sequence[Units], is_weak: bool) -> None:
    builder = one_method(code(text(3, asked), text(2, made), *more, ASKS, RETURN_VOID))
    facts = [fact for fact in facts_of(builder) if fact.api.endswith(".getAccountsByType")]
    assert [fact.weak for fact in facts] == [is_weak]


RESOURCE = f"Landroid/content/Context;->getString(I){TEXT}"


def resource(register: int, number: int) -> tuple[Units, ...]:
    """A text of the app's resources by its number."""
    return (small(6, number), call(VIRTUAL, RESOURCE, 1, 6), result(register))


@pytest.mark.parametrize(("made", "is_weak"), [(3, True), (4, False)], ids=["its own", "another's"])
def test_accounts_of_a_type_among_the_resources(made: int, is_weak: bool) -> None:
    builder = one_method(code(*resource(3, 3), *resource(2, made), MAKES, ADDS, ASKS, RETURN_VOID))
    facts = [fact for fact in facts_of(builder) if fact.api.endswith(".getAccountsByType")]
    assert [fact.weak for fact in facts] == [is_weak]
