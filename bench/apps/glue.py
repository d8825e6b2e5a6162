"""The app's own code: Java written from a recipe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .readers import READERS
from .recipe import Asked, Documents, Guard, Recipe, Site, Way
from .sdks import SDKS

_PREFERENCES = 'context.getSharedPreferences("settings", 0)'
_AGREED = f'{_PREFERENCES}.getBoolean("privacy_agreed", false)'
#: What a read waits for that stands behind a check of a permission, whatever it reads.
CHECKED_PERMISSION = "android.permission.READ_PHONE_STATE"
_CONDITIONS = {
    Guard.AGREED: _AGREED,
    Guard.METHOD: "Consent.given(context)",
    Guard.INVERTED: f"!{_AGREED}",
    Guard.INVERTED_METHOD: "!Consent.given(context)",
    Guard.PERMISSION: f'context.checkSelfPermission("{CHECKED_PERMISSION}") == 0',
    Guard.SDK_INT: "android.os.Build.VERSION.SDK_INT < 29",
    Guard.CONSTANT: '"Nexus 5X".equals(android.os.Build.MODEL)',
    Guard.STATE: f'{_PREFERENCES}.getBoolean("night_mode", false)',
}
#: What the app asks for, and the statement that needs it.
ASKED: dict[str, str] = {
    "android.permission.CAMERA": "android.hardware.Camera.open();",
    "android.permission.READ_CONTACTS": "Sink.keep(context.getContentResolver().query("
    "android.provider.ContactsContract.Contacts.CONTENT_URI, null, null, null, null));",
    "android.permission.ACCESS_FINE_LOCATION": "Sink.keep(((android.location.LocationManager)"
    ' context.getSystemService("location")).getLastKnownLocation("gps"));',
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the app's own code does: a class of its own with the statement, and the way there."""

    number: int
    statement: str
    site: Site
    way: Way
    guard: Guard

    @property
    def class_name(self) -> str:
        """The simple name of the class that does it."""
        return f"Step{self.number}"

    @property
    def opposite(self) -> Site:
        """Where the harmless twin of an overload or an implementation is called, so that mixing them up shows."""
        return Site.CLICK if self.site.at_launch else Site.APPLICATION


def steps(recipe: Recipe) -> list[Step]:
    """Everything that the app's own code does, in the order of the recipe: reads, then starts."""
    found = [
        Step(number, f"Sink.keep({READERS[read.data].expression});", read.site, read.way, read.guard)
        for number, read in enumerate(recipe.reads, 1)
    ]
    for use in recipe.uses:
        if use.site is not None:
            found.append(Step(len(found) + 1, SDKS[use.sdk].start, use.site, use.way, use.guard))
        if use.prepared:
            statement = SDKS[use.sdk].prepare
            found.append(Step(len(found) + 1, statement, Site.APPLICATION, Way.DIRECT, Guard.NONE))
    return found


def sources(recipe: Recipe) -> dict[str, str]:
    """Java sources by file name."""
    placed: dict[Site, list[str]] = defaultdict(list)
    members: dict[Site, list[str]] = defaultdict(list)
    files = dict(_fixed(recipe))
    for step in steps(recipe):
        for name, body in _classes(recipe, step):
            files[f"{name}.java"] = body
        call = _call(recipe, step)
        if step.guard is Guard.RETURN:
            members[step.site].append(
                f"private static void later{step.number}(final android.content.Context context) {{\n"
                f"    if (!{_AGREED}) {{ return; }}\n    {call}\n}}"
            )
            placed[step.site].append(f"later{step.number}(context);")
        elif step.guard is Guard.ELSE:
            placed[step.site].append(f'if (!{_AGREED}) {{ Sink.keep("ask"); }} else {{ {call} }}')
        elif step.guard is Guard.NONE:
            placed[step.site].append(call)
        else:
            placed[step.site].append(f"if ({_CONDITIONS[step.guard]}) {{ {call} }}")
        if twin := _twin(step):
            placed[step.opposite].append(twin)
    _ask(recipe, placed, files)
    files["DemoApplication.java"] = _application(placed, members)
    files["MainActivity.java"] = _main(recipe, placed, members)
    files["AgreeListener.java"] = _agree(placed, members)
    files["SecondActivity.java"] = _second(placed, members)
    files["InstallProvider.java"] = _provider(placed, members)
    files["PackageReceiver.java"] = _receiver(placed, members)
    files["Legacy.java"] = (
        "final class Legacy {\n" + _method("static void old(final android.content.Context context)",
                                           placed[Site.DEAD], members[Site.DEAD]) + "}\n"
    )  # fmt: skip
    return {name: f"package {recipe.package};\n\n{body}" for name, body in files.items()}


def _call(recipe: Recipe, step: Step) -> str:
    """The statement at the site that leads to the step."""
    name, number = step.class_name, step.number
    return {
        Way.DIRECT: f"{name}.run(context);",
        Way.CHAIN: f"Facade{number}.begin(context);",
        Way.INTERFACE: f"Port{number} port{number} = new {name}(); port{number}.run(context);",
        Way.THREAD: f"new Thread(new Task{number}(context)).start();",
        Way.LAMBDA: f"new android.os.Handler(android.os.Looper.getMainLooper()).post(() -> {name}.run(context));",
        Way.EXECUTOR: f"java.util.concurrent.Executors.newSingleThreadExecutor().execute(new Task{number}(context));",
        Way.REFLECTION: f'try {{ Class.forName("{recipe.package}.{name}").getMethod("run",'
        " android.content.Context.class).invoke(null, context); } catch (Exception failed) { Sink.keep(failed); }",
        Way.OVERLOAD: f"{name}.run(context, true);",
    }[step.way]


def _twin(step: Step) -> str:
    if step.way is Way.OVERLOAD:
        return f"{step.class_name}.run(context);"
    if step.way is Way.INTERFACE:
        return f"Port{step.number} quiet{step.number} = new Quiet{step.number}(); quiet{step.number}.run(context);"
    return ""


def _classes(recipe: Recipe, step: Step) -> Iterator[tuple[str, str]]:
    """The classes that a step needs, by name."""
    name, number, context = step.class_name, step.number, "android.content.Context context"
    body = f"{{\n        {step.statement}\n    }}\n"
    if step.way is Way.INTERFACE:
        yield f"Port{number}", f"interface Port{number} {{ void run({context}); }}\n"
        yield (
            f"Quiet{number}",
            (
                f"final class Quiet{number} implements Port{number} {{\n"
                f"    @Override public void run({context}) {{ Sink.keep(context); }}\n}}\n"
            ),
        )
        yield (
            name,
            f"final class {name} implements Port{number} {{\n    @Override public void run({context}) {body}}}\n",
        )
    elif step.way is Way.OVERLOAD:
        yield (
            name,
            (
                f"final class {name} {{\n    static void run({context}) {{ Sink.keep(context); }}\n"
                f"    static void run({context}, boolean wanted) {body}}}\n"
            ),
        )
    else:
        yield name, f"public final class {name} {{\n    public static void run({context}) {body}}}\n"
    if step.way is Way.CHAIN:
        yield f"Facade{number}", _forward(f"Facade{number}", "begin", f"Service{number}.proceed")
        yield f"Service{number}", _forward(f"Service{number}", "proceed", f"{name}.run")
    if step.way in {Way.THREAD, Way.EXECUTOR}:
        yield (
            f"Task{number}",
            (
                f"final class Task{number} implements Runnable {{\n    private final {context};\n"
                f"    Task{number}({context}) {{ this.context = context; }}\n"
                f"    @Override public void run() {{ {name}.run(context); }}\n}}\n"
            ),
        )


def _forward(name: str, method: str, target: str) -> str:
    signature = f"static void {method}(android.content.Context context)"
    return f"final class {name} {{\n    {signature} {{ {target}(context); }}\n}}\n"


def _fixed(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Classes that every app has."""
    yield (
        "Sink.java",
        (
            "final class Sink {\n    private static final java.util.List<Object> KEPT = new java.util.ArrayList<>();\n"
            '    static synchronized void keep(Object value) { KEPT.add(value); android.util.Log.d("sink",'
            ' "kept " + KEPT.size()); }\n}\n'
        ),
    )
    yield (
        "Consent.java",
        (
            "final class Consent {\n"
            f"    static boolean given(android.content.Context context) {{ return {_AGREED}; }}\n"
            f"    static void save(android.content.Context context) {{ {_PREFERENCES}.edit()"
            '.putBoolean("privacy_agreed", true).apply(); }\n}\n'
        ),
    )
    if recipe.documents is Documents.NO_DOCUMENTS:
        return


def _ask(recipe: Recipe, placed: dict[Site, list[str]], files: dict[str, str]) -> None:
    """Permission requests, and a button that uses what was asked for."""
    if recipe.asked is Asked.NOTHING:
        return
    wanted = asked_permissions(recipe)
    placed[Site.CLICK].append("Feature.use(context);")
    uses = "\n        ".join(ASKED[name] for name in wanted)
    files["Feature.java"] = (
        f"final class Feature {{\n    static void use(android.content.Context context) {{\n        {uses}\n    }}\n}}\n"
    )
    names = ", ".join(f'"{name}"' for name in wanted)
    request = f"((android.app.Activity) context).requestPermissions(new String[] {{ {names} }}, 7);"
    if recipe.asked is Asked.ONE_BY_ONE:
        files["Ask.java"] = (
            "final class Ask {\n    static void one(android.app.Activity page, String name) {\n"
            "        if (page.checkSelfPermission(name) != 0) { page.requestPermissions(new String[] { name }, 7); }\n"
            "    }\n}\n"
        )
        for button, name in zip(("login", "feature", "settings"), wanted, strict=True):
            placed[Site.CLICK].append(f'if (view.getId() == R.id.{button}) {{ Ask.one(this, "{name}"); }}')
    elif recipe.asked in {Asked.ONE_AT_LAUNCH, Asked.TOGETHER_AT_LAUNCH}:
        placed[Site.LAUNCHER].append(request)
    else:
        placed[Site.CLICK].append(request)


def asked_permissions(recipe: Recipe) -> tuple[str, ...]:
    """The permissions that the app asks for."""
    if recipe.asked is Asked.NOTHING:
        return ()
    single = recipe.asked in {Asked.ONE_LATER, Asked.ONE_AT_LAUNCH}
    return tuple(ASKED)[:1] if single else tuple(ASKED)


def _method(signature: str, statements: Iterable[str], members: Iterable[str], first: str = "", last: str = "") -> str:
    lines = [first, *statements, last]
    body = "\n".join(f"        {line}" for line in lines if line)
    extra = "\n".join(members)
    return f"    {signature} {{\n{body}\n    }}\n{extra}\n"


def _application(placed: dict[Site, list[str]], members: dict[Site, list[str]]) -> str:
    context = "final android.content.Context context = this;"
    return (
        "public class DemoApplication extends android.app.Application {\n"
        + _method("@Override protected void attachBaseContext(android.content.Context base)", placed[Site.ATTACH],
                  members[Site.ATTACH], f"super.attachBaseContext(base);\n        {context}")
        + _method("@Override public void onCreate()", placed[Site.APPLICATION], members[Site.APPLICATION],
                  f"super.onCreate();\n        {context}")
        + "}\n"
    )  # fmt: skip


def _main(recipe: Recipe, placed: dict[Site, list[str]], members: dict[Site, list[str]]) -> str:
    ask = (
        "if (!Consent.given(this)) {\n"
        "            new android.app.AlertDialog.Builder(this).setMessage(R.string.consent_text).setCancelable(false)\n"
        "                .setPositiveButton(R.string.agree, new AgreeListener(this))\n"
        "                .setNegativeButton(R.string.disagree, null).show();\n        }"
    )
    buttons = "\n".join(
        f"        findViewById(R.id.{name}).setOnClickListener(this);" for name in ("login", "feature", "settings")
    )
    first = (
        "super.onCreate(state);\n        setContentView(R.layout.main);\n"
        f"        final android.content.Context context = this;\n{buttons}\n        {ask}"
    )
    follow = "startActivity(new android.content.Intent(this, SecondActivity.class));"
    return (
        "public class MainActivity extends android.app.Activity implements android.view.View.OnClickListener {\n"
        + _method("@Override protected void onCreate(android.os.Bundle state)", placed[Site.LAUNCHER],
                  members[Site.LAUNCHER], first)
        + _method("@Override public void onClick(android.view.View view)", placed[Site.CLICK], members[Site.CLICK],
                  "final android.content.Context context = this;", follow)
        + "}\n"
    )  # fmt: skip


def _agree(placed: dict[Site, list[str]], members: dict[Site, list[str]]) -> str:
    return (
        "final class AgreeListener implements android.content.DialogInterface.OnClickListener {\n"
        "    private final android.content.Context context;\n"
        "    AgreeListener(android.content.Context context) { this.context = context; }\n"
        + _method("@Override public void onClick(android.content.DialogInterface dialog, int which)",
                  placed[Site.AGREE], members[Site.AGREE],
                  "final android.content.Context context = this.context;\n        Consent.save(context);")
        + "}\n"
    )  # fmt: skip


def _second(placed: dict[Site, list[str]], members: dict[Site, list[str]]) -> str:
    return (
        "public class SecondActivity extends android.app.Activity {\n"
        + _method("@Override protected void onCreate(android.os.Bundle state)", placed[Site.PAGE], members[Site.PAGE],
                  "super.onCreate(state);\n        final android.content.Context context = this;")
        + "}\n"
    )  # fmt: skip


def _provider(placed: dict[Site, list[str]], members: dict[Site, list[str]]) -> str:
    uri, values = "android.net.Uri uri", "android.content.ContentValues values"
    return (
        "public class InstallProvider extends android.content.ContentProvider {\n"
        + _method("@Override public boolean onCreate()", placed[Site.PROVIDER], members[Site.PROVIDER],
                  "final android.content.Context context = getContext();", "return true;")
        + f"    @Override public android.database.Cursor query({uri}, String[] p, String s, String[] a, String o)"
        " { return null; }\n"
        f"    @Override public String getType({uri}) {{ return null; }}\n"
        f"    @Override public android.net.Uri insert({uri}, {values}) {{ return null; }}\n"
        f"    @Override public int delete({uri}, String s, String[] a) {{ return 0; }}\n"
        f"    @Override public int update({uri}, {values}, String s, String[] a) {{ return 0; }}\n}}\n"
    )  # fmt: skip


def _receiver(placed: dict[Site, list[str]], members: dict[Site, list[str]]) -> str:
    return (
        "public class PackageReceiver extends android.content.BroadcastReceiver {\n"
        + _method("@Override public void onReceive(final android.content.Context context, android.content.Intent i)",
                  placed[Site.RECEIVER], members[Site.RECEIVER])
        + "}\n"
    )  # fmt: skip
