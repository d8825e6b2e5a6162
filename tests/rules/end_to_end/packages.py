"""Packages of the cases: an app that does nothing wrong, and what a case adds to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.support.apk_builder import (
    Member,
    apk_bytes,
    certificate,
    distinguished_name,
    manifest,
    pkcs7,
    signing_block,
)
from tests.support.axml_builder import Scalar, Tag
from tests.support.dex_builder import DefinedClass, DexBuilder

ANDROID = "android.permission."
OWNER = "com.example.notes"
RELEASE = distinguished_name(CN="Example", O="Example", C="CN")
_V2 = 0x7109871A


def app(
    *inside: Tag,
    permissions: Sequence[str] = (),
    classes: Sequence[DefinedClass] = (),
    members: Sequence[Member] = (),
    application: Mapping[str, Scalar] | None = None,
    label: str = "某某记事",
    min_sdk: int = 24,
    target_sdk: int = 34,
    signer: bytes = RELEASE,
    schemes: Sequence[str] = ("v2",),
    package: str = OWNER,
) -> bytes:
    """A package, of `OWNER` unless another name is given.

    Args:
        inside: Components, inside `<application>`.
        permissions: Declared ones; a name without a dot is one of Android's.
        classes: The code.
        members: Further entries.
        application: Further attributes of `<application>`.
        label: The name of the app.
        min_sdk: The oldest version of Android.
        target_sdk: The version that the app is written for.
        signer: The distinguished name in the certificate.
        schemes: Of `v1` and `v2`, how the package is signed.
        package: The name of the app for the system.
    """
    wanted = [name if "." in name else ANDROID + name for name in permissions]
    root = manifest(
        Tag("uses-sdk", {"minSdkVersion": min_sdk, "targetSdkVersion": target_sdk}),
        *(Tag("uses-permission", {"name": name}) for name in wanted),
        package=package,
        application={"label": label, **(application or {})},
        inside=inside,
    )
    signed = certificate(signer)
    first = [Member("META-INF/CERT.RSA", pkcs7([signed], signer))] if "v1" in schemes else []
    block = signing_block({_V2: [signed]}) if "v2" in schemes else b""
    code = DexBuilder(classes=[*classes, *_of_components(inside, classes)]).build()
    return apk_bytes(*first, *members, root=root, code=code, block=block)


def _of_components(inside: Sequence[Tag], classes: Sequence[DefinedClass]) -> list[DefinedClass]:
    """Empty classes for the components that have none: an app whose components have no code hides it."""
    named = {f"L{str(tag.attributes['name']).replace('.', '/')};" for tag in inside if "name" in tag.attributes}
    return [DefinedClass(name) for name in sorted(named - {known.descriptor for known in classes})]


def component(
    kind: str,
    name: str,
    *actions: str,
    categories: Sequence[str] = (),
    inside: Sequence[Tag] = (),
    **attributes: Scalar,
) -> Tag:
    """A component of the manifest with one intent filter for its actions."""
    named = [Tag("action", {"name": action}) for action in actions]
    named += [Tag("category", {"name": category}) for category in categories]
    filters = [Tag("intent-filter", {}, named)] if named else []
    return Tag(kind, {"name": name, **attributes}, [*filters, *inside])


def launcher(name: str = f"{OWNER}.Main") -> Tag:
    """The activity that the home screen opens."""
    return component(
        "activity",
        name,
        "android.intent.action.MAIN",
        categories=["android.intent.category.LAUNCHER"],
        exported=True,
    )
