"""The pages of a small site: which there are, at which address, and what stands in them."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from timeline.errors import TimelineError


def test_every_page_kind_has_its_address(demo):
    demo.pelican()
    ids = {path.parent.name for path in demo.output.glob("events/*/index.html")}
    assert {"strikes-aaaa", "attack-bbbb", "old-name"} <= ids and len(ids) == 6
    for path in ("", "2019/", "1868/", "-0043/", "196x/", "articles/strikes/", "timelines/demo/", "tags/rome/", "tags/"):
        assert (demo.output / path / "index.html").is_file(), path
    for path in ("actors/us-military/", "places/iraq/", "search/", "about/"):
        assert (demo.output / path / "index.html").is_file(), path
    for form in ("json", "csv", "ics", "jsonld", "geojson"):
        assert (demo.output / f"data/events.{form}").is_file()
        assert (demo.output / f"timelines/demo/data/events.{form}").is_file()
    assert (demo.output / "feeds/events.atom.xml").is_file()


@pytest.mark.parametrize("settings", [{}, {"TIMELINE_EVENT_PAGES": False}, {"TIMELINE_PREFIX": "deep/down"}])
def test_every_internal_link_leads_to_a_file_and_every_fragment_to_an_id(demo, settings):
    lines = [f"- {{date: 2019-{1 + n % 12:02d}-0{1 + n % 9}, title: Busy {n}, tags: [many]}}" for n in range(420)]
    demo.write("content/events/demo/many.yaml", "\n".join(lines) + "\n")
    demo.pelican(**settings)
    if not settings:
        assert (demo.output / "2019/12/index.html").is_file() and 'id="busy-' in demo.read("2019/index.html")
    ours = demo.output / settings.get("TIMELINE_PREFIX", "")
    pages = {path: path.read_text(encoding="utf-8") for path in ours.rglob("*.html")}
    assert len(pages) > 20
    for path, html in pages.items():
        assert "\x02" not in html
        for address in re.findall(r'(?:href|src)="([^"]*)"', html):
            if re.match(r"[a-z]+:", address):
                continue
            file, _, mark = unquote(address).partition("#")
            target = Path(path.parent, file).resolve() if file else path
            assert target.is_file(), f"{path}: {address}"
            if mark:
                assert f'id="{mark}"' in target.read_text(encoding="utf-8"), f"{path}: {address}"


def test_an_article_has_its_marks_linked_to_events(demo):
    demo.pelican()
    html = demo.read("articles/strikes/index.html")
    link = "../../events/strikes-aaaa/index.html"
    assert f'strikes <mark class="timex" id="timex-1"><a href="{link}">on Sunday</a></mark></strong>' in html
    assert '<a href="https://example.org/">attack <mark class="timex" id="timex-2">last month</mark></a>' in html
    assert "../../articles/strikes/index.html#timex-1" in demo.read("events/strikes-aaaa/index.html")


def test_titles_are_text_and_never_markup(demo):
    demo.pelican()
    for path in demo.output.rglob("*.html"):
        assert "<b>hit</b>" not in path.read_text(encoding="utf-8")


def test_dates_keep_their_precision(demo):
    demo.pelican()
    assert "44 BCE" in demo.read("-0043/index.html")
    assert "Sometime in 1868" in demo.read("1868/index.html")
    assert "November 2019" in demo.read("events/attack-bbbb/index.html")
    listed = demo.read("2019/index.html").split('class="chronology"')[1]
    assert "29 December 2019" in listed and not re.search(r"\d\d? November", listed)


def test_rejected_events_and_those_of_drafts_are_nowhere(demo):
    demo.write("content/articles/demo/a.md", "Title: Strikes\nDate: 2019-12-30\nStatus: draft\n\nSecret on Sunday.\n")
    demo.write("content/events/demo/x.yaml", "- {date: 2001, title: Never happened, review: rejected}\n")
    demo.pelican()
    text = b"".join(demo.files().values())
    assert b"Never happened" not in text and b"strikes-aaaa" not in text and b"Secret" not in text


def test_unreviewed_events_can_be_hidden(demo):
    demo.pelican(TIMELINE_UNREVIEWED="hide")
    assert not (demo.output / "events/strikes-aaaa").exists()
    assert (demo.output / "-0043/index.html").is_file()


def test_an_old_address_leads_on(demo):
    demo.pelican()
    html = demo.read("events/old-name/index.html")
    assert re.search(r'http-equiv="refresh" content="0; ?url=[^"]*events/a-decade-of-change', html)


def test_a_site_for_a_host_has_clean_addresses_and_a_sitemap(demo):
    demo.pelican(SITEURL="https://example.org")
    html = demo.read("2019/index.html")
    assert 'href="../events/strikes-aaaa/"' in html and "index.html" not in html
    assert '<link rel="canonical" href="https://example.org/2019/">' in html
    listed = demo.read("sitemap.xml")
    for path in ("", "2019/", "events/strikes-aaaa/", "articles/strikes/"):
        assert f"<loc>https://example.org/{path}</loc>" in listed
    assert "old-name" not in listed


def test_a_prefix_leaves_the_rest_of_the_site_alone(demo):
    demo.write("pelicanconf.py", 'SITENAME = "Blog"\nPLUGINS = ["timeline"]\nTIMEZONE = "UTC"\nTIMELINE_PREFIX = "timeline"\n')
    demo.pelican()
    assert (demo.output / "timeline/2019/index.html").is_file()
    assert (demo.output / "strikes.html").is_file()
    assert 'class="timex"' in demo.read("strikes.html")
    assert "timeline/events" not in demo.read("index.html").replace("timeline/events/strikes-aaaa", "")


def test_without_event_files_the_plugin_does_nothing(site):
    (site.folder / "content/events").rmdir()
    site.write("content/a.md", "Title: A\nDate: 2020-01-01\n\nText\n")
    site.pelican(ARTICLE_PATHS=[""], THEME="simple")
    assert (site.output / "a.html").is_file() and not (site.output / "events").exists()


def test_two_outputs_for_one_address_name_both_sources(demo):
    demo.write("content/pages/tags.md", "Title: Tags\nSlug: tags\n\nMine.\n")
    with pytest.raises(TimelineError) as caught:
        demo.pelican()
    (problem,) = caught.value.problems
    assert problem.path == "content/pages/tags.md" and "/tags/" in problem.message and problem.code == "same-address"
    assert not (demo.output / "index.html").exists()


def test_an_article_without_title_gets_its_first_line(demo):
    demo.write("content/articles/demo/b.md", "Date: 2019-12-30\n\nRiver bursts its banks\n\nIt rained on Monday.\n")
    demo.pelican()
    assert "River bursts its banks" in demo.read("articles/river-bursts-its-banks/index.html")


@pytest.mark.parametrize(("kind", "there", "gone"), [("quotes", "carried out", "rest of it"), ("none", "", "carried out")])
def test_how_much_of_an_article_is_published(demo, kind, there, gone):
    file = demo.folder / "content/articles/demo/a.md"
    file.write_text(file.read_text() + "\nThe rest of it is not for readers.\n")
    demo.pelican(TIMELINE_ARTICLES=kind)
    page = demo.output / "articles/strikes/index.html"
    assert page.exists() == (kind != "none")
    if there:
        assert there in page.read_text() and 'class="timex"' in page.read_text()
        assert gone not in page.read_text()


def test_an_article_dated_in_words_of_another_language_has_its_page(demo):
    demo.write("content/articles/demo/b.md", "Title: Sturm\nDate: 30. Dezember 2019\n\nEs regnete.\n")
    demo.build()
    assert "30 December 2019" in demo.read("articles/sturm/index.html")
