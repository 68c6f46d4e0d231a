# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Free places for the story: two loopback addresses, the server's ports, a folder."""

import random
import socket
from contextlib import closing
from dataclasses import dataclass

LISTENER, ADMIN, EGRESS = 9080, 9901, 15001


class NoPlace(Exception):
    """Everything that could be used is taken."""


@dataclass(frozen=True)
class Addresses:
    """Where the two proxies listen. The reservation keeps other demos away while it is open."""

    gateway: str
    node: str
    reservation: socket.socket


def free_addresses():
    """The first 127.0.y.10 and 127.0.y.11 on which nobody listens at the proxies' ports."""
    for y in range(256):
        gateway, node = f"127.0.{y}.10", f"127.0.{y}.11"
        reservation = reserve(f"signet-demo-127.0.{y}")
        if reservation is None:
            continue
        if all(is_free(host, port) for host in (gateway, node) for port in (LISTENER, ADMIN, EGRESS)):
            return Addresses(gateway, node, reservation)
        reservation.close()
    raise NoPlace(
        f"ports {LISTENER}, {ADMIN} and {EGRESS} are taken on all of 127.0.0.10 to 127.0.255.11: "
        "something listens on 0.0.0.0 there; stop it for the time of the demo"
    )


def free_port_pair():
    """A port N such that N and N+1 are free on 127.0.0.1.

    Below the range of ports that the kernel hands to outgoing connections: the server comes back on
    the same port after it was killed, and no connection of the load must have taken it meanwhile.
    """
    with open("/proc/sys/net/ipv4/ip_local_port_range") as limits:
        first = int(limits.read().split()[0])
    candidates = list(range(min(20000, first - 2000), first - 1, 2))
    random.shuffle(candidates)
    for port in candidates:
        if is_free("127.0.0.1", port) and is_free("127.0.0.1", port + 1):
            return port
    raise NoPlace(f"no two adjacent ports are free on 127.0.0.1 below {first}")


def is_free(host, port):
    with closing(socket.socket()) as probe:
        # As servers do: a closed connection that still lingers does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def reserve(name):
    """An abstract Unix socket as a lock: it leaves no file and ends with the process."""
    lock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        lock.bind("\0" + name)
    except OSError:
        lock.close()
        return None
    return lock
