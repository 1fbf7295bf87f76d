"""Put on PYTHONPATH: no Python process asks another host, and each attempt is written to the file NETWORK_LOG."""

import os
import sys
from pathlib import Path

ADDRESSED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKED_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def refuse(event: str, details: tuple[object, ...]) -> None:
    # an address that is a text is a socket among the files of this machine
    elsewhere = event in ADDRESSED and not isinstance(details[-1], (str, bytes))
    if elsewhere or event in LOOKED_UP:
        with Path(os.environ["NETWORK_LOG"]).open("a", encoding="utf-8") as log:
            log.write(f"{event} {details}\n")
        raise PermissionError(f"no network: {event}")


# whoever looks for tests in this folder may go on as before
if "NETWORK_LOG" in os.environ:
    sys.addaudithook(refuse)
