"""A rough reader without any model: chunks and clauses found left to right, in the shape a parser would give them.

It knows noun phrases, prepositional phrases, verb groups, subordinate clauses, coordination and quotations. Its trees are
shallow: prepositional phrases hang on the verb where there is one, which for dates is right more often than not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.lexical import NOMINAL, Word, tokens
from timeline.events.syntax import Sentence, Token
from timeline.events.words import Words

_INSIDE_NOUN = ("DET", "ADJ", "NUM", "NOUN", "PROPN")
_RELATIVE = {"who", "which", "that", "whose", "whom"}


class RuleReader:
    """A `Parser` made of rules and word lists; `name` is what event files say about who read."""

    name = "rules"

    def __init__(self, words: Words) -> None:
        self._words = words

    def read(self, sentences: Sequence[tuple[int, str]]) -> list[Sentence]:
        """Read each text as one sentence."""
        return [self._read(offset, text) for offset, text in sentences]

    def _read(self, offset: int, text: str) -> Sentence:
        words = tokens(text, offset, self._words)
        builder = _Builder(words, self._words)
        builder.run()
        read = [
            Token(w.start, w.end, w.text, w.lemma, w.pos, w.tag, builder.deps[i], builder.heads[i]) for i, w in enumerate(words)
        ]
        return Sentence.build(offset, offset + len(text), read, self.name)


@dataclass(slots=True)
class _Clause:
    """A clause being read: how it hangs on what governs it, and what was found of it so far."""

    dep: str = "ROOT"
    head: int = -1
    verb: int = -1
    subject: int = -1
    last_noun: int = -1
    preposition: int = -1
    marker: int = -1
    objects: int = 0
    after_comma: bool = False
    comma_before: bool = False


class _Builder:
    """One pass over the words of a sentence; fills `heads` and `deps`."""

    def __init__(self, words: list[Word], lexicon: Words) -> None:
        self.words, self.lexicon = words, lexicon
        self.heads = [-1] * len(words)
        self.deps = ["dep"] * len(words)
        self.stack = [_Clause()]
        self.coordinator = -1
        self.quote_open = False
        self.quote_closed = False
        self.speaker = -1
        self.waiting: list[tuple[int, str, _Clause]] = []

    @property
    def clause(self) -> _Clause:
        return self.stack[-1]

    def link(self, index: int, head: int, dep: str) -> None:
        self.heads[index], self.deps[index] = head, dep

    def run(self) -> None:
        i = 0
        while i < len(self.words):
            word = self.words[i]
            if word.pos in ("AUX", "VERB") or word.tag == "TO" or (word.pos in ("PART", "ADV") and self._verb_follows(i)):
                i = self._verb_group(i)
            elif word.pos in _INSIDE_NOUN or word.pos == "PRON":
                i = self._noun_phrase(i)
            else:
                self._small(i, word)
                i += 1
        self._close()

    # -- chunks

    def _verb_follows(self, i: int) -> bool:
        while i < len(self.words) and self.words[i].pos in ("PART", "ADV"):
            i += 1
        return i < len(self.words) and self.words[i].pos == "AUX" and self.clause.verb < 0

    def _noun_phrase(self, i: int) -> int:
        end = i
        if self.words[i].pos == "PRON":
            end = i + 1
        else:
            while (
                end < len(self.words) and self.words[end].pos in _INSIDE_NOUN and not (end > i and self.words[end].pos == "DET")
            ):
                end += 1
        head = end - 1
        while head > i and self.words[head].pos not in NOMINAL:
            head -= 1
        for j in range(i, end):
            if j != head:
                dep = {"DET": "poss" if self.words[j].tag == "PRP$" else "det", "ADJ": "amod", "NUM": "nummod"}.get(
                    self.words[j].pos, "compound"
                )
                self.link(j, head, dep)
        if end < len(self.words) and self.words[end].tag == "POS":
            self.link(end, head, "case")
            following = end + 1
            if following < len(self.words) and self.words[following].pos in _INSIDE_NOUN:
                after = self._noun_phrase(following)
                owner = next(
                    (
                        k
                        for k in range(after - 1, following - 1, -1)
                        if self.deps[k] not in ("compound", "amod", "nummod", "det", "case") or self.heads[k] == -1
                    ),
                    after - 1,
                )
                self.link(head, owner, "poss")
                return after
            end += 1
        self._place_noun(head)
        return end

    def _place_noun(self, head: int) -> None:
        clause = self.clause
        if self.quote_closed and self.speaker < 0 and self._quote_ended_before(head):
            self.speaker = head
        temporal = (
            self.words[head].lower in self.lexicon.time_nouns or self.words[head].lower.rstrip(".") in self.lexicon.time_nouns
        )
        if clause.preposition >= 0:
            self.link(head, clause.preposition, "pobj")
            clause.preposition = -1
            if not temporal:
                clause.last_noun = head
        elif temporal:
            self._to_verb(head, "npadvmod")
            return
        elif self.coordinator >= 0 and clause.last_noun >= 0 and not self._finite_ahead(head):
            self.link(head, clause.last_noun, "conj")
            self.link(self.coordinator, clause.last_noun, "cc")
            self.coordinator = -1
        elif clause.verb < 0:
            if clause.subject < 0:
                clause.subject = head
            elif clause.after_comma:
                self.link(head, clause.last_noun if clause.last_noun >= 0 else clause.subject, "appos")
            else:
                self.link(head, clause.subject, "appos")
            clause.last_noun = head
        else:
            if clause.after_comma and clause.last_noun >= 0 and not self._finite_ahead(head):
                self.link(head, clause.last_noun, "appos")
            else:
                copula = self.words[clause.verb].lemma == "be"
                self.link(head, clause.verb, "attr" if copula else "dobj" if clause.objects == 0 else "npadvmod")
                clause.objects += 1
            clause.last_noun = head
        clause.after_comma = False

    def _quote_ended_before(self, head: int) -> bool:
        """Whether only the words of this noun phrase stand between it and the closing quotation mark."""
        j = head - 1
        while j >= 0 and self.words[j].pos in _INSIDE_NOUN:
            j -= 1
        return j >= 0 and self.words[j].lower == '"'

    def _finite_ahead(self, index: int) -> bool:
        """Whether the next word after a noun phrase starts a verb group."""
        j = index + 1
        while j < len(self.words) and self.words[j].pos == "ADV":
            j += 1
        return j < len(self.words) and (self.words[j].pos == "AUX" or self.words[j].tag in ("VBD", "VBZ"))

    def _to_verb(self, index: int, dep: str) -> None:
        """Hang something on the clause's verb, now or once it comes."""
        clause = self.clause
        if clause.verb >= 0:
            self.link(index, clause.verb, dep)
        else:
            self.waiting.append((index, dep, clause))

    def _verb_group(self, i: int) -> int:
        """Auxiliaries, adverbs between them, and the main verb."""
        helpers: list[tuple[int, str]] = []
        j, main = i, -1
        while j < len(self.words):
            word = self.words[j]
            if word.pos == "AUX":
                if main >= 0:
                    helpers.append((main, "aux"))
                main = j
            elif word.tag == "TO" and main < 0:
                helpers.append((j, "aux"))
            elif word.pos == "VERB":
                if main >= 0 and (
                    self.words[main].pos == "VERB" or (word.tag == "VBD" and self.words[main].lemma not in ("be", "have", "get"))
                ):
                    break
                if main >= 0:
                    passive = self.words[main].lemma == "be" and word.tag in ("VBD", "VBN")
                    helpers.append((main, "auxpass" if passive else "aux"))
                    if word.tag == "VBD":
                        word.tag = "VBN"
                main = j
                j += 1
                break
            elif word.pos in ("ADV", "PART") and word.tag != "TO" and (main < 0 or self._verb_after(j)):
                helpers.append((j, "neg" if word.lower in self.lexicon.negators else "advmod"))
            else:
                break
            j += 1
        if main < 0:
            for k, dep in helpers:
                self._to_verb(k, dep)
            return max(j, i + 1)
        for k, dep in helpers:
            self.link(k, main, dep)
        self._place_verb(i, main, helpers)
        return max(j, main + 1)

    def _verb_after(self, j: int) -> bool:
        j += 1
        while j < len(self.words) and self.words[j].pos in ("ADV", "PART"):
            j += 1
        return j < len(self.words) and self.words[j].pos in ("VERB", "AUX")

    # -- clauses

    def _place_verb(self, i: int, main: int, helpers: list[tuple[int, str]]) -> None:
        clause, word = self.clause, self.words[main]
        infinitive = any(self.words[k].tag == "TO" for k, _ in helpers)
        finite = (word.tag in ("VBD", "VBZ", "VB") and not infinitive) or (
            any(self.words[k].pos == "AUX" for k, _ in helpers) and not infinitive
        )
        if word.pos == "AUX":
            finite = not infinitive and word.tag != "VBG"
        if infinitive or (word.tag == "VBG" and not any(self.words[k].pos == "AUX" for k, _ in helpers)):
            self._nonfinite(main, infinitive)
            return
        if word.lemma in self.lexicon.reporting and word.tag != "VBN" and not self.quote_open and self.stack[0].verb >= 0:
            near = clause.last_noun == i - 1 and self._comma_between(max(clause.verb, 0), clause.last_noun)
            if self.speaker >= 0 or near:
                self._report_after(main, self.speaker if self.speaker >= 0 else clause.last_noun)
                return
        reduced = word.tag in ("VBD", "VBN") and not any(self.words[k].pos == "AUX" for k, _ in helpers)
        if reduced and clause.last_noun >= 0 and self.coordinator < 0 and self._is_reduced(i, main):
            self.link(main, clause.last_noun, "acl")
            self._enter(_Clause("acl", clause.last_noun, main, -1, -1), keep_waiting=True)
            return
        if clause.verb < 0:
            self._own(main)
        else:
            self._second_verb(i, main, finite)

    def _is_reduced(self, i: int, main: int) -> bool:
        """Recognise ``a petition filed by …``: a participle right behind its noun."""
        clause = self.clause
        following = self.words[main + 1].lower if main + 1 < len(self.words) else ""
        if i == 0 or self.words[i - 1].pos not in NOMINAL:
            return False
        if following == "by" and self.words[main].lemma not in self.lexicon.reporting:
            return True
        return clause.verb >= 0 and not self._starts_report(clause)

    def _starts_report(self, clause: _Clause) -> bool:
        return clause.verb >= 0 and self.words[clause.verb].lemma in self.lexicon.reporting

    def _own(self, main: int) -> None:
        """Take the clause's first verb."""
        clause = self.clause
        clause.verb = main
        if clause.subject >= 0:
            passive = any(self.deps[k] == "auxpass" and self.heads[k] == main for k in range(main))
            self.link(clause.subject, main, "nsubjpass" if passive else "nsubj")
        if clause.marker >= 0:
            self.link(clause.marker, main, "mark" if self.words[clause.marker].lower != "when" else "advmod")
        if clause.head >= 0:
            self.link(main, clause.head, clause.dep)
        for index, dep, owner in self.waiting:
            if owner is clause:
                self.link(index, main, dep)
        self.waiting = [w for w in self.waiting if w[2] is not clause]
        clause.objects = 0
        clause.after_comma = False

    def _second_verb(self, i: int, main: int, finite: bool) -> None:
        """Place a further finite verb: coordinated, reporting what came before, or reported by it."""
        clause, word = self.clause, self.words[main]
        fresh = clause.last_noun if clause.last_noun > clause.verb and self._between_is_light(clause.last_noun, i) else -1
        if (
            word.lemma in self.lexicon.reporting
            and fresh >= 0
            and self.deps[fresh] in ("appos", "dobj", "npadvmod", "attr")
            and self._comma_between(clause.verb, fresh)
        ):
            self._report_after(main, fresh)
        elif self.coordinator >= 0 and fresh < 0:
            self.link(main, clause.verb, "conj")
            self.link(self.coordinator, clause.verb, "cc")
            self.coordinator = -1
            clause.verb, clause.objects, clause.after_comma = main, 0, False
        elif fresh >= 0 and self.deps[fresh] != "pobj":
            dep = "ccomp" if self._starts_report(clause) else "conj" if self.coordinator >= 0 else "ccomp"
            if self.coordinator >= 0:
                self.link(self.coordinator, clause.verb, "cc")
                self.coordinator = -1
            self._enter(_Clause(dep, clause.verb, subject=fresh, last_noun=fresh))
            self._own(main)
        elif word.lemma in self.lexicon.reporting and self._comma_between(clause.verb, main):
            self._report_after(main, -1)
        else:
            self.link(main, clause.verb, "conj")
            clause.verb, clause.objects = main, 0

    def _between_is_light(self, noun: int, verb: int) -> bool:
        return all(
            self.words[k].pos in ("ADV", "PUNCT", "PART", "NOUN", "PROPN", "ADP", "NUM", "ADJ", "DET")
            for k in range(noun + 1, verb)
        )

    def _comma_between(self, a: int, b: int) -> bool:
        return any(self.words[k].lower in (",", '"') for k in range(a, b))

    def _report_after(self, main: int, subject: int) -> None:
        """``…, officials said``: the reporting verb governs all that was said before."""
        outer = self.stack[0]
        while outer.verb < 0 and self.stack[-1] is not outer:
            self.stack.pop()
        reported = outer.verb
        if reported >= 0:
            self.link(reported, main, "ccomp")
        self.speaker = -1
        self.stack = [_Clause(verb=main, subject=subject, last_noun=subject)]
        self.heads[main], self.deps[main] = -1, "ROOT"
        if subject >= 0:
            self.link(subject, main, "nsubj")

    def _nonfinite(self, main: int, infinitive: bool) -> None:
        """``to withdraw``, ``demonstrating in support``."""
        clause = self.clause
        if clause.preposition >= 0 and not infinitive:
            self.link(main, clause.preposition, "pcomp")
            clause.preposition = -1
        elif clause.verb >= 0:
            noun_before = clause.last_noun == main - (2 if infinitive else 1)
            if infinitive:
                self.link(
                    main,
                    clause.verb,
                    "xcomp" if self.words[clause.verb].lemma in self.lexicon.control or not noun_before else "advcl",
                )
            else:
                self.link(main, clause.last_noun if noun_before else clause.verb, "acl" if noun_before else "advcl")
        elif clause.last_noun >= 0:
            self.link(main, clause.last_noun, "acl")
        elif not infinitive:
            self._enter(_Clause("advcl", -1, verb=main), keep_waiting=True)
            self.waiting.append((main, "advcl", self.stack[-2]))
            return
        self._enter(_Clause("nonfinite", self.heads[main], verb=main), keep_waiting=True)

    def _enter(self, clause: _Clause, *, keep_waiting: bool = False) -> None:
        del keep_waiting
        clause.comma_before = self.clause.after_comma
        self.stack.append(clause)

    # -- small words

    def _small(self, i: int, word: Word) -> None:
        clause = self.clause
        if word.pos == "PUNCT":
            self._punctuation(i, word)
        elif word.pos == "CCONJ":
            self.coordinator = i
            if len(self.stack) > 1 and clause.dep == "nonfinite":
                self._leave_for_coordination(i)
        elif word.pos == "SCONJ" or (word.pos == "ADP" and word.lower in self.lexicon.temporal_markers and self._clause_ahead(i)):
            self._subordinate(i, word)
        elif word.pos == "ADP" and word.lower in self.lexicon.particles and clause.verb == i - 1 and self._particle(i):
            self.link(i, clause.verb, "prt")
        elif word.pos == "ADP":
            noun = word.lower == "of" and clause.last_noun >= 0
            if noun or (clause.verb < 0 and clause.last_noun >= 0 and not clause.after_comma and clause.last_noun == i - 1):
                self.link(i, clause.last_noun, "prep")
            else:
                self._to_verb(i, "prep")
            clause.preposition = i
        elif word.pos in ("ADV", "PART"):
            self._to_verb(i, "neg" if word.lower in self.lexicon.negators else "advmod")
        else:
            self._to_verb(i, "dep")

    def _particle(self, i: int) -> bool:
        """``carried out airstrikes``, ``broke off``: unless it plainly opens a phrase of place."""
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        return following is None or following.lower in self.lexicon.prepositions or following.pos not in ("PROPN",)

    def _leave_for_coordination(self, i: int) -> None:
        """``to condemn … and said``: a finite verb after the conjunction belongs to the outer clause."""
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        if following is not None and (following.tag in ("VBD", "VBZ") or following.pos == "AUX"):
            while len(self.stack) > 1 and self.clause.dep in ("nonfinite", "acl"):
                self.stack.pop()

    def _clause_ahead(self, i: int) -> bool:
        """Whether a finite verb comes before the next comma."""
        for word in self.words[i + 1 :]:
            if word.pos == "PUNCT" or word.pos in ("SCONJ",):
                return False
            if word.tag in ("VBD", "VBZ") or word.pos == "AUX":
                return True
        return False

    def _subordinate(self, i: int, word: Word) -> None:
        clause = self.clause
        relative = (
            word.lower in _RELATIVE
            and clause.last_noun >= 0
            and (self.words[i - 1].pos in NOMINAL or self.words[i - 1].lower == ",")
        )
        if word.lower == "that" and self._starts_report(clause) and clause.last_noun < clause.verb:
            relative = False
        if relative:
            self._enter(_Clause("relcl", clause.last_noun))
            self.clause.subject = i if word.lower in ("who", "which", "that") and self._finite_ahead(i) else -1
            if self.clause.subject < 0:
                self.waiting.append((i, "dobj", self.clause))
            return
        if word.lower == "that" and clause.verb >= 0:
            self._enter(_Clause("ccomp", clause.verb, marker=i))
        elif clause.verb >= 0:
            self._enter(_Clause("advcl", clause.verb, marker=i))
        else:
            self._enter(_Clause("advcl", -1, marker=i))

    def _punctuation(self, i: int, word: Word) -> None:
        self.deps[i] = "punct"
        clause = self.clause
        clause.preposition = -1
        if word.lower == '"':
            self.quote_open = not self.quote_open
            self.quote_closed, self.speaker = not self.quote_open, -1
        if word.lower in (",", "–", "—", ";", ")", ":"):
            self.coordinator = -1 if word.lower != "," else self.coordinator
            if len(self.stack) > 1 and clause.verb >= 0 and not self.quote_open:
                outer = self.stack[-2]
                if outer.verb < 0 or clause.dep in ("relcl", "acl", "nonfinite") or word.lower == ";":
                    self._pop()
            self.clause.after_comma = True

    def _pop(self) -> None:
        done = self.stack.pop()
        if done.head < 0 and done.verb >= 0 and self.heads[done.verb] < 0:
            self.waiting.append((done.verb, "advcl", self.clause))

    def _close(self) -> None:
        """End of the sentence: settle what still waits, and give it one root."""
        outer = self.stack[0]
        while len(self.stack) > 1:
            self._pop()
        root = outer.verb
        while root >= 0 and self.heads[root] >= 0 and self.deps[root] != "ROOT":
            root = self.heads[root]
        if root < 0:
            root = next((i for i, w in enumerate(self.words) if w.pos in ("VERB", "AUX") and self.heads[i] < 0), -1)
        if root < 0:
            root = outer.subject if outer.subject >= 0 else next((i for i, w in enumerate(self.words) if w.pos in NOMINAL), 0)
        for index, dep, owner in self.waiting:
            if self.heads[index] < 0 and index != root:
                self.link(index, owner.verb if owner.verb >= 0 and owner.verb != index else root, dep)
        self._root(root)

    def _root(self, root: int) -> None:
        if not self.words:
            return
        self.heads[root], self.deps[root] = root, "ROOT"
        for i in range(len(self.words)):
            if self.heads[i] < 0:
                self.link(i, root, self.deps[i])
        for i in range(len(self.words)):
            seen = set()
            j = i
            while self.heads[j] != j:
                if j in seen:
                    self.link(j, root, "dep")
                    break
                seen.add(j)
                j = self.heads[j]
