"""The hub of a gateway: one tail of the log, the frames of every topic, and who follows what.

Nothing here knows a transport. See ``follower`` for what a transport is to the hub, and ``hub`` for what the
hub is to a transport.
"""
