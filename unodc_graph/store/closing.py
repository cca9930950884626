"""What stands in the place of the engine when a graph is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never, cast

from unodc_graph.errors import ClosedGraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["closed_engine"]


class _Closed:
    def _refuse(self, *_: object) -> Never:
        raise ClosedGraphError

    __contains__ = __iter__ = __len__ = __bool__ = _refuse

    def __getattr__(self, name: str) -> Never:
        raise ClosedGraphError


def closed_engine() -> ox.Store:
    """Give an engine that refuses everything.

    Raises
    ------
    ClosedGraphError
        By whatever is asked of it.
    """
    return cast("ox.Store", _Closed())
