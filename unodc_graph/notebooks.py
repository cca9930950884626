"""What notebooks show: HTML of tables, reports, descriptions and the graph, whatever stands in the data.

All text is escaped, and no address of the data becomes a link: none of them has to be what it seems.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import GRAPH_BASE
from unodc_graph.terms import compact
from unodc_graph.tsv import cell_of, is_number, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unodc_graph.describing import Description
    from unodc_graph.results import Table
    from unodc_graph.store import GraphStore
    from unodc_graph.tsv import Cell
    from unodc_graph.validation.report import Report

__all__ = ["description_html", "graph_html", "report_html", "table_html", "text_html"]

_MOST_ROWS: Final = 20
_LONGEST: Final = 300
_LEFT: Final = "text-align:left;vertical-align:top;max-width:32em;overflow-wrap:anywhere"
_RIGHT: Final = "text-align:right;vertical-align:top;font-variant-numeric:tabular-nums"


def table_html(table: Table) -> str:
    """Show the first rows, with labels in place of IRIs, and how many more there are.

    Examples
    --------
    >>> from unodc_graph.results import Table
    >>> import pyoxigraph as ox
    >>> "&lt;script&gt;" in table_html(Table(["x"], [(ox.Literal("<script>"),)]))
    True
    """
    if table.empty_text is not None and not len(table):
        return text_html(table.empty_text)
    first = table.head(_MOST_ROWS)
    labels = table.labels_of(first)
    rows = [[_cell(cell, labels) for cell in cells] for cells in first]
    return _framed(_grid(table.columns, rows), _how_many(len(table), "row"))


def report_html(report: Report) -> str:
    """Show whether the graph conforms, and the first findings."""
    verdict = "conforms" if report.conforms else "does not conform"
    counts = {severity: sum(one.severity == severity for one in report.findings) for severity in _SEVERITIES}
    told = ", ".join(f"{count:,} of severity {severity}" for severity, count in counts.items())
    about = "What the loaded files state" if report.left_out else "The graph"
    rest = f" {len(report.left_out):,} findings about other things left out." if report.left_out else ""
    rows = [
        [
            _left(text, hover)
            for text, hover in (
                (one.severity, ""),
                (compact(str(one.focus)), str(one.focus)),
                ("" if one.path is None else compact(one.path), one.path or ""),
                ("" if one.value is None else compact(str(one.value)), ""),
                (one.message, ""),
                (one.rule, ""),
                (one.file or "", ""),
            )
        ]
        for one in report.findings[:_MOST_ROWS]
    ]
    columns = ("severity", "about", "property", "value", "rule in words", "rule", "file")
    grid = _grid(columns, rows) if rows else ""
    return _framed(
        f"<p><strong>{about} {verdict}</strong>: {told}.{rest}</p>{grid}", _how_many(len(report.findings), "finding")
    )


def description_html(told: Description) -> str:
    """Show the names, the first facts and sources, and what is not known."""
    kinds = ", ".join([compact(told.node.value), *told.kinds, *(f"code {code}" for code in told.codes)])
    first = told.facts.head(_MOST_ROWS)
    labels = told.facts.labels_of(first)
    places = {name: place for place, name in enumerate(told.facts.columns)}
    rows = [
        [
            _cell(cells[places["group"]], labels),
            _left(name),
            _cell(cells[places["value"]], labels),
            _cell(cells[places["source"]], labels),
        ]
        for cells, name in zip(first, told.property_names, strict=False)
    ]
    names = ", ".join(text for _, text in (*told.labels, *told.other_names) if text != told.label)
    parts = [f"<p><strong>{_escaped(told.label)}</strong> ({_escaped(kinds)})</p>"]
    if names:
        parts.append(f"<p>Also: {_escaped(names)}</p>")
    parts.append(_grid(("", "property", "value", "source"), rows))
    parts.append(f"<p>{_how_many(len(told.facts), 'fact')}</p>")
    if told.unknown:
        parts.append(f"<p>Not known: {_escaped(', '.join(told.unknown))}</p>")
    sources = "".join(f"<li>{_escaped(source.cite('un'))}</li>" for source in told.sources[:_MOST_ROWS])
    if sources:
        parts.append(f"<ol>{sources}</ol>")
    return _framed("".join(parts), _how_many(len(told.sources), "source"))


def graph_html(store: GraphStore) -> str:
    """Show the named graphs and how many statements each has."""
    seen, held = set(store.stated_graphs()), store.named_graphs()
    rows = [
        [
            _left(graph.value.removeprefix(GRAPH_BASE), graph.value),
            _right(f"{store.count([graph]):,}"),
            _left("yes" if graph in seen or graph.value.endswith("graph/inferred") else "no"),
        ]
        for graph in held[:_MOST_ROWS]
    ]
    grid = _grid(("graph", "statements", "a query sees it"), rows)
    return _framed(f"<p><strong>KnowledgeGraph</strong></p>{grid}", _how_many(len(held), "graph"))


def text_html(text: str) -> str:
    """Show a text as it is laid out."""
    return _framed(f'<pre style="white-space:pre-wrap">{_escaped(text, whole=True)}</pre>', "")


_SEVERITIES: Final = ("Violation", "Warning", "Info")


def _how_many(count: int, noun: str) -> str:
    counted = f"{count:,} {noun}{'' if count == 1 else 's'}"
    return counted if count <= _MOST_ROWS else f"the first {_MOST_ROWS} of {counted}; {count - _MOST_ROWS:,} more"


def _framed(body: str, note: str) -> str:
    below = f"<p><small>{note}</small></p>" if note else ""
    return f'<div class="unodc-graph" style="overflow-x:auto">{body}{below}</div>'


def _grid(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col" style="{_LEFT}">{_escaped(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: Cell, labels: Mapping[ox.NamedNode, str]) -> str:
    if isinstance(cell, ox.NamedNode):
        return _left(labels.get(cell) or compact(cell.value), cell.value)
    written = cell_of(cell)
    text = text_in(written)
    return _right(text) if is_number(written) else _left(text)


def _left(text: str, hover: str = "") -> str:
    title = f' title="{_escaped(hover)}"' if hover else ""
    return f'<td style="{_LEFT}"{title}>{_escaped(text)}</td>'


def _right(text: str) -> str:
    return f'<td style="{_RIGHT}">{_escaped(text)}</td>'


def _escaped(text: str, *, whole: bool = False) -> str:
    from unodc_graph.grid import printable

    clipped = text if whole or len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return html.escape(printable(clipped))
