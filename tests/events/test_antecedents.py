"""Subject pronouns give way to the nearest earlier subject that agrees; where two agree, they stay and the title is marked."""

import pytest

from timeline.events.draft import draft

from .support import READERS, article, timex


def last(text, nlp, words="in 1902", edtf="1902"):
    events = draft(article(text), [timex(text, words, edtf)], None, nlp)
    return events[-1]


NAMED = [
    ("A lighthouse stood there. It burned down in 1902.", "The lighthouse burned down"),
    ("A rescue team of 40 men came. It was sent back in 1902.", "The rescue team of 40 men was sent back"),
    ("The rebels attacked the fort, but they were beaten off in 1902.", "The rebels were beaten off"),
    ("The Countess of Arle founded a school. She died in 1902.", "Countess of Arle died"),
    ("Two ships left port. They were stopped in 1902.", "Two ships were stopped"),
    ("Its owner, Petra Voss, paid a fine. She died in 1902.", "Petra Voss died"),
    ("The chapel was closed. It was sold. It burned down in 1902.", "The chapel burned down"),
    ("Auditors copied files. They said in 1902 that they had found gaps.", "Auditors said that they had found gaps"),
]


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(("text", "title"), NAMED)
def test_a_pronoun_is_named(text, title, nlp):
    event = last(text, nlp)
    assert event.title.removeprefix("The ").lower() == title.removeprefix("The ").lower()
    assert not event.doubts


OPEN = [
    "The council bought a ferry. It sank in 1902.",
    "The army moved into the town. It fell in 1902.",
    "Police caught two men. They were released in 1902.",
    "The guards beat the prisoners. They escaped in 1902.",
]


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize("text", OPEN)
def test_where_two_agree_the_pronoun_stays_and_is_doubted(text, nlp):
    event = last(text, nlp)
    assert event.title.split()[0] in ("It", "They")
    assert event.doubts


@pytest.mark.parametrize("nlp", READERS)
def test_nobody_is_called_he_and_she(nlp):
    event = last("Mr. Robert Hale came late. She was angry. She left in 1902.", nlp)
    assert event.title == "She left"
    assert event.doubts


@pytest.mark.parametrize("nlp", READERS)
def test_she_is_not_her_own_lawyer(nlp):
    assert "awyer" not in last("Her lawyer rejected allegations that she had bribed a clerk in 1902.", nlp).title
