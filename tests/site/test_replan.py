"""Where few events differ, the pages that are planned anew, and the keys of all others, are those of a whole plan."""

import random

import pytest

from timeline.site import edition, replan
from timeline.site.given import Given
from timeline.site.output import Manifest, Published, manifest_path
from timeline.sitefolder import open_site

HOST = 'SITEURL = "https://example.org"\n'
TAGS = ("navy", "Navy", "peace", "U.S. Army", "Zürich")


class Chronicle:
    """Event files held as lists of events, so that a test can change them."""

    def __init__(self, demo, chance: random.Random, years: int, count: int) -> None:
        self.demo, self.chance, self.years, self.serial = demo, chance, years, 0
        self.files = {f"content/events/{chance.choice(('sea', 'land'))}/f{n}.yaml": [] for n in range(count // 10)}
        for events in self.files.values():
            events += [self.event() for _ in range(10)]
        for path in self.files:
            self.write(path)

    def event(self) -> dict[str, str]:
        chance, self.serial = self.chance, self.serial + 1
        year = 1980 + chance.randrange(self.years)
        date = chance.choice(
            [f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"] * 8 + [str(year), f"{year // 10}X"]
        )
        event = {
            "id": f"e-{self.serial}",
            "date": date,
            "title": f"Event {self.serial}",
            "summary": "words " * chance.randrange(40),
        }
        for kind in ("tags", "actors", "places"):
            event |= {kind: f"[{', '.join(chance.sample(TAGS, chance.choice((1, 2))))}]"} if chance.random() < 0.5 else {}
        return event | ({"aliases": f"[was-{self.serial}]"} if chance.random() < 0.05 else {})

    def write(self, path: str) -> None:
        lines = [f"{'  ' if n else '- '}{key}: {said}" for each in self.files[path] for n, (key, said) in enumerate(each.items())]
        self.demo.write(path, "\n".join(lines) + "\n")

    def edit(self) -> str:
        chance = self.chance
        path = chance.choice(sorted(self.files))
        events = self.files[path]
        event = chance.choice(events)
        kind = chance.choice(("summary", "title", "date", "tags", "add", "delete", "long", "move", "rename", "place", "alias"))
        if kind in ("summary", "title"):
            event[kind] = f"Other {chance.randrange(1000)}"
        elif kind == "long":
            event["summary"] = "word " * chance.choice((0, 2000, 3900))
        elif kind in ("date", "tags"):
            event |= {key: said for key, said in self.event().items() if key == kind}
        elif kind == "place":
            event["places"] = f"[New {chance.randrange(3)}]"
        elif kind == "alias":
            event["aliases"] = f"[once-{event['id']}]"
        elif kind == "add":
            events.insert(chance.randrange(len(events) + 1), self.event())
        elif kind == "delete" and len(events) > 1:
            events.remove(event)
        elif kind == "move" and len(events) > 1:
            other = chance.choice(sorted(self.files))
            events.remove(event)
            self.files[other].append(event)
            self.write(other)
        elif kind == "rename":
            (self.demo.folder / path).unlink()
            path = path.replace(".yaml", "x.yaml")
            self.files[path] = self.files.pop(path.replace("x.yaml", ".yaml"))
        self.write(path)
        return kind


def manifest(demo) -> Manifest:
    site = open_site(demo.folder)
    return Manifest.load(manifest_path(site.root, site.output))


def keys_of_a_whole_plan(demo) -> dict[str, str]:
    """Return what a plan that knows nothing of the last one comes to, for the same sources."""
    site = open_site(demo.folder)
    given = Given.load(site.cache, manifest(demo).frame)
    whole = edition.Edition(given, site.content, Published(site.output), Manifest())
    whole.add_articles(given.articles)
    return {path: page.key(whole.common) for path, page in whole.pages.items()}


@pytest.fixture
def replanned(monkeypatch):
    """Count how often a plan of few pages did."""
    found = []

    def counted(*args):
        found.append(replan.touched(*args) is not None)
        return replan.touched(*args)

    monkeypatch.setattr(edition, "touched", counted)
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("settings", "count"),
    [("", 150), ("TIMELINE_EVENT_PAGES = False\n", 1500), ('TIMELINE_PREFIX = "chronicle"\n', 450), ("", 1500), (HOST, 60)],
    ids=["small", "no-event-pages", "prefix", "large", "sitemap"],
)
def test_what_is_not_planned_anew_is_as_a_whole_plan_would_have_it(site, replanned, seed, settings, count):
    chance = random.Random(seed)
    site.write("pelicanconf.py", site.conf + settings)
    chronicle = Chronicle(site, chance, years=chance.choice((3, 12)), count=count)
    site.build()
    for _ in range(5):
        done = [chronicle.edit() for _ in range(chance.choice((1, 1, 1, 3)))]
        site.build()
        stored = manifest(site).pages
        assert stored == keys_of_a_whole_plan(site), done
        assert list(stored) == sorted(stored)
    assert any(replanned), "no plan was short"
    before = {path: data for path, data in site.files().items() if path in stored}
    (site.folder / ".timeline").rename(site.folder / "aside")
    site.build()
    assert {path: data for path, data in site.files().items() if path in before} == before


def test_an_undone_edit_is_known(site, replanned):
    chronicle = Chronicle(site, random.Random(1), 3, 30)
    site.build()
    before = site.files()
    path = sorted(chronicle.files)[0]
    text = (site.folder / path).read_text()
    for _ in range(2):
        site.replace(path, "title: Event", "title: Affair")
        site.build()
        assert site.files() != before
        (site.folder / path).write_text(text)
        site.build()
        assert site.files() == before
    assert replanned == [True] * 4


def test_a_file_that_is_missing_is_made_again(site, replanned):
    chronicle = Chronicle(site, random.Random(1), 3, 30)
    site.build()
    first, *_, last = sorted(chronicle.files)
    page = site.output / "events" / chronicle.files[last][0]["id"] / "index.html"
    page.unlink()
    page.parent.rmdir()
    site.replace(first, "title: Event", "title: Affair")
    site.build()
    assert replanned == [False]
    assert page.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: last month", "text: attack last month"),  # another mark, at the same place
        ("text: on Sunday", "text: not there"),  # the mark of the other event gets its number
        ("title: Attack", "title: An attack"),
        ("date: 2019-11\n    title", "date: 2019-12-30\n    title"),  # the events of the article change places
        ("title: Attack", "title: Attack\n    review: rejected"),
    ],
)
def test_events_of_an_article_know_where_their_words_are_marked_now(demo, replanned, old, new):
    demo.build()
    demo.replace("content/events/demo/a.yaml", old, new)
    assert demo.build().changed
    assert replanned == [True]
    assert manifest(demo).pages == keys_of_a_whole_plan(demo)
