"""The scenarios there are: each says which routes it walks, and with which settings of the app."""

from typing import NamedTuple

SCENARIOS = []


class Scenario(NamedTuple):
    """One story: ``act`` plays it on a stage."""

    name: str
    act: object
    routes: frozenset
    settings: dict


def walks(*routes, settings=None):
    """Enter a story with the routes that it is there for; it may walk others on its way."""

    def enter(act):
        SCENARIOS.append(Scenario(act.__name__, act, frozenset(routes), settings or {}))
        return act

    return enter
