"""Methods by name: what people read, and what is compared from build to build."""

from __future__ import annotations

import pytest

from appaudit.model.method_names import plain, readable


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
