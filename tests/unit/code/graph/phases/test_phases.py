"""When code runs, and by which way it is reached."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI_API,
    OBJECT,
    READ_IMEI,
    call,
    code,
    const_class,
    const_string,
    defined,
    dex,
    manifest,
    new,
    reach,
    reachability,
    static_field,
)
from tests.support.small_app import APP, MAIN, READ, READER, app


def test_a_chain_from_the_application_class_is_the_shortest_in_order():
    helper = defined("Lm/Helper;", {"go()V": code(READ)}, static=["go()V"])
    found = reachability(APP, dex(app(call("static", "Lm/Helper;->go()V")), MAIN, READER, helper))
    read = reach(found, "m.Reader.read")
    assert (read.phase, read.guarded) == ("pre_consent", False)
    assert read.chain == ("m.App.onCreate", "m.Helper.go", "m.Reader.read")


def test_caller_and_callee_may_stand_in_different_files():
    found = reachability(APP, dex(app(READ), MAIN), dex(READER))
    assert reach(found, "m.Reader.read").chain == ("m.App.onCreate", "m.Reader.read")


def test_lifecycle_methods_are_inherited_from_a_class_of_the_app():
    base = defined("Lm/Base;", {"<init>()V": code(), "attachBaseContext(Landroid/content/Context;)V": code(READ)},
                   superclass=APPLICATION)  # fmt: skip
    own = defined("Lm/App;", {"<init>()V": code()}, superclass="Lm/Base;")
    found = reachability(APP, dex(base, own, MAIN, READER))
    assert reach(found, "m.Reader.read").chain == (
        "m.App.attachBaseContext",
        "m.Base.attachBaseContext",
        "m.Reader.read",
    )


@pytest.mark.parametrize("lifecycle", ["onCreate(Landroid/os/Bundle;)V", "onStart()V", "onResume()V", "<clinit>()V"])
def test_the_launcher_activity_runs_before_anyone_can_agree(lifecycle):
    main = defined("Lm/Main;", {lifecycle: code(READ)}, superclass=ACTIVITY)
    assert reach(reachability(APP, dex(app(), main, READER)), "m.Reader.read").phase == "pre_consent"


def test_a_page_that_is_opened_anew_gets_an_intent_at_no_launch():
    method = "onNewIntent(Landroid/content/Intent;)V"
    found = reachability(
        manifest(launcher="m.Main"),
        dex(defined("Lm/Main;", {"<init>()V": code(), method: code(READ_IMEI)}, superclass=ACTIVITY)),
    )
    assert reach(found, "m.Main.onNewIntent").phase == "other"


def test_a_provider_starts_with_the_app_unless_it_is_disabled():
    provider = defined("Lm/Start;", {"onCreate()Z": code(READ)}, superclass="Landroid/content/ContentProvider;")
    file = dex(app(), MAIN, READER, provider)
    enabled = manifest(application="m.App", launcher="m.Main", components={"m.Start": "provider"})
    assert reach(reachability(enabled, file), "m.Reader.read").chain == ("m.Start.onCreate", "m.Reader.read")
    assert reach(reachability(APP, file), "m.Reader.read").phase == "dead"


def test_initializers_of_androidx_startup_run_at_launch():
    initializer = defined("Lm/Init;", {"create(Landroid/content/Context;)Ljava/lang/Object;": code(READ)},
                          interfaces=["Landroidx/startup/Initializer;"])  # fmt: skip
    facts = manifest(application="m.App", launcher="m.Main", startup=["m.Init"])
    assert reach(reachability(facts, dex(app(), MAIN, READER, initializer)), "m.Reader.read").phase == "pre_consent"


@pytest.mark.parametrize(
    "touch", [call("static", "Lm/Touched;->nothing()V"), static_field("get", 0, "Lm/Touched;->value:I")]
)
def test_static_initialisers_run_when_a_class_is_touched(touch):
    touched = defined("Lm/Touched;", {"<clinit>()V": code(READ), "nothing()V": code()}, static=["nothing()V"])
    found = reachability(APP, dex(app(touch), MAIN, READER, touched))
    assert reach(found, "m.Reader.read").chain == ("m.App.onCreate", "m.Touched.<clinit>", "m.Reader.read")


def test_a_runnable_runs_where_it_is_created():
    task = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=["Ljava/lang/Runnable;"])
    found = reachability(APP, dex(app(new(0, "Lm/Task;")), MAIN, READER, task))
    assert reach(found, "m.Reader.read").chain == ("m.App.onCreate", "m.Task.run", "m.Reader.read")


def test_a_call_of_an_interface_reaches_only_classes_of_which_objects_exist():
    source = defined("Lm/Source;", {"fetch()V": None})
    used = defined("Lm/Used;", {"<init>()V": code(), "fetch()V": code(READ)}, interfaces=["Lm/Source;"])
    unused = defined("Lm/Unused;", {"<init>()V": code(), "fetch()V": code(READ_IMEI)}, interfaces=["Lm/Source;"])
    start = app(new(0, "Lm/Used;"), call("interface", "Lm/Source;->fetch()V", 0))
    found = reachability(APP, dex(start, MAIN, READER, source, used, unused))
    assert reach(found, "m.Reader.read").chain == ("m.App.onCreate", "m.Used.fetch", "m.Reader.read")
    assert reach(found, "m.Unused.fetch").phase == "dead"


def test_an_object_created_after_the_call_was_met_counts_all_the_same():
    source = defined("Lm/Source;", {"fetch()V": None})
    used = defined("Lm/Used;", {"<init>()V": code(), "fetch()V": code(READ_IMEI)}, interfaces=["Lm/Source;"])
    bodies = {"a()V": code(call("static", "Lm/Factory;->b()V")), "b()V": code(new(0, "Lm/Used;"))}
    factory = defined("Lm/Factory;", bodies, static=["a()V", "b()V"])
    start = app(call("interface", "Lm/Source;->fetch()V", 0), call("static", "Lm/Factory;->a()V"))
    found = reachability(APP, dex(start, MAIN, source, used, factory))
    assert reach(found, "m.Used.fetch").phase == "pre_consent"


def test_default_methods_of_interfaces_are_found_after_superclasses():
    source = defined("Lm/Source;", {"fetch()V": code(READ_IMEI)})
    used = defined("Lm/Used;", {"<init>()V": code()}, interfaces=["Lm/Source;"])
    found = reachability(
        APP, dex(app(new(0, "Lm/Used;"), call("virtual", "Lm/Used;->fetch()V", 0)), MAIN, source, used)
    )
    assert reach(found, "m.Source.fetch").phase == "pre_consent"


def test_what_only_a_click_reaches_is_not_before_consent():
    listener = defined("Lm/Click;", {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(READ)},
                       interfaces=["Landroid/view/View$OnClickListener;"])  # fmt: skip
    found = reachability(APP, dex(app(new(0, "Lm/Click;")), MAIN, READER, listener))
    read = reach(found, "m.Reader.read")
    assert read.phase == "other"
    assert read.chain == ("m.App.onCreate", "m.Click.onClick", "m.Reader.read")


def test_of_two_overloads_each_has_its_own_phase():
    """`read()` runs at launch and reads nothing; `read(int)` reads the IMEI, and only a click calls it."""
    overloads = defined("Lm/Both;", {"read()V": code(), "read(I)V": code(READ_IMEI)}, static=["read()V", "read(I)V"])
    read_number = call("static", "Lm/Both;->read(I)V", 0)
    listener = defined("Lm/Click;", {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(read_number)},
                       interfaces=["Landroid/view/View$OnClickListener;"])  # fmt: skip
    start = app(call("static", "Lm/Both;->read()V"), new(0, "Lm/Click;"))
    found = reachability(APP, dex(start, MAIN, overloads, listener))
    assert found.of("m.Both", "m.Both.read()V", IMEI_API).phase == "pre_consent"
    other = found.of("m.Both", "m.Both.read(I)V", IMEI_API)
    assert (other.phase, other.chain[-1]) == ("other", "m.Both.read(I)V")


def test_of_two_overloads_the_chain_names_the_one_that_calls_on():
    overloads = defined("Lm/Both;", {"read()V": code(call("static", "Lm/Both;->read(I)V", 0)), "read(I)V": code(READ)},
                        static=["read()V", "read(I)V"])  # fmt: skip
    found = reachability(APP, dex(app(call("static", "Lm/Both;->read()V")), MAIN, overloads, READER))
    assert found.of("m.Reader", "m.Reader.read()V", IMEI_API).chain == (
        "m.App.onCreate()V",
        "m.Both.read()V",
        "m.Both.read(I)V",
        "m.Reader.read()V",
    )


def test_a_task_handed_to_a_consent_dialog_is_the_users_action():
    task = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=["Ljava/lang/Runnable;"])
    handed = app(new(0, "Lm/Task;"), call("static", "Lm/PrivacyDialog;->show(Ljava/lang/Runnable;)V", 0))
    dialog = defined(
        "Lm/PrivacyDialog;", {"show(Ljava/lang/Runnable;)V": code()}, static=["show(Ljava/lang/Runnable;)V"]
    )
    assert reach(reachability(APP, dex(handed, MAIN, READER, task, dialog)), "m.Reader.read").phase == "other"
    posted = app(new(0, "Lm/Task;"), call("static", "Lm/Pool;->post(Ljava/lang/Runnable;)V", 0))
    assert reach(reachability(APP, dex(posted, MAIN, READER, task, dialog)), "m.Reader.read").phase == "pre_consent"


def test_a_task_handed_to_a_dialog_of_any_name_is_the_users_action():
    task = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=["Ljava/lang/Runnable;"])
    shown = "La/a;->a(Ljava/lang/Runnable;)V"
    dialog = defined("La/a;", {"a(Ljava/lang/Runnable;)V": code()}, superclass="Landroid/app/Dialog;")
    handed = app(new(0, "Lm/Task;"), call("virtual", shown, 1, 0))
    assert reach(reachability(APP, dex(handed, MAIN, READER, task, dialog)), "m.Reader.read").phase == "other"


def test_a_call_on_the_object_itself_hands_it_to_nobody():
    task = defined("Lm/ConsentUpload;", {"<init>()V": code(), "run()V": code(READ)}, superclass="Ljava/lang/Thread;")
    started = app(new(0, "Lm/ConsentUpload;"), call("virtual", "Lm/ConsentUpload;->start()V", 0))
    assert reach(reachability(APP, dex(started, MAIN, READER, task)), "m.Reader.read").phase == "pre_consent"


def test_reflection_with_constant_names_is_followed():
    hidden = defined("Lm/Hidden;", {"<init>()V": code(), "collect()V": code(READ_IMEI)})
    start = app(
        const_string(0, "m.Hidden"),
        call("static", "Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;", 0),
        const_string(1, "collect"),
        call("virtual", "Ljava/lang/Class;->getMethod(Ljava/lang/String;)Ljava/lang/reflect/Method;", 0, 1),
    )
    assert reach(reachability(APP, dex(start, MAIN, hidden)), "m.Hidden.collect").phase == "pre_consent"


GET_METHOD = "Ljava/lang/Class;->getMethod(Ljava/lang/String;)Ljava/lang/reflect/Method;"
NEW_INSTANCE = "Ljava/lang/Class;->newInstance()Ljava/lang/Object;"


@pytest.mark.parametrize(
    ("body", "phase"),
    [
        # What R8 makes of Class.forName with a constant.
        ((const_class(0, "Lm/Hidden;"), const_string(1, "collect"), call("virtual", GET_METHOD, 0, 1)), "pre_consent"),
        ((const_class(0, "Lm/Hidden;"), const_string(1, "other"), call("virtual", GET_METHOD, 0, 1)), "dead"),
        ((const_class(0, "Lm/Main;"), const_string(1, "collect"), call("virtual", GET_METHOD, 0, 1)), "dead"),
        ((const_class(0, "Lm/Hidden;"), const_string(1, "collect")), "dead"),
        ((const_class(0, "Lm/Hidden;"), call("virtual", NEW_INSTANCE, 0)), "dead"),
    ],
)
def test_a_method_got_by_name_of_a_class_constant_is_followed(body, phase):
    hidden = defined("Lm/Hidden;", {"<init>()V": code(), "collect()V": code(READ_IMEI)})
    assert reach(reachability(APP, dex(app(*body), MAIN, hidden)), "m.Hidden.collect").phase == phase


@pytest.mark.parametrize(("call_of", "phase"), [(NEW_INSTANCE, "pre_consent"), (GET_METHOD, "unknown")])
def test_an_object_made_of_a_class_constant_is_made(call_of, phase):
    """Of a class that is only asked for its members somebody else may make one."""
    hidden = defined("Lm/Hidden;", {"<init>()V": code(READ_IMEI)})
    start = app(const_class(0, "Lm/Hidden;"), const_string(1, "collect"), call("virtual", call_of, 0, 1))
    assert reach(reachability(APP, dex(start, MAIN, hidden)), "m.Hidden.<init>").phase == phase


def test_code_that_nothing_reaches_is_dead():
    assert reach(reachability(APP, dex(app(), MAIN, READER)), "m.Reader.read").phase == "dead"


@pytest.mark.parametrize(
    "door",
    [
        call("static", "Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;", 0),
        call("static", "Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V", 0),
        call("direct", "Ldalvik/system/DexClassLoader;-><init>()V", 0),
    ],
)
def test_nothing_is_called_dead_where_code_may_be_entered_unseen(door):
    assert reach(reachability(APP, dex(app(door), MAIN, READER)), "m.Reader.read").phase == "unknown"


def test_nothing_is_called_dead_where_the_application_class_is_missing():
    assert reach(reachability(APP, dex(MAIN, READER)), "m.Reader.read").phase == "unknown"


def test_without_a_manifest_nothing_is_known():
    assert reach(reachability([], dex(app(READ), READER)), "m.Reader.read").phase == "unknown"


def test_of_overloads_the_one_that_runs_first_counts():
    reader = defined(
        "Lm/Reader;", {"read()V": code(READ_IMEI), "read(I)V": code(READ_IMEI)}, static=["read()V", "read(I)V"]
    )
    read = reach(reachability(APP, dex(app(READ), MAIN, reader)), "m.Reader.read")
    assert read.phase == "pre_consent"


# --- hostile ----------------------------------------------------------------------------------------------------


def test_classes_that_are_their_own_ancestors_end():
    first = defined("Lm/First;", {"<init>()V": code(), "go()V": code()}, superclass="Lm/Second;")
    second = defined("Lm/Second;", {"<init>()V": code()}, superclass="Lm/First;", interfaces=["Lm/Second;"])
    start = app(new(0, "Lm/First;"), call("virtual", "Lm/Second;->lost()V", 0), READ)
    assert reach(reachability(APP, dex(start, MAIN, READER, first, second)), "m.Reader.read").phase == "pre_consent"


def test_of_a_class_defined_twice_the_first_counts():
    deep = defined("Lm/Deep;", {"go()V": code(READ_IMEI)}, static=["go()V"])
    going = defined("Lm/Reader;", {"read()V": code(call("static", "Lm/Deep;->go()V"))}, static=["read()V"])
    idle = defined("Lm/Reader;", {"read()V": code()}, static=["read()V"])
    start = dex(app(READ), MAIN, deep)
    assert reach(reachability(APP, start, dex(going), dex(idle)), "m.Deep.go").phase == "pre_consent"
    assert reach(reachability(APP, start, dex(idle), dex(going)), "m.Deep.go").phase == "dead"


def test_an_interface_with_very_many_receivers_is_followed_by_what_is_created():
    source = defined("Lm/Source;", {"fetch()V": None})
    receivers = [
        defined(f"Lm/R{index};", {"<init>()V": code(), "fetch()V": code(READ_IMEI)}, interfaces=["Lm/Source;"])
        for index in range(400)
    ]
    callers = defined("Lm/Callers;", {f"c{index}()V": code(call("interface", "Lm/Source;->fetch()V", 0))
                                      for index in range(400)})  # fmt: skip
    found = reachability(APP, dex(app(new(0, "Lm/R7;")), MAIN, source, callers, *receivers))
    assert reach(found, "m.R7.fetch").phase == "pre_consent"
    assert reach(found, "m.R8.fetch").phase == "dead"


def test_a_deep_hierarchy_is_cut_and_nothing_is_called_dead():
    classes = [
        defined(f"Lm/C{index};", {"<init>()V": code()}, superclass=f"Lm/C{index + 1};" if index < 3000 else OBJECT)
        for index in range(3001)
    ]
    found = reachability(APP, dex(app(new(0, "Lm/C0;")), MAIN, READER, *classes))
    assert reach(found, "m.Reader.read").phase == "unknown"


FOR_NAME = "Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;"


@pytest.mark.parametrize(
    ("owner", "phase"),
    [("Landroidx/fragment/app/FragmentFactory;", "dead"), ("Lkotlin/jvm/Load;", "dead"), ("Lm/Load;", "unknown")],
)
def test_only_what_is_not_the_platforms_own_may_run_anything_by_a_name_that_is_no_constant(owner, phase):
    loader = defined(owner, {"load()V": code(call("static", FOR_NAME, 0))}, static=["load()V"])
    found = reachability(APP, dex(app(call("static", f"{owner}->load()V")), MAIN, READER, loader))
    assert reach(found, "m.Reader.read").phase == phase


@pytest.mark.parametrize("superclass", ["Landroidx/fragment/app/Fragment;", "Landroid/app/Fragment;"])
def test_a_fragment_may_be_named_in_a_layout(superclass):
    page = defined("Lm/Page;", {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": code(READ)},
                   superclass=superclass)  # fmt: skip
    assert reach(reachability(APP, dex(app(), MAIN, READER, page)), "m.Reader.read").phase == "other"
