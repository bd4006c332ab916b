"""The main job: a news article as it was scraped goes in, a site with the right dates comes out."""

import re
from pathlib import Path

import pytest

from tests.command import timeline
from timeline import article, parse
from timeline.events import store
from timeline.sitefolder import open_site

SEED = Path(__file__).parent.parent.parent / "shared" / "seed" / "article.txt"
needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the seed article (../shared/seed/article.txt) is not here")

EXPRESSIONS = [
    ("on Monday", "2019-12-30", None),
    ("on Sunday", "2019-12-29", None),
    ("last year", "2018", None),
    ("2015", "2015", None),
    ("late on Sunday", "2019-12-29", "late"),
    ("on Monday", "2019-12-30", None),
    ("the weekend", "2019-12-28/2019-12-29", None),
    ("on Monday", "2019-12-30", None),
    ("overnight", "2019-12-29/2019-12-30", "night"),
    ("Earlier this month", "2019-12", "early"),
    ("last month", "2019-11", None),
    ("last month", "2019-11", None),
]
EVENTS = [  # date, time, a word of the event
    ("2018", "", "pulled"),
    ("2019-11", "", "resigned"),
    ("2019-12", "early", "blamed"),
    ("2019-12-29", "", "airstrikes"),
    ("2019-12-29", "late", "response"),
    ("2019-12-29/2019-12-30", "night", "ramping"),
    ("2019-12-30", "", "burn"),
    ("2019-12-30", "", "condemned"),
]


@pytest.fixture(params=["pasted", "titled"])
def site(request, tmp_path):
    """A new site without its sample, with the seed article in it: as pasted, or with its headline as Title."""
    assert timeline("init", "mysite", cwd=tmp_path).code == 0
    root = tmp_path / "mysite"
    for sample in (root / "content").rglob("millbrook/*"):
        sample.unlink()
    text = SEED.read_text(encoding="utf-8")
    title = f"Title: {text.splitlines()[0]}\n" if request.param == "titled" else ""
    (root / "content" / "articles" / "iraq.md").write_text(f"{title}Date: 2019-12-30\n\n{text}", encoding="utf-8")
    return open_site(root)


def sources(site):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.content.rglob("*") if path.is_file()}


@needs_seed
def test_seed_becomes_a_site(site):
    first = timeline("build", cwd=site.root)
    assert first.code == 0, first.err
    assert "events proposed → timeline review" in first.err
    events, problems = store.load(site.content)
    assert not problems
    dated = [event for event in events if event.date]
    assert sorted((event.date, event.time) for event in dated) == sorted((date, time) for date, time, _ in EVENTS)
    for date, time, word in EVENTS:
        told = [event.title + event.found[0].quote for event in dated if (event.date, event.time) == (date, time)]
        assert any(word in each for each in told), f"{date} {time}: nothing about {word}"
    before = sources(site)
    again = timeline("build", cwd=site.root)
    assert again.code == 0
    assert sources(site) == before, "a second build writes nothing below content/"
    page = (site.output / "2019" / "index.html").read_text(encoding="utf-8")
    assert "29 December 2019" in page or "December 29, 2019" in page
    assert "Leave a Reply" not in page


@needs_seed
def test_every_expression_is_found(site):
    read = article.load(site.content / "articles" / "iraq.md", site.content, site.pelican)
    found = [(timex.found_text, timex.edtf, timex.time) for timex in parse(read.text, anchor=read.dct)]
    assert [(re.sub(r"['’]s$", "", text), date, time) for text, date, time in found] == EXPRESSIONS


@needs_seed
def test_edits_survive_any_rebuild(site):
    timeline("extract", cwd=site.root)
    (path,) = site.events.rglob("*.yaml")
    text = path.read_text(encoding="utf-8")
    gone = next(event for event in store.load(site.content)[0] if event.date == "2018")
    start = text.index(f"  - id: {gone.id}")
    end = text.find("\n  - id:", start + 1)
    edited = text[:start] + text[end + 1 :]
    edited = edited.replace("date: 2019-11\n", "date: 2019-11-29  # the day is from a second source\n", 1)
    path.write_text(edited, encoding="utf-8")
    reworded = site.content / "articles" / "iraq.md"
    longer = re.sub(
        r"(Protests also took place .*)", r"\1\n\nThe parliament met last week.", reworded.read_text(encoding="utf-8")
    )
    reworded.write_text(longer, encoding="utf-8")
    assert timeline("extract", cwd=site.root).code == 0
    now = path.read_text(encoding="utf-8")
    assert "date: 2019-11-29  # the day is from a second source\n" in now
    assert gone.id not in now
    assert "2019-12-23/2019-12-29" in now, "and the new sentence is read"
