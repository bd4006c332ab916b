"""A sentence cut down to what a title needs: constituents are kept or dropped whole, the least needed go first."""

from __future__ import annotations

from timeline.events.clauses import auxiliaries, names_as
from timeline.events.phrase import render, tidy
from timeline.events.syntax import Sentence
from timeline.events.words import Words

LIMIT = 90
"""Most characters of a title."""

# Constituents that never belong to a title, wherever they hang.
_DROPPED = {"relcl", "advcl", "parataxis", "intj", "meta", "preconj", "dep"}
_COMPLEMENTS = ("dobj", "attr", "acomp", "xcomp", "oprd", "dative", "prt", "agent", "ccomp")
_RESTRICTING = 7  # most words of a relative clause in a title
_INNER = {"-", "–", "'", "%", "$", "/", "&"}
_OBJECTS = ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd")


class Compression:
    """Tokens chosen for a title (index → form), in parts that are put one after the other, with groups that may go.

    `optional` holds constituents a title can do without, the least needed last; `reserve` those it should rather keep.
    """

    def __init__(self, sentence: Sentence, dropped: frozenset[int], words: Words) -> None:
        self.sentence, self.dropped, self.words = sentence, dropped, words
        self.parts: list[dict[int, str]] = [{}]
        self.optional: list[list[int]] = []
        self.reserve: list[list[int]] = []

    def text(self) -> str:
        """Return the title as it stands."""
        return tidy(" ".join(filter(None, (render(self.sentence, part) for part in self.parts))))

    def part(self) -> None:
        """Begin a new part."""
        self.parts.append({})

    def cut(self, index: int) -> dict[int, str]:
        """Take what stands behind a token out of its part, begin a new part, and return what was taken."""
        part = self.parts[-1]
        behind = {i: part.pop(i) for i in sorted(part) if i > index}
        self.part()
        return behind

    def behind(self, index: int) -> bool:
        """Whether anything is kept that stands behind a token."""
        return any(i > index for part in self.parts for i in part)

    def has(self, index: int) -> bool:
        """Whether a token is kept."""
        return any(index in part for part in self.parts)

    def put(self, index: int, form: str = "") -> None:
        """Keep a single token, in another form if given."""
        for part in self.parts:
            if index in part:
                part[index] = form or part[index]
                return
        token = self.sentence.tokens[index]
        opens = index == 0 and token.pos not in ("PROPN", "PRON", "NOUN") and token.text[1:].islower()
        self.parts[-1][index] = form or (token.text.lower() if opens else token.text)  # "Found clinging …, Elian has become …"

    def drop(self, indices: list[int]) -> None:
        """Let tokens go."""
        for part in self.parts:
            for i in indices:
                part.pop(i, None)

    def add(self, index: int, *, asides: bool = False) -> list[int]:
        """Keep a constituent less its clauses, dates and asides; return what was kept."""
        taken: list[int] = []
        self._walk(index, taken, asides)
        taken.extend(self._hyphenated(taken))
        for i in taken:
            self.put(i)
        return sorted(taken)

    def _hyphenated(self, taken: list[int]) -> list[int]:
        """Return the other half of a word that a reader cut at its hyphen ("break-even")."""
        tokens = self.sentence.tokens
        more: list[int] = []
        for i in taken:
            for step in (1, -1):
                mark, other = i + step, i + 2 * step
                if not 0 <= other < len(tokens) or tokens[mark].text not in ("-", "–"):
                    continue
                left, right = sorted((i, other))
                if tokens[left].end == tokens[mark].start and tokens[mark].end == tokens[right].start:
                    more.extend(j for j in (mark, other) if j not in taken)
        return more

    def _walk(self, index: int, taken: list[int], asides: bool) -> None:
        if index in self.dropped:
            return
        taken.append(index)
        for child in self.sentence.children[index]:
            if not self._superfluous(index, child, asides):
                self._walk(child, taken, asides)

    def _superfluous(self, index: int, child: int, asides: bool) -> bool:
        """Whether a child of a kept token is left out from the start."""
        tokens = self.sentence.tokens
        token, head = tokens[child], tokens[index]
        if token.dep == "punct":
            return token.text not in _INNER
        if token.dep in _DROPPED:
            return not (
                token.dep == "relcl" and (head.lemma in ("those", "one", "what", "that") or self._restricts(index, child))
            )
        if token.dep == "appos":  # a name that says who a common noun is stays, the description of a name goes
            return not (head.pos == "NOUN" and token.pos == "PROPN")
        if token.dep == "acl":
            return (not asides and token.tag != "VB") or token.tag in ("VBZ", "VBD", "VBP")
        if token.dep == "prep" and (self._time_told(child) or self._after_somebody(child)):
            return True
        if token.dep == "advmod" and child > index and head.pos in ("NOUN", "PROPN", "NUM"):
            return True
        if token.dep in ("conj", "cc") and any(tokens[i].lemma == "or" for i in self.sentence.kids(index, "cc")):
            return self._amount(index, child)
        if token.dep == "prep" and (token.lemma in self.words.comparing or token.lemma in ("including", "include")):
            return True
        return token.dep in ("prep", "agent") and self.empty(child)

    def _time_told(self, preposition: int) -> bool:
        """``on the night he died``: a phrase of time that says nothing once its clause is gone."""
        nouns = self.sentence.kids(preposition, "pobj")
        return any(self.sentence.tokens[n].lemma in self.words.time_nouns and self.sentence.kids(n, "relcl") for n in nouns)

    def _restricts(self, noun: int, clause: int) -> bool:
        """``doctors who performed abortions``: without its clause a bare plural would say more than the sentence does."""
        sentence, tokens = self.sentence, self.sentence.tokens
        below = sentence.subtree(clause)
        if tokens[noun].tag != "NNS" or any(i < noun for i in sentence.children[noun]) or len(below) > _RESTRICTING:
            return False
        opens = tokens[below[0]]
        near = below[0] == noun + 1 and opens.lemma in self.words.relative_pronouns
        return near and not any(i in self.dropped for i in below)

    def _after_somebody(self, preposition: int) -> bool:
        """``after the victim (had finished)``: a clause of time of which only its subject was read."""
        tokens = self.sentence.tokens
        if tokens[preposition].lemma not in ("after", "before", "until", "since"):
            return False
        for noun in self.sentence.kids(preposition, "pobj"):
            behind = max(self.sentence.subtree(noun)) + 1
            verb = behind < len(tokens) and tokens[behind].tag in ("VBD", "VBZ", "VBP", "MD")
            if verb or (tokens[noun].lemma in self.words.people and tokens[noun].tag == "NN"):
                return True
        return False

    def _amount(self, index: int, child: int) -> bool:
        """``$422 million, or $6.44 a share``: the amount said another way."""
        tokens = self.sentence.tokens
        said_again = [child] if tokens[child].dep == "conj" else self.sentence.kids(index, "conj")
        return any(tokens[j].pos in ("NUM", "SYM") for i in said_again for j in self.sentence.subtree(i))

    def empty(self, preposition: int) -> bool:
        """Whether nothing of a prepositional phrase would be left without its dates."""
        tokens = self.sentence.tokens
        below = [c for c in self.sentence.children[preposition] if tokens[c].dep != "punct"]
        return bool(below) and all(c in self.dropped or (tokens[c].dep == "prep" and self.empty(c)) for c in below)

    # -- clauses

    def predicate(self, verb: int) -> None:
        """Keep a verb with auxiliaries and complements; note what may go, the least needed last."""
        sentence, tokens = self.sentence, self.sentence.tokens
        for i in (verb, *auxiliaries(sentence, verb), *sentence.kids(verb, "neg")):
            self.put(i)
        needed = bool(sentence.kids(verb, *_OBJECTS))
        phrases: list[list[int]] = []
        fronted: list[int] = []
        for i in sentence.children[verb]:
            token = tokens[i]
            if i in self.dropped:
                continue
            if token.dep == "ccomp" and i < verb:
                fronted.append(i)  # "…, the court ruled"
            elif token.dep in _COMPLEMENTS:
                self._complement(i, phrases)
            elif token.dep == "prep" and i > verb and not self.empty(i) and not self._superfluous(verb, i, False):
                taken = self.add(i)
                (phrases if needed or phrases else self.reserve).append(taken)
                self.phrase_options(i, phrases)
            elif token.dep == "npadvmod" and min(sentence.subtree(i)) == verb + 1 and self._object(i):
                self.add(i)
            elif token.dep == "advmod" and self._close(verb, i) and token.lemma not in self.words.idle_adverbs:
                self.optional.append(self.add(i))
        for i in fronted:
            self.part()
            self._complement(i, phrases)
        self.optional.extend(sorted(phrases, key=lambda p: p[0] if p else 0))

    def _close(self, verb: int, adverb: int) -> bool:
        """``was badly wounded``, ``closed sharply lower``."""
        return self.sentence.tokens[adverb].pos == "ADV" and (
            adverb == verb - 1 or min(self.sentence.subtree(adverb)) == verb + 1
        )

    def _object(self, index: int) -> bool:
        """``fell 22 %``, ``set Sunday as the deadline``: what is read as adverbial and is as good as an object."""
        below = self.sentence.subtree(index)
        tokens = self.sentence.tokens
        return names_as(self.sentence, below[-1]) or any(tokens[i].pos in ("NUM", "SYM") for i in below)

    def _complement(self, index: int, phrases: list[list[int]]) -> None:
        sentence, tokens = self.sentence, self.sentence.tokens
        if tokens[index].dep in ("xcomp", "ccomp") and sentence.is_verb(index):
            self.add(index, asides=True)
            for child in sentence.children[index]:
                if tokens[child].dep in ("prep", "conj", "xcomp") and self.has(child):
                    joined = [c for c in sentence.kids(index, "cc") if self.has(c)] if tokens[child].dep == "conj" else []
                    phrases.append([*joined, *self._kept_below(child)])
                elif tokens[child].dep in ("dobj", "attr"):
                    self.noun_options(child, phrases)
        else:
            self.add(index, asides=True)
            self.noun_options(index, phrases)

    def _kept_below(self, index: int) -> list[int]:
        return [t for t in self.sentence.subtree(index) if self.has(t)]

    def noun_options(self, head: int, phrases: list[list[int]]) -> None:
        """Note what may go from a noun phrase: what stands behind its head."""
        counts = self.sentence.tokens[head].lemma in self.words.quantities or self.sentence.tokens[head].pos in ("NUM", "SYM")
        for i in self.sentence.children[head]:
            if counts and self.sentence.tokens[i].lemma == "of":
                self.phrase_options(i, phrases)
            elif self.has(i) and self.sentence.tokens[i].dep in ("prep", "acl", "appos", "npadvmod"):
                phrases.append(self._kept_below(i))
                self.phrase_options(i, phrases)

    def phrase_options(self, preposition: int, phrases: list[list[int]]) -> None:
        """Note what may go from a prepositional phrase; ``in response to …`` and its like go whole or not at all."""
        for noun in self.sentence.kids(preposition, "pobj"):
            token = self.sentence.tokens[noun]
            if token.pos != "NOUN" or token.tag == "NNS" or any(c < noun for c in self.sentence.children[noun]):
                self.noun_options(noun, phrases)
            else:
                for inner in self.sentence.kids(noun, "prep"):
                    self.phrase_options(inner, phrases)

    # -- length

    def fit(self, limit: int = LIMIT) -> bool:
        """Let go of whole optional constituents, the last first, until the title fits."""
        while len(self.text()) > limit and self.optional:
            if len(self.optional) == 1 and self._thin(limit):
                break
            self.drop(self.optional.pop())
        while len(self.text()) > limit and not self._thin(limit) and self.reserve:
            self.drop(self.reserve.pop())
        self._trim()
        return len(self.text()) <= limit

    def _trim(self) -> None:
        """Let go of a preposition, conjunction or article that leads nowhere at the end."""
        part = next((p for p in reversed(self.parts) if p), {})
        if len(part) == 1 and len(self.parts) > 1 and self.sentence.tokens[max(part)].lemma == "be":
            part.clear()  # "Women's Day is this coming Sunday"
        while len(part) > 1:
            last = max(part)
            token = self.sentence.tokens[last]
            if token.dep == "prt" or token.pos not in ("ADP", "CCONJ", "SCONJ", "DET") or part[last] != token.text:
                return
            del part[last]

    def _thin(self, limit: int) -> bool:
        """Do without articles and compound adjectives (``Iranian-backed``), where that is enough."""
        sentence, tokens = self.sentence, self.sentence.tokens
        kept = [i for part in self.parts for i in part]
        numbered = {i for i in kept if i and tokens[i - 1].pos in ("NUM", "SYM")}  # "$6.44 a share"
        small = [i for i in kept if tokens[i].dep == "det" and tokens[i].lemma in self.words.articles and i not in numbered]
        compound = [i for i in kept if tokens[i].dep in ("amod", "compound") and "-" in tokens[i].text and tokens[i].text != "-"]
        for i in kept:
            if tokens[i].dep == "amod" and any(tokens[j].text == "-" for j in sentence.subtree(i)):
                compound.extend(sentence.subtree(i))
        that = [i for i in kept if tokens[i].dep == "mark" and tokens[i].lemma == "that"]
        titles = [i for i in kept if tokens[i].dep == "compound" and tokens[i].lemma in self.words.person_titles]
        titles += [j for i in titles for j in sentence.subtree(i)]
        for going in (that, [*that, *small], [*that, *small, *compound], [*that, *small, *compound, *titles]):
            before = [dict(part) for part in self.parts]
            self.drop(going)
            if len(self.text()) <= limit:
                return True
            self.parts = before
        return False
