"""What the head of a report says of an app bundle: modules, the key that signed it, the mapping that it brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.model.artifact import Module
from appaudit.model.bilingual import Bilingual
from appaudit.model.report import Report
from appaudit.model.words import ModuleDelivery
from appaudit.report.renderers.plain import shortened

_B = Bilingual
_DELIVERY: Final[dict[ModuleDelivery, Bilingual]] = {
    "install_time": _B("随应用安装", "with the app"),
    "conditional": _B("仅在符合条件的设备上随应用安装", "with the app on certain devices"),
    "fast_follow": _B("安装后随即下载", "right after the app"),
    "on_demand": _B("按需下载", "on demand"),
    "unknown": _B("交付方式未知", "delivery unknown"),
}
#: A bundle may have a thousand modules, with names of any length.
_MOST_MODULES: Final = 20
_LONGEST_NAME: Final = 80
#: The kind of fact about who signed what users get.
_CERTIFICATE: Final = "certificate"


def modules_said(modules: tuple[Module, ...]) -> Bilingual | None:
    """The modules with their delivery, in one line; None where there are none to tell."""
    if not modules:
        return None
    rows = [(shortened(each.name, _LONGEST_NAME), _delivery_of(each)) for each in modules[:_MOST_MODULES]]
    zh = [f"{name}（{said.zh}）" for name, said in rows]
    en = [f"{name} ({said.en})" for name, said in rows]
    if len(modules) > _MOST_MODULES:
        more = len(modules) - _MOST_MODULES
        zh, en = [*zh, f"另有 {more} 个"], [*en, f"and {more} more"]
    return Bilingual("、".join(zh), ", ".join(en))


def signature_said(report: Report) -> Bilingual | None:
    """Who signed an app bundle, and that users get another signature; None for anything else."""
    if not report.artifact.modules:
        return None
    gaps = [gap for row in report.coverage if row.kind == _CERTIFICATE for gap in row.gaps if gap.kind == _CERTIFICATE]
    return next((gap.detail for gap in gaps), None)


def bundle_lines(report: Report) -> Iterator[Bilingual]:
    """The lines that the head of a text has for an app bundle; none for anything else."""
    said = modules_said(report.artifact.modules)
    if said is not None:
        yield Bilingual(f"模块：{said.zh}", f"Modules: {said.en}")
    signature = signature_said(report)
    if signature is not None:
        yield Bilingual(f"签名：{signature.zh}", f"Signature: {signature.en}")
    for item in report.inputs:
        if item.role == "mapping" and item.detail is not None:
            yield Bilingual(
                f"混淆映射文件 {item.name}：{item.detail.zh}", f"Mapping of renamed code {item.name}: {item.detail.en}"
            )


def _delivery_of(module: Module) -> Bilingual:
    said = _DELIVERY[module.delivery]
    return Bilingual(f"资源包，{said.zh}", f"assets, {said.en}") if module.has_assets_only else said
