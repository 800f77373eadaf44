"""Hosts of a network of their own: each is a namespace with its own name, and a cable to a bridge of this machine."""

import os
import subprocess

from tests.faults.left_out import left_out

NUMBER = os.getpid() % 10_000
BRIDGE, SUBNET = f"lscb{NUMBER}", f"10.{200 + NUMBER // 250 % 50}.{NUMBER % 250}"


def ip(*words: str):
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=30)


class Network:
    """`address` is this machine's: what hosts share is reached there."""

    address = f"{SUBNET}.1"

    def __init__(self):
        self.names = []
        try:
            ip("link", "add", BRIDGE, "type", "bridge")
        except (OSError, subprocess.CalledProcessError):
            left_out("two hosts in namespaces of the network, which only root can make.")
        ip("address", "add", f"{self.address}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")

    def add(self, name: str) -> tuple[str, list[str]]:
        """The address of a new host, and the words that start a command on it."""
        self.names.append(name)
        space, cable, address = f"{BRIDGE}-{name}", f"{BRIDGE}{name}", f"{SUBNET}.{len(self.names) + 1}"
        ip("netns", "add", space)
        ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", space)
        ip("link", "set", cable, "master", BRIDGE, "up")
        ip("-n", space, "address", "add", f"{address}/24", "dev", "eth0")
        for device in "eth0", "lo":
            ip("-n", space, "link", "set", device, "up")
        named = ["unshare", "--uts", "sh", "-c", f'hostname {name} && exec "$@"', "sh"]
        return address, ["ip", "netns", "exec", space, *named]

    def unplug(self, name: str):
        ip("link", "set", f"{BRIDGE}{name}", "down")

    def plug_in(self, name: str):
        ip("link", "set", f"{BRIDGE}{name}", "up")

    def remove(self):
        for name in self.names:
            ip("netns", "delete", f"{BRIDGE}-{name}")
        ip("link", "delete", BRIDGE)
