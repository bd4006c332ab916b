"""What each mention of an article is: known, edited, seen before and deleted since, doubtful, or new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from timeline.events import fingerprint
from timeline.events.event import Found
from timeline.events.lines import Line, Lines, Words, words_of
from timeline.events.match import ASK_ESTIMATED, SAME_ESTIMATED, key_of, match, recall


@dataclass(frozen=True, slots=True)
class Classified:
    """The mentions of one article by what they are; what is in none of the sets is new.

    `known` gives the lines that state a mention, edited or not; `deleted` those a person has deleted; `maybe` the ids of events
    that a doubtful one may belong to (none: it resembles a deleted mention). `vanished` are lines whose mention is gone.
    """

    mentions: Mapping[Words, Found]
    known: Mapping[Words, Sequence[Line]]
    deleted: Collection[Words]
    maybe: Mapping[Words, tuple[str, ...]]
    vanished: Sequence[Line]


def classify(article: str, found: Sequence[Found], lines: Lines, forget: Collection[str] = ()) -> Classified:
    """Classify the mentions `found` in an article; `forget` holds keys, or words of sentences, to take for new."""
    mentions: dict[Words, Found] = {}
    for mention in found:
        mentions.setdefault(words_of(mention), mention)
    known = {name: stating for name, mention in mentions.items() if (stating := lines.saying(mention, article))}
    explained = {line for stating in known.values() for line in stating}
    rest = [name for name in mentions if name not in known]
    seen = lines.seen.get(article, set())
    left = lines.in_file_of(article, explained)
    if seen and any(key_of(mentions[name]) not in seen for name in rest):
        left += [line for line in lines.moved_from(article, explained) if line not in left]
    matched = match([mentions[name] for name in rest], [line.record for line in left])
    known |= {rest[number]: [left[place]] for number, place in matched.same.items()}
    explained |= {left[place] for place in matched.same.values()}
    maybe = {rest[n]: tuple(dict.fromkeys(left[place].owner.id for place in places)) for n, places in matched.maybe.items()}
    deleted = set()
    orphans = None
    for name in rest:
        if name in known or name in maybe or not seen or _named(mentions[name], forget):
            continue
        key = key_of(mentions[name])
        if key in seen:
            deleted.add(name)
            continue
        if orphans is None:
            orphans = _orphans(article, lines, {key_of(mention) for mention in mentions.values()})
        likeness = recall(key, orphans)
        if likeness >= SAME_ESTIMATED:
            deleted.add(name)
        elif likeness >= ASK_ESTIMATED:
            maybe[name] = ()
    return Classified(mentions, known, deleted, maybe, [line for line in left if line not in explained])


def _named(found: Found, forget: Collection[str]) -> bool:
    return any(word == key_of(found) or word.casefold() in f"{found.text}\n{found.quote}".casefold() for word in forget)


def _orphans(article: str, lines: Lines, current: Collection[str]) -> set[str]:
    """Return the keys of mentions that were deleted together with their lines."""
    standing = {key_of(line.record) for line in (*lines.in_file_of(article, set()), *lines.moved_from(article, set()))}
    return {
        key
        for key in lines.seen[article].difference(standing, current)
        if not any(fingerprint.estimate(key, other) >= SAME_ESTIMATED for other in standing)
    }
