"""Small apps that read an identifier at launch where no call of their own leads, and near twins that wait.

The identifier needs no permission, so that nothing but the way decides whether it is read before anyone has agreed.
"""

from __future__ import annotations

from typing import Final

from tests.metamorphic.code_evasions import CLASS, STRING
from tests.metamorphic.small_apps import HIDDEN, App, hidden
from tests.support.axml_builder import Tag
from tests.support.dex_builder import DefinedClass
from tests.support.program_assembly import (
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    give,
    label,
    move_result,
    new,
    static_field,
)

_RESOLVER = "Landroid/content/ContentResolver;"
#: Registers 0 and 1 are used.
READ_ID: Final = [
    const_string(1, "android_id"),
    call("static", f"Landroid/provider/Settings$Secure;->getString({_RESOLVER}{STRING}){STRING}", 0, 1),
]
_VIEW, _BUTTON, _BOX = "Landroid/view/View;", "Landroid/widget/Button;", "Landroid/widget/CheckBox;"
_ON_CLICK, _ON_CHANGE = "Landroid/view/View$OnClickListener;", "Landroid/widget/CompoundButton$OnCheckedChangeListener;"
_DIALOG, _BUILDER = "Landroid/app/AlertDialog;", "Landroid/app/AlertDialog$Builder;"
_ON_ANSWER = "Landroid/content/DialogInterface$OnClickListener;"
_RUNNABLE, _FRAGMENT, _CONTEXT = "Ljava/lang/Runnable;", "Landroid/app/Fragment;", "Landroid/content/Context;"
_ANIMATOR = "Landroid/animation/ObjectAnimator;"
_CONSTRUCTOR = "Ljava/lang/reflect/Constructor;"
_AGREED = "Lm/Kept;->agreed:Z"


def _reading(name: str, superclass: str = OBJECT, interfaces: tuple[str, ...] = ()) -> list[DefinedClass]:
    """A class of the app with one method, which reads the identifier."""
    body = code(READ_ID, registers=16, incoming=name.count(";") + name.count("I") + 1)
    return [hidden(name, superclass, interfaces, body=body)]


def _made(name: str, superclass: str) -> App:
    """An app that makes an object of a class of the platform's that it extends."""
    return App(body=[new(1, HIDDEN)], classes=_reading(name, superclass))


def _handed(name: str, interface: str, method: str) -> App:
    """An app that hands the platform an object of an interface of the platform's."""
    hands = call("virtual", f"{method}({interface})V", 2, 1)
    return App(body=[new(1, HIDDEN), hands], classes=_reading(name, interfaces=(interface,)))


def _pressed(given: int, pressed: int) -> App:
    """An app that gives a button a listener, and presses a button."""
    return App(
        body=[
            *(new(1, HIDDEN), new(2, _BUTTON), new(3, _BUTTON)),
            call("virtual", f"{_BUTTON}->setOnClickListener({_ON_CLICK})V", given, 1),
            call("virtual", f"{_BUTTON}->performClick()Z", pressed),
        ],
        classes=_reading(f"onClick({_VIEW})V", interfaces=(_ON_CLICK,)),
    )


def _ticked(*, listens_first: bool) -> App:
    """An app that ticks a box, and listens to it."""
    listens = call("virtual", f"{_BOX}->setOnCheckedChangeListener({_ON_CHANGE})V", 2, 1)
    ticks = call("virtual", f"{_BOX}->setChecked(Z)V", 2, 3)
    return App(
        body=[*(new(1, HIDDEN), new(2, _BOX), const(3, 1)), *((listens, ticks) if listens_first else (ticks, listens))],
        classes=_reading("onCheckedChanged(Landroid/widget/CompoundButton;Z)V", interfaces=(_ON_CHANGE,)),
    )


def _answered(*answer: Instruction | list[Instruction]) -> App:
    """An app that asks in a dialog."""
    asks = f"{_BUILDER}->setPositiveButton(Ljava/lang/CharSequence;{_ON_ANSWER}){_BUILDER}"
    return App(
        body=[
            *(new(1, HIDDEN), new(2, _BUILDER), call("virtual", asks, 2, 3, 1)),
            *(call("virtual", f"{_BUILDER}->show(){_DIALOG}", 2), move_result(4, reference=True)),
            *answer,
        ],
        classes=_reading("onClick(Landroid/content/DialogInterface;I)V", interfaces=(_ON_ANSWER,)),
    )


_ANSWER = (
    call("virtual", f"{_DIALOG}->getButton(I){_BUTTON}", 4, 5),
    move_result(6, reference=True),
    call("virtual", f"{_BUTTON}->performClick()Z", 6),
)


def _part(name: str) -> App:
    """An app that makes a part of a page by the name of its class."""
    makes = [
        call("static", f"{_FRAGMENT}->instantiate({_CONTEXT}{STRING}){_FRAGMENT}", 2, 1),
        move_result(3, reference=True),
    ]
    return App(body=[const_string(1, name), makes], classes=_reading("onCreate(Landroid/os/Bundle;)V", _FRAGMENT))


def _animated(name: str) -> App:
    """An app that animates a property of an object of its own."""
    animates = call("static", f"{_ANIMATOR}->ofInt({OBJECT}{STRING}[I){_ANIMATOR}", 1, 2, 3)
    return App(body=[new(1, HIDDEN), const_string(2, name), animates], classes=_reading("setLevel(I)V"))


def _by_class(*use: Instruction | list[Instruction]) -> App:
    """An app that has the class of a task as a constant."""
    return App(body=[const_class(1, HIDDEN), *use], classes=_reading("run()V", interfaces=(_RUNNABLE,)))


_CONSTRUCTED = (
    call("virtual", f"{CLASS}->getConstructor([{CLASS}){_CONSTRUCTOR}", 1, 2),
    move_result(3, reference=True),
    call("virtual", f"{_CONSTRUCTOR}->newInstance([{OBJECT}){OBJECT}", 3, 4),
    move_result(5, reference=True),
)


def _kept(value: int) -> App:
    """An app that sets its own flag before it asks for it."""
    return App(
        body=[
            *(const(2, value), static_field("put-boolean", 2, _AGREED), static_field("get-boolean", 3, _AGREED)),
            *(branch("eqz", 3, "out"), *READ_ID, label("out")),
        ],
    )


def _said(value: int) -> App:
    """An app that asks an interface of its own whether anyone has agreed."""
    asked = "Lm/Asked;"
    return App(
        body=[
            *(new(2, "Lm/Answer;"), call("interface", f"{asked}->isPrivacyAgreed()Z", 2), move_result(3)),
            *(branch("eqz", 3, "out"), *READ_ID, label("out")),
        ],
        classes=[
            defined(asked, {"isPrivacyAgreed()Z": None}),
            defined(
                "Lm/Answer;",
                {
                    "<init>()V": code(call("direct", f"{OBJECT}-><init>()V", 9), incoming=1),
                    "isPrivacyAgreed()Z": code(const(0, value), give(0), incoming=1),
                },
                interfaces=[asked],
            ),
        ],
    )


def _component(tag: str, **attributes: bool) -> list[Tag]:
    return [Tag(tag, {"name": "m.Hidden", "exported": False, **attributes})]


_INTENT, _PENDING = "Landroid/content/Intent;", "Landroid/app/PendingIntent;"
_KEPT = (
    *(const_class(1, HIDDEN), new(2, _INTENT)),
    call("direct", f"{_INTENT}-><init>({_CONTEXT}{CLASS})V", 2, 3, 1),
    call("static", f"{_PENDING}->getBroadcast({_CONTEXT}I{_INTENT}I){_PENDING}", 3, 4, 2, 5),
    move_result(6, reference=True),
)


def _later(*then: Instruction) -> App:
    """An app that keeps an intent for its receiver."""
    return App(
        body=[*_KEPT, *then],
        classes=_reading(f"onReceive({_CONTEXT}{_INTENT})V", "Landroid/content/BroadcastReceiver;"),
        components=_component("receiver"),
    )


def _sent(action: str) -> App:
    """An app that sends a broadcast of its own, and has a receiver of one."""
    sends = call("virtual", f"{_CONTEXT}->sendBroadcast({_INTENT})V", 3, 2)
    filters = [Tag("intent-filter", {}, [Tag("action", {"name": "m.TICK"})])]
    return App(
        body=[const_string(1, action), *new(2, _INTENT), sends],
        classes=_reading(f"onReceive({_CONTEXT}{_INTENT})V", "Landroid/content/BroadcastReceiver;"),
        components=[Tag("receiver", {"name": "m.Hidden", "exported": False}, filters)],
    )


def _by_text(then: Instruction) -> App:
    """An app that names its service by a text."""
    named = call("direct", f"Landroid/content/ComponentName;-><init>({STRING}{STRING})V", 3, 2, 1)
    return App(
        body=[*(const_string(1, "m.Hidden"), const_string(2, "m"), named), then],
        classes=_reading("onStartJob(Landroid/app/job/JobParameters;)Z", "Landroid/app/job/JobService;"),
        components=_component("service"),
    )


def _spoken_of() -> App:
    """An app that starts another page, and writes the name of its service down."""
    notes = call("static", f"Landroid/util/Log;->d({STRING}{STRING})I", 1, 2)
    starts = call("virtual", f"{_CONTEXT}->startActivity({_INTENT})V", 3, 4)
    app = _by_text(starts)
    return App(body=[*app.body[:2], notes, starts], classes=app.classes, components=app.components)


def _begun(then: Instruction) -> App:
    """An app whose service reads when it is made."""
    reads = code(READ_ID, registers=16, incoming=1)
    return App(
        body=[const_class(1, HIDDEN), then],
        classes=[defined(HIDDEN, {"<init>()V": reads}, superclass="Landroid/app/Service;")],
        components=_component("service"),
    )


def _asked(authority: str) -> App:
    """An app that asks a provider."""
    uri = "Landroid/net/Uri;"
    return App(
        body=[
            *(const_string(1, f"content://{authority}/id"), call("static", f"{uri}->parse({STRING}){uri}", 1)),
            *(move_result(2, reference=True), call("virtual", f"{_RESOLVER}->getType({uri}){STRING}", 3, 2)),
        ],
        classes=_reading(f"getType({uri}){STRING}", "Landroid/content/ContentProvider;"),
        components=[Tag("provider", {"name": "m.Hidden", "authorities": "m.files", "exported": False})],
    )


def _service(asked: str) -> App:
    """An app that loads services of an interface."""
    loads = call("static", f"Ljava/util/ServiceLoader;->load({CLASS})Ljava/util/ServiceLoader;", 1)
    return App(body=[const_class(1, asked), loads], classes=_reading("run()V", interfaces=(_RUNNABLE,)))


#: The identifier is read before anyone has agreed.
LAUNCHED: Final[dict[str, App]] = {
    "no detour": App(body=READ_ID),
    "text that is drawn": _made("onDraw(Landroid/graphics/Canvas;)V", "Landroid/widget/TextView;"),
    "list of a platform's adapter": _made(
        f"getView(I{_VIEW}Landroid/view/ViewGroup;){_VIEW}", "Landroid/widget/ArrayAdapter;"
    ),
    "page that is drawn by a renderer": _handed(
        "onDrawFrame(Ljavax/microedition/khronos/opengles/GL10;)V",
        "Landroid/opengl/GLSurfaceView$Renderer;",
        "Landroid/opengl/GLSurfaceView;->setRenderer",
    ),
    "window that has the focus": _handed(
        "onWindowFocusChanged(Z)V", "Landroid/view/Window$Callback;", "Landroid/view/Window;->setCallback"
    ),
    "words that are looked for": _handed(
        "acceptMatch(Ljava/lang/CharSequence;II)Z",
        "Landroid/text/util/Linkify$MatchFilter;",
        "Lm/Links;->add",
    ),
    "letters with a style": _made(
        "draw(Landroid/graphics/Canvas;Ljava/lang/CharSequence;IIFIIILandroid/graphics/Paint;)V",
        "Landroid/text/style/ReplacementSpan;",
    ),
    "stack of an exception": _made("fillInStackTrace()Ljava/lang/Throwable;", "Ljava/lang/RuntimeException;"),
    "end of an animation": _made(
        "onAnimationEnd(Landroid/animation/Animator;)V", "Landroid/animation/AnimatorListenerAdapter;"
    ),
    "stream of the app's own": _made("read()I", "Ljava/io/InputStream;"),
    "button that code presses": _pressed(2, 2),
    "box that code ticks": _ticked(listens_first=True),
    "answer that code gives": _answered(*_ANSWER),
    "part of a page by its name": _part("m.Hidden"),
    "property that an animation sets": _animated("level"),
    "object by a constructor": _by_class(*_CONSTRUCTED),
    "service of an interface that is loaded": _service(_RUNNABLE),
    "own provider that is asked": _asked("m.files"),
    "receiver of an alarm": _later(call("virtual", f"Landroid/app/AlarmManager;->set(IJ{_PENDING})V", 7, 1, 2, 6)),
    "broadcast of the app's own": _sent("m.TICK"),
    "job by the text of its name": _by_text(
        call("virtual", "Landroid/app/job/JobScheduler;->schedule(Landroid/app/job/JobInfo;)I", 4, 5)
    ),
    "what a service begins with": _begun(
        call("virtual", f"{_CONTEXT}->startService({_INTENT})Landroid/content/ComponentName;", 3, 2)
    ),
    "flag that the app sets": _kept(1),
    "interface that says yes": _said(1),
}
#: Near twins: it is read once a person acts, or not at all.
LATER: Final[dict[str, App]] = {
    "view that is never made": App(classes=_reading("onDraw(Landroid/graphics/Canvas;)V", "Landroid/widget/TextView;")),
    "another button that code presses": _pressed(2, 3),
    "box that code ticks before it listens": _ticked(listens_first=False),
    "answer that a person gives": _answered(),
    "part of a page by another name": _part("m.Other"),
    "other property that an animation sets": _animated("width"),
    "class that is only named": _by_class(call("virtual", f"{CLASS}->getName(){STRING}", 1)),
    "service of another interface": _service("Ljava/util/Comparator;"),
    "provider whose name only begins alike": _asked("m.filesystem"),
    "receiver of a tap on a notification": _later(
        call("virtual", f"Landroid/app/Notification$Builder;->setContentIntent({_PENDING})V", 7, 6)
    ),
    "broadcast that nobody receives": _sent("m.TOCK"),
    "job whose name is written down": _spoken_of(),
    "job that is only asked about": _by_text(
        call("virtual", "Landroid/content/pm/PackageManager;->getComponentEnabledSetting()I", 4, 3)
    ),
    "service that is only named": _begun(call("virtual", f"{CLASS}->getName(){STRING}", 1)),
    "flag that the app keeps down": _kept(0),
    "interface that says no": _said(0),
}
