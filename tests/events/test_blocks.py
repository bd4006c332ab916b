import pytest

from timeline.article import Block
from timeline.events.blocks import classify, mask, plain
from timeline.events.draft import draft
from timeline.events.words import load

from .support import article, timex

WORDS = load("en")
BLOCKS = [
    ("Source link", ["boilerplate"]),
    ("Your email address will not be published. Required fields are marked *", ["boilerplate"]),
    ("Israel praises the response", ["heading"]),
    ("By Mary Jones and John Smith", ["byline"]),
    ("CANBERRA, Australia (AP)_ The convention voted on Friday.", ["dateline", "body"]),
    ("BRUSSELS, December 2 (Xinhua) -- The process ended.", ["dateline", "body"]),
    ("Protesters burn a flag on Monday. (Ali Hassan/The Associated Press)", ["caption", "credit"]),
    ("Photo: Neighbours carry sandbags on Friday. (Ann Lee/Valley News)", ["credit", "caption", "credit"]),
    ("File photo: The old bridge fell into the river in May.", ["credit", "caption"]),
    ("Photo: Ann Lee/Valley News", ["credit"]),
    ("NASA - the agency - said so.", ["body"]),
    ("The army attacked.", ["body"]),
]


@pytest.mark.parametrize(("text", "kinds"), BLOCKS)
def test_kinds(text, kinds):
    found = classify(article(text), WORDS)
    assert [b.kind for b in found] == kinds
    assert "".join(text[b.start : b.end] for b in found) == text


def test_html_tells_headings_captions_and_quotations():
    text = "What a day it was.\n\nA flag burns.\n\nWe came."
    base = article(text)
    tags = ["h2", "figcaption", "blockquote"]
    blocks = tuple(Block(b.start, b.end, tag) for b, tag in zip(base.blocks, tags, strict=True))
    from dataclasses import replace

    assert [b.kind for b in classify(replace(base, blocks=blocks), WORDS)] == ["heading", "caption", "quote"]


def test_mask_keeps_length_and_offsets():
    text = "Leave a Reply\n\n“The army,” he said, attacked."
    masked = mask(text, classify(article(text), WORDS))
    assert len(masked) == len(text)
    assert masked[:13].strip() == ""
    assert masked[15:] == '"The army," he said, attacked.'


@pytest.mark.parametrize("text", ["a ``b'' c", "x _ y", "x -- y", "“a” ’b’"])
def test_plain_keeps_length(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("text", ["Strikes on Sunday", "BRUSSELS, Sunday (Xinhua) -- They met.", "Updated: Sunday"])
def test_dates_outside_prose_make_no_event(text):
    assert draft(article(text), [timex(text, "Sunday", "2019-12-29")]) == []
