"""The hooks that missions specify: who translates for people, and who checks what they hand in."""

from collections.abc import Sequence

from commonweal import PluginContext, per_call

from commonweal_missions.checking.facts import CheckedEvidence
from commonweal_missions.checking.scoring import Score


@per_call(timeout=60.0, first_result=True)
async def commonweal_translate(texts: Sequence[str], source: str, target: str) -> list[str] | None:
    """Translate texts from one locale into another, one for one; None when you cannot.

    Runs in a task, never while somebody waits. The result is shown as a machine's until a human has checked
    it, and never replaces what a human wrote. There is no default implementation.

    Example:
        >>> async def commonweal_translate(texts, source, target):
        ...     return [f"[{target}] {text}" for text in texts]

    """


@per_call(timeout=20.0)
async def commonweal_check_evidence(context: PluginContext, evidence: CheckedEvidence) -> Score | None:
    """Score evidence from 0 to 1 before peers see it, with the codes of what lowered it; None: no opinion.

    Runs in a task. The lowest score of all implementations counts; when one fails or is late, peers decide.
    The originals of its files are in the blob store.

    Example:
        >>> from commonweal_missions.api import Score
        >>> async def commonweal_check_evidence(evidence):
        ...     return Score(0.9, ()) if evidence.text else Score(0.7, ("acme-no-words",))

    """
