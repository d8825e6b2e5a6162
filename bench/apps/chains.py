"""Whether every hop of a printed chain exists in the bytecode.

A hop is *named* if some method of that name makes the next call, and *exact* if the very overload that the hop before
reached does. Besides plain calls a hop may go through a supertype, an object that the caller creates, or takes from a
field that has the object's own type or is given a new one of its class, or is given by a method that does so, and the
framework calls back, a class initialiser, a class constant (a component), an action that the manifest has for a
component, or reflection by constant names.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .bytecode import Code, Method


@dataclass(slots=True)
class Verdict:
    """What came of the chains of a package."""

    hops: Counter[str] = field(default_factory=Counter)
    chains: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def classes_of(accesses: list[dict[str, Any]]) -> set[str]:
    """The classes whose bodies are needed."""
    return {_split(step)[0] for access in accesses for step in access["chain"]}


def check(accesses: list[dict[str, Any]], code: Code) -> Verdict:
    """Hold every chain against the code."""
    verdict = Verdict()
    seen = set()
    for access in accesses:
        chain = tuple(access["chain"])
        if not chain or (chain, access["api"]) in seen:
            continue
        seen.add((chain, access["api"]))
        _chain(chain, access["api"], code, verdict)
    return verdict


def _split(step: str) -> tuple[str, str, str]:
    """Class, method, and the type where the step carries one."""
    head, bracket, rest = step.partition("(")
    owner, _, name = head.rstrip(":").rpartition(".")
    return owner, name, bracket + rest


def _chain(chain: tuple[str, ...], api: str, code: Code, verdict: Verdict) -> None:
    steps = [_split(step) for step in chain]
    first = _overloads(code, steps[0])
    reached: set[str] | None = set(first)
    good = True
    for caller, callee in itertools.pairwise(steps):
        targets = _overloads(code, callee)
        named: Counter[str] = Counter()
        exact: set[str] = set()
        for kind, body in _overloads(code, caller).items():
            for target in targets:
                if how := _edge(body, callee[0], callee[1], target, code):
                    named[how] += 1
                    if reached is None or kind in reached:
                        exact.add(target)
        if not targets or not _overloads(code, caller):
            # Printed under a subclass that inherits it.
            verdict.hops["inherited, not checked"] += 1
            exact = set(targets)
        elif not named:
            verdict.hops["missing"] += 1
            verdict.wrong.append(f"missing: {'.'.join(caller[:2])} -> {'.'.join(callee[:2])}")
            good, exact = False, set(targets)
        elif not exact:
            verdict.hops["another overload"] += 1
            verdict.wrong.append(f"another overload: {'.'.join(caller[:2])} -> {'.'.join(callee[:2])}")
            good, exact = False, set(targets)
        else:
            verdict.hops[named.most_common(1)[0][0]] += 1
        reached = exact
    last = _overloads(code, steps[-1])
    reading = {kind for kind, body in last.items() if _reads(body, api)}
    if not reading:
        verdict.hops["source not checked"] += 1
    elif reading & (reached or set(last)):
        verdict.hops["source"] += 1
    else:
        verdict.hops["another overload"] += 1
        verdict.wrong.append(f"another overload reads: {chain[-1]} {api}; before it {chain[-2:-1]}")
        good = False
    verdict.chains["exact" if good else "wrong"] += 1


def _overloads(code: Code, step: tuple[str, str, str]) -> dict[str, Method]:
    found = code.methods.get(step[0], {}).get(step[1], {})
    if step[2] and step[2] in found:
        return {step[2]: found[step[2]]}
    return found


def _edge(body: Method, owner: str, name: str, kind: str, code: Code) -> str:
    """How a body leads to a method, or nothing."""
    above = code.ancestors(owner)
    through = ""
    for called, method, types in body.calls:
        if method == name and types == kind:
            if called == owner:
                return "call"
            if called in above or owner in code.ancestors(called):
                through = "through a supertype"
    if through:
        return through
    if name == "<clinit>":
        touched = {called for called, _, _ in body.calls} | {held for held, _ in body.fields} | body.created
        return "class initialiser" if owner in touched else ""
    # Who calls another overload by name is no evidence that the framework calls this one.
    if any(called == owner and method == name for called, method, _ in body.calls):
        return ""
    is_made = _is_made(body, owner, code)
    if is_made and _called_back(owner, name, kind, code):
        return "created here, called back"
    if is_made and any(method == "addJavascriptInterface" for _, method, _ in body.calls):
        return "handed to a page"
    if is_made:
        return ""
    if _is_taken(body, owner, code) and _called_back(owner, name, kind, code):
        return "taken from a field, called back"
    if any(_gives(called, owner, code) for called in body.calls) and _called_back(owner, name, kind, code):
        return "given by a call, called back"
    if any(owner in code.ancestors(named) for named in body.classes):
        return "class constant"
    asked = (started for text in body.texts for started in code.actions.get(text, ()))
    if any(owner in code.ancestors(started) for started in asked) and _called_back(owner, name, kind, code):
        return "action of the manifest"
    # Short names are everywhere among texts.
    if owner in body.texts or (len(name) > 2 and name in body.texts):
        return "reflection"
    # An object that is its own callback is handed over by a method of the same class.
    if any(called == owner for called, _, _ in body.calls) and _called_back(owner, name, kind, code):
        return "handed over, called back"
    return ""


def _is_made(body: Method, owner: str, code: Code) -> bool:
    return any(owner in code.ancestors(made) for made in body.created)


def _gives(called: tuple[str, str, str], owner: str, code: Code) -> bool:
    """Whether a called method of the package gives an object, and makes or keeps one of a class."""
    held, name, kind = called
    body = code.methods.get(held, {}).get(name, {}).get(kind)
    gives_object = kind.rpartition(")")[2].startswith("L")
    return body is not None and gives_object and (_is_made(body, owner, code) or _is_taken(body, owner, code))


def _is_taken(body: Method, owner: str, code: Code) -> bool:
    """Whether a body takes an object of a class from a field: by the field's type, or by what is put into it."""
    return any(
        kind == owner or any(owner in code.ancestors(made) for made in code.kept.get((of, name), ()))
        for of, name, kind in body.taken
    )


def _called_back(owner: str, name: str, kind: str, code: Code) -> bool:
    """Whether a class of the framework may declare the method, which is so if no supertype in the package does."""
    outside = [above for above in code.ancestors(owner) if above not in code.supers]
    return (bool(outside) and outside != ["java.lang.Object"]) or (name, kind) not in code.declared.get(owner, set())


def _reads(body: Method, api: str) -> bool:
    owner, _, member = api.partition("(")[0].rpartition(".")
    if any(name == member for _, name, _ in body.calls):
        return True
    return any(held == owner and name == member for held, name in body.fields)
