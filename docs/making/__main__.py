"""Write the reference: ``python -m docs.making``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docs.making.api import api_pages
from docs.making.catalogue import catalogue_page
from docs.making.commands import commands_page
from docs.making.pages import pages

FOLDER: Final = Path(__file__).parents[1] / "reference"


def reference() -> dict[str, str]:
    """Give the text of each page that is made, by its path below ``docs/reference``."""
    made = {f"terms/{name}": text for name, text in pages().items()}
    made |= {f"api/{name}": text for name, text in api_pages().items()}
    return {**made, "commands.md": commands_page(), "queries.md": catalogue_page()}


def main() -> None:
    """Write every page, and take away those that are no longer made."""
    made = reference()
    for folder in ("terms", "api"):
        for path in (FOLDER / folder).glob("*.md"):
            if f"{folder}/{path.name}" not in made:
                path.unlink()
    for name, text in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
