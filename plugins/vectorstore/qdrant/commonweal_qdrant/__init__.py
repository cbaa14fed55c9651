"""Vectors in Qdrant: a server or a cluster, or its engine on this machine."""
