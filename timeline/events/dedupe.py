"""One happening once: the same sentence twice, the same deed told twice, a noun that refers back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.mention import Happening, Step
from timeline.events.similarity import stems, token_set


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one happening, the one that speaks for it first; `steps` say why each of the others belongs to it."""

    members: tuple[Happening, ...]
    steps: tuple[Step, ...] = ()

    @property
    def chief(self) -> Happening:
        """The mention that gives date and title."""
        return self.members[0]


def group(happenings: Sequence[Happening]) -> list[Group]:
    """Group an article's happenings, in order of the text."""
    groups: list[list[Happening]] = []
    why: list[list[Step]] = []
    verbal = [h for h in happenings if h.role != "nominal"]
    nominal = [h for h in happenings if h.role == "nominal"]
    for h in (*verbal, *nominal):
        for members, steps in zip(groups, why, strict=True):
            rule = next((r for r in (same(m, h) for m in members) if r), "")
            if rule:
                members.append(h)
                steps.append(Step("once", rule, f"same as “{members[0].title}”"))
                break
        else:
            groups.append([h])
            why.append([])
    return sorted((Group(tuple(g), tuple(w)) for g, w in zip(groups, why, strict=True)), key=lambda g: g.chief.start)


def same(a: Happening, b: Happening) -> str:
    """Return the rule by which two happenings of one article are one; empty if they are not."""
    if (a.modality == "denied") != (b.modality == "denied"):
        return ""
    if not _overlap(a, b):
        return ""
    if a.sentence is not b.sentence and token_set(a.found.quote, b.found.quote) >= 0.9:
        return "same-sentence"
    if b.role == "nominal" or a.role == "nominal":
        noun = b if b.role == "nominal" else a
        other = a if noun is b else b
        if any(_cognate(noun.lemma, head) for head in other.heads):
            return "refers-back"
        return ""
    if a.sentence is b.sentence:
        return ""
    if a.when.edtf == b.when.edtf and a.lemma == b.lemma and set(a.actors) & set(b.actors) and token_set(a.title, b.title) >= 0.5:
        return "same-date-predicate-actor"
    if (
        a.when.edtf == b.when.edtf
        and a.lemma == b.lemma
        and a.object
        and a.object == b.object
        and not (a.actors and b.actors and not set(a.actors) & set(b.actors))
    ):
        return "same-date-predicate-object"
    if a.when.edtf == b.when.edtf and token_set(a.title, b.title) >= 0.8:
        return "same-date-and-words"
    return ""


def _overlap(a: Happening, b: Happening) -> bool:
    if a.when.edtf == b.when.edtf:
        return True
    if None in (a.when.start, a.when.end, b.when.start, b.when.end):
        return False
    return a.when.start < b.when.end and b.when.start < a.when.end  # type: ignore[operator]


def _cognate(noun: str, head: str) -> bool:
    """``strike`` and ``airstrike``, ``bombing`` and ``bomb``."""
    if noun == head or (noun.endswith(head) and len(head) >= 4) or (head.endswith(noun) and len(noun) >= 4):
        return True
    return stems(noun) == stems(head)
