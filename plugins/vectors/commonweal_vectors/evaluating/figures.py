"""The figures of a collection at one moment, as they are kept, shown and judged."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import FieldType, Metric

MIB = 1_048_576
IN_POSTGRESQL = "pgvector"
"""The store whose vectors lie in the database itself, and share its memory."""


class Latency(msgspec.Struct, frozen=True):
    """How long people's searches of one shape took, in milliseconds."""

    shape: str
    searches: int
    p50: float
    p95: float
    p99: float


class Recall(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the true nearest ten a sample of searches found, and how long those took (ms).

    Without ``field`` they had no filter; else one by a value that is ``common`` or ``rare``, which
    ``passing`` items have. Values themselves are not kept.
    """

    field: str = ""
    value: Literal["", "common", "rare"] = ""
    passing: int
    questions: int
    recall: float
    p50: float
    p95: float


class Changes(msgspec.Struct, frozen=True):
    """What is still to be written: how many documents, for how long, and how many failed before."""

    waiting: int
    oldest_seconds: float
    failing: int
    error: str | None = None


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A generation that is being filled, or waits for somebody to let it take over."""

    generation: int
    store: str
    embeds: str
    state: str
    filled: int
    total: int
    began_at: datetime
    error: str | None = None


class Growth(msgspec.Struct, frozen=True):
    """How many items come in a day, and in 30; ``limit_on`` is when the first trigger would be reached."""

    per_day: float
    per_30_days: float
    limit_on: date | None = None


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """Memory in bytes; ``room`` is what the store may have of it, None when that is not known here.

    ``shared_buffers`` and ``effective_cache_size`` are PostgreSQL's settings.
    """

    machine: int | None
    shared_buffers: int
    effective_cache_size: int
    room: int | None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How the active generation of a collection fares.

    ``held_bytes`` is what searches go through and should fit into memory, ``together_bytes`` that of all
    collections in the same store. ``filled_per_second`` is how many documents a second were written when a
    generation was last filled.
    """

    generation: int
    store: str
    embeds: str
    dimensions: int
    metric: Metric
    fields: dict[str, FieldType]
    documents: int
    items: int
    vector_bytes: int
    index_bytes: int
    held_bytes: int
    together_bytes: int
    index: str
    behind: bool
    memory: Memory
    latencies: list[Latency]
    recalls: list[Recall]
    changes: Changes
    coming: list[Coming] = []
    growth: Growth | None = None
    filled_per_second: float | None = None

    @property
    def in_postgresql(self) -> bool:
        """Whether the vectors lie in the database itself."""
        return self.store == IN_POSTGRESQL

    @property
    def all_searches(self) -> Latency | None:
        """People's searches of every shape together, or None when there were none."""
        return next((each for each in self.latencies if not each.shape), None)

    @property
    def recall(self) -> float | None:
        """The recall of searches without a filter; None when there was nothing to ask."""
        return next((each.recall for each in self.recalls if not each.field), None)

    @property
    def lowest_recall(self) -> float | None:
        """The lowest recall, with a filter or without."""
        return min((each.recall for each in self.recalls), default=None)

    @property
    def memory_share(self) -> float | None:
        """Which part of the memory the collections of this store would fill; None when that is not known."""
        return self.together_bytes / self.memory.room if self.memory.room else None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """One look at one collection: its figures, or why there are none."""

    id: UUID
    collection: str
    evaluated_at: datetime
    figures: Figures | None = None
    problem: str | None = None
