"""One article that takes too long is given up with a warning; all others are read."""

import re
import signal

import pytest

from tests.trust import sites
from timeline import budget, pipeline
from timeline.events import dating
from timeline.sitefolder import open_site

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers on this system")


def test_a_regular_expression_without_end_is_ended():
    with pytest.raises(budget.SpentError), budget.limit(0.05):
        re.match("(a|a)*b", "a" * 60)
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


def test_the_others_are_read(tmp_path, monkeypatch):
    site, real = open_site(sites.make(tmp_path / "site")), dating.timexes

    def slow(article, content):
        while "dam" in article.path:
            pass
        return real(article, content)

    monkeypatch.setattr(dating, "timexes", slow)
    monkeypatch.setattr(budget, "SECONDS", 1.0)
    outcome = pipeline.extract(site)
    (problem,) = outcome.problems
    assert (problem.path, problem.code) == ("content/articles/river/2024-06-03-dam.md", "too-slow")
    assert problem.severity == "warning"
    assert outcome.report.proposed
    monkeypatch.undo()
    again = pipeline.extract(site)
    assert not again.problems
    assert "2024-06-03-dam.md" in "".join(again.drafts.events)
