"""The topic ``circle:<id>``: what is told in it, its state, and who may follow it."""

from commonweal_realtime.api import Stream

STREAM = Stream()
