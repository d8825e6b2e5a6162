"""Small apps that read an identifier when nobody agrees to their question, and near twins that do when one does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import HIDDEN, App, hidden
from tests.support.dex_builder import DefinedClass, field_, type_
from tests.support.program_assembly import (
    OBJECT,
    PUT_BOOLEAN,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    flag,
    goto,
    label,
    new,
)

_BUILDER, _TEXT = "Landroid/app/AlertDialog$Builder;", "Ljava/lang/CharSequence;"
_ANSWER = "Landroid/content/DialogInterface$OnClickListener;"
_CANCEL = "Landroid/content/DialogInterface$OnCancelListener;"
_CLICK, _VIEW, _BUTTON = "Landroid/view/View$OnClickListener;", "Landroid/view/View;", "Landroid/widget/Button;"
_PRESSED, _CANCELLED = "onClick(Landroid/content/DialogInterface;I)V", "onCancel(Landroid/content/DialogInterface;)V"
_ASKING, _OTHER = "请阅读并同意《隐私政策》", "要删除这张图片吗？"


def _listener(name: str, interface: str, body: Sequence[Instruction | list[Instruction]] = READ_ID) -> DefinedClass:
    return hidden(
        name, interfaces=(interface,), body=code(*body, registers=16, incoming=name.count(";") + name.count("I)") + 1)
    )


def _asks(*answers: Instruction | list[Instruction], text: str = _ASKING) -> list[Instruction | list[Instruction]]:
    """A question in a dialog whose builder is in register 2, with a listener of the app's in register 1."""
    says = call("virtual", f"{_BUILDER}->setMessage({_TEXT}){_BUILDER}", 2, 4)
    shows = call("virtual", f"{_BUILDER}->show()Landroid/app/AlertDialog;", 2)
    return [new(1, HIDDEN), new(2, _BUILDER), const_string(4, text), says, *answers, shows]


def _answer(which: str, words: str = "") -> list[Instruction]:
    asks = call("virtual", f"{_BUILDER}->set{which}Button({_TEXT}{_ANSWER}){_BUILDER}", 2, 3, 1)
    return [const_string(3, words), asks]


def _dialog(which: str, words: str = "", *, text: str = _ASKING) -> App:
    return App(body=_asks(_answer(which, words), text=text), classes=[_listener(_PRESSED, _ANSWER)])


def _both(*body: Instruction | list[Instruction]) -> App:
    """One listener for both buttons."""
    return App(
        body=_asks(_answer("Positive"), _answer("Negative")), classes=[_listener(_PRESSED, _ANSWER, body or READ_ID)]
    )


def _button(words: str, *, labelled: int = 2) -> App:
    """A button of the app's own on a page that asks."""
    says = call("virtual", f"{_BUTTON}->setText({_TEXT})V", labelled, 3)
    listens = call("virtual", f"{_BUTTON}->setOnClickListener({_CLICK})V", 2, 1)
    made = [new(1, HIDDEN), new(2, _BUTTON), new(5, _BUTTON), const_string(4, _ASKING), const_string(3, words)]
    return App(body=[*made, says, listens], classes=[_listener(f"onClick({_VIEW})V", _CLICK)])


def merged(reads: int, key: str = "privacy_agreed", agreeing: int = 0) -> App:
    """One class for both listeners, told apart by a number as shrinkers do, one of which reads.

    The one of number 0 stores a setting, and nothing else does: the app is asked for it before it reads once more.
    """
    number = field_(f"{HIDDEN}->a:I")
    stores = [const_string(3, key), const(4, 1), call("interface", PUT_BOOLEAN, 2, 3, 4)]
    first, second = [*stores, *(READ_ID if reads == 0 else [])], READ_ID if reads == 1 else []
    asks = [(13 << 12 | 1 << 8 | 0x52, number), branch("nez", 1, "refused"), *first, goto("out")]
    pressed = code(*asks, label("refused"), *second, label("out"), registers=16, incoming=3)
    made = code((14 << 12 | 15 << 8 | 0x59, number), registers=16, incoming=2)
    listener = defined(HIDDEN, {"<init>(I)V": made, _PRESSED: pressed}, interfaces=(_ANSWER,))
    answers = [
        part
        for at, which in enumerate(("Positive", "Negative"))
        for part in (
            (1 << 8 | 0x22, type_(HIDDEN)),
            const(3, abs(at - agreeing)),
            call("direct", f"{HIDDEN}-><init>(I)V", 1, 3),
            *_answer(which),
        )
    ]
    return App(body=[*flag(8, key), branch("eqz", 8, "ask"), *READ_ID, label("ask"), *_asks(*answers)[1:]],
               classes=[listener])  # fmt: skip


_CLOSED: Final = call("virtual", f"{_BUILDER}->setOnCancelListener({_CANCEL}){_BUILDER}", 2, 1)
_BY_NAME: Final = defined(
    "Lm/PrivacyPage;",
    {"ask()V": code(*_asks(_answer("Negative"), text=_OTHER), registers=16)},
    superclass=OBJECT,
    static=["ask()V"],
)
#: The identifier is read though nobody has agreed.
REFUSED: Final = {
    "refusing button of a dialog": _dialog("Negative"),
    "third button of a dialog": _dialog("Neutral"),
    "refusing word on the agreeing button": _dialog("Positive", "不同意"),
    "question that is closed": App(body=_asks(_CLOSED), classes=[_listener(_CANCELLED, _CANCEL)]),
    "both answers alike": _both(),
    "refusing one of two listeners in one class": merged(1),
    "button that refuses": _button("暂不同意"),
    "button that refuses in English": _button("Decline"),
    "question of a class by its name": App(
        body=[call("static", "Lm/PrivacyPage;->ask()V")], classes=[_BY_NAME, _listener(_PRESSED, _ANSWER)]
    ),
}
#: Near twins: it is read once a person agrees, or answers another question.
AGREED: Final = {
    "agreeing button of a dialog": _dialog("Positive"),
    "agreeing word on the refusing button": _dialog("Negative", "同意并继续"),
    "refusing button of another question": _dialog("Negative", text=_OTHER),
    "both answers told apart": _both(branch("ltz", 15, "out"), *READ_ID, label("out")),
    "agreeing one of two listeners in one class": merged(0),
    "button that agrees": _button("同意并继续"),
    "button beside the one that refuses": _button("暂不同意", labelled=5),
}
