"""Making new distributions: ``commonweal new``. The templates lie beside the modules, as package data."""
