"""Any bytes at all in an article give an article or problems with a place; never a traceback, never a hang."""

import string

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline.article import Article, load
from timeline.article.reader import Reader
from timeline.errors import TimelineError

SCRAPS = st.sampled_from(
    [
        "Title: A",
        "Date: 2019-12-30",
        "Date:",
        "---",
        "# A",
        "[x](y)",
        "<p",
        "</p>",
        "<!--",
        "&#0;",
        "&#x110000;",
        "&nbsp;",
        "`",
        "> " * 40,
        "| a | b |",
        "|--|--|",
        "    code",
        "* x",
        "1. x",
        "[^1]",
        "[^1]: y",
        ":date: 2019-12-30",
        ".. x::",
        "====",
        "\x0b",
        "\u2028",
        "\ufeff",
        "on Sunday",
        "",
        "<script>",
        "<body>",
        '<meta name="date" content="2019-12-30">',
        "{static}../../x",
        "<![CDATA[",
        "<br><br>",
        "&lt",
    ]
)
DOCUMENTS = st.lists(SCRAPS | st.text(string.printable, max_size=20), max_size=20).map("\n".join)


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return tmp_path_factory.mktemp("content")


@pytest.fixture(scope="module")
def reader(content):
    return Reader({}, content)


def read(content, reader, suffix, data):
    path = content / f"a.{suffix}"
    path.write_bytes(data)
    try:
        found = load(path, content, {}, reader=reader)
    except TimelineError as error:
        for problem in error.problems:
            str(problem).encode()
            assert problem.path.endswith(path.name)
            lines = data.count(b"\n") + data.count(b"\r") if suffix != "rst" else len(data.decode(errors="replace").splitlines())
            assert problem.line <= lines + 1  # docutils ends a line at a form feed too
        return
    assert isinstance(found, Article)
    for block in found.blocks:
        assert 0 <= block.start < block.end <= len(found.text)
        assert found.html_spans(block.start, block.end)
        line, col = found.position(block.start)
        assert line >= 1
        assert col >= 1


@pytest.mark.parametrize("suffix", ["md", "rst", "html"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=DOCUMENTS)
@example(text='\x0b\n<meta name="date" content="2019-12-30">')
def test_scraps_of_markup(content, reader, suffix, text):
    read(content, reader, suffix, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_bytes(content, reader, data):
    read(content, reader, "md", b"Title: A\nDate: 2019-12-30\n\n" + data)
