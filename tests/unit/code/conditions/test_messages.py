"""A handler that is made gets no message until something sends it one."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_, type_
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    defined,
    dex,
    flag,
    give,
    label,
    manifest,
    move_result,
    new,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.facts.code_conduct import with_phase
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.words import SdkCallAction

HANDLER, MESSAGE = "Landroid/os/Handler;", "Landroid/os/Message;"
WHAT = f"{MESSAGE}->what:I"
OWN, OTHER = "Lm/n/Own;", "Lm/n/Other;"
HELD = f"Lm/n/App;->held:{HANDLER}"
EMPTY, OBTAIN = "sendEmptyMessage(I)Z", f"obtainMessage(I){MESSAGE}"
END = label("end")
UNSENT, NUMBER = ("unsent", "android.os.Message.what"), ("other", "android.os.Message.what")
ACCOUNT = ("other", "a.b.Account.isSignedIn")


def handler(descriptor: str, number: int, *then: Instruction | list[Instruction]):
    """A handler that does something for one number."""
    handled = code(
        ((9 << 12) | (1 << 8) | 0x52, field_(WHAT)),
        const(2, number),
        compare("ne", 1, 2, "end"),
        *then,
        END,
        incoming=2,
    )
    return defined(
        descriptor, {"<init>()V": code(incoming=1), f"handleMessage({MESSAGE})V": handled}, superclass=HANDLER
    )


READER = defined("Lm/n/Reader;", {"read()V": code(call("virtual", IMEI, 0))}, static=["read()V"])
READS = handler(OWN, 1, call("static", "Lm/n/Reader;->read()V"))
IDLE = handler(OTHER, 1, const(3, 0))
MAIN = defined("Lm/n/Main;", {"<init>()V": code()}, superclass=ACTIVITY)


def app_that(*body: Instruction | list[Instruction], others=()) -> tuple[Reachability, list[Constants]]:
    """An app that makes both handlers and does something more when it starts."""
    made = [*new(3, OWN), *new(4, OTHER)]
    app = defined("Lm/n/App;", {"<init>()V": code(), "onCreate()V": code(made, *body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, READS, IDLE, *others))])
    assert not errors
    found = Reachability(codes, manifest(application="m.n.App", launcher="m.n.Main"), shipped_lexicons().consent)
    return found, [Constants(each) for each in codes]


def asked(*body: Instruction | list[Instruction], others=()) -> list[tuple[str, str]]:
    """What the read depends on in an app that does this when it starts."""
    found, files = app_that(*body, others=others)
    (way,) = found.under_conditions([("m.n.Reader", "m.n.Reader.read()V", ())], files)
    assert way is not None
    return [(condition.kind, condition.subject) for condition in way.conditions]


def sends(receiver: str, register: int, number: int, method: str = EMPTY) -> list[Instruction]:
    return [const(5, number), call("virtual", f"{receiver}->{method}", register, 5)]


def test_a_message_that_nothing_sends():
    assert asked() == [UNSENT]


@pytest.mark.parametrize("method", [EMPTY, "sendEmptyMessageDelayed(IJ)Z", OBTAIN])
def test_a_message_that_launch_sends(method: str):
    assert UNSENT not in asked(*sends(OWN, 3, 1, method))
    assert asked(*sends(OWN, 3, 2, method)) == [UNSENT]


def test_a_message_that_is_told_its_handler():
    obtain = call("static", f"{MESSAGE}->obtain({HANDLER}I){MESSAGE}", 3, 5)
    assert UNSENT not in asked(const(5, 1), obtain)
    assert asked(const(5, 2), obtain) == [UNSENT]


def test_a_message_that_is_numbered_by_its_field():
    put = ((9 << 12) | (5 << 8) | 0x59, field_(WHAT))
    assert UNSENT not in asked(const(5, 1), put)
    assert asked(const(5, 2), put) == [UNSENT]


def test_a_message_that_is_numbered_by_its_field_and_sent_to_one_handler():
    """It is made by a call of the platform or of a handler; what is done with it besides leaves open who gets it."""
    number = [const(5, 1), ((6 << 12) | (5 << 8) | 0x59, field_(WHAT))]
    for made in (
        call("static", f"{MESSAGE}->obtain(){MESSAGE}"),
        call("virtual", f"{OWN}->obtainMessage(){MESSAGE}", 3),
    ):
        obtained = [made, move_result(6, reference=True), *number]
        to_other = call("virtual", f"{HANDLER}->sendMessage({MESSAGE})Z", 4, 6)
        to_own = call("virtual", f"{HANDLER}->sendMessage({MESSAGE})Z", 3, 6)
        assert asked(obtained, to_other) == [UNSENT]
        assert UNSENT not in asked(obtained, to_own)
        assert UNSENT not in asked(obtained, call("static", f"Lother/Queue;->put({MESSAGE})V", 6), to_other)
    to_target = call("virtual", f"{MESSAGE}->sendToTarget()V", 6)
    asks = call("virtual", f"{HANDLER}->obtainMessage(){MESSAGE}", 4)
    assert asked(asks, move_result(6, reference=True), number, to_target) == [UNSENT]


def test_a_handler_that_a_field_keeps_by_its_type():
    def kept(owner: str, register: int) -> list[Instruction]:
        held = f"Lm/n/App;->kept:{owner}"
        return [static_field("put-object", register, held), static_field("get-object", 6, held), *sends(HANDLER, 6, 1)]

    assert asked(*kept(OTHER, 4)) == [UNSENT]
    assert UNSENT not in asked(*kept(OWN, 3))


def test_a_page_whose_name_is_loaded_before_the_number_is_asked_for():
    """As a shrinker does with a name that several cases need."""
    intent, page = "Landroid/content/Intent;", "Lm/n/Page;"
    opens = [
        *new(6, intent),
        call("direct", f"{intent}-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 6, 7, 4),
        call("virtual", f"Landroid/content/Context;->startActivity({intent})V", 7, 6),
    ]
    handled = code(
        ((4 << 8) | 0x1C, type_(page)),
        ((9 << 12) | (1 << 8) | 0x52, field_(WHAT)),
        const(2, 1),
        compare("ne", 1, 2, "end"),
        *opens,
        END,
        incoming=2,
    )
    methods = {"<init>()V": code(incoming=1), f"handleMessage({MESSAGE})V": handled}
    opener = defined("Lm/n/Opener;", methods, superclass=HANDLER)
    reads = {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": code(call("static", "Lm/n/Reader;->read()V"))}
    shown = defined(page, reads, superclass=ACTIVITY)
    for number, is_asked in ((2, True), (1, False)):
        body = [*new(3, "Lm/n/Opener;"), *sends("Lm/n/Opener;", 3, number)]
        assert (UNSENT in asked(*body, others=[opener, shown])) is is_asked, number


def test_a_number_that_nobody_knows_may_be_any():
    number = [call("static", "Lother/Numbers;->next()I"), move_result(5)]
    assert UNSENT not in asked(*number, call("virtual", f"{OWN}->{EMPTY}", 3, 5))


def test_a_message_to_another_handler():
    assert asked(*sends(OTHER, 4, 1)) == [UNSENT]
    # The call names the platform's class; what is made right there says whose it is.
    assert asked(*sends(HANDLER, 4, 1)) == [UNSENT]
    assert UNSENT not in asked(*sends(HANDLER, 3, 1))


def test_a_handler_that_a_field_keeps():
    get = static_field("get-object", 6, HELD)
    assert asked(static_field("put-object", 4, HELD), get, *sends(HANDLER, 6, 1)) == [UNSENT]
    assert UNSENT not in asked(static_field("put-object", 3, HELD), get, *sends(HANDLER, 6, 1))
    # Emptied elsewhere, it still holds no other.
    emptied = [const(7, 0), static_field("put-object", 7, HELD)]
    assert asked(static_field("put-object", 4, HELD), emptied, get, *sends(HANDLER, 6, 1)) == [UNSENT]


def test_a_handler_of_which_nobody_knows_which_is_any_of_the_vendor():
    def sender(name: str):
        return defined(
            name, {f"send({HANDLER})V": code(*sends(HANDLER, 9, 1), incoming=1)}, static=[f"send({HANDLER})V"]
        )

    for name, is_sent in (("Lm/n/tools/Sender;", True), ("Lcom/vendor/Sender;", False)):
        found = asked(call("static", f"{name}->send({HANDLER})V", 3), others=[sender(name)])
        assert (UNSENT not in found) is is_sent, name


@pytest.mark.parametrize(("handed", "found"), [(3, [NUMBER]), (4, [UNSENT])], ids=["this one", "another"])
@pytest.mark.parametrize("how", ["as a handler", "in a reference", "to a messenger", "in a field"])
def test_who_has_no_handler_but_those_that_are_handed_on_sends_to_no_other(how: str, handed: int, found):
    """m.n.App makes two handlers and hands on one of them; m.n.Sender sends a number to whichever it has."""
    if how == "to a messenger":
        messenger = "Landroid/os/Messenger;"
        hands = [call("direct", f"{messenger}-><init>({HANDLER})V", 7, handed)]
        obtains = [call("static", f"{MESSAGE}->obtain(){MESSAGE}"), move_result(1, reference=True), const(2, 1)]
        writes = ((1 << 12) | (2 << 8) | 0x59, field_(WHAT))
        sends_it = code(obtains, writes, call("virtual", f"{messenger}->send({MESSAGE})V", 9, 1), incoming=1)
    elif how == "in a reference":
        reference = "Ljava/lang/ref/WeakReference;"
        hands = [call("direct", f"{reference}-><init>({OBJECT})V", 7, handed)]
        got = [call("virtual", f"{reference}->get(){OBJECT}", 9), move_result(1, reference=True)]
        sends_it = code(got, ((1 << 8) | 0x1F, type_(HANDLER)), *sends(HANDLER, 1, 1), incoming=1)
    elif how == "in a field":
        away = [call("static", f"Lother/Away;->get(){HANDLER}"), move_result(8, reference=True)]
        hands = [static_field("put-object", handed, HELD), away, static_field("put-object", 8, HELD)]
        sends_it = code(static_field("get-object", 1, HELD), *sends(HANDLER, 1, 1), incoming=1)
    else:
        hands = [call("static", f"Lm/n/Kept;->keep({HANDLER})V", handed)]
        sends_it = code(*sends(HANDLER, 9, 1), incoming=1)
    sender = defined("Lm/n/Sender;", {f"send({OBJECT})V": sends_it}, static=[f"send({OBJECT})V"])
    assert asked(*hands, call("static", f"Lm/n/Sender;->send({OBJECT})V", 6), others=[sender]) == found


@pytest.mark.parametrize(("number", "found"), [(1, [NUMBER]), (2, [UNSENT])])
def test_a_callback_gets_what_is_sent_to_the_platforms_own_handler(number: int, found):
    """new Handler(callback).sendEmptyMessage(1)"""
    handled = code(
        ((9 << 12) | (1 << 8) | 0x52, field_(WHAT)), const(2, 1), compare("ne", 1, 2, "end"),
        call("static", "Lm/n/Reader;->read()V"), END, const(0, 1), give(0), incoming=2,
    )  # fmt: skip
    methods = {"<init>()V": code(incoming=1), f"handleMessage({MESSAGE})Z": handled}
    back = defined("Lm/n/Back;", methods, interfaces=[f"{HANDLER[:-1]}$Callback;"])
    makes = [*new(6, "Lm/n/Back;"), *new(7, HANDLER)]
    body = [makes, call("direct", f"{HANDLER}-><init>({HANDLER[:-1]}$Callback;)V", 7, 6), *sends(HANDLER, 7, number)]
    assert asked(*body, others=[back]) == found


def test_a_message_that_a_person_sends():
    click = defined(
        "Lm/n/Click;",
        {
            "<init>()V": code(incoming=1),
            "onClick(Landroid/view/View;)V": code(new(3, OWN), *sends(OWN, 3, 1), incoming=2),
        },
        superclass=OBJECT,
        interfaces=["Landroid/view/View$OnClickListener;"],
    )
    assert asked(new(5, "Lm/n/Click;"), others=[click]) == [UNSENT]


def test_a_message_sent_by_what_another_message_runs():
    relay = handler("Lm/n/Relay;", 7, new(3, OWN), *sends(OWN, 3, 1))
    assert asked(new(6, "Lm/n/Relay;"), others=[relay]) == [UNSENT]
    assert UNSENT not in asked(new(6, "Lm/n/Relay;"), *sends("Lm/n/Relay;", 6, 7), others=[relay])


def test_a_branch_on_something_else_is_no_message():
    way = asked(*sends(OWN, 3, 1), branch("eqz", 5, "skip"), label("skip"))
    assert UNSENT not in way


def test_a_message_that_is_sent_after_consent_alone():
    guarded = [*flag(5, "privacy_agreed"), branch("eqz", 5, "end"), *sends(OWN, 3, 1), END]
    assert asked(*guarded) == [UNSENT]
    # Sent where nothing has been agreed to, or whatever has been, it comes at a first launch.
    assert UNSENT not in asked(*flag(5, "privacy_agreed"), branch("nez", 5, "end"), *sends(OWN, 3, 1), END)
    assert UNSENT not in asked(*guarded[:-1], END, *sends(OWN, 3, 1))


ANY = "Lm/n/Any;"


def any_message(*, calls: bool = False):
    """A handler that asks for no number; `calls` adds one above that hands its messages on."""
    handled = code(call("static", "Lm/n/Reader;->read()V"), incoming=2)
    methods = {"<init>()V": code(incoming=1), f"handleMessage({MESSAGE})V": handled}
    yield defined(ANY, methods, superclass=HANDLER)
    if calls:
        given = code(call("virtual", f"{ANY}->handleMessage({MESSAGE})V", 1, 2), incoming=3)
        yield defined("Lm/n/Giver;", {f"give({ANY}{MESSAGE})V": given}, static=[f"give({ANY}{MESSAGE})V"])


def asked_of_any(*body: Instruction | list[Instruction], calls: bool = False) -> list[tuple[str, str]]:
    return asked(*new(8, ANY), *body, others=[*any_message(calls=calls)])


def test_a_handler_that_asks_for_no_number():
    assert asked_of_any() == [UNSENT]
    assert asked_of_any(*sends(OTHER, 4, 1)) == [UNSENT]
    guarded = [*flag(5, "privacy_agreed"), branch("eqz", 5, "end"), *sends(ANY, 8, 7), END]
    assert asked_of_any(*guarded) == [UNSENT]


@pytest.mark.parametrize(
    "sent",
    [
        sends(ANY, 8, 7),
        [call("virtual", f"{HANDLER}->sendMessage({MESSAGE})Z", 8, 5)],
        [call("virtual", f"{MESSAGE}->sendToTarget()V", 5)],
        [call("virtual", f"Landroid/os/Messenger;->send({MESSAGE})V", 7, 5)],
    ],
)
def test_a_handler_that_asks_for_no_number_and_is_sent_any(sent: list[Instruction]):
    assert UNSENT not in asked_of_any(*sent)


def test_a_handler_that_code_calls_itself_needs_no_message():
    assert UNSENT not in asked_of_any(calls=True)


@pytest.mark.parametrize("action", ["start", "consent"])
@pytest.mark.parametrize(("number", "waits"), [(2, True), (1, False)])
def test_what_is_told_to_an_sdk_on_a_message_waits_for_it(number: int, waits: bool, action: SdkCallAction):
    found, files = app_that(*sends(OWN, 3, number))
    start = SdkCallFact(
        sdk="jpush",
        api="cn.jpush.android.api.JPushInterface.init",
        action=action,
        caller="m.n.Reader.read()V",
        caller_class="m.n.Reader",
    )
    (placed,) = with_phase([start], found, files)
    assert isinstance(placed, SdkCallFact)
    assert (placed.phase, placed.waits) == ("pre_consent", waits)


@pytest.mark.parametrize(("number", "kept"), [(2, 0), (1, 1)])
def test_a_start_that_its_context_alone_tells_is_dropped_where_it_waits(number: int, kept: int):
    found, files = app_that(*sends(OWN, 3, number))
    start = SdkCallFact(
        sdk="jpush",
        api="cn.jpush.a.a",
        action="start",
        named=False,
        caller="m.n.Reader.read()V",
        caller_class="m.n.Reader",
    )
    assert len(with_phase([start], found, files)) == kept


SIGNED_IN: list[Instruction] = [call("static", "La/b/Account;->isSignedIn()Z"), move_result(6)]


def test_what_is_sent_whatever_happens_comes():
    assert asked(*sends(OWN, 3, 1)) == []


@pytest.mark.parametrize(("test", "number"), [("eqz", 1), ("nez", 1)])
def test_what_is_sent_where_something_else_holds(test: str, number: int):
    assert asked(*SIGNED_IN, branch(test, 6, "end"), *sends(OWN, 3, number), END) == [ACCOUNT]


def test_of_two_senders_the_one_that_depends_on_less_counts():
    waits = [*SIGNED_IN, branch("eqz", 6, "end"), *sends(OWN, 3, 1), END]
    assert asked(*waits, *sends(OWN, 3, 1)) == []
    assert asked(*waits, *sends(OWN, 3, 2)) == [ACCOUNT]


def test_a_sender_that_is_called_where_something_else_holds():
    one = defined("Lm/n/Page;", {f"go({OWN})V": code(*sends(OWN, 9, 1), incoming=1)}, static=[f"go({OWN})V"])
    goes = call("static", f"Lm/n/Page;->go({OWN})V", 3)
    assert asked(*SIGNED_IN, branch("eqz", 6, "end"), goes, END, others=[one]) == [ACCOUNT]
    assert asked(goes, others=[one]) == []


def test_where_a_number_is_not_known_the_branch_on_it_is_told():
    number = [call("static", "Lother/Numbers;->next()I"), move_result(5)]
    assert asked(*number, call("virtual", f"{OWN}->{EMPTY}", 3, 5)) == [NUMBER]


@pytest.mark.parametrize(("numbers", "found"), [((1, 2), [NUMBER]), ((1, 1), [])], ids=["several", "one"])
def test_who_sends_one_of_several_may_send_another(numbers: tuple[int, int], found: list[tuple[str, str]]):
    first, second = numbers
    either = [const(5, first), *SIGNED_IN, branch("eqz", 6, "on"), const(5, second), label("on")]
    assert asked(*either, call("virtual", f"{OWN}->{EMPTY}", 3, 5)) == found


def test_who_sends_to_nobody_knows_whom_says_nothing_of_when():
    put = [const(5, 1), ((9 << 12) | (5 << 8) | 0x59, field_(WHAT))]
    assert asked(*put) == [NUMBER]
    waits = [*SIGNED_IN, branch("eqz", 6, "end"), *sends(OWN, 3, 1), END]
    assert asked(*put, *waits) == [ACCOUNT]


@pytest.mark.parametrize(("kept", "found"), [(4, [UNSENT]), (3, [])], ids=["another", "this one"])
def test_a_handler_that_a_method_gives(kept: int, found: list[tuple[str, str]]):
    gives = code(static_field("get-object", 0, HELD), (0 << 8 | 0x11,))
    holder = defined("Lm/n/Holder;", {f"get(){HANDLER}": gives}, static=[f"get(){HANDLER}"])
    got = [call("static", f"Lm/n/Holder;->get(){HANDLER}"), move_result(6, reference=True)]
    assert asked(static_field("put-object", kept, HELD), got, *sends(HANDLER, 6, 1), others=[holder]) == found
