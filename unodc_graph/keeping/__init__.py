"""A graph on disk: a folder with a snapshot and a journal of what was written since.

The graph itself is in memory, as fast as one that is not kept. The folder holds what is stated, in
N-Quads; what is derived is derived anew. One process holds the folder, by a lock that the operating
system takes back when the process ends, however it ends.

A write is a record at the end of the journal, or a new snapshot beside the old one. Both count from
one moment on: when the record is whole, or when the manifest that names the snapshot is renamed.
"""

from __future__ import annotations

from unodc_graph.keeping.folder import Folder, sum_of

__all__ = ["Folder", "sum_of"]
