"""The figures in a reader's words: sizes, times, thresholds and remedies, for the pages and the command."""

from collections.abc import Callable

from commonweal import Translator
from markupsafe import Markup

from commonweal_vectors.evaluating.figures import Latency, Recall
from commonweal_vectors.evaluating.judging import Standing
from commonweal_vectors.evaluating.remedies import Remedy

NONE = "-"
_UNITS = ("b", "kib", "mib", "gib", "tib")
_STEP = 1_024
_THREE_DIGITS = 100
_TENTH = 0.1
_MINUTE = 60
_SECOND = 1_000


class Wording:
    """Writes figures in one language; ``words`` is the reader's translator."""

    def __init__(self, words: Translator) -> None:
        self.words = words

    def size(self, amount: float) -> str:
        """Write a number of bytes in the unit in which it is at least one."""
        unit = 0
        while abs(amount) >= _STEP and unit < len(_UNITS) - 1:
            amount, unit = amount / _STEP, unit + 1
        return self.words.text(f"vectors-size-{_UNITS[unit]}", number=self._short(amount, whole=unit == 0))

    def time(self, milliseconds: float) -> str:
        """Write a time in milliseconds, from one second on in seconds."""
        if milliseconds >= _SECOND:
            return self.words.text("vectors-seconds", number=self._short(milliseconds / _SECOND))
        return self.words.text("vectors-ms", number=self._short(milliseconds))

    def lasting(self, seconds: float) -> str:
        """Write how long something lasts: in seconds below a minute, then in minutes, hours and days."""
        if seconds < _MINUTE:
            return self.words.text("vectors-seconds", number=self._short(seconds))
        return self.words.duration(round(seconds / _MINUTE))

    def share(self, part: float) -> str:
        """Write a part of one in percent, with one decimal below ten."""
        digits = 1 if 0 < part < _TENTH else 0
        return self.words.text("vectors-percent", number=self.words.number(part * 100, digits))

    def recall(self, part: float) -> str:
        """Write a recall, in which tenths of a percent count."""
        return self.words.text("vectors-percent", number=self.words.number(part * 100, 1))

    def shape(self, latency: Latency) -> str:
        """Write the shape of searches."""
        name = f"vectors-shape-{latency.shape.replace(' ', '-') or 'all'}"
        return self.words.text(name) if self.words.has(name) else latency.shape

    def filter(self, recall: Recall) -> str:
        """Write by what a sample of searches was filtered."""
        if not recall.field:
            return self.words.text("vectors-recall-plain")
        return self.words.text(f"vectors-recall-{recall.value}", field=recall.field)

    def trigger(self, standing: Standing) -> str:
        """Write what a trigger is about, with its threshold."""
        return self.words.text(f"vectors-trigger-{standing.name}", enter=self.value(standing, standing.enter))

    def leave(self, standing: Standing) -> str:
        """Write where a trigger is left."""
        return self.words.text("vectors-trigger-leave", leave=self.value(standing, standing.leave))

    def value(self, standing: Standing, value: float | None) -> str:
        """Write a value of a trigger's figure."""
        ways: dict[str, Callable[[float], str]] = {
            "items": self.words.number,
            "slow": self.time,
            "recall": self.recall,
            "memory": self.share,
        }
        return NONE if value is None else ways[standing.name](value)

    def remedy(self, remedy: Remedy) -> str:
        """Write what to do."""
        return self.words.text(f"vectors-remedy-{remedy.name}", field=remedy.field)

    def why(self, remedy: Remedy, collection: str, *, postgresql: bool) -> Markup:
        """Write why a remedy would help and how it is done, as HTML."""
        return self.words.html(_why(remedy, postgresql=postgresql), **self._arguments(remedy, collection))

    def why_plainly(self, remedy: Remedy, collection: str, *, postgresql: bool) -> str:
        """Write the same for a terminal."""
        said = self.words.text(_why(remedy, postgresql=postgresql), **self._arguments(remedy, collection))
        return said.replace("<code>", "`").replace("</code>", "`")

    @staticmethod
    def comparison(collection: str) -> str:
        """Write the command that compares the store of a collection with Qdrant."""
        return f"commonweal vectors evaluate --collection {collection} --try qdrant"

    def _arguments(self, remedy: Remedy, collection: str) -> dict[str, str]:
        arguments = {
            "collection": collection,
            "field": remedy.field,
            "recall": NONE if remedy.recall is None else self.recall(remedy.recall),
            "time": NONE if remedy.milliseconds is None else self.time(remedy.milliseconds),
            "size": NONE if remedy.bytes is None else self.size(remedy.bytes),
        }
        if (guess := remedy.estimate) is not None:
            arguments |= {
                "memory": self.size(guess.memory),
                "quantised": self.size(guess.quantised_memory),
                "disk": self.size(guess.disk),
                "duration": self.lasting(guess.seconds),
                "pace": self.words.number(round(guess.per_second)),
                "basis": self.words.text(f"vectors-basis-{guess.basis}"),
            }
        return arguments

    def _short(self, number: float, *, whole: bool = False) -> str:
        """Write a number with one decimal while it has few digits."""
        return self.words.number(number, 0 if whole or abs(number) >= _THREE_DIGITS else 1)


def _why(remedy: Remedy, *, postgresql: bool) -> str:
    kind = "why"
    if remedy.name == "qdrant" and remedy.calm:
        kind = "calm"
    elif remedy.name == "memory" and postgresql:
        kind = "postgresql"
    return f"vectors-remedy-{remedy.name}-{kind}"
