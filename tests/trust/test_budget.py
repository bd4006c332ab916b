"""One article that takes too long is given up with a warning; all others are read."""

import re
import signal

import pytest

from tests.command import timeline
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


LONG = "The river burst its banks on Sunday. " * 28_000


def test_an_article_too_long_to_search_is_published_and_keeps_its_events(tmp_path):
    site = sites.make(tmp_path / "site")
    assert timeline("build", cwd=site).code == 0
    article = site / "content/articles/river/2024-05-06-flood.md"
    events = sites.tree(site / "content/events")
    article.write_text(article.read_text().replace("The river burst its banks on Sunday and", "It rose and") + f"\n{LONG}\n")
    for verb in ("build", "extract", "build", "check"):
        outcome = timeline(verb, cwd=site)
        assert outcome.code == 0, outcome.err
        assert "2024-05-06-flood.md:1:1: warning[article-too-long]: " in outcome.err
        assert sites.tree(site / "content/events") == events, "nothing is marked as gone"
    page = (site / "output/articles/the-river-bursts-its-banks/index.html").read_text()
    assert LONG[:200] in page
    assert "It rose and" in page
    assert "flooded forty houses" in (site / "output/2024/index.html").read_text()


def test_such_an_article_is_no_way_out_of_the_site(tmp_path):
    text = "Title: A\nDate: 2024-05-06\n\n[x]({static}/../../secret.txt)\n\n" + LONG
    site = sites.make(tmp_path / "site", **{"content/articles/long.md": text, "../secret.txt": "SECRET"})
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and "long.md:4:5: error[outside-content]" in outcome.err, outcome.err


@pytest.mark.parametrize("file", ["articles/brackets.md", "pages/brackets.md", "timelines/brackets.md"])
def test_markup_without_end_is_given_up_and_the_site_stays(tmp_path, file):
    """20,000 brackets take Markdown a minute, ten times as many a hundred."""
    site = sites.make(tmp_path / "site")
    assert timeline("build", cwd=site).code == 0
    before = sites.tree(site / "output")
    sites.write(site, f"content/{file}", "Title: A\nDate: 2024-05-06\n\n" + "[" * 20_000)
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1
    assert f"content/{file}:1:1: error[bad-markup]: this markup was given up after 4 seconds" in outcome.err, outcome.err
    assert sites.tree(site / "output") == before


def test_a_file_that_is_no_article_at_all_is_not_read(tmp_path):
    site = sites.make(tmp_path / "site")
    with (site / "content/articles/huge.md").open("wb") as file:
        file.truncate(2_000_000_000)
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and "huge.md:1:1: error[file-too-large]: this file has 2000.0 MB" in outcome.err, outcome.err
