"""Reading how collections stand: the last evaluations, the triggers and the last comparisons together."""

from collections.abc import Sequence
from datetime import UTC, datetime

from commonweal import UnitOfWork

from commonweal_vectors.evaluating.history import latest, problems, states
from commonweal_vectors.evaluating.judging import Judgement, judge
from commonweal_vectors.evaluating.trials import last_trials


async def judgements(work: UnitOfWork, collections: Sequence[str]) -> list[Judgement]:
    """Return how some collections stand, by all that is known of them."""
    last, failed = await latest(work, collections), await problems(work, collections)
    standing, compared = await states(work, collections), await last_trials(work, collections)
    return [
        judge(
            name,
            last.get(name),
            standing[name],
            today=datetime.now(UTC).date(),
            problem=failed[name].problem if name in failed else None,
            trial=compared.get(name),
        )
        for name in collections
    ]
