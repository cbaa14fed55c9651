"""Previews: how each kind reads in each language by each channel, with its samples."""
