"""Lists a hook in its manifest that this kernel does not have."""
