"""Words and their classes without a model: a tokeniser, and a tagger that goes by word lists, endings and the word before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from timeline.events.words import Words, load

_TOKEN = re.compile(
    r"[A-Z](?:\.[A-Z])+\.?(?:-\w+)*|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Co|Ltd|No|a\.m|p\.m)\."
    r"|\w+(?=n't\b)|n't\b|'(?:s|ll|d|ve|re|m)\b|\d[\d,.:]*\d|\d|\w+(?:-\w+)*|\S"
)
_ADJECTIVE = re.compile(r"(?:ous|ful|ive|ic|al|able|ible|less|ary|ern|ese|ish|ant|ent)$")
_NOUN = re.compile(r"(?:tion|sion|ment|ness|ity|ship|ism|ist|ance|ence|ers?|ors?|ings?|hood|ure|ude|age)$")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(slots=True)
class Word:
    """A word in the making: what a `Token` is made of."""

    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str = "NOUN"
    tag: str = "NN"


@cache
def irregular(lang: str) -> dict[str, tuple[str, str]]:
    """Irregular verb form → (lemma, Penn tag: VBD, VBN where only a participle)."""
    forms: dict[str, tuple[str, str]] = {}
    for entry in sorted(load(lang).irregular):
        past, base, *participle = entry.split()
        forms[past] = (base, "VBD")
        for form in participle:
            forms.setdefault(form, (base, "VBN"))
    return forms


@cache
def bases(lang: str) -> frozenset[str]:
    """Return base forms of all verbs the word lists know."""
    w = load(lang)
    known = w.reporting | w.performative | w.light | w.planning | w.wishing | w.denials | w.control | w.toll | w.present_verbs
    return frozenset(known | {base for base, _ in irregular(lang).values()})


def regular(form: str, lang: str) -> str:
    """Lemma of a regular -ed, -ing or -s form; a known verb decides between ``plan`` and ``plane``."""
    for ending in ("ing", "ed", "es", "s"):
        if not form.endswith(ending) or len(form) - len(ending) < 2:
            continue
        stem = form[: -len(ending)]
        for candidate in (
            stem,
            stem + "e",
            stem[:-1] if stem[-1:] == stem[-2:-1] else "",
            stem[:-1] + "y" if stem.endswith("i") else "",
        ):
            if candidate in bases(lang):
                return candidate
        if stem.endswith("i"):
            return stem[:-1] + "y"
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
            return stem[:-1]
        if (
            ending in ("ed", "ing")
            and re.search(r"(?:[aeiou][bcdgkmnprstvz]|[cgsvz]|at|ut|it|ibl|mpl)$", stem)
            and not re.search(r"(?:e[nrt]|o[nr]|[aeou]{2}.|ss|ow|ay|ey|it)$", stem)
        ):
            return stem + "e"
        return stem
    return form


def tokens(text: str, offset: int, words: Words) -> list[Word]:
    """Tokenise and tag a sentence; offsets are moved by `offset`."""
    found = [
        Word(m.start() + offset, m.end() + offset, m.group(), m.group().lower(), m.group().lower()) for m in _TOKEN.finditer(text)
    ]
    for i, word in enumerate(found):
        _tag(found, i, word, words)
    return found


def _tag(found: list[Word], i: int, word: Word, words: Words) -> None:
    before = found[i - 1] if i else None
    after = found[i + 1] if i + 1 < len(found) else None
    lower = word.lower
    if not lower[0].isalnum() and lower not in ("n't", "'s", "'ll", "'d", "'ve", "'re", "'m"):
        word.pos, word.tag = "PUNCT", lower
    elif lower == "'s":
        verb = before is not None and before.pos == "PRON"
        word.pos, word.tag, word.lemma = ("AUX", "VBZ", "be") if verb else ("PART", "POS", "'s")
    elif lower[0].isdigit():
        word.pos, word.tag = "NUM", "CD"
    elif lower in words.negators and lower not in words.determiners:
        word.pos, word.tag = "PART", "RB"
    elif lower == "to":
        verb = after is not None and after.lower.isalpha() and after.text.islower() and _base(after, words)
        word.pos, word.tag = ("PART", "TO") if verb else ("ADP", "IN")
    elif word.text[0].isupper() and i > 0 and before is not None and before.pos != "PUNCT" and lower in words.auxiliaries:
        word.pos, word.tag = "PROPN", "NNP"  # "in May"
    elif after is not None and after.lower[0].isdigit() and lower in ("about", "around", "over", "under", "nearly"):
        word.pos, word.tag = "ADV", "RB"
    elif lower in words.auxiliaries:
        _auxiliary(word, words)
    elif lower in words.conjunctions:
        word.pos, word.tag = "CCONJ", "CC"
    elif lower in words.pronouns and lower not in words.determiners and lower not in words.subordinators:
        word.pos, word.tag = "PRON", "PRP"
    elif lower in words.determiners:
        that = lower == "that" and not (after is not None and before is not None and before.pos == "ADP")
        word.pos, word.tag = (
            ("SCONJ", "IN") if that else ("DET", "PRP$" if lower in ("his", "her", "its", "their", "our", "my", "your") else "DT")
        )
    elif lower == "last" and after is not None and _verbal(after.lower, words):
        word.pos, word.tag = "ADV", "RB"
    elif lower == "following" and before is not None and before.pos == "DET":
        word.pos, word.tag = "ADJ", "JJ"
    elif lower in words.prepositions:
        word.pos, word.tag = "ADP", "IN"
    elif lower in words.subordinators:
        word.pos, word.tag = "SCONJ", "IN"
    elif lower in words.adverbs or (lower.endswith("ly") and len(lower) > 4 and not word.text[0].isupper()):
        word.pos, word.tag = "ADV", "RB"
    elif word.text[0].isupper() and (i > 0 or (after is not None and after.text[0].isupper()) or not _verbal(lower, words)):
        word.pos, word.tag = "PROPN", "NNP"
    else:
        _content(word, before, after, words)


def _base(word: Word, words: Words) -> bool:
    lower = word.lower
    return not (
        lower in words.determiners
        or lower in words.prepositions
        or lower in words.pronouns
        or lower[0].isdigit()
        or (lower not in bases(words.lang) and bool(_NOUN.search(lower)))
        or (lower.endswith("s") and lower[:-1] in words.eventive)
    )


def _auxiliary(word: Word, words: Words) -> None:
    word.pos = "AUX"
    word.lemma = {
        "is": "be",
        "are": "be",
        "was": "be",
        "were": "be",
        "am": "be",
        "been": "be",
        "being": "be",
        "has": "have",
        "had": "have",
        "does": "do",
        "did": "do",
    }.get(word.lower, word.lower)
    if word.lower in words.modals:
        word.tag = "MD"
    else:
        word.tag = {"was": "VBD", "were": "VBD", "had": "VBD", "did": "VBD", "been": "VBN", "being": "VBG", "be": "VB"}.get(
            word.lower, "VBZ"
        )


def _verbal(lower: str, words: Words) -> bool:
    return lower in irregular(words.lang) or lower.endswith(("ed", "ing"))


def _content(word: Word, before: Word | None, after: Word | None, words: Words) -> None:
    """Noun, verb or adjective: by irregular forms, endings, and the word before."""
    lower, lang = word.lower, words.lang
    previous = before.pos if before else ""
    nominal_next = (
        after is not None
        and after.lower.isalpha()
        and after.lower not in words.prepositions | words.determiners | words.conjunctions
    )
    if before is not None and (before.tag in ("TO", "MD")):
        word.pos, word.tag, word.lemma = "VERB", "VB", lower
    elif (
        lower in irregular(lang)
        and previous not in ("DET",)
        and not (previous == "ADP" and before is not None and before.lower != "than")
    ):
        lemma, tag = irregular(lang)[lower]
        word.pos, word.tag, word.lemma = "VERB", tag, lemma
    elif lower.endswith("ed") and len(lower) > 3:
        adjective = (
            nominal_next
            and (previous in ("DET", "ADP", "ADJ", "NUM") or not before)
            and before is not None
            and before.lower not in ("'s",)
            and previous != ""
        )
        if adjective:
            word.pos, word.tag = "ADJ", "VBN"
        else:
            word.pos, word.tag, word.lemma = "VERB", "VBD", regular(lower, lang)
    elif lower.endswith("ing") and len(lower) > 4 and lower not in words.eventive and previous not in ("DET",):
        word.pos, word.tag, word.lemma = "VERB", "VBG", regular(lower, lang)
    elif lower in words.present_verbs and previous in ("NOUN", "PROPN", "PRON", "SCONJ", "ADV") and lower not in words.eventive:
        word.pos, word.tag, word.lemma = "VERB", "VBZ", regular(lower, lang)
    elif _ADJECTIVE.search(lower) and nominal_next and lower not in words.generic_speakers and lower not in words.eventive:
        word.pos, word.tag = "ADJ", "JJ"
    elif lower.endswith("s") and not lower.endswith("ss"):
        word.pos, word.tag, word.lemma = "NOUN", "NNS", _singular(lower)


def _singular(lower: str) -> str:
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("shes", "ches", "sses", "xes")):
        return lower[:-2]
    return lower.removesuffix("s")
