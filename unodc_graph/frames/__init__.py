"""Rows as frames of Arrow, Polars and pandas; ``docs/explanation/frames.md`` says which column becomes what."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from unodc_graph.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["arrow", "pandas", "polars"]


def arrow(tsv: bytes, columns: Sequence[str], places: Sequence[int]) -> pa.Table:
    """Make an Arrow table of rows in TSV.

    Parameters
    ----------
    tsv
        The rows as the engine writes them.
    columns
        The names of the columns.
    places
        Where each column stands in the rows.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    with _needing("arrow", "to_arrow()"):
        from unodc_graph.frames.reading import read
    return read(tsv, columns, places)


def polars(tsv: bytes, columns: Sequence[str], places: Sequence[int]) -> pl.DataFrame:
    """Make a Polars frame of rows in TSV; see ``arrow``."""
    with _needing("polars", "to_polars()"):
        import polars as pl

        from unodc_graph.frames.reading import read
    # As the engine's rows have columns, this is a frame and no series.
    return pl.DataFrame(pl.from_arrow(read(tsv, columns, places)))


def pandas(tsv: bytes, columns: Sequence[str], places: Sequence[int]) -> pd.DataFrame:
    """Make a pandas frame of rows in TSV, its columns of Arrow's types; see ``arrow``."""
    with _needing("pandas", "to_pandas()"):
        import pandas as pd

        from unodc_graph.frames.reading import read
    frame: pd.DataFrame = read(tsv, columns, places).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


@contextmanager
def _needing(extra: str, purpose: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(extra, purpose) from error
