"""The stream of the base: all of its topics together."""

from itertools import chain

from commonweal_realtime.hooks import Stream
from commonweal_realtime.topics import admins, feed, missions, people, problems


def base_stream() -> Stream:
    """Return every topic of the base with what is told in it, its state, and what ends following it."""
    streams = [part.stream() for part in (feed, problems, missions, people, admins)]
    return Stream(
        topics=list(chain.from_iterable(each.topics for each in streams)),
        told=list(chain.from_iterable(each.told for each in streams)),
        parts=list(chain.from_iterable(each.parts for each in streams)),
        revocations=list(chain.from_iterable(each.revocations for each in streams)),
    )
