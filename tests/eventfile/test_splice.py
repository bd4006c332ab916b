"""Splicing: the change is there, and every other character still is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.events import nodes
from timeline.events.operations import Append, Remove, Set
from timeline.events.splice import SpliceError, splice

EVENT = {"id": "new-2345", "date": "2020", "title": "New: one"}

CASES = {
    "append to a block list": (
        "events:\n  - title: A\n",
        [Append(("events",), (EVENT,))],
        'events:\n  - title: A\n\n  - id: new-2345\n    date: 2020\n    title: "New: one"\n',
    ),
    "comments deeper than the list belong to its last item": (
        "events:\n- title: A # one\n- title: B\n  # of B\n# of the file\n",
        [Append(("events",), ({"title": "C"},))],
        "events:\n- title: A # one\n- title: B\n  # of B\n- title: C\n# of the file\n",
    ),
    "append after a block scalar without final newline": (
        "events:\n  - title: A\n    note: |\n      text",
        [Append(("events",), ({"title": "C"},))],
        "events:\n  - title: A\n    note: |\n      text\n\n  - title: C",
    ),
    "append after a kept block scalar": (
        "- title: A\n  note: |+\n    text\n\n- title: B\n  note: |+\n    text\n\n",
        [Append((), ({"title": "C"},))],
        "- title: A\n  note: |+\n    text\n\n- title: B\n  note: |+\n    text\n\n- title: C\n",
    ),
    "windows line ends": (
        "events:\r\n  - title: A\r\n",
        [Set(("events", 0, "date"), "2020")],
        "events:\r\n  - title: A\r\n    date: 2020\r\n",
    ),
    "append to an empty list": (
        "events: []  # none yet\nseen: []\n",
        [Append(("events",), ({"title": "C"},)), Append(("seen",), ("k0000000000000000",))],
        "events:   # none yet\n  - title: C\nseen: [k0000000000000000]\n",
    ),
    "append to an empty key": (
        "events:\nseen:",
        [Append(("events",), ({"title": "C"},)), Append(("seen",), ("a", "b"))],
        "events:\n  - title: C\nseen: [a, b]",
    ),
    "append to a flow list": (
        "events: [{title: A, found: [{text: x}]},]\n",
        [Append(("events",), ({"title": "C, D"},)), Append(("events", 0, "found"), ({"text": "on Sunday"},))],
        'events: [{title: A, found: [{text: x}, {text: on Sunday}]}, {title: "C, D"},]\n',
    ),
    "make a missing list": (
        "article: a.md\n",
        [Append(("events",), ({"title": "C"},)), Append(("seen",), ("k1",))],
        "article: a.md\nevents:\n  - title: C\nseen: [k1]\n",
    ),
    "into an empty file": ("# mine\n", [Append(("events",), ({"title": "C"},))], "# mine\nevents:\n  - title: C\n"),
    "replace keeps quotes and comments": (
        "- date: '2019'   # sure\n  title: \"A\"\n",
        [Set((0, "date"), "2020"), Set((0, "title"), "It's")],
        "- date: '2020'   # sure\n  title: \"It's\"\n",
    ),
    "replace a block scalar": (
        "- title: >\n    long\n    one\n\n- title: B\n",
        [Set((0, "title"), "short")],
        "- title: short\n\n- title: B\n",
    ),
    "fill an empty value": (
        "- title: A\n  review:\n  note:  # todo\n",
        [Set((0, "review"), "accepted"), Set((0, "note"), "done")],
        "- title: A\n  review: accepted\n  note: done  # todo\n",
    ),
    "a new key comes before found": (
        "- title: A\n  # why\n  found:\n    - text: x\n      # c\n",
        [Set((0, "review"), "rejected"), Set((0, "found", 0, "gone"), "true"), Append((), ({"title": "B"},))],
        "- title: A\n  review: rejected\n  # why\n  found:\n    - text: x\n      gone: true\n      # c\n\n- title: B\n",
    ),
    "an id comes first": (
        "# a\n- date: 2019\n  title: A\n- {title: B}\n",
        [Set((0, "id"), "a-2345"), Set((1, "id"), "b-2345")],
        "# a\n- id: a-2345\n  date: 2019\n  title: A\n- {id: b-2345, title: B}\n",
    ),
    "remove a key, keep its comment": (
        "- title: A\n  was: x # I looked\n  date: 2019\n",
        [Remove((0, "was"))],
        "- title: A\n  # I looked\n  date: 2019\n",
    ),
    "remove the key on the dash's line": ("- was: x\n  date: 2019\n", [Remove((0, "was"))], "- date: 2019\n"),
    "remove in flow": ("- {a: 1, b: [x], c: 2}\n", [Remove((0, "b")), Set((0, "c"), "three")], "- {a: 1, c: three}\n"),
    "remove the last in flow": ("- {a: 1, b: 2}\n", [Remove((0, "b"))], "- {a: 1}\n"),
    "remove an item": (
        "events:\n  - title: A\n\n  - title: B\n    # of B\n\n  - title: C\n",
        [Remove(("events", 1))],
        "events:\n  - title: A\n\n  - title: C\n",
    ),
    "remove the only item": ("events:\n  - title: A\nseen: [k1]\n", [Remove(("events", 0))], "events:\nseen: [k1]\n"),
    "before a document end": (
        "---\nevents:\n  - title: A\n...\n",
        [Append(("seen",), ("k1",))],
        "---\nevents:\n  - title: A\nseen: [k1]\n...\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_splice(name):
    before, ops, after = CASES[name]
    assert splice(before, ops) == after


def test_what_cannot_be_done_is_refused():
    for text, ops in [
        ("- title: A\n", [Set((3, "title"), "B")]),
        ("- actors: A\n", [Append((0, "actors"), ("B",))]),
        ("- a: b\n", [Remove((0, "a"))]),
    ]:
        with pytest.raises(SpliceError):
            splice(text, ops)


SCALARS = st.sampled_from(
    [
        "word",
        "'single'",
        '"dou: ble"',
        "two words",
        "|\n{pad}  block\n{pad}  text",
        ">-\n{pad}  folded",
        "",
        "[a, b]",
        "[]",
        "{a: b}",
    ]
)
GAPS = st.sampled_from(["", "", "  # beside", "\n{pad}# below", "\n\n{pad}  # deeper", "\n"])
VALUES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12)


@st.composite
def files(draw):
    indent = draw(st.sampled_from(["", "  ", "    "]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    events = []
    for number in range(draw(st.integers(1, 3))):
        keys = draw(st.permutations(["title", "date", "note", "tags", "x-own"]))[: draw(st.integers(1, 5))]
        pad = indent + "  "
        rows = [f"{pad}{key}: {draw(SCALARS)}{draw(GAPS)}".replace("{pad}", pad) for key in keys]
        if draw(st.booleans()):
            rows.append(f"{pad}found:\n{pad}  - text: x{number}\n{pad}    date: 2019{draw(GAPS)}".replace("{pad}", pad))
        rows[0] = indent + "- " + rows[0].lstrip(" ")
        events.append("\n".join(rows))
    head = "\n" if draw(st.booleans()) else "# head\narticle: a.md\n\n"
    tail = draw(st.sampled_from(["", "\n", "\n# tail\n", "\nseen: [k1]\n", "\nseen:\n- k1", "\n\n\n"]))
    return (head + "events:\n" + "\n".join(events) + tail).replace("\n", newline)


def is_subsequence(short, long):
    rest = iter(long)
    return all(char in rest for char in short)


@settings(deadline=None, max_examples=200)
@given(files(), st.data())
def test_any_file_any_change(text, data):
    try:
        root = nodes.parse(text, "")
    except TimelineError:
        return  # a combination that is no YAML, such as a comment where a block scalar goes on
    model = nodes.data(root)
    index = data.draw(st.integers(0, len(model["events"]) - 1))
    event = model["events"][index]
    adding = [Append(("events",), ({"title": data.draw(VALUES)}, {"title": "second"})), Append(("seen",), ("k2",))]
    adding += [Set(("events", index, key), data.draw(VALUES)) for key in ("title", "review") if key not in event]
    if isinstance(event.get("found"), list):
        adding += [Set(("events", index, "found", 0, "gone"), "true"), Append(("events", index, "found"), ({"text": "y"},))]
    assert is_subsequence(text, splice(text, adding))
    changing = [Set(("events", index, key), data.draw(VALUES)) for key in event if isinstance(event[key], str | None)]
    splice(text, adding + changing)  # reads itself back
