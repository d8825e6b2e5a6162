"""What reading the fonts of one document may cost, and the error that says that it is not told what they draw."""

from __future__ import annotations


class UntoldError(ValueError):
    """A font says what it draws in a way that is not read, or that has no end."""


class Budget:
    """What may be spent on the fonts of one document.

    Args:
        size: Bytes of fonts, unpacked.
        packed_size: The same of those that Brotli packs, whose outlines the library puts together first.
        steps: Lines and instructions of outlines.
    """

    def __init__(self, size: int = 60_000_000, packed_size: int = 6_000_000, steps: int = 3_000_000) -> None:
        self.bytes_left = size
        self.packed_bytes_left = packed_size
        self._steps_left = steps

    def spend(self, steps: int) -> None:
        """Take steps away.

        Raises:
            UntoldError: None are left.
        """
        self._steps_left -= steps
        if self._steps_left < 0:
            raise UntoldError("outlines without end")
