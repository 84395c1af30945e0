"""Many short writes at once, on a database where one writes at a time."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from threading import Lock

from django.db import connection

_TURN = Lock()


def in_turn() -> AbstractContextManager[object]:
    """Around the transaction of a write that comes in crowds: on SQLite the threads of a process take turns.

    Who finds the database locked sleeps longer than such a write takes, and longer each time; who waits for a
    lock of the process goes on at once. Elsewhere writers do not wait for each other. Nothing inside may wait
    for another thread's turn.
    """
    return _TURN if connection.vendor == "sqlite" else nullcontext()
