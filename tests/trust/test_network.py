"""A build asks nobody for anything."""

import shutil
import socket
import subprocess
import sys

import pytest

from tests.command import timeline
from tests.trust import sites


def test_building_opens_no_connection(tmp_path, monkeypatch):
    asked = []

    def connect(self, address):
        asked.append(address)
        raise OSError("the network is off")

    def look_up(*names, **options):
        asked.append(names)
        raise OSError("the network is off")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site = sites.make(tmp_path / "site")
    assert timeline("build", cwd=site).code == 0
    assert not [address for address in asked if isinstance(address, tuple)]


def _unshared():
    tool = shutil.which("unshare")
    probe = [tool, "-rn", "true"] if tool else ["false"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux" or not _unshared(), reason="no empty network namespace may be made here")
def test_building_works_without_any_network(tmp_path):
    site = sites.make(tmp_path / "site")
    ended = subprocess.run(
        ["unshare", "-rn", sys.executable, "-m", "timeline", "build"], cwd=site, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert (site / "output/index.html").is_file()
