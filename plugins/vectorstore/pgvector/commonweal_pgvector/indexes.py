"""The indexes of pgvector that searches go by, as SQL: what they hold, and how they are asked."""

from collections.abc import Mapping

import msgspec
from commonweal import Metric

from commonweal_pgvector.layout import Layout
from commonweal_pgvector.sizes import CARE, NEIGHBOURS

_OPERATORS: Mapping[Metric, str] = {"cosine": "<=>", "dot": "<#>", "euclidean": "<->"}
_CLASSES: Mapping[Metric, str] = {"cosine": "cosine", "dot": "ip", "euclidean": "l2"}
_SCORES: Mapping[Metric, str] = {"cosine": "1 - ({})", "dot": "- ({})", "euclidean": "1 / (1 + ({}))"}


class Index(msgspec.Struct, frozen=True):
    """One index of a collection: the order it gives candidates in, and whether that is only nearly theirs."""

    name: str
    method: str
    order: str
    rough: bool


def graph_name(layout: Layout, kind: str) -> str:
    """Return what an index is called."""
    return f"{layout.table.rpartition('.')[2]}_{kind}"


def score(layout: Layout, vector: int) -> str:
    """Return how alike the vector in a row is to the one in a parameter."""
    metric = layout.collection.metric
    return _SCORES[metric].format(f"vector {_OPERATORS[metric]} {layout.given(vector)}")


def index(layout: Layout, kind: str, vector: int = 1) -> Index:
    """Return an index of a collection, asked with the vector in a parameter."""
    metric, dimensions = layout.collection.metric, layout.collection.dimensions
    kept, given = "vector", layout.given(vector)
    operator, operators = _OPERATORS[metric], f"{kind}_{_CLASSES[metric]}_ops"
    if kind == "binary":
        kept, given = (f"binary_quantize({each})::bit({dimensions})" for each in (kept, given))
        operator, operators = "<~>", "bit_hamming_ops"
    elif kind == "halfvec" and not layout.scaled:
        kept, given = (f"l2_normalize({each})::halfvec({dimensions})" for each in (kept, given))
    return Index(
        name=graph_name(layout, kind),
        method=f"hnsw (({kept}) {operators}) WITH (m = {NEIGHBOURS}, ef_construction = {CARE})",
        order=f"({kept}) {operator} {given}",
        rough=kind == "binary",
    )
