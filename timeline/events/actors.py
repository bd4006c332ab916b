"""Who is in a text: every mention of a name, joined to the fullest form of that name, with its kind."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.events.names import Kind, Names, gazetteer, stems
from timeline.events.syntax import Sentence
from timeline.events.words import Words

# Capitalised words, with the small words that stand inside names.
_ABBREVIATED = r"(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|St|Jr|Sr|Prof|Rev)\.(?= )"
_WORD = rf"(?:[A-Z](?:\.[A-Z])+\.?|{_ABBREVIATED}|[A-ZÀ-ÞŁŠŽ][\w’'-]*(?<![’'-]))"
_SPAN = re.compile(
    rf"{_WORD}(?:(?:[ ]|[ ](?:of|de|la|al|bin|ibn|van|von|der|del|da|for)[ ])(?:{_WORD}|al-[A-Z]\w+))*"
    r"(?:[ ]\d{1,3}(?![\w.,:/-]*\d)| (?:Inc|Corp|Co|Ltd)\.)?"
)
_GROUP_REACH = 300
_LABELS: dict[str, Kind] = {"PERSON": "person", "ORG": "group", "GPE": "place", "LOC": "place", "FAC": "place"}
_DEMONYM = re.compile(r"(?:[ai]ns?|ish|ese|is?|ch|ites?)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text at [start, end); `name` is its fullest form there, or the project's own."""

    start: int
    end: int
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions of a text in order."""

    mentions: tuple[Mention, ...]
    text: str
    starts: tuple[int, ...] = ()

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin in [start, end)."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            found.append(mention)
        return found

    def antecedent(self, offset: int, words: Words, reach: int = 700) -> str:
        """Return the nearest earlier name that the pronoun at `offset` can stand for; empty when there is none or too many.

        For a person's name itself, its fullest form.

        A person for he and she; for it a group, and only when it is the only one in reach; never for they.
        """
        here = next((m for m in self.within(offset, offset + 1) if m.kind == "person"), None)
        if here is not None:
            return here.name
        match = re.compile(r"\w+").match(self.text, offset)
        pronoun = match.group().lower() if match else ""
        before = [m for m in self.within(max(0, offset - reach), offset) if m.end <= offset]
        if pronoun in words.person_pronouns or pronoun in ("his", "her", "him"):
            people = [m for m in before if m.kind == "person"]
            return self._subject_like(people)
        if pronoun in words.group_pronouns or pronoun == "its":
            near = [m for m in before if m.start >= offset - _GROUP_REACH]
            groups = {m.name for m in near if m.kind == "group"}
            return groups.pop() if len(groups) == 1 and len(near) <= 4 else ""
        return ""

    def _subject_like(self, people: list[Mention]) -> str:
        """Return the last sentence with a person in it: the first named there (its subject, as a rule)."""
        if not people:
            return ""
        at = bisect_right(self.starts, people[-1].start) - 1
        start = self.starts[at] if at >= 0 else 0
        return next(m.name for m in people if m.start >= start)


def find(text: str, sentences: Iterable[Sentence], names: Names, words: Words, starts: Iterable[int] = ()) -> Cast:
    """Find the names of a (masked) text.

    `sentences` already read lend their parser's entity labels; `starts` are the offsets at which sentences begin.
    """
    labels = _labels(sentences)
    spans = _spans(text, names, words)
    full: dict[str, str] = {}
    shared = _shared_surnames(text[start:end] for start, end, _ in spans)
    mentions = []
    for start, end, known in spans:
        surface = text[start:end]
        entry = names.find(surface)
        kind = entry.kind if entry and entry.kind else _kind(text, start, end, labels, words)
        name = entry.name if entry else surface if surface in shared else _canonical(surface, kind, full)
        if entry is None and name != surface and " " in name and name.endswith(surface):
            kind = "person"
        if not known and not name:
            continue
        mentions.append(Mention(start, end, name, kind))
    return Cast(_one_kind(mentions), text, tuple(starts))


def _one_kind(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return a name has one kind throughout a text: the first that was not unknown, people first."""
    kinds: dict[str, Kind] = {}
    for m in mentions:
        if m.kind and (m.name not in kinds or m.kind == "person"):
            kinds[m.name] = m.kind
    return tuple(Mention(m.start, m.end, m.name, kinds.get(m.name, m.kind)) for m in mentions)


def _labels(sentences: Iterable[Sentence]) -> dict[int, str]:
    return {t.start: t.entity for s in sentences for t in s.tokens if t.entity}


def _spans(text: str, names: Names, words: Words) -> list[tuple[int, int, bool]]:
    """Stretches that look like names, in order, without overlap: the project's own first."""
    found: list[tuple[int, int, bool]] = []
    taken: list[tuple[int, int]] = []
    pattern = names.pattern
    if pattern:
        for match in pattern.finditer(text):
            found.append((match.start(), match.end(), True))
            taken.append(match.span())
    inner: set[str] = set()
    raw = []
    for match in _SPAN.finditer(text):
        for start, end in _trimmed(text, match.start(), match.end(), words):
            if any(start < e and end > s for s, e in taken) or text[start - 1 : start] + text[end : end + 1] == '""':
                continue  # the project's own, or a nickname
            first = _opens_sentence(text, start)
            raw.append((start, end, first))
            if not first or " " in text[start:end]:
                inner.update(text[start:end].split())
    for start, end, first in raw:
        word = text[start:end]
        if first and " " not in word and word not in inner and not word.isupper() and word not in gazetteer(words.lang):
            continue
        found.append((start, end, False))
    return sorted(found)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:" or start == 0 or text[max(0, start - 2) : start].strip() == ""


def _trimmed(text: str, start: int, end: int, words: Words) -> list[tuple[int, int]]:
    """Cut titles, words that are no names and possessive endings off a capitalised stretch."""
    pieces = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    # After the last title ("Prime Minister", "Secretary of State") the person's name begins.
    cut = 0
    for i, (s, e) in enumerate(pieces):
        if text[s:e].lower().rstrip(".") in words.person_titles and i + 1 < len(pieces):
            cut = i + 1
            if text[slice(*pieces[cut])] == "of" and cut + 2 < len(pieces):
                cut += 2
    pieces = pieces[cut:]
    while len(pieces) > 1 and _describes(text[slice(*pieces[0])], words):
        pieces = pieces[1:]
    while pieces and text[slice(*pieces[0])].lower().rstrip(".") in words.not_names:
        pieces = pieces[1:]
    while pieces and text[slice(*pieces[-1])].lower() in words.not_names:
        pieces = pieces[:-1]
    if not pieces:
        return []
    start, end = pieces[0][0], pieces[-1][1]
    surface = text[start:end]
    for ending in ("'s", "’s", "'", "’"):
        if surface.endswith(ending):
            end -= len(ending)
            break
    if text[end - 1] == "." and not re.search(r"(?:[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr)\.$", text[start:end]):
        end -= 1
    surface = text[start:end]
    if (
        len(surface) < 2
        or surface[0].isdigit()
        or surface.lower() in words.not_names
        or surface.lower().rstrip(".") in words.person_titles
        or is_demonym(surface, words)
        or re.search(r"-[a-z]+$", surface)
    ):
        return []
    return [(start, end)]


def _describes(word: str, words: Words) -> bool:
    """``Iranian-backed``, ``U.S.-led``, ``Iraqi`` before a name."""
    return bool(re.search(r"-[a-z]+(?:ed|led|run|born|based)$", word)) or is_demonym(word, words)


def is_demonym(word: str, words: Words) -> bool:
    """Whether a word is an adjective made of a country ("Iraqi", "Lebanese")."""
    if " " in word or word in gazetteer(words.lang) or not words.place_prepositions:
        return False
    return (word[:4] in stems(words.lang) and bool(_DEMONYM.search(word))) or word.lower() in words.demonyms


def _kind(text: str, start: int, end: int, labels: dict[int, str], words: Words) -> Kind:
    surface = text[start:end]
    parts = surface.lower().replace(".", "").split()
    before = text[max(0, start - 40) : start].replace(".", "").split()
    previous = before[-1].lower() if before and not text[max(0, start - 3) : start].isspace() else ""  # not over a date
    if surface in gazetteer(words.lang):
        return "place"
    ranked = parts[0] in words.people | words.person_titles and parts[1:2] in ([], ["of"])  # "the Duke of Ansel"
    if ranked or (previous in words.person_titles and len(parts) <= 4):
        return "person"
    if any(p in words.group_heads for p in parts[-1:] + parts[:1]):
        return "group"
    if any(p in words.place_heads for p in parts[-1:] + parts[:1]):
        return "place"
    following = text[end : end + 20].split()
    if following and following[0].strip(".,;").lower() in words.place_heads and following[0].islower():
        return "place"
    label = labels.get(start) or labels.get(end - len(parts[-1]) if parts else end, "")
    if label in _LABELS:
        return _LABELS[label]
    if surface.isupper() and 2 <= len(surface) <= 6 and "." not in surface:
        return "group"
    if previous in words.place_prepositions:
        return "place"
    if previous == "the" and len(before) > 1 and before[-2].lower() in words.place_prepositions and len(parts) == 1 and not label:
        return "place"
    return (
        "person" if 2 <= len(parts) <= 4 and all(p[:1].isalpha() for p in parts) and not label and " of " not in surface else ""
    )


def _shared_surnames(surfaces: Iterable[str]) -> set[str]:
    """Surnames of two people in one text ("Fidel Castro", "Raul Castro"): alone they name neither."""
    first: dict[str, set[str]] = {}
    for surface in surfaces:
        parts = surface.split()
        if len(parts) > 1:
            first.setdefault(parts[-1], set()).add(parts[0])
    return {surname for surname, names in first.items() if len(names) > 1}


def _canonical(surface: str, kind: Kind, full: dict[str, str]) -> str:
    """Join a surname, or a shorter form, to the first full name in the text that holds it."""
    parts = surface.split()
    if len(parts) == 1 and surface in full:
        return full[surface]
    if len(parts) > 1:
        if kind == "person" and parts[1] == "of":
            full.setdefault(parts[0], surface)
        if kind in ("person", "") and parts[-2] != "of":  # the president of Iran is not Iran
            full.setdefault(parts[-1], surface)
            if "-" in parts[-1]:
                full.setdefault(parts[-1].split("-", 1)[1], surface)
        elif kind == "group":
            full.setdefault("".join(p[0] for p in parts if p[0].isupper()), surface)
    return surface
