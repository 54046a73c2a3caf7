"""The elements of one teaser, read from the tree once, with the text of each in reach."""

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from newscrawl.extract.fields import NO_TIMES
from newscrawl.extract.naming import Names, class_names
from newscrawl.extract.page import BLOCKS, HEADINGS, HIDDEN, squash

MAX_NODES = 240
"""Elements of a teaser that are read; more stand only in what is none. Also bounds the depth of the walk."""
MAX_PIECE = 4000
"""Characters that are read of one piece of text."""
MAX_ICON = 16
"""Characters of a text that stands for a picture: "Watch", "play_arrow"."""
WITHOUT_TEXT = HIDDEN | {"img", "source", "picture", "input", "video", "audio", "wbr"}
NO_NAMES = Names()
MAX_PROPERTIES = 100
"""Characters of an `itemprop` that are read."""
NONE = -1


class Block:
    """The visible elements of a teaser in the order of the page; each is known by its number.

    What an element holds are the numbers from its own up to `ends[number]`.
    """

    __slots__ = (
        "_filled", "_first", "_last", "_pieces", "anchors", "attributed", "ends", "filled", "headings", "names", "nodes", "own",
        "tags",
    )  # fmt: skip

    def __init__(self, elements: Sequence[HtmlElement]) -> None:
        self.nodes: list[HtmlElement] = []
        self.tags: list[str] = []
        self.attributed: list[int] = []
        """Numbers of the elements that have attributes beside those that never hold a time."""
        self.ends: list[int] = []
        self.names: list[Names] = []
        self.anchors: list[int] = []
        """Number of the link that each element is or stands in, or NONE."""
        self.own: list[int] = []
        """Characters that stand in each element itself and not in its children."""
        self.filled: list[int] = []
        """Pieces of text, but for white space, that each element holds."""
        self._filled = 0
        self._pieces: list[str] = []
        self._first: list[int] = []
        self._last: list[int] = []
        for element in elements:
            self._add(element, NONE)
        self.headings = {number for number, tag in enumerate(self.tags) if tag in HEADINGS}
        """Numbers of the headings: by their tag, or as their attributes say."""
        self.headings.update(number for number in self.attributed if is_called_heading(self.nodes[number]))

    def _add(self, node: HtmlElement, anchor: int) -> None:
        tag = str(node.tag)
        if tag in WITHOUT_TEXT or len(self.nodes) >= MAX_NODES:
            return
        keys = node.keys()
        names = class_names(node) if "class" in keys else NO_NAMES
        if names.unseen or (names.icon and not len(node) and len(node.text or "") <= MAX_ICON):
            return
        number, pieces, filled = len(self.nodes), self._pieces, self._filled
        anchor = number if tag == "a" else anchor
        is_line = tag in BLOCKS
        if is_line:
            pieces.append("\n")
        if not NO_TIMES.issuperset(keys):
            self.attributed.append(number)
        self.nodes.append(node)
        self.tags.append(tag)
        self.names.append(names)
        self.anchors.append(anchor)
        self._first.append(len(pieces))
        for sizes in (self.ends, self.own, self.filled, self._last):
            sizes.append(0)  # until its children are read
        own = self._add_text(node.text)
        for child in node:
            self._add(child, anchor)
            own += self._add_text(child.tail)
        self.ends[number], self.own[number] = len(self.nodes), own
        self.filled[number], self._last[number] = self._filled - filled, len(pieces)
        if is_line:
            pieces.append("\n")

    def _add_text(self, text: str | None) -> int:
        """Keep a piece of text; return its length, 0 for white space."""
        if not text:
            return 0
        if text.isspace():
            self._pieces.append(" ")
            return 0
        self._pieces.append(text[:MAX_PIECE])
        self._filled += 1
        return len(text)

    def __len__(self) -> int:
        return len(self.nodes)

    def raw(self, number: int, without: Collection[int] = ()) -> str:
        """Return the text of an element as it stands there, with a line feed where a block begins or ends."""
        first, last = self._first[number], self._last[number]
        if not without:
            return "".join(self._pieces[first:last])
        parts: list[str] = []
        for other in sorted(without):
            if number <= other < self.ends[number] and self._first[other] >= first:
                parts += self._pieces[first : self._first[other]]
                first = self._last[other]
        return "".join(parts + self._pieces[first:last])

    def text(self, number: int, without: Collection[int] = ()) -> str:
        """Return the text of an element in one line, without that of the elements of `without`."""
        return squash(self.raw(number, without))

    def short_text(self, number: int, longest: int) -> str:
        """Return the text of an element if it has no more characters than `longest`, else an empty one."""
        if self.filled[number] == 0:
            return ""
        pieces = self._pieces[self._first[number] : self._last[number]]
        # Room for the white space of indented markup.
        if len(pieces) > longest or sum(map(len, pieces)) > 4 * longest:
            return ""
        text = squash("".join(pieces))
        return text if len(text) <= longest else ""

    def holds(self, outer: int, inner: int) -> bool:
        """Tell whether an element is another one or stands in it."""
        return outer <= inner < self.ends[outer]

    def children(self, number: int) -> list[int]:
        """Return the numbers of the elements directly inside an element."""
        found, child = [], number + 1
        while child < self.ends[number]:
            found.append(child)
            child = self.ends[child]
        return found


def is_called_heading(node: HtmlElement) -> bool:
    """Tell whether the attributes of an element say that it is a heading, or the headline of its story."""
    if node.get("role") == "heading":
        return True
    properties = node.get("itemprop")  # few elements have any
    return properties is not None and "headline" in properties[:MAX_PROPERTIES].split()
