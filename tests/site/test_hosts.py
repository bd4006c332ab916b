"""Limits of hosts, told before a deployment."""

from dataclasses import replace

import pytest

from timeline.errors import UsageError
from timeline.site import hosts


@pytest.fixture
def output(tmp_path):
    for i in range(12):
        (tmp_path / "events" / f"e{i}").mkdir(parents=True)
        (tmp_path / "events" / f"e{i}" / "index.html").write_text("x" * 100)
    return tmp_path


def test_a_small_site_fits_everywhere(output):
    assert not [problem for host in hosts.HOSTS.values() for problem in hosts.check(output, host)]


@pytest.mark.parametrize(
    ("limit", "path", "words"),
    [
        ({"files": 11}, "output", "takes 11 files, the site has 12"),
        ({"bytes": 1000}, "output", "takes 0 MB"),
        ({"folder": 11}, "output/events", "takes 11 entries in a folder, this one has 12"),
        ({"file_bytes": 99}, "output/events/e0/index.html", "takes files of"),
    ],
)
def test_each_limit_is_told_with_its_place_and_source(output, limit, path, words):
    host = replace(hosts.Host("small", source="its manual"), **limit)
    problems = hosts.check(output, host)
    assert problems[0].path == path and words in problems[0].message and "its manual" in problems[0].message
    assert problems[0].severity == "error" and problems[0].hint


def test_an_unknown_host_and_a_site_not_built(tmp_path):
    with pytest.raises(UsageError, match="cloudflare"):
        hosts.named("geocities")
    assert hosts.check(tmp_path / "none", hosts.named("github"))[0].code == "not-built"
