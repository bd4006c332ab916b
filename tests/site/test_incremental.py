"""An incremental build gives, byte for byte, what a clean one gives; after any edits, and after any crash."""

import errno
import os
import random
import re
import shutil
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.site.build import Built
from timeline.site.output import Manifest
from timeline.site.render import Renderer
from timeline.site.staging import Alone, Stage


def clean(demo) -> dict[str, bytes]:
    """Build the same sources from nothing, elsewhere."""
    elsewhere = demo.folder.with_name(demo.folder.name + "-clean")
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(demo.folder, elsewhere, ignore=shutil.ignore_patterns("output", ".timeline", ".output*"))
    twin = type(demo)(elsewhere, fresh=False)
    twin.build()
    return twin.files()


def same(ours: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    assert sorted(ours) == sorted(theirs)
    for path, data in theirs.items():
        assert ours[path] == data, path


def test_a_build_with_nothing_new_changes_nothing(demo):
    demo.build()
    before = {path: path.stat().st_mtime_ns for path in demo.output.rglob("*")}
    built = demo.build()
    assert not built.changed and not built.gone
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert sorted(p.name for p in demo.folder.iterdir()) == [".timeline", "content", "output", "pelicanconf.py"]


def test_an_edit_touches_only_the_pages_that_show_it(demo):
    demo.build()
    demo.replace("content/events/demo/hand.yaml", "About then", "About that time")
    built = demo.build()
    assert "events/about-that-time-44zy/index.html" in built.changed or len(built.changed) < 20
    assert "2019/index.html" not in built.changed and "tags/rome/index.html" not in built.changed
    same(demo.files(), clean(demo))


def test_nothing_new_is_known_without_pelican(demo, monkeypatch):
    demo.build()
    demo.build()  # the sources are now older than the build that read them
    monkeypatch.setattr("timeline.site.pelican_run.run", None)
    assert not demo.build().changed
    demo.replace("content/articles/demo/a.md", "attack last month", "attack last week")
    with pytest.raises(TypeError):
        demo.build()


def test_events_alone_are_published_without_pelican(demo, monkeypatch):
    demo.build()
    with monkeypatch.context() as patch:
        patch.setattr("timeline.site.pelican_run.run", None)
        demo.replace("content/events/demo/a.yaml", "title: Attack", "title: An attack")
        demo.replace("content/events/demo/hand.yaml", "date: 1868~", "date: 1867~")
        assert demo.build().changed
    assert "An attack" in demo.read("articles/strikes/index.html")
    same(demo.files(), clean(demo))


def test_a_timeline_comes_and_goes_with_its_folder(demo):
    events = demo.folder / "content/events"
    aside = demo.folder / "aside"
    events.rename(aside)
    demo.build()
    assert "There are no events here yet." in demo.read("index.html")
    aside.rename(events)
    demo.build()
    same(demo.files(), clean(demo))
    events.rename(aside)
    demo.build()
    assert not (demo.output / "events").exists()
    same(demo.files(), clean(demo))


def test_a_site_of_another_theme_without_events_is_left_alone(site):
    site.replace("pelicanconf.py", "THEME = chronicle()", 'THEME = "simple"')
    (site.folder / "content" / "events").rmdir()
    site.write("content/articles/a.md", "Title: A day\nDate: 2020-01-02\n\nNothing happened.\n")
    site.build()
    assert not (site.output / "search").exists()
    site.write("content/events/a.yaml", "- date: 2019\n  title: A thing\n")
    site.build()
    assert "A thing" in site.read("2019/index.html")


def test_another_file_with_the_old_size_and_time_is_seen(demo):
    demo.build()
    path = demo.folder / "content/events/demo/hand.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("About then", "About when"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    demo.build()
    assert "About when" in demo.read("1868/index.html")
    same(demo.files(), clean(demo))


def test_a_missing_file_of_pelican_is_made_again(demo):
    demo.write("content/pages/contact.md", "Title: Contact\n\nWrite to us.\n")
    demo.build()
    (demo.output / "contact" / "index.html").unlink()
    (demo.output / "theme" / "css" / "page.css").unlink()
    demo.replace("content/events/demo/hand.yaml", "About then", "About that time")
    demo.build()
    same(demo.files(), clean(demo))


def test_an_edit_renders_no_other_event(demo, monkeypatch):
    demo.build()
    made = []
    entry, article = Renderer.entry_text, Renderer.article
    monkeypatch.setattr(Renderer, "entry_text", lambda self, event: made.append(event.id) or entry(self, event))
    monkeypatch.setattr(Renderer, "article", lambda self, here, **rest: made.append(here.path) or article(self, here, **rest))
    demo.replace("content/events/demo/hand.yaml", "title: A decade of change", "title: A decade of great change")
    demo.build()
    assert made == ["a-decade-of-great-change-" + made[0][-4:]]
    made.clear()
    demo.replace("content/events/demo/a.yaml", "title: Attack", "title: An attack")
    demo.build()
    assert made == ["attack-bbbb", "articles/strikes/index.html"]


def test_pelican_runs_where_its_own_pages_show_what_changed(demo):
    demo.write("content/pages/contact.md", "Title: Contact\n\nWrite to us.\n")
    demo.build()
    demo.write("content/events/demo/new.yaml", "- date: 2020\n  title: A report\n  sources: [{url: https://example.org/}]\n")
    demo.build()
    assert "../sources/" in demo.read("contact/index.html")
    same(demo.files(), clean(demo))


def test_a_missing_folder_is_made_again(demo):
    demo.build()
    shutil.rmtree(demo.output / "tags")
    demo.build()
    assert (demo.output / "tags" / "rome" / "index.html").is_file()


def test_plain_pelican_gives_the_same_site(demo):
    demo.build()
    staged = {path: data for path, data in demo.files().items() if not path.startswith("search/pagefind/")}
    shutil.rmtree(demo.output)
    demo.pelican()
    same(demo.files(), staged)


def test_data_files_of_an_only_timeline_are_its_own_as_soon_as_there_is_another(demo):
    demo.build()
    both = [demo.output / folder / "data/events.json" for folder in ("", "timelines/demo")]
    assert both[0].samefile(both[1])
    demo.write("content/events/other/b.yaml", "- date: 2019-12-29\n  title: Elsewhere\n")
    demo.pelican()  # which writes into the published folder itself
    assert not both[0].samefile(both[1])
    assert "Elsewhere" in both[0].read_text() and "Elsewhere" not in both[1].read_text()
    demo.build()
    same(demo.files(), clean(demo))


def test_control_characters_of_an_article_are_no_addresses(demo):
    demo.write(
        "content/articles/demo/odd.html",
        "<html><head><title>Odd\x02\x04</title><meta name='date' content='2020-01-01'></head>"
        "<body><p>Odd \x02and \x03\x04signs\x05.</p></body></html>",
    )
    demo.build()
    page = demo.read("articles/odd/index.html")
    assert "<p>Odd and signs.</p>" in page and "<title>Odd · Demo</title>" in page


WORDS = ("Rome", "navy", "Iraq", "U.S. Army", "peace", "Zürich")


def an_edit(demo, chance: random.Random) -> str:
    """Make one random change to the site's sources; returns what was done."""
    events = sorted((demo.folder / "content/events").rglob("*.yaml"))
    kind = chance.choice(
        (
            *["add"] * 3,
            "title",
            "title",
            "date",
            "review",
            "delete",
            "rename",
            "template",
            "setting",
            "names",
            "article",
            "timeline",
        )
    )
    serial = chance.randrange(10**6)
    if kind == "add":
        date = chance.choice(
            ("2019-12-29", "2019-12", "2019", "201X", "19XX", "-0043-03-15", "1868~", "2019-11-02/2019-12", "../1900")
        )
        lines = [f"- date: {date}", f"  title: Happening {serial}"]
        lines += [f"  {key}: [{chance.choice(WORDS)}]" for key in ("tags", "actors", "places") if chance.random() < 0.5]
        lines += [f"  aliases: [was-{serial}]"] if chance.random() < 0.3 else []
        demo.write(f"content/events/{chance.choice(('demo', 'other'))}/n{serial}.yaml", "\n".join(lines) + "\n")
    elif kind == "title":
        path = chance.choice(events)
        path.write_text(path.read_text().replace("title: ", f"title: New{serial} ", 1))
    elif kind == "date":
        path = chance.choice(events)
        path.write_text(re.sub(r"(?m)date: \d{4}$", f"date: {chance.randrange(1900, 2020)}", path.read_text(), count=1))
    elif kind == "review":
        path = demo.folder / "content/events/demo/a.yaml"
        text = path.read_text().replace("review: accepted\n", "review: rejected\n", 1)
        path.write_text(re.sub(r"title: (.*)\n(?!    review)", r"title: \1\n    review: accepted\n", text, count=1))
    elif kind == "delete" and len(events) > 2:
        chance.choice([path for path in events if path.name != "a.yaml"]).unlink()
    elif kind == "rename":
        path = chance.choice([path for path in events if path.name != "a.yaml"])
        path.rename(path.with_name(f"r{serial}.yaml"))
    elif kind == "template":
        demo.write("over/timeline/about.html", f"<!doctype html><title>{serial}</title>{{{{ numbers.events }}}}\n")
    elif kind == "setting":
        demo.write("pelicanconf.py", demo.conf + f'SITENAME = "Demo {serial}"\nTHEME_TEMPLATES_OVERRIDES = ["{{here}}/over"]\n')
        demo.replace("pelicanconf.py", '"{here}/over"', '__import__("os").path.dirname(__file__) + "/over"')
    elif kind == "names":
        demo.write("content/names.yaml", f"- name: Rome\n  also: [Roma{serial}]\n  coordinates: 41.9, 12.5\n")
    elif kind == "article":
        demo.replace("content/articles/demo/a.md", "Title: Strikes", f"Title: Strikes {serial}")
    elif kind == "timeline":
        demo.write("content/timelines/demo.md", f"Title: The demo {serial}\n\nAn introduction.\n")
    return kind


@pytest.mark.parametrize("seed", range(4))
def test_incremental_is_clean_after_any_edits(demo, seed):
    chance = random.Random(seed)
    demo.build()
    for _ in range(3):
        done = [an_edit(demo, chance) for _ in range(chance.randrange(1, 4))]
        demo.build()
        theirs = clean(demo)
        assert sorted(demo.files()) == sorted(theirs), done
        same(demo.files(), theirs)


def test_an_error_leaves_the_published_site_alone(demo):
    demo.build()
    before = demo.files()
    demo.write("content/events/demo/bad.yaml", "- date: 2019-02-30\n  title: No such day\n")
    with pytest.raises(TimelineError) as caught:
        demo.build()
    assert "bad.yaml:1:9" in str(caught.value)
    assert demo.files() == before
    assert not (demo.folder / ".output.staging").exists()


class CutError(BaseException):
    """Stands for kill -9: nothing catches it on the way."""


@pytest.mark.parametrize("fresh", [True, False])
def test_a_build_cut_off_anywhere_is_made_good_by_the_next(demo, fresh, monkeypatch):
    if not fresh:
        demo.build()
    old = demo.files() if not fresh else {}
    demo.replace("content/events/demo/hand.yaml", "A decade of change", "A decade of great change")
    demo.replace("content/events/demo/hand.yaml", "date: 1868~", "date: 1867~")
    new = clean(demo)
    rename = os.replace
    points = 0
    for cut in range(200):
        shutil.rmtree(demo.output, ignore_errors=True)
        shutil.rmtree(demo.folder / ".timeline", ignore_errors=True)
        for path, data in old.items():
            (demo.output / path).parent.mkdir(parents=True, exist_ok=True)
            (demo.output / path).write_bytes(data)
        count = 0

        def sometimes(source, target, *args, cut=cut, **kwargs):
            nonlocal count
            count += 1
            if count == cut + 1:
                raise CutError
            return rename(source, target, *args, **kwargs)

        monkeypatch.setattr(os, "replace", sometimes)
        monkeypatch.setattr("pathlib.os.replace", sometimes)
        try:
            demo.build()
        except CutError:
            points += 1
        else:
            break
        finally:
            monkeypatch.setattr(os, "replace", rename)
            monkeypatch.setattr("pathlib.os.replace", rename)
        for path, data in demo.files().items():
            assert data in (old.get(path), new.get(path)), f"{path} is half after a cut at rename {cut}"
        demo.build()
        assert {path: data for path, data in demo.files().items() if path in new} == new
        left = sorted(path.name for path in demo.folder.iterdir())
        assert left == [".timeline", "content", "output", "pelicanconf.py"], left
    assert points > 3


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 1}',
        b'{"version": 5, "pages": 3, "others": []}',
        b'{"version": 5, "pages": 2, "others": []}\na\0b',
    ],
)
def test_a_broken_manifest_is_an_empty_one(demo, rubbish):
    demo.build()
    (manifest,) = (demo.folder / ".timeline").glob("pages-*.txt")
    before = demo.files()
    manifest.write_bytes(rubbish)
    demo.build()
    assert demo.files() == before and Manifest.load(manifest).pages


def test_what_others_put_into_the_output_folder_stays(demo):
    demo.build()
    (demo.output / "CNAME").write_text("example.org")
    demo.replace("content/events/demo/hand.yaml", "About then", "About that time")
    demo.build()
    assert (demo.output / "CNAME").read_text() == "example.org"


@pytest.mark.parametrize("after", [0, 3, 12])
def test_a_full_disk_leaves_the_published_site_alone(demo, after, monkeypatch):
    demo.build()
    before = demo.files()
    demo.replace("content/events/demo/hand.yaml", "date: 1868~", "date: 1867~")
    write, count = os.write, 0

    def full(handle, data):
        nonlocal count
        count += 1
        if count > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(TimelineError, match="cannot be written: No space left on device"):
        demo.build()
    monkeypatch.undo()
    assert demo.files() == before
    assert sorted(path.name for path in demo.folder.iterdir()) == [".timeline", "content", "output", "pelicanconf.py"]
    demo.build()
    same(demo.files(), clean(demo))


def broken(data: bytes, how: int) -> bytes:
    middle = len(data) // 2
    return (data[:middle], b"\xff\x1e", data + b"more", data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])[how]


@pytest.mark.parametrize("how", range(4))
@pytest.mark.parametrize(
    "name",
    [
        "rows",
        "rows-shelf",
        "folders",
        "given",
        "marks",
        "templates-chronicle",
        "pieces",
        "pieces-entry",
        "pieces-json",
        "pieces-search",
    ],
)
def test_what_was_kept_and_is_broken_is_made_anew(demo, name, how):
    demo.build()
    path = demo.folder / ".timeline" / f"{name}.bin"
    path.write_bytes(broken(path.read_bytes(), how))
    demo.replace("content/events/demo/hand.yaml", "About then", "About that time")
    demo.build()
    same(demo.files(), clean(demo))


def test_nothing_can_be_kept_in_a_folder_that_cannot_be_written(demo, monkeypatch):
    monkeypatch.setattr("timeline.site.pieces.Pieces._path", lambda self, kind: demo.folder / "nowhere" / kind)
    monkeypatch.setattr("timeline.site.kept.save", lambda *_: None)
    demo.build()
    same(demo.files(), clean(demo))


def test_what_pelican_warns_of_is_said_by_builds_that_need_not_start_it(demo, monkeypatch):
    demo.write("pelicanconf.py", demo.conf + 'TIMELINE_PREFIX = "history"\n')  # so Pelican writes its feed, without SITEURL
    (warning,) = demo.build().problems
    assert warning.severity == "warning" and "Feeds generated without SITEURL" in warning.message
    monkeypatch.setattr("timeline.site.build._with_pelican", lambda *_: pytest.fail("started Pelican"))
    assert demo.build() == Built(demo.build().pages, (), (), (warning,))
    demo.replace("content/events/demo/hand.yaml", "About then", "About that time")
    built = demo.build()
    assert built.changed and built.problems == (warning,)


def test_a_file_that_pelican_puts_beside_an_event_is_published(demo):
    demo.write("content/extra/note.txt", "A note.\n")
    place = {"extra/note.txt": {"path": "events/attack-bbbb/note.txt"}}
    demo.write("pelicanconf.py", f'{demo.conf}STATIC_PATHS = ["extra"]\nEXTRA_PATH_METADATA = {place}\n')
    demo.build()
    assert demo.read("events/attack-bbbb/note.txt") == "A note.\n"
    demo.replace("content/events/demo/a.yaml", "title: Attack", "title: An attack")
    demo.build()
    assert "An attack" in demo.read("events/attack-bbbb/index.html")
    same(demo.files(), clean(demo))


def test_folders_are_looked_into_where_somebody_else_may_have_written(tmp_path, monkeypatch):
    stage = Stage(tmp_path / "output", tmp_path / "manifest")
    for name in ("a", "b", "c"):
        (stage.folder / "events" / name).mkdir(parents=True)
        (stage.folder / "events" / name / "index.html").write_text(name)
        os.utime(stage.folder / "events" / name, (1, 1))
    alone = Alone.of(stage.folder, "events/")
    (stage.folder / "events" / "b" / "more.txt").write_text("more")
    looked, scan = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: looked.append(Path(folder).name) or scan(folder))
    assert stage.files(alone) == [f"events/{path}" for path in ("a/index.html", "b/index.html", "b/more.txt", "c/index.html")]
    assert looked[1:] == ["events", "b"]
    assert stage.files() == stage.files(alone)


def test_a_file_that_pelican_could_not_copy_is_copied_next_time(demo, monkeypatch):
    copy = shutil.copyfile

    def failing(source, target, **options):
        if str(source).endswith("print.css"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return copy(source, target, **options)

    monkeypatch.setattr(shutil, "copyfile", failing)
    (warning,) = demo.build().problems
    assert "print.css" in warning.message and not (demo.output / "theme/css/print.css").exists()
    monkeypatch.undo()
    assert not demo.build().problems
    same(demo.files(), clean(demo))
