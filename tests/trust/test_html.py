"""What strangers write cannot become code in a reader's browser, and no page asks anybody else for anything."""

import json
import re
from xml.etree import ElementTree

import pytest

from tests.command import timeline
from tests.trust import pages, sites

EVIL = "\"'></script></title></textarea></svg>--><xss onxss=1 style=a><script>alert(1)</script>{{ 7*7 }}{% raw %}"
IN_YAML = "'" + EVIL.replace("'", "''") + "'"
EVENTS = f"""\
- date: 2024-05-05
  title: {IN_YAML}
  summary: {IN_YAML}
  actors: [{IN_YAML}]
  places: [{IN_YAML}]
  tags: [{IN_YAML}]
  details: [{IN_YAML}]
  timeline: {IN_YAML}
  note: {IN_YAML}
  reason: {IN_YAML}
  doubts: [{IN_YAML}]
  x-own: {IN_YAML}
  sources:
    - url: https://example.org/"><xss>
      title: {IN_YAML}
      archived: //example.org/'><xss>
  image: {{src: images/dot.png, alt: {IN_YAML}, credit: {IN_YAML}}}
  review: accepted
  found:
    - text: {IN_YAML}
      date: 2024-05-05
      quote: {IN_YAML}
      rule: {IN_YAML}
      anchor: {IN_YAML}
      not: {IN_YAML}
      by: {IN_YAML}
"""
ARTICLE = f"Title: {EVIL}\nDate: 2024-05-06\nTimeline: {EVIL}\nAuthor: {EVIL}\nTags: {EVIL}\n\nThe river rose on Sunday.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = sites.make(
        tmp_path_factory.mktemp("html") / "site",
        **{
            "content/events/evil.yaml": EVENTS,
            "content/articles/evil/evil.md": ARTICLE,
            "content/names.yaml": f"- name: {IN_YAML}\n  also: [{IN_YAML}]\n  kind: place\n  coordinates: [51.5, -1.2]\n",
            "pelicanconf.py": sites.CONF
            + f"SITESUBTITLE = {EVIL!r}\nTIMELINE_EDIT_URL = 'https://example.org/{{path}}#{{line}}'\n",
        },
    )
    outcome = timeline("build", cwd=site)
    assert outcome.code == 0, outcome.err
    return site


def test_nothing_a_stranger_wrote_becomes_an_element_or_a_handler(site):
    seen = False
    for path, found in pages.html(site / "output"):
        text = (site / "output" / path).read_text(encoding="utf-8")
        seen |= "&lt;xss" in text
        assert "49" not in re.findall(r"&lt;/script&gt;(\d+)", text), f"{path} ran a template"
        for tag, attributes in found:
            assert tag != "xss", path
            assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"], (path, tag, attributes)
            for name in ("href", "src", "action", "formaction", "xlink:href"):
                address = attributes.get(name, "").strip().lower()
                assert not address.startswith(("javascript:", "vbscript:", "data:text")), (path, tag, address)
    assert seen, "the words themselves are shown"


HEBREW = "\u05d0\u05d1"


def test_words_written_from_right_to_left_cannot_reorder_ours(tmp_path):
    """`bdi`, or ``dir=auto``, by which browsers isolate a text in the same way; a window's title has no means for it."""
    site = sites.make(
        tmp_path / "site",
        **{
            "content/events/rtl.yaml": EVENTS.replace(IN_YAML, HEBREW),
            "content/articles/rtl.md": ARTICLE.replace(EVIL, HEBREW),
            "content/names.yaml": f"- name: {HEBREW}\n  also: [{HEBREW}2]\n",
            "pelicanconf.py": sites.CONF.replace("Trust", HEBREW) + f"SITESUBTITLE = {HEBREW!r}\n",
        },
    )
    outcome = timeline("build", cwd=site)
    assert outcome.code == 0, outcome.err
    seen = 0
    for path in sorted((site / "output").rglob("*.html")):
        for text, around in pages.texts(path.read_text(encoding="utf-8")):
            if HEBREW in text and around[-1][0] not in ("title", "script"):
                isolated = any(tag == "bdi" or attributes.get("dir") == "auto" for tag, attributes in around)
                assert isolated or text.strip() == HEBREW, (path, text, around)
                seen += isolated
    assert seen > 50


def test_no_inline_script_or_style(site):
    for path, found in pages.html(site / "output"):
        for tag, attributes in found:
            assert tag != "style", path
            assert "style" not in attributes, (path, tag)
            assert tag != "script" or attributes.get("src") or attributes.get("type", "").endswith("json"), (path, attributes)


def test_every_page_forbids_what_it_does_not_need(site):
    for path, found in pages.html(site / "output"):
        if not path.endswith(".html"):
            continue
        policy = [
            a["content"] for tag, a in found if tag == "meta" and a.get("http-equiv", "").lower() == "content-security-policy"
        ]
        assert len(policy) == 1, path
        assert policy[0].startswith("default-src 'none'"), path
        assert "unsafe-inline" not in policy[0] and "unsafe-eval" not in policy[0].replace("wasm-unsafe-eval", ""), path
        assert "*" not in policy[0] and "http" not in policy[0], path


def test_no_page_asks_anybody_else_for_anything(site):
    for path, found in pages.html(site / "output"):
        for tag, attributes in found:
            loaded = [attributes.get(name, "") for name in ("src", "srcset", "poster", "data") if name in attributes]
            if tag == "link" and attributes.get("rel") not in ("canonical", "alternate"):
                loaded.append(attributes.get("href", ""))
            assert not [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)], (path, tag, attributes)
    for path in (site / "output").rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path
    for path in (site / "output").rglob("*.js"):
        script = path.read_text(encoding="utf-8", errors="replace")
        assert path.parts[-2] == "pagefind" or not re.search(r"\b(?:fetch|import)\(\s*[\"'`](?:https?:)?//", script), path


def test_data_and_feeds_are_well_formed(site):
    for path in (site / "output").rglob("*"):
        if path.suffix in (".json", ".jsonld", ".geojson"):
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix in (".xml", ".svg"):
            ElementTree.fromstring(path.read_text(encoding="utf-8"))
        elif path.suffix == ".ics":
            assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))
        elif path.suffix == ".html":
            for island in re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", path.read_text(encoding="utf-8"), re.DOTALL):
                assert "<" not in island
                json.loads(island)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "view-source:javascript:1",
        "x-web+javascript:1",
    ],
)
@pytest.mark.parametrize(
    "place", ["sources: [{url: %s}]", "sources: [{url: https://e.org, archived: %s}]", "image: {src: %s, alt: a}"]
)
def test_addresses_that_run_code_are_refused(tmp_path, place, address):
    quoted = json.dumps(address)
    sites.write(tmp_path, "pelicanconf.py", sites.CONF)
    sites.write(tmp_path, "content/events/a.yaml", f"- date: 2024\n  title: A\n  {place % quoted}\n")
    outcome = timeline("check", cwd=tmp_path)
    assert outcome.code == 1 and "bad-link" in outcome.err, outcome.err
