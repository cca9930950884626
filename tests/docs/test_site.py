"""The site holds every page, loads nothing from elsewhere, and takes a warning as an error."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from tests.docs.examples import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE: Final[dict[str, Any]] = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]


def paths(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for inner in nav.values():
            yield from paths(inner)
    elif isinstance(nav, list):
        for inner in nav:
            yield from paths(inner)


def test_every_page_has_one_place_in_the_navigation() -> None:
    pages = [str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")]
    assert sorted(paths(SITE["nav"])) == sorted(pages)


def test_what_makes_the_pages_is_not_published() -> None:
    assert "making/" in SITE["exclude_docs"].split()


def test_the_pages_load_nothing_from_elsewhere() -> None:
    assert SITE["theme"]["font"] is False
    assert "offline" not in SITE.get("plugins", {}), "it loads a script from a host of others"
    assert not [name for name in SITE["markdown_extensions"]["pymdownx"] if name in {"emoji", "arithmatex"}]
    for name in (*SITE.get("extra_css", []), *SITE.get("extra_javascript", [])):
        assert "http" not in (ROOT / "docs" / name).read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        assert not re.search(r"!\[[^\]]*\]\(http|<(img|script|link|iframe)", page.read_text(encoding="utf-8")), page


def test_a_warning_is_an_error_and_links_and_anchors_are_looked_at() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ndocs:")[2].partition("\n\n")[0]
    assert "zensical build --strict" in recipe
    assert "make docs" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert SITE["validation"]["invalid_links"]
    assert SITE["validation"]["invalid_link_anchors"]
