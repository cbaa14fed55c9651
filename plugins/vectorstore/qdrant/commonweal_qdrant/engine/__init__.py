"""The engine of Qdrant in a process of its own, which all processes of one machine share."""
