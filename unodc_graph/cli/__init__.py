"""The command ``unodc-graph``."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of the process and leave with its exit status.

    The status is 0 when it is done, 1 when the data is wrong, 2 when the call is wrong; as of
    other Unix commands 130 when it was interrupted and 141 when nobody reads its output any more.
    """
    try:
        from unodc_graph.cli.app import run_app

        run_app()
    except KeyboardInterrupt:
        # Pressed while the modules were still being imported: later on typer catches it.
        raise SystemExit(130) from None
