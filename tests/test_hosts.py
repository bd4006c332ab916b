"""Limits of hosts, on sites that exceed them without filling the disk."""

import os

import pytest

from timeline import hosts


def test_a_small_site_pleases_every_host(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("x")
    for host in hosts.HOSTS:
        assert not list(hosts.problems(tmp_path / "output", tmp_path, host))


def test_large_files_and_sites(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    with (output / "big.bin").open("wb") as file:
        os.truncate(file.fileno(), 1_100_000_000)  # sparse
    assert [p.path for p in hosts.problems(output, tmp_path, "github")] == ["output/big.bin", "output"]
    assert [p.path for p in hosts.problems(output, tmp_path, "cloudflare")] == ["output/big.bin"]


@pytest.mark.parametrize(("host", "path"), [("cloudflare", "output"), ("netlify", "output/events")])
def test_too_many_files(tmp_path, monkeypatch, host, path):
    folder = tmp_path / "output" / "events"
    folder.mkdir(parents=True)
    for number in range(4):
        (folder / f"{number}.html").write_text("x")
    small = hosts.Limits(0, 0, 3 if host == "cloudflare" else 0, 3 if host == "netlify" else 0, "test")
    monkeypatch.setitem(hosts.HOSTS, host, small)
    assert [(p.path, p.code) for p in hosts.problems(tmp_path / "output", tmp_path, host)] == [(path, "host-limit")]


def test_nothing_built(tmp_path):
    assert [p.code for p in hosts.problems(tmp_path / "output", tmp_path, "github")] == ["not-built"]
