# ruff: noqa: F401 - what is imported here is used by the processes forked from this one
"""What the processes of ``commonweal up`` import: once, in the process they are forked from.

Nothing here may start a thread, open a connection or draw a random number: the children would share it.
"""

import gc

import uvicorn
import uvloop

import commonweal.cli.logs
import commonweal.cli.processes
import commonweal.messaging.scheduler
import commonweal.messaging.worker
import commonweal.web.app
import commonweal.web.gateway_server

gc.freeze()  # so that collecting garbage does not copy the memory the children share
