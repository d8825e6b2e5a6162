"""Ways in which an app starts itself, stays alive, or starts another one; and what only looks like it."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    RETURN_VOID,
    STATIC,
    SUPER,
    VIRTUAL,
    call,
    code,
    give,
    if_zero,
    jump,
    move,
    new,
    opened,
    read,
    result,
    small,
    text,
    write,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.shipped import shipped_lexicons

from appaudit.code.facts.conduct.self_start import manifest_self_start_facts, self_start_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.lexicon.conduct import ConductWords
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.package import AppFact, ComponentFact, PermissionFact


def conduct_words() -> ConductWords:
    return shipped_lexicons().conduct


SERVICE = "Landroid/app/Service;"
START_COMMAND = "onStartCommand(Landroid/content/Intent;II)I"
INTENT = "Landroid/content/Intent;"
SET_PACKAGE = f"{INTENT}->setPackage(Ljava/lang/String;){INTENT}"
START_SERVICE = f"Landroid/content/Context;->startService({INTENT})Landroid/content/ComponentName;"
START_ACTIVITY = f"Landroid/content/Context;->startActivity({INTENT})V"
WIDTH, HEIGHT = (f"Landroid/view/WindowManager$LayoutParams;->{side}:I" for side in ("width", "height"))


def found(signature, body, superclass="Ljava/lang/Object;", builder=None, manifest=()):
    method = DefinedMethod(signature, body)
    builder = (builder or DexBuilder()).add_class("Lapp/Main;", superclass=superclass, methods=[method])
    return found_in(builder, *manifest)


def found_in(builder, *manifest):
    read = opened(builder)
    facts = self_start_facts(Constants(read), Hierarchy([read]), conduct_words(), [AppFact(package="app"), *manifest])
    return [(fact.mechanism, fact.subject, fact.detail) for fact in facts]


def manifest(*facts):
    return [(fact.mechanism, fact.subject, fact.detail) for fact in manifest_self_start_facts(facts, conduct_words())]


def receiver(*actions, **more):
    return ComponentFact(type="receiver", name="app.Wake", actions=actions, **more)


BOOT = "android.intent.action.BOOT_COMPLETED"


def test_a_receiver_of_the_end_of_booting():
    assert manifest(receiver(BOOT, "app.OWN")) == [("boot_receiver", "app.Wake", (BOOT,))]


@pytest.mark.parametrize("is_held", [True, False])
def test_the_end_of_booting_comes_only_with_its_permission(is_held):
    permission = "android.permission.RECEIVE_BOOT_COMPLETED"
    held = [PermissionFact(name=permission)] if is_held else [PermissionFact(name="android.permission.INTERNET")]
    (fact,) = manifest_self_start_facts([receiver(BOOT), *held], conduct_words())
    assert fact.contrary == (() if is_held else (f"no uses-permission {permission}",))


def test_going_down_starts_nothing():
    assert manifest(receiver("android.intent.action.ACTION_SHUTDOWN")) == []


def test_one_receiver_may_be_started_in_several_ways():
    screen = "android.intent.action.USER_PRESENT"
    assert manifest(receiver(screen, BOOT)) == [
        ("screen_receiver", "app.Wake", (screen,)),
        ("boot_receiver", "app.Wake", (BOOT,)),
    ]


@pytest.mark.parametrize(
    "fact",
    [
        receiver(BOOT, enabled=False),
        receiver("android.intent.action.MY_PACKAGE_REPLACED", "android.intent.action.LOCALE_CHANGED"),
        ComponentFact(type="activity", name="app.Main", actions=(BOOT,)),
        NamespaceFact(name="com.gyf.cactusgarden", classes=3),
    ],
    ids=["disabled", "other actions", "activity", "namespace"],
)
def test_what_starts_nothing(fact):
    assert manifest(fact) == []


def test_libraries_that_keep_apps_alive():
    assert manifest(NamespaceFact(name="com.gyf.cactus.core", classes=2, generated=1)) == [
        ("daemon_library", "com.gyf.cactus.core", ()),
    ]
    assert manifest(NamespaceFact(name="com.gyf.cactus", classes=1, generated=1)) == []


def test_a_library_of_several_packages_is_told_once():
    inner = [NamespaceFact(name=f"com.gyf.cactus.{name}", classes=2) for name in ("core", "entity.more")]
    whole = NamespaceFact(name="com.gyf.cactus", classes=2)
    told = [("daemon_library", "com.gyf.cactus", ())]
    assert [each for each in manifest(inner[0], whole, inner[1]) if each[0] == "daemon_library"] == told
    assert [subject for _, subject, _ in manifest(*inner)] == ["com.gyf.cactus.core", "com.gyf.cactus.entity.more"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, [("sticky_service", "app.Main", ("START_STICKY",))]),
        (2, []),
        (3, [("sticky_service", "app.Main", ("START_REDELIVER_INTENT",))]),
    ],
)
def test_a_service_that_asks_to_be_started_again(value, expected):
    assert found(START_COMMAND, code(small(0, value), give(0, 0x0F), incoming=4), SERVICE) == expected


def test_what_the_platform_returns_is_not_the_apps_choice():
    body = code(call(SUPER, f"{SERVICE}->{START_COMMAND}", 12, 13, 14, 15), result(0, 0x0A), give(0, 0x0F), incoming=4)
    assert found(START_COMMAND, body, SERVICE) == []


@pytest.mark.parametrize(("value", "expected"), [(1, ["persisted_job"]), (0, [])])
def test_a_job_that_survives_a_restart(value, expected):
    builder = "Landroid/app/job/JobInfo$Builder;"
    body = code(small(1, value), call(VIRTUAL, f"{builder}->setPersisted(Z){builder}", 0, 1), RETURN_VOID)
    assert [mechanism for mechanism, _, _ in found("run()V", body)] == expected


def test_a_service_that_starts_itself_when_it_is_removed():
    body = code(call(VIRTUAL, START_SERVICE, 14, 15), RETURN_VOID, incoming=2)
    signature = f"onTaskRemoved({INTENT})V"
    assert found(signature, body, SERVICE) == [("restart", "app.Main", ("startService",))]


def test_an_activity_that_starts_a_service_when_it_is_destroyed_is_no_restart():
    body = code(call(VIRTUAL, START_SERVICE, 14, 15), RETURN_VOID, incoming=1)
    assert found("onDestroy()V", body, "Landroid/app/Activity;") == []


def test_a_window_of_one_pixel():
    body = code(small(0, 1), write(0, 1, WIDTH, 0x59), write(0, 1, HEIGHT, 0x59), RETURN_VOID)
    assert found("onCreate()V", body) == [("one_pixel_window", "app.Main", ("1 x 1",))]


def test_a_line_of_one_pixel_is_no_hidden_window():
    body = code(small(0, 1), write(0, 1, WIDTH, 0x59), small(0, 7), write(0, 1, HEIGHT, 0x59), RETURN_VOID)
    assert found("onCreate()V", body) == []


ADD = "Landroid/view/WindowManager;->addView(Landroid/view/View;Landroid/view/ViewGroup$LayoutParams;)V"
CAPTURE = "Landroid/media/projection/MediaProjectionManager;->createScreenCaptureIntent()Landroid/content/Intent;"
ONE_PIXEL = [("one_pixel_window", "app.Main", ("1 x 1",))]


@pytest.mark.parametrize(
    ("view", "expected"),
    [("Landroid/webkit/WebView;", []), ("Lapp/Page;", []), ("Landroid/view/View;", ONE_PIXEL)],
)
def test_a_web_view_of_one_pixel_mends_its_deadlock(view, expected):
    sides = (small(1, 1), write(1, 2, WIDTH, 0x59), write(1, 2, HEIGHT, 0x59))
    body = code(new(0, view), *sides, call(INTERFACE, ADD, 3, 0, 2), RETURN_VOID)
    page = DexBuilder().add_class("Lapp/Page;", superclass="Landroid/webkit/WebView;")
    assert found("clear()V", body, builder=page) == expected


@pytest.mark.parametrize("made", [new(0, "Lapp/Meter;"), read(0, 15, "Lapp/Main;->meter:Lapp/Meter;")])
@pytest.mark.parametrize(("method", "expected"), [("onDraw(Landroid/graphics/Canvas;)V", []), ("show()V", ONE_PIXEL)])
def test_a_view_of_one_pixel_that_counts_frames(made, method, expected):
    sides = (small(1, 1), write(1, 2, WIDTH, 0x59), write(1, 2, HEIGHT, 0x59))
    body = code(made, *sides, call(INTERFACE, ADD, 3, 0, 2), RETURN_VOID)
    drawing = DefinedMethod(method, code(RETURN_VOID, incoming=2))
    meter = DexBuilder().add_class("Lapp/Meter;", superclass="Landroid/view/View;", methods=[drawing])
    assert found("begin()V", body, builder=meter) == expected


@pytest.mark.parametrize(("owner", "expected"), [("Lapp/Main;", []), ("Lapp/Other;", ONE_PIXEL)])
def test_a_page_of_one_pixel_that_asks_to_capture_the_screen(owner, expected):
    sides = code(small(0, 1), write(0, 1, WIDTH, 0x59), write(0, 1, HEIGHT, 0x59), RETURN_VOID)
    asking = DefinedMethod("ask()V", code(call(VIRTUAL, CAPTURE, 0), RETURN_VOID))
    small_page = DefinedMethod("shrink()V", sides)
    builder = DexBuilder()
    if owner == "Lapp/Main;":
        builder.add_class(owner, superclass="Landroid/app/Activity;", methods=[asking, small_page])
    else:
        builder.add_class(owner, superclass="Landroid/app/Activity;", methods=[asking])
        builder.add_class("Lapp/Main;", superclass="Landroid/app/Activity;", methods=[small_page])
    assert found_in(builder) == expected


@pytest.mark.parametrize(
    ("package", "start", "expected"),
    [
        ("cn.other.push", START_SERVICE, [("other_app_service", "cn.other.push", ("startService",))]),
        ("cn.other.push", START_ACTIVITY, [("other_app_start", "cn.other.push", ("startActivity",))]),
        ("app", START_SERVICE, []),
        ("com.google.android.gms", START_SERVICE, []),
        ("com.android.settings", START_ACTIVITY, []),
    ],
)
def test_starting_another_app(package, start, expected):
    body = code(text(1, package), call(VIRTUAL, SET_PACKAGE, 0, 1), call(VIRTUAL, start, 2, 0), RETURN_VOID)
    assert found("run()V", body) == expected


PENDING = (
    "Landroid/app/PendingIntent;->getBroadcast(Landroid/content/Context;I"
    "Landroid/content/Intent;I)Landroid/app/PendingIntent;"
)


ALARM = "Landroid/app/AlarmManager;->set(IJLandroid/app/PendingIntent;)V"
COPY = f"{INTENT}-><init>({INTENT})V"
INVALID = [("other_app_service", "cn.example.invalid", ("startService",))]


@pytest.mark.parametrize(
    ("sent", "more", "expected"),
    [
        (2, [call(STATIC, PENDING, 4, 5, 0, 5)], []),
        # It is sent, by the method itself or by an alarm; or nothing says what becomes of it.
        (0, [call(STATIC, PENDING, 4, 5, 0, 5)], INVALID),
        (2, [call(STATIC, PENDING, 4, 5, 0, 5), result(6), call(VIRTUAL, ALARM, 7, 5, 8, 9, 6)], INVALID),
        (2, [], INVALID),
        (2, [call(STATIC, PENDING, 4, 5, 0, 5), move(3, 0)], INVALID),
        (2, [call(STATIC, PENDING, 4, 5, 0, 5), call(DIRECT, COPY, 3, 0)], INVALID),
    ],
    ids=["a proof", "sent", "by an alarm", "kept", "passed on", "copied"],
)
def test_an_intent_that_only_proves_who_calls_starts_nobody(sent, more, expected):
    proof = (new(0, INTENT), text(1, "cn.example.invalid"), call(VIRTUAL, SET_PACKAGE, 0, 1))
    asked = (new(2, INTENT), text(1, "com.google.android.gms"), call(VIRTUAL, SET_PACKAGE, 2, 1))
    way = (if_zero(0, 10, "start"), *proof, *more, "start", call(VIRTUAL, START_SERVICE, 4, sent), RETURN_VOID)
    assert found("run()V", code(*asked, *way)) == expected


OTHER_EDITION = [("other_app_service", "cn.edition", ("startService",))]


@pytest.mark.parametrize(
    ("second", "action", "expected"),
    [
        ("app", "app.action.PARSE", []),
        ("app", "app.Parse", []),
        # Another app's component, or a package that is never the app's own.
        ("app", "cn.edition.action.PARSE", OTHER_EDITION),
        ("cn.edition", "app.action.PARSE", OTHER_EDITION),
    ],
)
def test_the_name_of_another_edition_of_the_app(second, action, expected):
    parse = ComponentFact(type="service", name="app.Parse", actions=("app.action.PARSE",))
    chosen = (if_zero(0, 3, "other"), text(1, "cn.edition"), jump("set"), "other", text(1, second), "set")
    body = code(
        text(5, action), *chosen, call(VIRTUAL, SET_PACKAGE, 0, 1), call(VIRTUAL, START_SERVICE, 2, 0), RETURN_VOID
    )
    assert found("run()V", body, manifest=(parse,)) == expected


EXEC = "Ljava/lang/Runtime;->exec(Ljava/lang/String;)Ljava/lang/Process;"
PACKAGE_NAME = "Landroid/content/Context;->getPackageName()Ljava/lang/String;"
KEEP = "am startservice --user 0 -n app/.Keep"


def shelled(command, *before, again=True, runs=True):
    execute = [call(VIRTUAL, EXEC, 2, 1)] if runs else []
    back = [jump("again")] if again else []
    return found("run()V", code(*before, "again", text(1, command), *execute, *back, RETURN_VOID))


def test_a_shell_command_that_starts_the_app_over_and_over():
    assert shelled(KEEP) == [("native_daemon", "app.Main", (KEEP,))]


def test_the_package_may_be_asked_for():
    command = "am startservice --user 0 -n "
    assert shelled(command, call(VIRTUAL, PACKAGE_NAME, 0)) == [("native_daemon", "app.Main", (command,))]
    assert shelled(command) == []


def test_a_command_that_runs_once_or_not_at_all_keeps_nothing_alive():
    assert shelled(KEEP, again=False) == []
    assert shelled(KEEP, runs=False) == []


def test_a_shell_command_that_starts_another_app():
    command = "am start -n cn.other.push/.Main"
    assert shelled(command, again=False) == [("other_app_service", "cn.other.push", (command,))]
    assert shelled("am start -n com.android.settings/.Settings") == []


def test_other_calls_are_none():
    body = code(call(INTERFACE, "Ljava/util/List;->clear()V", 0), call(DIRECT, "Lapp/Main;->go()V", 0), RETURN_VOID)
    assert found("run()V", body) == []
