"""Other plugins see the pages we write as they see Pelican's own."""

from pathlib import Path

import pytest
from pelican import signals

from tests.plugins import disconnect_sitemap
from timeline.site import articles


@pytest.fixture
def sitemap():
    from pelican.plugins import sitemap

    yield sitemap
    disconnect_sitemap()


def test_a_sitemap_lists_every_page_after_every_build(demo, sitemap):
    demo.write(
        "pelicanconf.py", demo.conf.replace('["timeline"]', '["timeline", "sitemap"]') + 'SITEURL = "https://example.org"\n'
    )
    for _ in range(2):  # the second build has nothing to write itself
        demo.build()
        listed = demo.read("sitemap.xml")
        for path in ("events/strikes-aaaa/", "2019/", "articles/strikes/", "tags/rome/"):
            assert f"<loc>https://example.org/{path}</loc>" in listed


def test_what_a_plugin_does_to_a_written_page_is_published(demo):
    def shout(path: str, context: dict) -> None:
        file = Path(path)
        if file.suffix == ".html":
            file.write_text(file.read_text(encoding="utf-8").replace("Caesar", "CAESAR"), encoding="utf-8")

    signals.content_written.connect(shout)
    try:
        demo.build()
        demo.replace("content/events/demo/hand.yaml", "About then", "About that time")
        demo.build()
    finally:
        signals.content_written.disconnect(shout)
    assert "CAESAR" in demo.read("-0043/index.html")


def test_our_receiver_is_not_taken_for_a_plugin(demo):
    demo.pelican()
    others = [each for each in signals.content_written.receivers_for(None) if each is not articles.settle_written]
    assert others == []
