"""SDKs as `rules/sdks/` describes them: what proves one, how it starts, what switches it off."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record
from appaudit.model.source import Source
from appaudit.model.words import Answer, SdkKind, SwitchPurpose


@record
class Signals:
    """What proves an SDK; `classes` are Java package or class prefixes, the others exact names or `*` globs.

    From `ohpm` on they are those of other platforms: packages of ohpm (HarmonyOS), pods, frameworks, bundles of
    resources and prefixes of Objective-C classes (iOS), packages of npm and the AppIDs of plugins (mini-programs).
    `shared_meta_data` are keys that tools of others write as well: alone they are what was left, and no more.
    `strings` are texts that its code holds, whole, and hosts of addresses in it (`*.example.com` for all hosts below).
    What begins with `version_` proves nothing. `version_fields` are static text constants in which the SDK states its
    version (`com.example.BuildConfig.VERSION_NAME`); behind one may stand from which version on it is that of the
    product (` >= 9`). `version_texts`, with the same behind them, are what texts of the SDK begin with right before its
    version (`AppsFlyer_` of `AppsFlyer_6.13.0`), or formats that end with `%s`, into which a method puts its version.
    So do methods that hold one of `version_beside`, and `version_methods`. A class with a method that holds one of
    `version_in_class` has it in a static field or another method. `version_parts` are packages of parts with versions
    of their own. `version_numbers` are a text and how the number beside it spells the version in hexadecimal
    (`_sdkVersion 2xyyzz??`, `?` for any digit), `version_integers` the names of its parts, each read beside the static
    field with the number. `version_meta_data` are keys of the manifest whose value is the version, with or without the
    name of a part before it (`push:6.11.0.300`).
    """

    classes: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    meta_data: tuple[str, ...] = ()
    shared_meta_data: tuple[str, ...] = ()
    native_libraries: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    application_classes: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    excluded_classes: tuple[str, ...] = ()
    version_fields: tuple[str, ...] = ()
    version_texts: tuple[str, ...] = ()
    version_beside: tuple[str, ...] = ()
    version_parts: tuple[str, ...] = ()
    version_methods: tuple[str, ...] = ()
    version_in_class: tuple[str, ...] = ()
    version_numbers: tuple[str, ...] = ()
    version_integers: tuple[str, ...] = ()
    version_digits: tuple[str, ...] = ()
    version_native: tuple[str, ...] = ()
    version_meta_data: tuple[str, ...] = ()
    ohpm: tuple[str, ...] = ()
    pods: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    objc_classes: tuple[str, ...] = ()
    npm: tuple[str, ...] = ()
    mini_plugins: tuple[str, ...] = ()


@record
class SdkKey:
    """A key that an app hands to an SDK, without which the SDK does not start.

    `call` takes it as its `argument`, 0 for the first that is written down. `form` is a regular expression for the
    whole of a key: with any other the start ends at once, but for a line in the log.
    """

    call: str
    argument: int
    form: str


@record
class SdkYield:
    """When a component leaves the start to the app: with any of `to` in the package, and none of `unless`.

    Names are as those that a component needs, and `bool/NAME`.
    """

    to: tuple[str, ...]
    unless: tuple[str, ...] = ()


@record
class SdkStartup:
    """How an SDK starts; calls are named in the notation of their platform (`model/code_names.py`).

    `start` are the calls from which on it collects, `safe` those that its vendor or its code shows to be harmless
    before consent, `consent` those whose boolean argument tells it what the user decided. `components` start it without
    being called, and do nothing without the names that one `needs` (`string/NAME`, `meta-data/NAME`), nor where one
    `yields` to the app's own start; those of `awaits` do nothing until `consent` says that the user agreed. Its own
    method to which a start leads holds `texts`. `sessions` (`session_texts`) begin it where `start` has no package.
    Without a key as `keys` have it a start does nothing. `consent_since`: the versions, by SDK, that first have
    `consent`.
    """

    start: tuple[str, ...] = ()
    safe: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    consent_since: dict[str, str] = field(default_factory=dict)
    components: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    yields: dict[str, SdkYield] = field(default_factory=dict)
    awaits: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    session_texts: tuple[str, ...] = ()
    keys: tuple[SdkKey, ...] = ()


@record
class SdkSwitch:
    """A way for an app to switch a practice of an SDK off.

    `purpose` is `personalization`, `shake`, `collection` (of the types in `data`, all its optional ones where that is
    empty) or `start`. Exactly one of these is set: `call`, a method that the app calls; `override`, a method that the
    app's subclass overrides and that then returns `safe_value`; `meta_data`, a manifest key.

    `safe_value` is the constant that switches off, as text: `true`, `false`, a whole number or a text in which `*`
    stands for anything; empty where every use does. `key` is a text constant that goes with it (the entry of a map).
    `since` is the first version of the SDK in which it was seen.
    """

    purpose: SwitchPurpose
    call: str = ""
    override: str = ""
    meta_data: str = ""
    safe_value: str = ""
    key: str = ""
    data: tuple[str, ...] = ()
    since: str = ""


@record
class SdkSignature:
    """One SDK: how it is recognised, who makes it, what its vendor documents.

    `carried_by` are SDKs whose published packages bring this one along, so that who lists them has listed it.
    `part_of` are products that this one is the common code of, the likeliest first: what it reads is read by the
    product that is in the app, and it stands for itself only where none is.
    `draws_screens` marks an engine that draws the screens of an app by itself, from files that are not read.
    `declares_placeholders` marks a framework that declares numbered components for plugins, many without any class.
    `serves_caller` marks one that keeps nothing of what it reads and hands it to whoever calls it: what it reads is
    read by the caller, be that the app or another SDK.
    `kind` is `sdk`, `library` (known to collect nothing), `packer` or `framework`. `collects` holds ids of the data
    types that the vendor or lists of apps name. `statement` is the vendor's own statement, given only where it was
    read whole and `collects` holds everything it names: only then is what `collects` lacks undocumented. `shake` is
    `yes`, `no` or `unknown`. `safe_start`, `personalization_switch` and `shake_switch` say to people what `startup` and
    `switches` say to rules.
    """

    id: str
    name: Bilingual
    category: str
    signals: Signals
    sources: tuple[Source, ...]
    kind: SdkKind = "sdk"
    carried_by: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    serves_caller: bool = False
    draws_screens: bool = False
    declares_placeholders: bool = False
    vendor: str = ""
    aliases: tuple[str, ...] = ()
    collects: tuple[str, ...] = ()
    statement: Source | None = None
    privacy_url: str = ""
    maven: tuple[str, ...] = ()
    safe_start: Bilingual | None = None
    personalization_switch: str = ""
    shake: Answer = "unknown"
    shake_switch: str = ""
    startup: SdkStartup | None = None
    switches: tuple[SdkSwitch, ...] = ()
