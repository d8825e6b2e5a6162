"""A process that ends for want of memory says so, whatever stood between the failed allocation and its end."""

from __future__ import annotations

import errno

import pytest

from appaudit.batch.worker import _is_out_of_memory
from appaudit.errors import ConfigError


def failed(cause: OSError) -> ConfigError:
    """What reading a rule folder raises when the system gives no more."""
    try:
        raise ConfigError("rules cannot be read", hint="check the folder") from cause
    except ConfigError as error:
        return error


@pytest.mark.parametrize(("number", "is_memory"), [(errno.ENOMEM, True), (errno.EACCES, False)])
def test_rules_that_no_memory_is_left_for(number: int, is_memory: bool) -> None:
    assert _is_out_of_memory(failed(OSError(number, "no more"))) is is_memory
