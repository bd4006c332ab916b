"""Why an expression gave this event, this title, this status, or no event: the record of `draft.explain` as lines for people."""

from __future__ import annotations

from timeline.events.draft import Explained

_WIDTH = 10


def text(record: Explained) -> str:
    """Return one line for the event and one for each question, with the rule that answered it."""
    event = record.event
    if event is None:
        lines = [_line("event", f"none ({record.outcome})")]
    else:
        status = f", {event.modality}" if event.modality else ""
        same = ", told here again" if record.outcome == "same event" else ""
        lines = [_line("event", f"{event.date or event.bounds}{status}{same}: {event.title}")]
    lines += [_line(step.question, f"{step.rule}: {step.answer}") for step in record.steps if step.question != "date"]
    lines += [_line("doubt", doubt) for doubt in (event.doubts if event else ())]
    return "\n".join(lines)


def _line(question: str, answer: str) -> str:
    return f"  {question:<{_WIDTH - 1}} {answer}"
