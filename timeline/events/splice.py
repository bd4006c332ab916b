"""Change a YAML text at exact places and leave every other character alone.

Operations address the text as it is before any of them; `splice` finds their places with PyYAML's node marks, writes only what is
new, parses the result again and returns it only if it says exactly what was intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.events import nodes, writer
from timeline.events import vocabulary as words
from timeline.events.operations import Append, Op, Path, Remark, Remove, Set, intended


class SpliceError(Exception):
    """The change cannot be made without touching more than it should; nothing was changed."""


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: str
    depth: int


def splice(text: str, ops: Sequence[Op]) -> str:
    """Return the text with the operations done; raises `SpliceError` if the result would not say what was intended."""
    if not ops:
        return text
    try:
        root = nodes.parse(text, "")
        edits = [_Splicer(text, root).edit(op) for op in ops]
        made = _apply(text, edits)
        result = nodes.data(nodes.parse(made, ""))
    except TimelineError as error:
        raise SpliceError(error.problems[0].message) from error
    if _same(result) != _same(intended(nodes.data(root), ops)):
        raise SpliceError("the text read back is not what was meant")
    return made


def _same(data: Any) -> Any:  # noqa: ANN401 - file data
    """Bring data to a form in which "empty" and "not there" are equal, as they are to the reader."""
    if isinstance(data, dict):
        return {key: kept for key, value in data.items() if (kept := _same(value)) not in (None, [])}
    if isinstance(data, list | tuple):
        return [_same(value) for value in data]
    return data.rstrip("\n") if isinstance(data, str) else data  # a block text at a file's end gains its line break


def _apply(text: str, edits: Iterable[_Edit]) -> str:
    """Make all edits; where several insert at one place, what belongs to the deeper part comes first."""
    parts, position = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end, -e.depth)):
        if edit.start < position:
            raise SpliceError("two changes overlap")
        parts += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*parts, text[position:]])


class _Splicer:
    """Finds where in one text an operation's new characters go."""

    def __init__(self, text: str, root: yaml.Node | None) -> None:
        self.text, self.root = text, root
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def edit(self, op: Op) -> _Edit:
        if self.root is None:
            return self.insert_lines(len(self.text), self.lines(op.path, op, 0), 0)
        if isinstance(op, Remove):
            return self.remove(op.path)
        if isinstance(op, Remark):
            return self.remark(op)
        holder, found = self.find(op.path)
        if found is None:
            return self.add_key(holder, op)
        if isinstance(op, Set):
            return self.set(holder, found, op)
        return self.append(holder, found, op)

    def find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        """Return the node that holds the last step of a path, and the node there (None if it is missing)."""
        holder: yaml.Node | None = None
        node = self.root
        for step in path:
            if node is None:
                raise SpliceError(f"there is no {path}")
            holder, below = node, nodes.child(node, step)
            node = below[1] if below else None
        return holder, node

    # what to write

    def lines(self, path: Path, op: Op, indent: int) -> list[str]:
        value = list(op.values) if isinstance(op, Append) else op.value if isinstance(op, Set) else None
        return writer.entry(str(path[-1]), value, indent)

    def insert_lines(self, at: int, lines: list[str], depth: int) -> _Edit:
        """Insert whole lines at a line's start; at the end of a text without final newline it stays without."""
        block = self.newline.join(lines)
        new = self.newline + block if at and self.text[at - 1] != "\n" else block + self.newline
        return _Edit(at, at, new, depth)

    # the operations

    def set(self, holder: yaml.Node | None, node: yaml.Node, op: Set) -> _Edit:
        key, depth = str(op.path[-1]), len(op.path)
        date = key in words.DATE_KEYS or key == "time"
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, self.end_of(node)
            if isinstance(op.value, str):
                quote = node.style if node.style in ("'", '"') else ""
                inline = self.in_flow(op.path)
                new = op.value if key == "gone" else writer.scalar(op.value, flow=inline, date=date, quote=quote or "")
            else:
                new = writer.flow(op.value)
            return _Edit(start, end, new if end > start else f" {new}", depth)
        if _flow(node):
            return _Edit(node.start_mark.index, node.end_mark.index, writer.flow(op.value), depth)
        raise SpliceError(f"{key} is a block that cannot be replaced")

    def add_key(self, holder: yaml.Node | None, op: Set | Append) -> _Edit:
        if not isinstance(holder, yaml.MappingNode) or not isinstance(op.path[-1], str):
            raise SpliceError(f"there is no place for {op.path}")
        value = list(op.values) if isinstance(op, Append) else op.value
        if op.path[-1] == "id" and holder.value:  # the first key, since it names the rest
            start = holder.value[0][0].start_mark.index
            gap = ", " if _flow(holder) else self.newline + " " * holder.start_mark.column
            return _Edit(start, start, f"id: {writer.flow(value)}{gap}", len(op.path))
        if _flow(holder) or not holder.value:
            pair = f"{op.path[-1]}: {writer.flow(value, date=op.path[-1] in words.DATE_KEYS)}"
            if not holder.value:
                return _Edit(holder.start_mark.index + 1, holder.start_mark.index + 1, pair, len(op.path))
            end = self.end_of(holder.value[-1][1])
            return _Edit(end, end, f", {pair}", len(op.path))
        column = holder.start_mark.column
        before = [value for key, value in holder.value if key.value != "found"] or [holder.value[-1][1]]
        return self.insert_lines(self.after(before[-1], column), self.lines(op.path, op, column), len(op.path))

    def append(self, holder: yaml.Node | None, node: yaml.Node, op: Append) -> _Edit:
        depth, key = len(op.path) + 1, str(op.path[-1]) if op.path else "events"
        if isinstance(node, yaml.SequenceNode) and node.value:
            if _flow(node):
                end = self.end_of(node.value[-1])
                return _Edit(end, end, "".join(self.separated(end, writer.flow(value)) for value in op.values), depth)
            column = node.start_mark.column
            blocks = [self.newline.join(writer.items([value], column)) for value in op.values]
            gap = self.newline * 2 if key == "events" and self.spaced(node) else self.newline
            lead = [""] if gap != self.newline else []
            return self.insert_lines(self.after(node.value[-1], column), [*lead, gap.join(blocks)], depth)
        empty = isinstance(node, yaml.SequenceNode) or (isinstance(node, yaml.ScalarNode) and not node.value and not node.style)
        if not empty or holder is None:
            raise SpliceError(f"{key} is no list")
        start, end = node.start_mark.index, node.end_mark.index
        if _flow(holder) or key not in ("events", "found", "sources", "details", "doubts"):
            new = writer.seen(op.values).removeprefix("seen: ") if key == "seen" else writer.flow(list(op.values))
            return _Edit(start, end, new if end > start else f" {new}", depth)
        lines = self.lines(op.path, op, holder.start_mark.column)[1:]
        stop = self.line_end(end)
        rest = self.text[end:stop]
        if rest and not rest.endswith("\n"):
            rest += self.newline
        block = self.newline.join(lines) + (self.newline if self.text[end:stop].endswith("\n") else "")
        return _Edit(start, stop, (rest or self.newline) + block, depth)

    def remove(self, path: Path) -> _Edit:
        holder, node = self.find(path)
        if holder is None or node is None:
            raise SpliceError(f"there is no {path}")
        siblings = [key or value for key, value in _children(holder)]
        values = [value for _, value in _children(holder)]
        index = values.index(node)
        first = siblings[index]
        if _flow(holder):
            if index + 1 < len(siblings):
                return _Edit(first.start_mark.index, siblings[index + 1].start_mark.index, "", len(path))
            start = self.end_of(values[index - 1]) if index else first.start_mark.index
            return _Edit(start, self.end_of(node), "", len(path))
        if isinstance(holder, yaml.SequenceNode):
            return self.remove_item(holder, index, len(path))
        start = first.start_mark.index
        line = self.text.rfind("\n", 0, start) + 1
        if self.text[line:start].strip():  # on the dash's line: the next key moves up
            if index + 1 == len(siblings):
                raise SpliceError(f"{path[-1]} is all there is")
            return _Edit(start, siblings[index + 1].start_mark.index, "", len(path))
        end = self.end_of(node)
        stop = self.line_end(end)
        comment = self.text[end:stop].strip()
        kept = self.text[line:start] + comment + self.newline if comment else ""
        return _Edit(line, stop, kept, len(path))

    def remark(self, op: Remark) -> _Edit:
        node = self.find(op.path)[1]
        if not isinstance(node, yaml.MappingNode) or _flow(node) or self.in_flow(op.path):
            raise SpliceError("there is no place for a comment")
        column = node.start_mark.column
        return self.insert_lines(self.after(node, column - 1), [" " * column + f"# {line}" for line in op.lines], len(op.path))

    def remove_item(self, holder: yaml.SequenceNode, index: int, depth: int) -> _Edit:
        start, end = self.item_range(holder, index)
        blank = re.compile(r"[ \t]*\r?\n")
        if (match := blank.match(self.text, end)) and (index == 0 or self.text[:start].endswith(("\n\n", "\n\r\n"))):
            end = match.end()
        return _Edit(start, end, "", depth)

    def item_range(self, holder: yaml.SequenceNode, index: int) -> tuple[int, int]:
        """Return where a block item's lines begin and end, its deeper comments included."""
        column = holder.start_mark.column
        dash = re.compile(rf"^ {{{column}}}-(?=\s)", re.MULTILINE)
        position = self.after(holder.value[index - 1], column) if index else self.text.rfind("\n", 0, holder.start_mark.index) + 1
        match = dash.search(self.text, position)
        if match is None:
            raise SpliceError("the item begins on a line with something else")
        return match.start(), self.after(holder.value[index], column)

    # where things end

    def end_of(self, node: yaml.Node) -> int:
        """Return where a node's last character ends; marks of blocks lie beyond it."""
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in ("|", ">"):
                keep = "+" in self.text[start : self.line_end(start)]
                return end if keep else start + len(self.text[start:end].rstrip("\r\n \t"))
            return int(end)
        if _flow(node):
            return int(node.end_mark.index)
        return self.end_of(_children(node)[-1][1])

    def after(self, node: yaml.Node, column: int) -> int:
        """Return the start of the line after a node and after the comments that, indented deeper than `column`, belong to it."""
        end = self.end_of(node)
        at = end if end and self.text[end - 1] == "\n" and _block(node) else self.line_end(end)
        comment = re.compile(rf"(?:[ \t]*\r?\n)* {{{column + 1},}}#[^\n]*(?:\n|\Z)")
        while match := comment.match(self.text, at):
            at = match.end()
        return at

    def line_end(self, at: int) -> int:
        """Return the index just after the line break that ends the line of `at`."""
        return self.text.find("\n", at) + 1 or len(self.text)

    def in_flow(self, path: Path) -> bool:
        node = self.root
        for step in path[:-1]:
            below = nodes.child(node, step) if node is not None else None
            node = below[1] if below else None
            if _flow(node):
                return True
        return _flow(self.root)

    def separated(self, end: int, new: str) -> str:
        width = end - (self.text.rfind("\n", 0, end) + 1)
        return f",{self.newline}  {new}" if width > 90 and words.KEY.fullmatch(new) else f", {new}"

    def spaced(self, node: yaml.SequenceNode) -> bool:
        """Whether a blank line stands between the items."""
        if len(node.value) < 2:
            return True
        return bool(re.search(r"\n[ \t]*\r?\n", self.text[self.end_of(node.value[-2]) : node.value[-1].start_mark.index]))


def _children(node: yaml.Node) -> list[tuple[yaml.Node | None, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        return list(node.value)
    return [(None, item) for item in node.value]


def _flow(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _block(node: yaml.Node) -> bool:
    while isinstance(node, yaml.CollectionNode) and not _flow(node):
        node = _children(node)[-1][1]
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
