"""Methods by name: what people read, and what is compared from build to build."""

from __future__ import annotations

import pytest

from appaudit.model.method_names import plain, readable, split_method


@pytest.mark.parametrize(
    ("method", "name", "shown"),
    [
        ("a.B.c()V", "a.B.c", "a.B.c()"),
        ("a.B.c(Landroid/os/Bundle;I[[J)Ljava/lang/String;", "a.B.c", "a.B.c(Bundle, int, long[][])"),
        ("a.B$1.<init>(La/B$C;)V", "a.B$1.<init>", "a.B$1.<init>(B$C)"),
        ("a.B.c", "a.B.c", "a.B.c"),
        ("assets/www/app (1).js", "assets/www/app (1).js", "assets/www/app (1).js"),
        ("assets/(V)V.js", "assets/(V)V.js", "assets/(V)V.js"),
        ("", "", ""),
    ],
)
def test_a_method_is_read_without_its_descriptor(method: str, name: str, shown: str) -> None:
    assert plain(method) == name
    assert readable(method) == shown


@pytest.mark.parametrize(
    ("method", "before", "short"),
    [
        ("com.example.Reader.read", "com.example.", "Reader.read"),
        ("com.example.Reader.read(La/b/C;)V", "com.example.", "Reader.read(La/b/C;)V"),
        ("Reader.read", "", "Reader.read"),
        ("read", "", "read"),
        ("pages/map/map.js:onLoad.success", "pages/map/", "map.js:onLoad.success"),
        ("app.js:onLaunch", "", "app.js:onLaunch"),
        ("pages/active/active:getPhone", "pages/active/", "active:getPhone"),
        ("", "", ""),
    ],
)
def test_the_short_name_is_class_and_method_or_file_and_function(method: str, before: str, short: str) -> None:
    assert split_method(method) == (before, short)
