"""Who makes vectors of texts: the drivers of ``commonweal.embedders`` that come with the plugin."""
