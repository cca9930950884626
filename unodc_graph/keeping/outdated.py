"""The warning of a folder whose bundled data is not that of the library."""

from __future__ import annotations

__all__ = ["DataVersionWarning"]


class DataVersionWarning(UserWarning):
    """A folder holds other bundled data than the library brings along; ``refresh_bundled`` renews it."""
