"""What is not for readers is in no page, no data file, no feed and no search index."""

import pytest

from tests.command import timeline
from tests.trust import sites

HIDDEN = {
    "draft": "Title: Draft\nDate: 2024-05-06\nStatus: draft\n\nOn Sunday the SECRETWORD rose.\n",
    "hidden": "Title: Hidden\nDate: 2024-05-06\nStatus: hidden\n\nOn Sunday the HIDDENWORD rose.\n",
    "future": "Title: Future\nDate: 2999-05-06\n\nOn Sunday the FUTUREWORD rose.\n",
    "skip": "Title: Skipped\nDate: 2024-05-06\nStatus: skip\n\nOn Sunday the SKIPWORD rose.\n",
}
WORDS = (b"SECRETWORD", b"FUTUREWORD", b"SKIPWORD", b"REJECTEDWORD", b"VANISHEDWORD", b"UNDATEDWORD")
EVENTS = """\
- id: rejected-aaaa
  date: 2024-05-05
  title: The REJECTEDWORD happened
  review: rejected
- id: vanished-aaaa
  date: 2024-05-05
  title: The VANISHEDWORD happened
  found: [{text: on Sunday, date: 2024-05-05, gone: true}]
- id: undated-aaaa
  bounds: 2024-05-01/2024-05-05
  title: The UNDATEDWORD happened
  found: [{text: then}]
"""


@pytest.mark.parametrize("unreviewed", ["show", "hide"])
def test_drafts_and_the_future_are_nowhere(tmp_path, unreviewed):
    conf = sites.CONF + f"TIMELINE_UNREVIEWED = {unreviewed!r}\n"
    articles = {f"content/articles/river/{name}.md": text for name, text in HIDDEN.items()}
    site = sites.make(tmp_path / "site", **articles, **{"content/events/w.yaml": EVENTS, "pelicanconf.py": conf})
    outcome = timeline("build", cwd=site)
    assert outcome.code == 0, outcome.err
    published = sites.tree(site / "output")
    for word in WORDS:
        assert not [path for path, data in published.items() if word in data], word
        assert not [path for path in published if word.decode().lower() in path.lower()], word


def test_an_article_taken_back_takes_its_events_along(tmp_path):
    site = sites.make(tmp_path / "site")
    assert timeline("build", cwd=site).code == 0
    assert any(b"inspected the dam" in data for data in sites.tree(site / "output").values())
    article = site / "content/articles/river/2024-06-03-dam.md"
    article.write_text(article.read_text().replace("Date:", "Status: draft\nDate:"))
    assert timeline("build", cwd=site).code == 0
    assert not [path for path, data in sites.tree(site / "output").items() if b"inspected the dam" in data]
