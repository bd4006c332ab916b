"""The output is valid HTML as far as a strict reader of our own can tell; CI also asks html-validate (`.ci/html`)."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input", "path", "rect", "col", "wbr", "source", "area"}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "summary", "dt", "time", "mark", "label"}
BLOCKS = {
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "dl",
    "section",
    "article",
    "figure",
    "blockquote",
    "details",
    "h1",
    "h2",
    "h3",
    "form",
    "table",
}
INSIDE = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "summary": {"details"}, "figcaption": {"figure"}}


class Strict(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.wrong, self.headings = [], set(), [], []

    def say(self, what):
        self.wrong.append((self.getpos()[0], what))

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.say(f"<{tag}> has an attribute twice")
        values = dict(attributes)
        if values.get("id") in self.ids:
            self.say(f"id {values['id']} twice")
        self.ids |= {values["id"]} if values.get("id") else set()
        if values.get("id") == "" or values.get("href") == "" or values.get("src") == "":
            self.say(f"<{tag}> has an empty address or id")
        if tag == "img" and "alt" not in values:
            self.say("an image without alt")
        if tag in BLOCKS and PHRASING_ONLY & set(self.open) and "template" not in self.open:
            self.say(f"<{tag}> inside {self.open[-1]}")
        if tag in INSIDE and (not self.open or self.open[-1] not in INSIDE[tag]):
            self.say(f"<{tag}> not in {INSIDE[tag]}")
        if tag in ("a", "button") and {"a", "button"} & set(self.open):
            self.say(f"<{tag}> inside a link or button")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.say(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}")
        else:
            self.open.pop()


def read(html):
    reader = Strict()
    reader.feed(html)
    reader.close()
    return reader


def test_the_reader_is_strict():
    bad = '<ul><p><div id="a"></div><img src="x"><li id="a"><a href="">x</b>'
    assert len(read(bad).wrong) >= 6


def test_every_page_is_well_formed(built):
    pages = list(built.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        reader = read(path.read_text(encoding="utf-8"))
        assert (reader.wrong, reader.open) == ([], []), path
        if reader.headings:
            assert reader.headings.count(1) == 1, path
            assert all(after - before <= 1 for before, after in zip(reader.headings, reader.headings[1:], strict=False)), path
