"""The layouts: which tables there are, and what their columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unodc_graph.importers.layouts import law, presence, series, treaties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unodc_graph.importers.columns import Layout

__all__ = ["LAYOUTS"]

LAYOUTS: Final[Mapping[str, Layout]] = {
    layout.file: layout
    for layout in (
        treaties.STATES,
        treaties.INSTRUMENTS,
        treaties.ACTIONS,
        presence.OFFICES,
        presence.ORGANIZATIONS,
        presence.PROGRAMMES,
        presence.PROJECTS,
        presence.ACTIVITIES,
        presence.FACILITIES,
        presence.FIGURES,
        presence.SAME_AS,
        series.UNITS,
        treaties.ACTIONS_WORLD,
        treaties.CROSS_CHECK,
        treaties.RULES,
        treaties.SNAPSHOTS,
        treaties.NATIONAL_ACTS,
        law.LAWS,
        law.IMPLEMENTS,
        law.AUTHORITIES,
        law.REVIEWS,
        series.SERIES,
        series.OBSERVATIONS,
    )
}
"""The tables that have a mapper, each with its columns; the order is that in which titles of
sources are taken."""
