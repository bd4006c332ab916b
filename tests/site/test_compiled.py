"""What is compiled once for all sites: used where it is sound, never needed, never in the way."""

import shutil
import sys

import pytest
from jinja2 import Environment

from timeline.site import bytecode, i18n, render, theme

EVENT = "- date: 2001-02-03\n  title: A comet\n"


@pytest.fixture
def folder(monkeypatch, tmp_path_factory):
    """Return a fresh folder for what Python and we compile."""
    folder = tmp_path_factory.mktemp("compiled")
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


@pytest.fixture
def sky(site):
    site.write("content/events/a.yaml", EVENT)
    return site


@pytest.fixture
def compiled_now(monkeypatch):
    """Return the names of the templates that are compiled from now on, Pelican's own left out."""
    names = []

    class Listed(render.QuickEnvironment):
        def compile(self, source, name=None, *more, **options):
            names.append(name)
            return super().compile(source, name, *more, **options)

    monkeypatch.setattr(render, "QuickEnvironment", Listed)
    return names


def clean(site):
    """Build as if for the first time; return the files."""
    for name in ("output", ".timeline"):
        path = site.folder / name
        if path.exists():
            path.rename(path.with_name(f"{name}-{len(list(site.folder.iterdir()))}"))
    site.build()
    return site.files()


def shared(folder):
    return {path.name: path for path in folder.rglob("chronicle-*.bin")}


def test_the_next_site_compiles_nothing(folder, sky, compiled_now):
    before = clean(sky)
    assert "timeline/event.html" in compiled_now
    assert sorted(name.partition(".")[0] for name in shared(folder)) == ["chronicle-en"]
    compiled_now.clear()
    assert clean(sky) == before
    assert compiled_now == []


@pytest.mark.parametrize("damage", [b"", b"no such thing", None])
def test_a_broken_file_counts_as_none_and_is_mended(folder, sky, compiled_now, damage):
    before = clean(sky)
    (path,) = shared(folder).values()
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] if damage is None else damage)
    compiled_now.clear()
    assert clean(sky) == before
    assert "timeline/event.html" in compiled_now
    compiled_now.clear()
    assert clean(sky) == before
    assert compiled_now == []


def test_a_folder_that_cannot_be_written_stays_without(folder, sky, compiled_now, monkeypatch):
    before = clean(sky)
    (path,) = shared(folder).values()
    shutil.rmtree(path.parent)
    path.parent.write_text("in the way")
    assert clean(sky) == before
    assert not shared(folder)
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "fresh"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert clean(sky) == before
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert clean(sky) == before
    assert not shared(folder)


def test_only_what_is_all_chronicles_is_kept_for_all(folder, sky, compiled_now):
    clean(sky)
    (path,) = shared(folder).values()
    before = path.read_bytes()
    sky.write("theirs/timeline/_footer.html", "<footer>mine</footer>\n")
    sky.write("theirs/timeline/about.html", "<p>about me</p>\n")
    conf = sky.folder / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}THEME_TEMPLATES_OVERRIDES = [{str(sky.folder / 'theirs')!r}]\n")
    compiled_now.clear()
    files = clean(sky)
    assert b"<footer>mine</footer>" in files["index.html"]
    assert files["about/index.html"] == b"<p>about me</p>"
    assert set(compiled_now) == {"timeline/base.html", "timeline/about.html"}
    assert path.read_bytes() == before


def test_other_settings_and_languages_have_their_own(folder, sky, compiled_now):
    clean(sky)
    conf = sky.folder / "pelicanconf.py"
    conf.write_text(conf.read_text().replace('"en"', '"de"'))
    compiled_now.clear()
    assert b"Gemacht mit timeline" in clean(sky)["index.html"]
    assert "timeline/event.html" in compiled_now
    assert {name.partition(".")[0] for name in shared(folder)} == {"chronicle-en", "chronicle-de"}
    conf.write_text(f'{conf.read_text()}JINJA_ENVIRONMENT = {{"trim_blocks": True, "lstrip_blocks": True, "optimized": False}}\n')
    compiled_now.clear()
    clean(sky)
    assert "timeline/event.html" in compiled_now


def test_a_changed_template_is_compiled_anew(folder, sky, compiled_now, monkeypatch, tmp_path):
    mine = tmp_path / "chronicle"
    shutil.copytree(theme.chronicle(), mine)
    for module in (theme, bytecode):
        monkeypatch.setattr(module, "chronicle", lambda: str(mine))
    clean(sky)
    footer = mine / "templates/timeline/_footer.html"
    footer.write_text(footer.read_text().replace("<footer", "<footer title=new"))
    compiled_now.clear()
    assert b"<footer title=new" in clean(sky)["index.html"]
    assert "timeline/base.html" in compiled_now
    compiled_now.clear()
    assert b"<footer title=new" in clean(sky)["index.html"]
    assert compiled_now == []


def test_a_language_is_the_same_from_its_files_and_as_kept(folder, monkeypatch):
    fresh = i18n.interface.__wrapped__
    read = fresh("de")
    assert read.messages["spring"] == ("Frühjahr",)
    monkeypatch.setattr(i18n, "_translated", None)
    monkeypatch.setattr(i18n, "_locale", None)
    kept = fresh("de")
    assert (kept.cldr, kept.messages) == (read.cldr, read.messages)
    assert kept.ngettext("%(n)s event", "%(n)s events", 1234) == "1.234 Ereignisse"


def test_a_language_with_an_odd_name_stays_in_the_folder(folder):
    assert i18n.interface.__wrapped__("../../xx").gettext("spring") == "spring"
    assert [path.name.partition(".")[0] for path in folder.rglob("*.bin")] == ["interface-______xx"]


@pytest.fixture
def compiled_by_pelican(monkeypatch):
    """Return the names of the templates that Pelican compiles from now on."""
    names = []

    def compile_(env, source, name=None, *more, **options):
        if not isinstance(env, render.QuickEnvironment):
            names.append(name)
        return Environment.__dict__["_compile_of_jinja"](env, source, name, *more, **options)

    monkeypatch.setattr(Environment, "_compile_of_jinja", Environment.compile, raising=False)
    monkeypatch.setattr(Environment, "compile", compile_)
    return names


PAGE = "Title: About us\n\nWe watch.\n"


def test_pelican_compiles_its_templates_once(folder, sky, compiled_by_pelican):
    sky.write("content/pages/us.md", PAGE)
    before = clean(sky)
    assert b"We watch." in before["about-us/index.html"]
    assert {"page.html", "tag.html", "timeline/base.html"} <= set(compiled_by_pelican)
    assert len(compiled_by_pelican) == len(set(compiled_by_pelican))
    compiled_by_pelican.clear()
    assert clean(sky) == before
    assert compiled_by_pelican == []


def test_but_not_where_another_plugin_may_have_a_say(folder, sky, compiled_by_pelican):
    sky.write("plugins/other.py", "def register():\n    pass\n")
    conf = sky.folder / "pelicanconf.py"
    conf.write_text(f'{conf.read_text()}PLUGINS = ["timeline", "other"]\nPLUGIN_PATHS = ["plugins"]\n')
    clean(sky)
    compiled_by_pelican.clear()
    clean(sky)
    assert "tag.html" in compiled_by_pelican
