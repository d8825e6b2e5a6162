"""What may run although no edge of the graph leads there, so that nobody can call it dead.

A class that code names by a constant may be handed on to whoever makes an object of it (`Class.newInstance`, a list of
services, an enumeration), and where methods are asked for as well, each of its own may be called; the system makes
objects of some types by itself, from files and messages; and it calls what every object has. When that is nobody can
tell, only that it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.phases import Search
from appaudit.code.graph.program.links import FileLinks, Flags, Indices
from appaudit.code.reach.annotated_classes import asked_by_annotations
from appaudit.code.values.java_names import descriptor
from appaudit.code.values.registers import MethodBody
from appaudit.dex import const_classes, invoke_edges
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import INVOKES, STRING_LITERALS
from appaudit.dex.tables import distinct, is_among

#: What the platform calls of objects of any class, and what it calls to make one from a stream:
#: https://developer.android.com/reference/java/lang/Object and java/io/Serializable, checked 2026-11-28, not opened.
_OF_EVERY_OBJECT: Final = (
    "toString", "hashCode", "equals", "compareTo", "clone", "finalize", "writeObject", "writeReplace", "writeExternal"
)  # fmt: skip
_FROM_STREAM: Final = ("readObject", "readObjectNoData", "readResolve", "readExternal")
#: Types whose objects the system makes from a resource or a message, and draws or asks then, or by a name that it is
#: given as a text (of a provider of algorithms, a property of the system, a bundle of texts):
#: https://developer.android.com/reference, checked 2026-11-28, not opened.
_MADE_BY_SYSTEM: Final = (
    "android.graphics.drawable.Drawable", "android.os.Parcelable$Creator",
    "android.view.ActionProvider", "androidx.core.view.ActionProvider",
    "java.net.URLStreamHandler", "java.util.ResourceBundle", "java.util.ListResourceBundle",
    "java.security.MessageDigestSpi", "java.security.MessageDigest", "java.security.SecureRandomSpi",
    "java.security.SignatureSpi", "java.security.KeyStoreSpi", "java.security.KeyPairGeneratorSpi",
    "java.security.KeyFactorySpi", "java.security.AlgorithmParametersSpi", "java.security.Provider",
    "java.security.cert.CertificateFactorySpi", "javax.crypto.CipherSpi", "javax.crypto.MacSpi",
    "javax.crypto.KeyGeneratorSpi", "javax.crypto.SecretKeyFactorySpi", "javax.net.ssl.SSLContextSpi",
    "javax.net.ssl.TrustManagerFactorySpi", "javax.net.ssl.KeyManagerFactorySpi",
    "javax.xml.parsers.DocumentBuilderFactory", "javax.xml.parsers.SAXParserFactory",
    "javax.xml.transform.TransformerFactory", "javax.xml.xpath.XPathFactory", "org.xmlpull.v1.XmlPullParserFactory",
    "java.util.logging.Handler", "java.util.prefs.PreferencesFactory",
)  # fmt: skip
_CREATION: Final = ("<clinit>", "<init>")
_SERVICES: Final = "Ljava/util/ServiceLoader;"
_CLASS: Final = "Ljava/lang/Class;"
_ASKS_FOR_ALL: Final = ("getMethods", "getDeclaredMethods")
_ASKS_BY_NAME: Final = ("getMethod", "getDeclaredMethod")
#: Classes that name classes that name classes: no app has chains so long, and each round costs a search.
_MOST_ROUNDS: Final = 12


def may_run(graph: CallGraph, reached: Flags, doubtful: Sequence[int], never: Flags | None) -> Flags:
    """The methods that may run, among them all that are reached.

    Args:
        graph: The methods.
        reached: The nodes that anything is known to lead to.
        doubtful: Nodes that something may lead to.
        never: Edges that nothing ever takes.
    """
    links = graph.links
    source, named, is_asked = _named_classes(graph)
    of_every_object, from_stream, creation = (
        np.flatnonzero(is_among(links.method_name, hash_texts(names)) & links.method_has_code)
        for names in (_OF_EVERY_OBJECT, _FROM_STREAM, _CREATION)
    )
    with_code, asked = np.flatnonzero(links.method_has_code), np.zeros(links.class_count, dtype=bool)
    search = Search(graph, closed=never)
    search.reached |= reached
    search.start(np.concatenate([from_stream, np.array(doubtful, dtype=np.int64)]), Stage.ANY)
    made = _below(graph, hash_texts(list(map(descriptor, _MADE_BY_SYSTEM))))
    for _ in range(_MOST_ROUNDS):
        before = int(search.reached.sum())
        made[named[search.reached[source]]] = True
        classes = np.flatnonzero(made)
        objects = creation[made[links.method_class[creation]]]
        alive = of_every_object[search.reached[links.method_class[of_every_object] + links.method_count]]
        asked[named[is_asked & search.reached[source]]] = True
        nodes = (classes + links.method_count, classes + links.method_count + links.class_count, objects, alive)
        search.start(np.concatenate([*nodes, with_code[asked[links.method_class[with_code]]]]), Stage.ANY)
        if int(search.reached.sum()) == before:
            break
    found: Flags = search.reached[: links.method_count]
    return found


def _named_classes(graph: CallGraph) -> tuple[NDArray[np.int64], Indices, Flags]:
    """Pairs of a method and a class of the app that it names by a constant, or that serves what it names.

    With each whether the method asks some class for methods by names that are no constants.
    """
    sources, classes = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int32)]  # of a package without code
    asks = [np.empty(0, dtype=bool)]
    for file in graph.links.files:
        constants = const_classes(file.code.instructions)
        known = file.type_class[constants.target]
        chosen = np.flatnonzero(known >= 0)
        items = constants.code_item[chosen].astype(np.int64)
        sources.append(file.item_method[items].astype(np.int64))
        classes.append(known[chosen].astype(np.int32))
        asking = _calling(file, _CLASS, (*_ASKS_FOR_ALL, *_ASKS_BY_NAME))
        asking = asking[is_among(asking, distinct(items))]
        made = [item for item in asking.tolist() if _asks_by_made_name(file, item)]
        asks.append(is_among(items, np.array(made, dtype=np.int64)))
        for item in _calling(file, _SERVICES).tolist():
            asked = file.type_hash[constants.target[constants.code_item == item]]
            serving = np.flatnonzero(_below(graph, asked)) if len(asked) else np.empty(0, dtype=np.int64)
            sources.append(np.full(len(serving), int(file.item_method[item]), dtype=np.int64))
            classes.append(serving.astype(np.int32))
            asks.append(np.zeros(len(serving), dtype=bool))
    by_annotation, under = asked_by_annotations(graph)
    sources.append(by_annotation)
    classes.append(under)
    asks.append(np.ones(len(under), dtype=bool))  # by whatever name they are called, as frameworks do
    return np.concatenate(sources), np.concatenate(classes), np.concatenate(asks)


def _calling(file: FileLinks, owner: str, names: Sequence[str] = ()) -> NDArray[np.int64]:
    """The code items that call a class of the platform, some methods of it where names are given; ascending."""
    types = np.flatnonzero(file.type_hash == hash_text(owner))
    if not len(types):
        return np.empty(0, dtype=np.int64)
    wanted = is_among(file.code.dex.method_ids["class_type"], types)
    if names:
        wanted &= is_among(file.method_name, hash_texts(list(names)))
    calls = invoke_edges(file.code.instructions)
    return distinct(calls.code_item[wanted[calls.target]].astype(np.int64))


def _asks_by_made_name(file: FileLinks, item: int) -> bool:
    """Whether a method asks a class for all of its methods, or for one by a name that is no constant there."""
    dex, body = file.code.dex, MethodBody(file.code, item)
    for index in range(len(body) if body.is_read else 0):
        target = body.target(index) if body.opcodes[index] in INVOKES else len(dex.method_ids)
        if target >= len(dex.method_ids) or dex.method_class(target) != _CLASS:
            continue
        name, registers = dex.method_name(target), body.sources(index)
        if name in _ASKS_FOR_ALL:
            return True
        if name in _ASKS_BY_NAME and len(registers) > 1:
            given = body.definitions(index, registers[1])
            if any(at < 0 or body.opcodes[at] not in STRING_LITERALS for at in given):
                return True
    return False


def _below(graph: CallGraph, names: NDArray[np.uint64]) -> Flags:
    """The classes that are, extend or implement one of the types."""
    unique = distinct(names)
    found: Flags = graph.links.marks_below(np.ones(len(unique), dtype=np.uint64), unique) > 0
    return found
