"""Messaging: the event log, the subscriptions that read it, tasks and schedules.

Everything is written in the business transaction and read back from PostgreSQL; the broker only carries word
that a task is waiting. May import ``storage`` and ``plugin``; knows no HTTP.
"""
