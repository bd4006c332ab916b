"""A spaCy model as a `Reader`: optional, found by name, by path, or whichever English model is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from timeline.errors import UsageError
from timeline.events.syntax import Parser, Sentence, Token


class SpacyParser:
    """Wraps a loaded pipeline; `name` is the model and its version, as written into event files."""

    def __init__(self, nlp: Any) -> None:  # noqa: ANN401 - spaCy is optional and untyped here
        self._nlp = nlp
        self.name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"

    def read(self, sentences: Sequence[tuple[int, str]]) -> list[Sentence]:
        """Parse each text as one sentence, whatever the model thinks of its full stops."""
        docs = []
        for _, text in sentences:
            doc = self._nlp.make_doc(text)
            for token in doc:
                token.is_sent_start = token.i == 0
            docs.append(doc)
        parsed = self._nlp.pipe(docs, batch_size=64)
        return [_sentence(doc, offset, text, self.name) for doc, (offset, text) in zip(parsed, sentences, strict=True)]


def _sentence(doc: Any, offset: int, text: str, by: str) -> Sentence:  # noqa: ANN401
    words = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(words)}
    tokens = []
    for n, t in enumerate(words):
        head = t.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                offset + t.idx,
                offset + t.idx + len(t.text),
                t.text,
                t.lemma_.lower(),
                t.pos_,
                t.tag_,
                t.dep_,
                index.get(head.i, n),
                t.ent_type_,
            )
        )
    return Sentence.build(offset, offset + len(text), tokens, by)


def load_parser(setting: Literal["auto", False] | str) -> Parser | None:
    """Return the parser that ``TIMELINE_NLP`` asks for, loaded once; None for False, or for "auto" where none is installed.

    Raises `UsageError` when a named model cannot be loaded.
    """
    if setting is False or setting == "False":
        return None
    if setting == "auto":
        name = installed()
        return _load(name) if name else None
    return _load(setting)


def installed() -> str:
    """Name of an installed English model, the small ones first; empty if there is none (or no spaCy)."""
    if find_spec("spacy") is None:
        return ""
    names = {entry.name for entry in metadata.entry_points(group="spacy_models")}
    english = sorted(n for n in names if n.startswith("en_core_web_"))
    sizes = ("sm", "md", "lg", "trf")
    return min(english, key=lambda n: (sizes.index(s) if (s := n.split("_")[3]) in sizes else 9, n), default="")


@cache
def _load(name: str) -> Parser:
    if find_spec("spacy") is None:
        raise UsageError(
            f"TIMELINE_NLP names the model {name}, but spaCy is not installed", "pip install 'pelican-timeline[nlp]'"
        )
    import spacy

    try:
        return SpacyParser(spacy.load(Path(name) if "/" in name else name))
    except (OSError, ValueError, ImportError) as error:
        have = installed()
        hint = f"installed: {have}" if have else "install a spaCy model, or set TIMELINE_NLP = False"
        raise UsageError(f"cannot load the sentence parser {name}: {str(error).splitlines()[0]}", hint) from None
