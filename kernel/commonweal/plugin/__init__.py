"""The plugin floor: manifests, hook specifications, the host that loads plugins, drivers and settings.

Nothing here knows a database, a message or a page; the floors above fill in the services plugins ask for.
"""
