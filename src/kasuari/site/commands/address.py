"""Whether the server can listen where it is told to, asked before anything long begins."""

from __future__ import annotations

import socket


def require_free(bind: str, port: int) -> None:
    """Raise OSError, naming the address, where it is taken or is not of this machine."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            said = f"{error.strerror}. Choose another with --port (or PORT= before make)."
            raise OSError(error.errno, said, f"{bind}:{port}") from None
