"""Visible text and its maps: what a reader reads, and where it stands in the HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.article.visible import visible


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>On Sunday,\n  it  rained.</p>", "On Sunday, it rained."),
        ("<p>a</p>\n<p>b</p>", "a\n\nb"),
        ("<p>10\xa0km “away”</p>", "10\xa0km “away”"),
        ("<p>10&nbsp;km &amp; more&hellip;</p>", "10\xa0km & more…"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>one<br><br>two</p>", "one\n\ntwo"),
        ("<p>late on <em>Sun</em>day</p>", "late on Sunday"),
        ("<p>kept <del>on Monday</del> on Sunday</p>", "kept on Sunday"),
        ("<p>in 2019<sup id='fnref:1'><a>1</a></sup>.</p>", "in 2019."),
        ("<script>var a = 'on Monday'</script><p>a</p>", "a"),
        ("<p hidden>a</p><p>b</p>", "b"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("loose text", "loose text"),
        ("<p>AT&T, 5 < 6</p>", "AT&T, 5 < 6"),
        ("", ""),
    ],
)
def test_text(html, text):
    assert visible(html)[0] == text


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<h2>a</h2><p>b</p>", ["h2", "p"]),
        ("<blockquote><p>a</p></blockquote>", ["blockquote"]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", ["li", "li"]),
        ("<figure><img alt='x'><figcaption>a</figcaption></figure>", ["figcaption"]),
    ],
)
def test_blocks_name_the_telling_element(html, tags):
    text, blocks, _ = visible(html)
    assert [block.tag for block in blocks] == tags
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text


def test_the_line_that_ends_a_code_block_takes_nothing_with_it():
    text, blocks, places = visible("<pre><code>on Sunday\n</code></pre><p>a</p>")
    assert text == "on Sunday\n\na"
    assert [places.spans(block.start, block.end) for block in blocks] == [[(11, 20)], [(37, 38)]]


def test_spans_avoid_tags_and_cover_entities():
    html = "<p>caf&eacute; on <em>Sun</em>day</p>"
    text, _, places = visible(html)
    start = text.index("é on Sunday")
    assert [html[a:b] for a, b in places.spans(start, len(text))] == ["&eacute; on ", "Sun", "day"]


PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<em>", "</em>", "<br>", "&amp;", "on ", "Sunday", "\xa0", " ", "\n", "<ul><li>", "</ul>", "“"]
    )
)


@given(PIECES)
def test_every_code_point_is_mapped(pieces):
    html = "".join(pieces)
    text, blocks, places = visible(html)
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
    for block in blocks:
        for offset in range(block.start, block.end):
            spans = places.spans(offset, offset + 1)
            assert len(spans) == 1
            shown = html[spans[0][0] : spans[0][1]]
            if not text[offset].isspace() and text[offset] != "&":
                assert shown == text[offset]
