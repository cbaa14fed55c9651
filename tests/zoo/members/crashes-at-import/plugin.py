"""Dies of a signal when it is imported, as broken native code does."""

import os
import signal

os.kill(os.getpid(), signal.SIGSEGV)
