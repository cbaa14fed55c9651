"""What a deployment may change about missions."""

from typing import Annotated

import msgspec
from commonweal import TaskContext, Visit


class MissionsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section ``missions``.

    ``max_open_claims`` is how many claims a human may hold at once (DOMAIN §7.2), ``reviewers`` how many
    peers review a piece of evidence (§8.3), ``evidence_files`` how many files it has at most (§8.1).
    From ``verified_score`` on the automatic check verifies, from ``peers_score`` on peers are asked (§8.1);
    from ``quality_score`` on there is the bonus for quality (§10.4). A human uploads at most
    ``evidence_megabytes`` in 24 hours, gives ``reviews_per_day``
    reviews and appeals ``appeals_per_day`` times (§2.6). A mission without the words that are sought is found
    when the cosine of its text and theirs is at least ``likeness``: with the embedder ``hashing``, texts on
    other things stay below 0.15 but for chance, those that share words or pieces of them come above.
    """

    max_open_claims: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3
    reviewers: Annotated[int, msgspec.Meta(ge=1, le=9)] = 3
    evidence_files: Annotated[int, msgspec.Meta(ge=1, le=20)] = 5
    verified_score: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.80
    peers_score: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.50
    quality_score: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.90
    evidence_megabytes: Annotated[int, msgspec.Meta(ge=1)] = 50
    reviews_per_day: Annotated[int, msgspec.Meta(ge=1)] = 20
    appeals_per_day: Annotated[int, msgspec.Meta(ge=1)] = 3
    likeness: Annotated[float, msgspec.Meta(ge=-1, le=1)] = 0.15


def settings_of(visit: Visit) -> MissionsSettings:
    """Return the plugin's settings in the app that answers a visit."""
    context = visit.web.host.plugins["missions"].context
    return _settings(context.settings if context else None)


def settings_in(context: TaskContext) -> MissionsSettings:
    """Return the plugin's settings in the worker that runs a task."""
    return _settings(context.plugin.settings if context.plugin else None)


def _settings(found: object) -> MissionsSettings:
    return found if isinstance(found, MissionsSettings) else MissionsSettings()
