"""Any sequence of article edits, human edits and extractions: nothing a person wrote is lost, nothing unwanted comes back."""

import itertools
import random
import re
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from timeline.events import store
from timeline.events.event import Event, Found
from timeline.events.extract import extract

SYLLABLES = ["ba", "co", "du", "fe", "gi", "lo", "mu", "ne", "po", "ra", "si", "tu"]
VOCABULARY = ["".join(parts) for parts in itertools.product(SYLLABLES, repeat=3)]
EXPRESSIONS = {"on Sunday": "2019-12-29", "last month": "2019-11", "in 2015": "2015", "on Monday": "2019-12-30"}
OWN = "  - title: "


class Sentence:
    """A sentence that can be told from all others by one word of its own, whatever else is edited."""

    def __init__(self, number, seed):
        self.rnd = random.Random(seed)
        self.own = f"q{number}q"
        self.text = self.rnd.choice(list(EXPRESSIONS))
        self.date = EXPRESSIONS[self.text]
        self.words = [self.rnd.choice(VOCABULARY) for _ in range(20)]
        self.words[self.rnd.randrange(20)] = self.own

    def edit(self):
        place = self.rnd.choice([i for i, word in enumerate(self.words) if word != self.own])
        self.words[place] = self.rnd.choice(VOCABULARY)

    def draft(self):
        quote = " ".join([*self.words[:10], self.text, *self.words[10:]]) + "."
        found = Found(self.text, self.date, "rule", quote, "2019-12-30 (published)")
        return Event(id="", date=self.date, title=f"Machine title {self.own}", found=(found,))


class Regeneration(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.site = Path(tempfile.mkdtemp())
        self.content = self.site / "content"
        self.articles = {}
        self.numbers = itertools.count()
        self.unwanted = set()  # own words of sentences whose event was deleted or rejected
        self.edited = set()
        self.ids = {}
        self.dated = {}  # event id → date a person gave

    def teardown(self):
        shutil.rmtree(self.site)

    # what the world does

    @rule(seed=st.integers(0, 10**6), size=st.integers(1, 4))
    def write_article(self, seed, size):
        path = f"articles/t{seed % 2}/a{next(self.numbers)}.md"
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text("text")
        self.articles[path] = [Sentence(next(self.numbers), seed + i) for i in range(size)]

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def edit_sentence(self, data):
        if data.draw(st.booleans()):
            self.extract()
        sentence = self.sentence(data)
        if sentence and sentence.own not in self.edited:
            self.edited.add(sentence.own)
            sentence.edit()

    @precondition(lambda self: self.articles)
    @rule(data=st.data(), date=st.sampled_from(["2019-12-28", "2018", "2019-12"]))
    def read_better(self, data, date):
        if data.draw(st.booleans()):
            self.extract()
        if sentence := self.sentence(data):
            sentence.date = date

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def drop_or_swap_sentences(self, data):
        sentences = self.articles[data.draw(st.sampled_from(sorted(self.articles)))]
        if len(sentences) > 2:
            sentences.pop(data.draw(st.integers(0, len(sentences) - 1)))
        sentences.reverse()

    @precondition(lambda self: self.articles and not self.edited)
    @rule(data=st.data())
    def rename_article(self, data):
        old = data.draw(st.sampled_from(sorted(self.articles)))
        if not any(file.article == old and len(file.seen) for file in store.load_files(self.content)):
            return
        self.extract()
        new = f"articles/renamed/b{next(self.numbers)}.md"
        (self.content / new).parent.mkdir(parents=True, exist_ok=True)
        (self.content / old).rename(self.content / new)
        self.articles[new] = self.articles.pop(old)
        self.edited |= {sentence.own for sentence in self.articles[new]}

    def sentence(self, data):
        every = [s for path in sorted(self.articles) for s in self.articles[path]]
        return data.draw(st.sampled_from(every)) if every else None

    # what a person does, in an editor

    def pick(self, data):
        """Return (path, head, blocks, tail, index) of a generated file and one of its events."""
        paths = sorted(p for p in self.content.glob("events/**/*.yaml") if "events:\n" in p.read_text() and "mine" not in p.name)
        if not paths:
            return None
        path = data.draw(st.sampled_from(paths))
        text = path.read_text()
        head, _, body = text.partition("events:\n")
        body, mark, tail = body.partition("seen:")
        blocks = re.split(r"(?m)^(?=  - )", body)
        blocks, lead = list(blocks[1:]), blocks[0]
        if not blocks:
            return None
        return path, head + "events:\n" + lead, blocks, mark + tail, data.draw(st.integers(0, len(blocks) - 1))

    def human(self):
        return f"human {next(self.numbers)}"

    @rule(data=st.data(), what=st.sampled_from(["title", "date", "note", "comment", "reject", "accept", "blank"]))
    def edit_event(self, data, what):
        if not (picked := self.pick(data)):
            return
        path, head, blocks, tail, at = picked
        block = blocks[at]
        name = re.search(r"id: (\S+)", block)[1]
        if what == "title":
            block = re.sub(r"title: .*", f"title: '{self.human()}: x'", block)
        elif what == "date" and "    date:" in block:
            block = re.sub(r"(?m)^    date: .*", f"    date: 1999  # {self.human()}", block)
            self.dated[name] = "1999"
        elif what == "note":
            block = re.sub(
                r"(?m)^    title:", f"    x-note-{next(self.numbers)}: |\n      {self.human()}\n\n      more\n    title:", block
            )
        elif what == "comment":
            block = block.replace("    found:", f"    # {self.human()}\n    found:", 1)
        elif what in ("reject", "accept") and "review:" not in block:
            block = block.replace("    title:", f"    review: {what}ed\n    title:", 1)
            if what == "reject":
                self.unwanted |= self.own_words(block)
        elif what == "blank":
            block = block + "\n"
        blocks[at] = block
        path.write_text(head + "".join(blocks) + tail)

    @rule(data=st.data(), what=st.sampled_from(["delete", "reorder", "merge", "move"]))
    def rearrange_events(self, data, what):
        if not (picked := self.pick(data)):
            return
        path, head, blocks, tail, at = picked
        if what == "delete":
            gone = blocks.pop(at)
            self.unwanted |= self.own_words(gone)
            self.forget_ids(gone)
        elif what == "reorder":
            blocks.append(blocks.pop(at))
            blocks = [block if block.endswith("\n") else block + "\n" for block in blocks]
        elif what == "merge" and len(blocks) > 1:
            gone = blocks.pop(at)
            lines = gone[gone.index("    found:\n") + len("    found:\n") :]
            into = at % len(blocks)
            if "rejected" in gone or "rejected" in blocks[into]:
                return
            blocks[into] = blocks[into].rstrip("\n") + "\n" + lines
            self.forget_ids(gone)
        elif what == "move":
            moved = blocks.pop(at)
            mine = self.content / "events" / "mine.yaml"
            before = mine.read_text() if mine.exists() else "# my events\n"
            mine.write_text(before + "\n".join(line[2:] for line in moved.rstrip("\n").split("\n")) + "\n")
        path.write_text(head + "".join(blocks) + tail)

    @rule()
    def write_by_hand(self):
        path = self.content / "events" / "by-hand.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text() if path.exists() else ""
        path.write_text(before + f"- date: 2001\n  title: {self.human()}\n")

    def own_words(self, block):
        return set(re.findall(r"q\d+q", block[block.index("found:") :]))

    def forget_ids(self, block):
        for name in re.findall(r"id: (\S+)", block):
            self.ids.pop(name, None)

    # and then

    @rule()
    def extract(self):
        before = {path: path.read_text() for path in self.content.glob("events/**/*.yaml")}
        decided = {e.id: (e.date, e.time, e.review) for e in store.load(self.content)[0] if e.review}
        drafts = {path: [s.draft() for s in sentences] for path, sentences in self.articles.items()}
        report = extract(self.content, drafts, self.site / ".timeline")
        assert not [str(p) for p in report.problems]
        for path, text in before.items():
            after = iter(path.read_text().split("\n"))
            for line in self.persons_lines(text):
                assert line in after, f"{path}: lost {line!r}"
        for event in store.load(self.content)[0]:
            assert decided.get(event.id, "") in ("", (event.date, event.time, event.review))
        again = extract(self.content, drafts, self.site / ".timeline")
        assert not again.changes
        self.edited.clear()
        self.check_events(report)

    def persons_lines(self, text):
        """Yield all lines but the machine's own: evidence, `seen`, the article's path, and dates nobody touched."""
        inside = False
        for line in text.rstrip("\n").split("\n"):
            stripped = line.lstrip(" -")
            if "human" in line or stripped.startswith("#"):
                yield line
            if stripped == "found:":
                inside = True
            elif re.match(r" *- (id|date|title)|\S", line):
                inside = False
            machine = stripped.startswith(("article:", "seen:", "date:", "bounds:", "time:")) or re.match(
                r" +k[0-9a-f]{16}", line
            )
            if not inside and not machine and "human" not in line and line.strip() and not stripped.startswith("#"):
                yield line

    def check_events(self, report):
        events, problems = store.load(self.content)
        assert not problems
        by_id = {event.id: event for event in events}
        assert len(by_id) == len(events)
        assert set(self.ids) <= set(by_id)
        self.ids = dict.fromkeys(by_id)
        for name, date in self.dated.items():
            assert name not in by_id or by_id[name].date == date
        lines = [word for e in events for f in e.found for word in re.findall(r"q\d+q", f.quote)]
        assert len(lines) == len(set(lines)), "a mention stands twice"
        living = {s.own for sentences in self.articles.values() for s in sentences}
        asked = {word for e in events if e.doubts for f in e.found for word in re.findall(r"q\d+q", f.quote)}
        assert living - set(lines) <= self.unwanted
        for event in report.proposed:
            words = {word for f in event.found for word in re.findall(r"q\d+q", f.quote)}
            assert not words & self.unwanted - asked, "what was deleted or rejected came back"

    @invariant()
    def files_read(self):
        assert not [str(p) for p in store.load(self.content)[1] if p.code != "duplicate-id"]


Regeneration.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestRegeneration = Regeneration.TestCase
