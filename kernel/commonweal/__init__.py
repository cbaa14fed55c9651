"""Everything a plugin author may import from the kernel, and nothing else.

The names stand in ``__init__.pyi`` beside this file. Each is imported when first used, so that
``import commonweal`` stays cheap for the command line; with ``EAGER_IMPORT`` in the environment, all at once.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
