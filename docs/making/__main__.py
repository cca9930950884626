"""Write the reference of terms: ``python -m docs.making``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docs.making.pages import pages

FOLDER: Final = Path(__file__).parents[1] / "reference"


def main() -> None:
    """Write every page, and take away those that are no longer made."""
    made = pages()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
