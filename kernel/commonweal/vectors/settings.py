"""The settings section ``vectors``: where vectors are kept and who makes them."""

from typing import Annotated

import msgspec
from msgspec import Meta

from commonweal.plugin.secret import Secret
from commonweal.vectors.collection import DIMENSIONS, MAX_DIMENSIONS


class VectorSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``vectors``; a driver of somebody else's finds what it needs in ``options``."""

    store: Annotated[
        str,
        Meta(description="where new indexes are built: pgvector or qdrant; `vectors migrate` moves others"),
    ] = "pgvector"
    embedder: Annotated[
        str, Meta(description="hashing (offline, by words), openai (any service with that API) or local")
    ] = "hashing"
    dimensions: Annotated[
        int, Meta(ge=1, le=MAX_DIMENSIONS, description="how many numbers a vector has, where one can choose")
    ] = DIMENSIONS
    model: Annotated[str, Meta(description="the model that openai or local embed with")] = ""
    embedder_url: Annotated[str, Meta(description="where the API of openai is")] = "https://api.openai.com/v1"
    embedder_key: Annotated[Secret | None, Meta(description="the key for it")] = None
    embedder_price: Annotated[
        float, Meta(ge=0, description="US dollars for a million tokens, to count what embedding costs")
    ] = 0
    embedder_budget: Annotated[
        float, Meta(ge=0, description="US dollars a day that embedding may cost; 0 sets no limit")
    ] = 0
    embedder_seconds: Annotated[float, Meta(gt=0, description="how long one request to it may take")] = 30
    qdrant_url: Annotated[
        str, Meta(description="the server of Qdrant; if empty, its engine runs on this machine")
    ] = ""
    qdrant_key: Annotated[Secret | None, Meta(description="the key for it")] = None
    qdrant_grpc_port: Annotated[int, Meta(ge=0, le=65_535, description="its port for gRPC; 0: REST only")] = 0
    qdrant_replicas: Annotated[
        int, Meta(ge=1, description="on how many of its nodes each vector is kept")
    ] = 1
    qdrant_shards: Annotated[int, Meta(ge=1, description="into how many parts it cuts a collection")] = 1
    store_seconds: Annotated[float, Meta(gt=0, description="how long one request to a store may take")] = 10
    options: Annotated[dict[str, str], Meta(description="what drivers of others ask for")] = {}
