"""What resolution knows while it reads a text: the anchor, the last date mentioned, the kind of text."""

from __future__ import annotations

import re
from typing import Any

from timeline.temporal.anchor import Anchor
from timeline.temporal.period import DAY, MONTH, YEAR, Period, containing
from timeline.temporal.surroundings import Surroundings, word_before
from timeline.temporal.tense import Tense, future_cue, tense_of
from timeline.temporal.timex import Reading

OPENING = 16
"""Characters before a date within which it still opens its sentence ("By early 1915, …")."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_OPENING = re.compile(rf"(?:[.!?]['\"”)]*\s+|\n)[^.!?\n]{{0,{OPENING}}}$")
_SENTENCE = re.compile(r"[.!?]['\"”)\]]*\s+[A-Z]|\n")
NEAR_DAYS = 90
"""A day without year within this distance of the anchor is the nearest one (98 % of news gold), else tense decides."""
SENTENCE = 300
"""Characters after which a date counts as of another sentence."""
PERIOD_SCOPE = 600
"""Characters over which a period that results are given for stays the one compared."""
RANGE_GAP = 10
"""Characters between the two ends of a range."""
MONTHS_AHEAD = 4
MONTHS_NEAR = 1


class Scene(Surroundings):
    """The state of one reading, handed to every operator. Operators compute; choosing among readings is done here."""

    def __init__(self, text: str, low: str, anchor: Anchor, locale: Any, narrative: bool) -> None:  # noqa: ANN401
        super().__init__(text, low, locale, narrative)
        self.anchor = anchor
        self.dct = anchor.number
        self.reference: Period | None = None
        self.reference_at = (0, 0)
        self.thread: Period | None = None
        self.thread_at = (0, 0)
        self.last_day: Period | None = None
        self.last_day_at = (0, 0)
        self.quarter: Period | None = None
        self.quarter_at = -1
        self._business: bool | None = None
        self.begin(0, 0)

    def begin(self, start: int, end: int) -> None:
        """Start on the expression at [start, end)."""
        self.start, self.end = start, end
        self.lost: list[Reading] = []
        self.why = ""
        self.mentioned: tuple[Period, tuple[int, int]] | None = None
        self.uncertain = False
        self._tense: Tense | None = None

    @property
    def tense(self) -> Tense:
        """Tense of the clause the expression stands in, read once."""
        if self._tense is None:
            self._tense = tense_of(self.low, self.start, self.end, self.locale.words)
        return self._tense

    @property
    def business(self) -> bool:
        """Whether the text reports results, so that "a year ago" compares quarters."""
        if self._business is None:
            words = self.locale.words
            self._business = not self.narrative and all(
                any(cue in self.low for cue in words[kind]) for kind in ("results_period", "results")
            )
        return self._business

    def compares_quarters(self) -> bool:
        """Whether a quarter is the last period named before the expression, rather than a longer one ("nine months")."""
        begin, words = max(0, self.start - PERIOD_SCOPE), self.locale.words
        named = [
            max(self.low.rfind(cue, begin, self.start) for cue in words[kind]) for kind in ("results_period", "longer_period")
        ]
        return named[0] > named[1]

    @property
    def day(self) -> Period:
        """The anchor's day."""
        return Period(DAY, self.dct)

    def current(self, unit: Any) -> Period:  # noqa: ANN401 - a Granularity
        """Return the unit in which the anchor's day lies; in a narrative, that of the last date mentioned."""
        if self.narrative and (reference := self.mention()):
            return reference.within(unit)
        return containing(unit, self.dct)

    def mention(self) -> Period | None:
        """Return the last date mentioned and note that it was counted from."""
        if self.reference is not None:
            self.mentioned = self.reference, self.reference_at
        return self.reference

    def years_back(self) -> int | None:
        """Return the year of the full date last told in this paragraph, if it lies years back and the clause does not look ahead.

        A month without a year is still rarely of that year (never in news gold), but nothing in the text rules it out.
        """
        told = self.reference
        if told is None or told.unit > MONTH or told.year >= containing(YEAR, self.dct).number - 1:
            return None
        if self.tense.future or _PARAGRAPH.search(self.text, self.reference_at[1], self.start):
            return None
        return told.year

    def day_nearby(self) -> Period | None:
        """Return the last day mentioned in this paragraph or the one before, and note that it was counted from."""
        if self.last_day is None or len(_PARAGRAPH.findall(self.text, self.last_day_at[1], self.start)) > 1:
            return None
        self.reference, self.reference_at = self.last_day, self.last_day_at
        return self.mention()

    def saw(self, period: Period, start: int, end: int) -> None:
        """Remember a date for what follows."""
        self.reference, self.reference_at = period, (start, end)
        if self.narrative and not self._is_aside(period, start):
            self.thread, self.thread_at = period, (start, end)
        if period.unit == DAY:
            self.last_day, self.last_day_at = period._replace(part="") if period.part else period, (start, end)

    def _is_aside(self, period: Period, start: int) -> bool:
        """Whether a date only looks aside: of another year than the story's, in the midst of a sentence, no heading."""
        if self.thread is None or (period.unit < YEAR and period.year == self.thread.year):
            return False
        return start > OPENING and not _OPENING.search(self.text, max(0, start - OPENING - 6), start)

    def story(self) -> Period | None:
        """Return the date that gives its year to a month or day without one: the last in this sentence, else the story's."""
        far = self.start - self.reference_at[1] > SENTENCE or _SENTENCE.search(self.text, self.reference_at[1], self.start)
        if self.thread is None or not far:
            return self.mention()
        self.mentioned = self.thread, self.thread_at
        return self.thread

    def base(self) -> Period:
        """Return what "the following day" counts from: the last date mentioned, or the anchor."""
        return self.mention() or self.day

    def choose(self, past: Period, future: Period, same: Period | None = None) -> Period:
        """Decide between the reading before the anchor, the one after, and the one that contains it."""
        if same is not None:
            self.why = "the anchor itself is one"
            self._lose(past, "a unit earlier")
            self.uncertain = not self.anchor.firm
            return same
        if self.tense.future:
            self.why = f'future clause ("{self.tense.cue}")' if self.tense.cue else "future clause"
            self._lose(past, "the clause looks forward")
            return future
        self.why = f'past clause ("{self.tense.cue}")' if self.tense.cue else "no future cue in the clause"
        self._lose(future, "the clause does not look forward")
        return past

    def choose_month(self, past: Period, future: Period, same: Period | None) -> Period:
        """Decide as `choose`, but a month soon to come needs only a future cue anywhere in the sentence."""
        ahead = future.number - self.current(future.unit).number
        if same is None and ahead <= MONTHS_NEAR:
            self.why = f"{ahead} months ahead; a month so far back would be called the last one"
            self._lose(past, "nearly a year back")
            return future
        near = ahead <= MONTHS_AHEAD
        if same is None and near and not self.tense.future and (cue := future_cue(self.low, self.start, self.locale.words)):
            self.why = f'future cue in the sentence ("{cue}") and near'
            self._lose(past, "further away")
            return future
        return self.choose(past, future, same)

    def range_start(self, unit: Any) -> Period | None:  # noqa: ANN401 - a Granularity
        """Return the date from which a range runs to this expression ("from 28 March to …"), if it is of the same unit."""
        if self.reference is None or self.reference.unit != unit:
            return None
        start, end = self.reference_at
        gap = self.low[end : self.start].strip().replace("–", "-") if self.start - end <= RANGE_GAP else ""
        words = self.locale.words
        if gap not in words["range"]:
            return None
        between = gap != "and" or word_before(self.low, start) in words["between"]
        return self.reference if gap in "-" or between else None

    def nearest(self, past: Period, future: Period) -> Period:
        """Decide by distance where one reading is near, else by tense."""
        if self.follows("over"):
            self.why = "said to be over"
            self._lose(future, "still to come")
            return past
        before, after = self.dct - past.start, future.start - self.dct
        near = min(before, after)
        if near > NEAR_DAYS:
            return self.choose(past, future)
        won, lost = (past, future) if before <= after else (future, past)
        self.why = f"nearest: {near} days from the anchor"
        self._lose(lost, f"{max(before, after)} days away")
        return won

    def disagree(self, other: Period, why: str, won: str) -> None:
        """Note a reading as likely as the one taken: the answer is uncertain."""
        self.uncertain, self.why = True, won
        self._lose(other, why)

    def _lose(self, period: Period, why: str) -> None:
        self.lost.append(Reading(period.timex3, why))
