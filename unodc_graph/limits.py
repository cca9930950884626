"""How long a query may run, and how many rows it may give."""

from __future__ import annotations

import io
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from unodc_graph.errors import ParameterError, QueryLimitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import Buffer

T = TypeVar("T")

__all__ = ["NO_LIMITS", "CountingRows", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a query; ``None`` is no limit.

    Attributes
    ----------
    timeout
        Seconds.
    max_rows
        Rows of SELECT, or statements of CONSTRUCT and DESCRIBE.

    Raises
    ------
    ParameterError
        If a limit is none.

    Examples
    --------
    >>> Limits(timeout=0)
    Traceback (most recent call last):
    unodc_graph.errors.ParameterError: parameter 'timeout': must be a number of seconds above 0, not 0
    """

    timeout: float | None = None
    max_rows: int | None = None

    def __post_init__(self) -> None:
        timeout: object = self.timeout
        max_rows: object = self.max_rows
        if timeout is not None and not (
            isinstance(timeout, (int, float)) and not isinstance(timeout, bool) and 0 < timeout < math.inf
        ):
            raise ParameterError("timeout", f"must be a number of seconds above 0, not {timeout!r}")
        if max_rows is not None and (not isinstance(max_rows, int) or isinstance(max_rows, bool) or max_rows < 0):
            raise ParameterError("max_rows", f"must be a number of rows, not {max_rows!r}")

    def taken(self, rows: Iterable[T]) -> Iterator[T]:
        """Give as many as may be.

        Raises
        ------
        QueryLimitError
            When there is one more.
        """
        began = time.perf_counter()
        for count, row in enumerate(rows):
            if count == self.max_rows:
                raise QueryLimitError("max_rows", count, rows=count, seconds=time.perf_counter() - began)
            yield row


NO_LIMITS: Final = Limits()


class CountingRows(io.BytesIO):
    """Takes what the engine writes, a row a line, and stops it at a limit.

    Written in Python, it also lets Python notice an interrupt while the engine works.

    Parameters
    ----------
    max_rows
        How many rows it takes; ``None`` means all.
    header
        How many lines stand before the first row.
    """

    def __init__(self, max_rows: int | None = None, *, header: int = 1) -> None:
        super().__init__()
        self._max_rows = max_rows
        self._lines = -header
        self._began = time.perf_counter()

    def write(self, data: Buffer, /) -> int:
        """Take a part.

        Raises
        ------
        QueryLimitError
            If there are more rows than may be.
        """
        if self._max_rows is not None:
            self._lines += bytes(data).count(b"\n")
            if self._lines > self._max_rows:
                seconds = time.perf_counter() - self._began
                raise QueryLimitError("max_rows", self._max_rows, rows=self._max_rows, seconds=seconds)
        return super().write(data)
