"""Each rule of drafting with a sentence of its own: what it answers to "why this event, this date, this title, this status"."""

import pytest

from timeline.events.draft import draft, explain
from timeline.events.names import Name, Names
from timeline.events.words import Words

from .support import PARSER, READERS, article, timex

WRITTEN = "2019-12-30"  # a Monday


def records(text, *dates, nlp=PARSER, names=None):
    return explain(article(text, WRITTEN), [timex(text, words, edtf, dct=WRITTEN) for words, edtf in dates], names, nlp)


def only(text, *dates, nlp=PARSER, names=None):
    events = draft(article(text, WRITTEN), [timex(text, words, edtf, dct=WRITTEN) for words, edtf in dates], names, nlp)
    assert len(events) == 1, [e.title for e in events]
    return events[0]


def rules(record):
    return {step.question: step.rule for step in record.steps}


needs_parser = pytest.mark.skipif(PARSER is None, reason="no spaCy model installed")

SUNDAY = ("on Sunday", "2019-12-29")

# text, dates, the question, the rule that must answer it, and the titles of the events (none: no event)
CASES = [
    # attachment
    ("The army shelled the town on Sunday.", [SUNDAY], "attached", "governing-verb", ["The army shelled the town"]),
    ("The army carried out airstrikes on Sunday.", [SUNDAY], "attached", "governing-verb", ["The army carried out airstrikes"]),
    (
        "Ties have worsened since last year, when President Trump left the deal.",
        [("last year", "2018")],
        "attached",
        "when-clause",
        ["President Trump left the deal"],
    ),
    (
        "Police found the man hiding in a barn on Sunday.",
        [SUNDAY],
        "attached",
        "participle-of-perception",
        ["Police found the man hiding in a barn"],
    ),
    (
        "The company began shipping the phones on Sunday.",
        [SUNDAY],
        "attached",
        "aspectual-verb",
        ["The company began shipping the phones"],
    ),
    (
        "The general was promoted in May 1995, and the following year he was appointed attache.",
        [("in May 1995", "1995-05"), ("the following year", "1996")],
        "attached",
        "governing-verb",
        None,
    ),
    # dates that date nothing
    ("The 2015 nuclear deal crippled the economy.", [("2015", "2015")], "role", "date-names-document", []),
    ("The 1971 rulebook gives judges that right.", [("1971", "1971")], "attached", "date-names-thing", []),
    ("Bidders missed the Sunday deadline.", [("Sunday", "2019-12-29")], "attached", "date-names-thing", []),
    ("Sales rose to $9 million from $7 million a year ago.", [("a year ago", "2018-12")], "role", "compared-with", []),
    ("He must answer by Sunday.", [("Sunday", "2019-12-29")], "role", "date-after-by", []),
    ("Net was $7.4 million in 1988.", [("in 1988", "1988")], "role", "states-amount", []),
    # roles
    (
        "Security sources said on Sunday that troops crossed the border overnight.",
        [SUNDAY, ("overnight", "2019-12-29/2019-12-30")],
        "role",
        "content-has-own-date",
        ["Troops crossed the border"],
    ),
    ("Police said on Sunday that the man was arrested.", [SUNDAY], "role", "generic-speaker", ["The man was arrested"]),
    (
        "Prime Minister Mary Jones said on Sunday that the talks were over.",
        [SUNDAY],
        "role",
        "named-speaker",
        ["Prime Minister Mary Jones said that the talks were over"],
    ),
    # status
    ("The president will visit Rome on Sunday.", [("on Sunday", "2020-01-05")], "status", "future-auxiliary", None),
    ("If rebels attack on Sunday, the army will answer.", [SUNDAY], "status", "condition", []),
    ("The army would have attacked on Sunday.", [SUNDAY], "status", "counterfactual", []),
    ("The minister did not resign on Sunday.", [SUNDAY], "status", "negated", ["The minister did not resign"]),
    ("The ministers are scheduled to meet in Paris in May.", [("in May", "2020-05")], "status", "under-schedule", None),
    ("The army attacked the town on Sunday.", [SUNDAY], "status", "asserted", None),
]


@needs_parser
@pytest.mark.parametrize(
    ("text", "dates", "question", "rule", "titles"), CASES, ids=[f"{c[2]}-{c[3]}-{i}" for i, c in enumerate(CASES)]
)
def test_rule(text, dates, question, rule, titles):
    found = records(text, *dates)
    assert rule in {step.rule for record in found for step in record.steps if step.question == question}, [r.steps for r in found]
    if titles is not None:
        assert [r.event.title for r in found if r.event is not None and r.outcome == "event"] == titles


STATUS = [
    ("The president will visit Rome on Sunday.", ("on Sunday", "2020-01-05"), "planned"),
    ("The minister did not resign on Sunday.", SUNDAY, "denied"),
    ("The army attacked the town on Sunday.", SUNDAY, ""),
    ("The summit is scheduled for May.", ("May", "2020-05"), "planned"),
]


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(("text", "date", "modality"), STATUS)
def test_status_with_and_without_parser(text, date, modality, nlp):
    assert only(text, date, nlp=nlp).modality == modality


@pytest.mark.parametrize("nlp", READERS)
def test_two_dates_in_a_row_make_one_ranged_event(nlp):
    text = "The ministers met in Rome on April 24 and 25."
    event = only(text, ("April 24", "2019-04-24"), ("25", "2019-04-25"), nlp=nlp)
    assert event.date == "2019-04-24/2019-04-25"


@needs_parser
def test_several_dates_of_one_verb_make_several_events():
    text = "The alliance grew in 1952 and in 1982."
    events = draft(article(text, WRITTEN), [timex(text, "in 1952", "1952"), timex(text, "in 1982", "1982")], None, PARSER)
    assert [e.date for e in events] == ["1952", "1982"]


@pytest.mark.parametrize("nlp", READERS)
def test_a_pronoun_subject_is_named_or_marked(nlp):
    text = "Mary Jones led the party for years. She resigned on Sunday."
    assert only(text, SUNDAY, nlp=nlp).title == "Mary Jones resigned"
    text = "It collapsed on Sunday."
    assert only(text, SUNDAY, nlp=nlp).doubts == ("who or what is “It”?",)


@needs_parser
def test_a_reported_pronoun_is_the_speaker():
    assert only("Norton Corp. said it sold the plant on Sunday.", SUNDAY).title == "Norton Corp. sold the plant"


@pytest.mark.parametrize("nlp", READERS)
def test_a_quotation_gives_name_and_words(nlp):
    text = "“Our answer will be very hard indeed,” Jamal Ibrahimi, a commander, said late on Sunday."
    event = only(text, ("late on Sunday", "2019-12-29"), nlp=nlp)
    assert event.title == "Jamal Ibrahimi: “Our answer will be very hard indeed”"
    assert event.modality == ""


@needs_parser
def test_a_long_title_loses_whole_phrases_and_keeps_its_target():
    text = (
        "The U.S. military carried out airstrikes on Sunday against the Iranian-backed Kataib Hezbollah militia group "
        "in response to the killing of a contractor in a rocket attack on a base."
    )
    title = only(text, SUNDAY).title
    assert len(title) <= 90
    assert title.endswith("against Iranian-backed Kataib Hezbollah militia group")


@pytest.mark.parametrize("nlp", READERS)
def test_the_same_sentence_twice_is_one_event(nlp):
    once = "The minister resigned last month as protests continued but stayed in office."
    text = f"{once}\n\n{once.replace(' but', ', but')}"
    second = text.index("last month", 40)
    dates = [timex(text, "last month", "2019-11"), timex(text, "last month", "2019-11", at=second)]
    (event,) = draft(article(text, WRITTEN), dates, None, nlp)
    assert len(event.found) == 2


@pytest.mark.parametrize("nlp", READERS)
def test_five_different_deeds_of_one_day_stay_five(nlp):
    verbs = ["joined the alliance", "sold the bridge", "closed the port", "opened a museum", "banned the party"]
    text = " ".join(f"Poland {verb} on Sunday." for verb in verbs)
    at, dates = 0, []
    for _ in verbs:
        at = text.index("on Sunday", at + 1)
        dates.append(timex(text, "on Sunday", "2019-12-29", at=at))
    assert len(draft(article(text, WRITTEN), dates, None, nlp)) == 5


@pytest.mark.parametrize("nlp", READERS)
def test_a_toll_in_the_next_sentence_is_a_detail(nlp):
    text = "The army carried out airstrikes on Sunday.\n\nSources said at least 25 fighters were killed."
    assert only(text, SUNDAY, nlp=nlp).details == ("Sources said at least 25 fighters were killed.",)


@pytest.mark.parametrize("nlp", READERS)
def test_an_undated_reaction_gets_bounds_never_a_date(nlp):
    text = "The army carried out airstrikes on Sunday.\n\nNothing moved.\n\nAbout 400 people protested against the airstrikes."
    events = draft(article(text, WRITTEN), [timex(text, *SUNDAY)], None, nlp)
    assert [(e.date, e.bounds) for e in events] == [("2019-12-29", ""), ("", "2019-12-29/2019-12-30")]


def test_names_file_overrides_the_machine():
    names = Names.of([Name("Popular Mobilisation Forces", ("PMF",), "group"), Name("Qayarah", (), "place")])
    text = "The PMF attacked Qayarah on Sunday."
    event = only(text, SUNDAY, nlp=None, names=names)
    assert event.actors == ("Popular Mobilisation Forces",)
    assert event.places == ("Qayarah",)


@pytest.mark.parametrize("nlp", READERS)
def test_a_surname_is_joined_to_the_full_name(nlp):
    text = "President Mary Jones spoke for an hour. Jones resigned on Sunday."
    assert only(text, SUNDAY, nlp=nlp).actors == ("Mary Jones",)


def test_a_language_without_word_list_gives_the_sentence(monkeypatch):
    monkeypatch.setattr("timeline.events.draft.load", Words)
    text = "Die Regierung trat am Sonntag zurück."
    (event,) = draft(article(text), [timex(text, "Sonntag", "2019-12-29")])
    assert (event.date, event.title) == ("2019-12-29", "Die Regierung trat am Sonntag zurück")
    assert event.doubts == ("the title is only the sentence",)


@needs_parser
def test_a_surname_of_two_people_names_neither():
    text = "Fidel Castro spoke. Raul Castro listened. Castro resigned on Sunday."
    event = only(text, SUNDAY)
    assert event.title == "Castro resigned"
    assert event.actors == ("Castro",)


@needs_parser
def test_a_full_name_of_the_article_takes_the_place_of_the_surname():
    assert only("Prime Minister Adel Abdul Mahdi spoke. Mahdi resigned on Sunday.", SUNDAY).title == "Adel Abdul Mahdi resigned"


@needs_parser
def test_a_shortened_quotation_is_no_quotation():
    text = (
        "“The government has, after many long and difficult months of talks with all sides, accepted the plan in all its parts,” "
        "Mary Jones said on Sunday."
    )
    title = only(text, SUNDAY).title
    assert title.startswith("Mary Jones: ")
    assert "“" not in title


@needs_parser
def test_a_participle_of_what_happened_is_told_as_past():
    assert only("The fighters waged war, declaring victory on Sunday.", SUNDAY).title == "Fighters declared victory"


SHAPES = [
    ("The chapel, built in 1871 and enlarged later, was restored.", ("in 1871", "1871"), "The chapel was built"),
    ("A deal signed in 2017 ended the strike.", ("in 2017", "2017"), "A deal was signed"),
    (
        "The parliament is expected to approve the treaty in 2021.",
        ("in 2021", "2021"),
        "The parliament is expected to approve the treaty",
    ),
    ("The tower had been due to be opened in 2018.", ("in 2018", "2018"), "The tower had been due to be opened"),
    ("The vote followed a dispute with the bank that began in 2017.", ("in 2017", "2017"), "A dispute with the bank began"),
    (
        "The mayor defended contracts that the county awarded to a friend's firm in 2018.",
        ("in 2018", "2018"),
        "The county awarded contracts to a friend's firm",
    ),
]


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(("text", "date", "title"), SHAPES)
def test_shape_of_titles(text, date, title, nlp):
    assert only(text, date, nlp=nlp).title in (title, title.replace(" with the bank", ""))


@pytest.mark.parametrize("nlp", READERS)
def test_first_person_words_belong_to_their_speaker(nlp):
    text = "Nobody slept. “We saw smoke over the roof on Sunday and ran outside,” said Ann Lee, a teacher."
    event = only(text, SUNDAY, nlp=nlp)
    assert event.title == "Ann Lee: “We saw smoke over the roof on Sunday and ran outside”"
    assert event.modality == "claimed"


@pytest.mark.parametrize("nlp", READERS)
def test_an_uncertain_date_is_doubted_in_plain_words(nlp):
    text = "The army shelled the town on Sunday."
    (event,) = draft(article(text, WRITTEN), [timex(text, *SUNDAY)._replace(uncertain=True)], None, nlp)
    assert event.doubts == ("the date itself is uncertain",)


OPEN = [
    ("Crowds had loved the astronauts. Paris held a parade for them on Sunday.", "who or what is “them”?"),
    ("The firm shut the site on Sunday for breaking our rules.", "whose is “our”?"),
    ("The widow lived on Sunday.", "the title says too little"),
    ("Net income fell 22% on Sunday.", "the title does not say whose"),
    ("The verdict was expected on Sunday.", "the title says too little"),
]


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(("text", "doubt"), OPEN)
def test_a_title_that_leaves_something_open_is_doubted(text, doubt, nlp):
    assert only(text, SUNDAY, nlp=nlp).doubts == (doubt,)


@needs_parser
def test_a_noun_between_conjunction_and_verb_is_the_subject():
    text = "The robbers kept their promise to kill a clerk they took hostage and soldiers found the clerk's body on Sunday."
    assert only(text, SUNDAY).title == "Soldiers found the clerk's body"


@pytest.mark.parametrize("nlp", READERS)
def test_a_clause_that_restricts_a_bare_plural_stays(nlp):
    text = "In Cork, {}sailors who refused orders were shot on Sunday."
    assert only(text.format(""), SUNDAY, nlp=nlp).title == "Sailors who refused orders were shot"
    assert only(text.format("the "), SUNDAY, nlp=nlp).title == "Sailors were shot"


@needs_parser
def test_a_subjunctive_takes_its_date_to_the_verb_above():
    text = "The panel will propose that the tower be closed in 2021."
    assert only(text, ("in 2021", "2021")).title.startswith("The panel will propose that the tower be closed")


@needs_parser
def test_a_date_that_is_an_object_stays():
    going_on = only("The minister resigned last month as the protests continued.", ("last month", "2019-11"))
    assert "last month" not in going_on.title
    assert only("Dublin has set Sunday as the deadline for bids.", ("Sunday", "2019-12-29")).title.startswith(
        "Dublin has set Sunday as"
    )


@needs_parser
def test_words_without_a_verb_are_no_statement():
    event = only("Mr. Cole on Sunday described the house as “a shed full of damp boxes.”", SUNDAY)
    assert "“" not in event.title


@needs_parser
def test_the_clause_of_whose_keeps_its_order():
    assert (
        only("The firm, whose sales rose on Sunday to $5 million, had a loss.", SUNDAY).title
        == "The firm's sales rose to $5 million"
    )


@needs_parser
def test_a_pronoun_keeps_its_companions():
    text = "Premier Ann Lee flew home. She and King Olav opened the bridge on Sunday."
    assert only(text, SUNDAY).title == "Ann Lee and King Olav opened the bridge"


@needs_parser
def test_a_country_is_not_its_president():
    text = "Karl Berg of Norway wrote. The move angered Sweden and Norway, which had closed the strait in 2018."
    assert "Berg" not in draft(article(text, WRITTEN), [timex(text, "in 2018", "2018")], None, PARSER)[0].title


@needs_parser
def test_a_part_of_what_was_said_is_no_quotation():
    assert (
        "“"
        not in only("Mr. Cole said on Sunday the harbour might close “if it is a hole that ships slip through.”", SUNDAY).title
    )
