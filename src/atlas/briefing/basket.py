"""What a reader has gathered for a briefing, in their order: kept in the session, and as a link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from atlas.briefing.items import LONGEST_NOTE, Item, Kind, read, written
from atlas.dataset.filters import Query
from atlas.values.characters import NO_TEXT
from atlas.values.words import counted, few

MOST, LONGEST_TITLE = 20, 120
ITEM, TITLE = "item", "title"
TITLED = "Military cooperation of China and Russia"


@dataclass(frozen=True)
class Basket:
    """The items of a briefing in order, and its title as the reader words it (blank: none)."""

    items: tuple[Item, ...] = ()
    title: str = ""

    def __len__(self) -> int:
        return len(self.items)

    def has(self, item: Item) -> bool:
        """Whether an item is in it, with whatever note."""
        return item.key in {own.key for own in self.items}

    def with_item(self, item: Item) -> "Basket":
        """The same with an item at its end; itself where it is full or has it."""
        if len(self) >= MOST or self.has(item):
            return self
        return replace(self, items=(*self.items, item))

    def without(self, item: Item) -> "Basket":
        """The same without an item."""
        kept = tuple(own for own in self.items if own.key != item.key)
        return replace(self, items=kept)

    def moved(self, place: int, steps: int) -> "Basket":
        """The same with the item at a place so many steps further down; at an end it stays."""
        target = place + steps
        if not (0 <= place < len(self) and 0 <= target < len(self)):
            return self
        items = list(self.items)
        items.insert(target, items.pop(place))
        return replace(self, items=tuple(items))

    def noted(self, place: int, note: str) -> "Basket":
        """The same with what the reader says of the item at a place."""
        if not 0 <= place < len(self):
            return self
        items = list(self.items)
        items[place] = replace(items[place], note=_in_text(note, LONGEST_NOTE))
        return replace(self, items=tuple(items))

    def titled(self, title: str) -> "Basket":
        """The same under a title of the reader's."""
        short_title = _in_text(title, LONGEST_TITLE)
        return replace(self, title=short_title)

    @property
    def words(self) -> bool:
        """Whether anything in it is in the reader's own words."""
        return bool(self.title) or any(item.note or item.text for item in self.items)

    def to_query(self, *, with_words: bool) -> Query:
        """The settings of a link to it; the reader's own words only where they are to be in it."""
        links = [written(item, with_words=with_words) for item in self.items]
        query: Query = [(ITEM, link) for link in links if link]
        return [(TITLE, self.title), *query] if with_words and self.title else query


class Taken(NamedTuple):
    """What a link has in its basket, and in one sentence what fell out (blank: nothing)."""

    basket: Basket
    fallen: str


def from_query(links: Sequence[str], title: str = "") -> Taken:
    """The basket of a link: unknown and hostile items fall out, and those beyond `MOST`."""
    short_title = _in_text(title, LONGEST_TITLE)
    basket = Basket(title=short_title)
    problems: dict[str, None] = {}
    dropped = max(0, len(links) - MOST)
    if dropped:
        problems[f"a briefing has at most {MOST} items"] = None
    for link in links[:MOST]:
        item, problem = read(link)
        if item is None:
            dropped += 1
            problems[problem] = None
        else:
            basket = basket.with_item(item)
    return Taken(basket, _fallen(dropped, problems))


def _fallen(dropped: int, problems: Iterable[str]) -> str:
    if not dropped:
        return ""
    reasons = few([*problems], most=10, longest=200, between="; ")
    return f"{counted(dropped, 'items')} of this link fell out: {reasons}."


def sentences_in(basket: Basket) -> int:
    """How many of its items are sentences to check, which are in no link without their words."""
    return sum(item.kind is Kind.SENTENCE for item in basket.items)


def _in_text(text: str, most: int) -> str:
    """A reader's words without signs of control, bounded."""
    return NO_TEXT.sub("", text).strip()[:most]
