"""A household register as property offices keep it, row by row (H1, H2).

The sheet is an iterable of rows of cell values; nothing is written and no file is
opened here. `parse` says for every household row either what it holds or everything
that is wrong with it, with the row and column as the office sees them.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from . import register_cells as cells
from .errors import DateImpossible, DateUnreadable, NoHeadingRow
from .register_words import (
    FIELD_OF_HEADING,
    OCCUPANCY_OF_WORD,
    REQUIRED,
    TOTAL,
    key,
)

HEADING_WITHIN = 30  # rows
TOTAL_WITHIN = 4  # columns
BLANK_ROWS_AT_END = 1000  # so many empty rows end the sheet


class Heading(NamedTuple):
    """Where the headings stand, and in which column each field is (both from 0)."""

    row_index: int
    columns: dict[str, int]


class Fault(NamedTuple):
    """One thing wrong with a row; `facts` fill the sentence told to the user.

    `code` is name_missing, room_missing, building_missing, estate_missing,
    occupancy_unknown (value), date_impossible (value), date_future (value),
    date_unreadable (value) or duplicate (row: the first one that named the unit).
    """

    column_heading: str
    field: str
    code: str
    facts: dict


class Row(NamedTuple):
    """A household row: its number in the sheet (from 1), and values or faults.

    `above` is the estate and estate_type as typed, in its own cells or above.

    `values` has estate, estate_type, building, unit, name, phone (the first), phones,
    relation, occupancy, move_in_date, segments (codes), note and remark (the note
    where it says more than segments); a blank is None.
    `faults` are all there are, in the order of the columns.
    """

    number: int
    values: dict | None
    faults: list[Fault]
    above: dict[str, str]


def find_heading(rows):
    """Return the first row that names all columns a register needs.

    The order of columns is free, unknown headings are left alone, and of two columns
    with one meaning the first counts. Raises `NoHeadingRow` with what is missing in
    the best of the first rows.
    """
    best = set()
    for index, row in enumerate(islice(rows, HEADING_WITHIN)):
        columns = _columns(row)
        best = max(best, columns.keys() & set(REQUIRED), key=len)
        if len(best) == len(REQUIRED):
            return Heading(index, columns)
    raise NoHeadingRow(missing=[field for field in REQUIRED if field not in best])


def parse(rows, today) -> list[Row]:
    """Return the household rows of a sheet; those with faults have no values.

    `rows` may be a generator; `today` is what a move-in date may not exceed. Titles,
    empty rows, repeated headings and totals are skipped. A blank estate or type is
    the one above. Raises `NoHeadingRow`.
    """
    rows = iter(rows)
    top = list(islice(rows, HEADING_WITHIN))
    heading = find_heading(top)
    reader = _Reader(heading.columns, top[heading.row_index], today)
    below = chain(top[heading.row_index + 1 :], rows)
    numbered = enumerate(_until_blank(below), heading.row_index + 2)
    read = (reader.take(number, row) for number, row in numbered)
    return [row for row in read if row]


def _columns(row):
    """Field → column of the headings that a row holds."""
    words = [key(cells.text(value)) for value in row or ()]
    columns = {}
    for index, word in enumerate(words):
        columns.setdefault(FIELD_OF_HEADING.get(word), index)
    if "unit" in words and "room" in words:
        # Beside a room, "Unit" is the entrance, as 单元 is often translated.
        columns.setdefault("entrance", words.index("unit"))
        columns["room"] = words.index("room")
    return {f: i for f, i in columns.items() if f and f != "ignore"}


def _until_blank(rows) -> Iterator:
    """The rows, up to where a sheet is only formatted paper."""
    blank = 0
    for row in rows:
        filled = any(value is not None and value != "" for value in row or ())
        blank = 0 if filled else blank + 1
        if blank == BLANK_ROWS_AT_END:
            return
        yield row


class _Reader:
    """Reads row after row and remembers the estate above and the units named."""

    # A row that fills none of these names no household: a title, a note, a number.
    HOUSEHOLD = ("building", "entrance", "room", "name", "phone", "occupancy")

    def __init__(self, columns, heading_row, today):
        self.columns = columns
        self.headings = {f: cells.text(heading_row[i]) for f, i in columns.items()}
        self.today = today
        self.estate = ""
        self.type_of_estate = {}
        self.row_of_unit = {}

    def take(self, number, row):
        """Return the Row of a household, or None for any other row."""
        row = row or ()
        found = {
            field: row[index] if index < len(row) else None
            for field, index in self.columns.items()
        }
        if self._is_total(row) or self._repeats_heading(found):
            return None
        self._remember_estate(found)
        if not any(cells.text(found.get(field)) for field in self.HOUSEHOLD):
            return None
        values, faults = self._values(found)
        self._check_missing(values, faults)
        self._check_duplicate(number, values, faults)
        faults.sort(key=lambda fault: self.columns[fault.field])
        above = {
            "estate": self.estate,
            "estate_type": self.type_of_estate.get(self.estate, ""),
        }
        return Row(number, None if faults else values, faults, above)

    def _is_total(self, row):
        name = self.columns["name"]
        return any(
            TOTAL.fullmatch(key(value))
            for index, value in enumerate(row[:TOTAL_WITHIN])
            if isinstance(value, str) and index != name
        )

    def _repeats_heading(self, found):
        return all(cells.text(found[f]) == self.headings[f] for f in REQUIRED)

    def _remember_estate(self, found):
        self.estate = cells.label(found["estate"]) or self.estate
        if typed := cells.text(found.get("estate_type")):
            self.type_of_estate[self.estate] = typed

    def _values(self, found):
        faults = []
        note = cells.prose(found.get("note"))
        phones = cells.phones(found.get("phone"))
        occupancy = self._occupancy(found["occupancy"], faults)
        values = {
            "estate": self.estate,
            "estate_type": cells.estate_type(self.type_of_estate.get(self.estate)),
            "building": cells.label(found["building"]),
            "unit": self._unit(found),
            "name": cells.text(found["name"]),
            "phone": phones[0] if phones else None,
            "phones": phones,
            "relation": cells.relation(found.get("relation")),
            "occupancy": occupancy,
            "move_in_date": self._day(found.get("move_in_date"), occupancy, faults),
            "segments": cells.segments(note),
            "note": note or None,
            "remark": cells.remark(note),
        }
        return values, faults

    def _unit(self, found):
        """The unit; an entrance without a room is none."""
        room = found["room"]
        return cells.unit(found.get("entrance"), room) if cells.label(room) else ""

    def _occupancy(self, value, faults):
        typed = cells.text(value)
        occupancy = OCCUPANCY_OF_WORD.get(key(typed))
        if not occupancy:
            faults.append(self._fault("occupancy", "occupancy_unknown", value=typed))
        return occupancy

    def _day(self, value, occupancy, faults):
        """The move-in date; only that of an occupied unit can be wrong."""
        try:
            day = cells.day(value)
            if day is None or day <= self.today:
                return day
            code = "date_future"
        except DateImpossible:
            code = "date_impossible"
        except DateUnreadable:
            code = "date_unreadable"
        if occupancy == "occupied":
            typed = cells.text(value)
            faults.append(self._fault("move_in_date", code, value=typed))
        return None

    def _check_missing(self, values, faults):
        for field in ("estate", "building", "unit", "name"):
            if not values[field]:
                column = "room" if field == "unit" else field
                faults.append(self._fault(column, f"{column}_missing"))

    def _check_duplicate(self, number, values, faults):
        """A unit belongs to the first row that named it, whatever was wrong there."""
        unit = tuple(
            values[field].casefold() for field in ("estate", "building", "unit")
        )
        if not all(unit):
            return
        first = self.row_of_unit.setdefault(unit, number)
        if first != number:
            faults.append(self._fault("room", "duplicate", row=first))

    def _fault(self, field, code, **facts):
        return Fault(self.headings[field], field, code, facts)
