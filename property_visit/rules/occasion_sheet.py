"""Lists of what happened outside: deliveries item by item, and events (P8, P12).

Read like a household register: the order of columns is free, headings are Chinese or
English, and every row says either what it holds or everything that is wrong with it.
"""

import re
import unicodedata
from itertools import chain, islice
from typing import NamedTuple

from . import register_cells as cells
from .errors import DateImpossible, DateUnreadable, NoHeadingRow
from .occasion_words import DELIVERY_WORDS, EVENT_OF_WORD, EVENT_WORDS, OWN_WORDS
from .register import HEADING_WITHIN, Fault, Heading, Row
from .register_words import HEADINGS, TOTAL, key

WHO = ("estate", "building", "entrance", "room", "name")
TOTAL_WITHIN = 4  # columns
LARGEST = 10**12

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(\D.*)?")


class Amount(NamedTuple):
    """A quantity, and the unit that was written behind it, "" where none was."""

    quantity: float
    uom: str


def amount(value):
    """Return the `Amount` of a cell; None where it is no quantity.

    >>> amount(20.0), amount("１,200.5 kg"), amount("20箱"), amount("-1"), amount(None)
    (Amount(quantity=20.0, uom=''), Amount(quantity=1200.5, uom='kg'), \
Amount(quantity=20.0, uom='箱'), None, None)
    """
    typed = unicodedata.normalize("NFKC", cells.text(value))
    found = _NUMBER.fullmatch(typed)
    if not found or isinstance(value, bool):
        return None
    quantity = float(found[1].replace(",", "") + (found[2] or ""))
    return Amount(quantity, found[3] or "") if quantity <= LARGEST else None


class Sheet:
    """What one kind of list looks like; stands where `rules.register` stands else."""

    def __init__(self, kind, event_words=None):
        """:param kind: "delivery" or "event"
        :param event_words: dict word (as `key` leaves it) → code of an event
        """
        own = DELIVERY_WORDS if kind == "delivery" else EVENT_WORDS
        self.kind = kind
        self.required = ("receipt", "item", "quantity", "date")
        if kind == "event":
            self.required = ("event", "date")
        self.words = event_words or EVENT_OF_WORD
        self.field_of = {
            word: field
            for field, words in (
                *((field, HEADINGS[field]) for field in WHO),
                *OWN_WORDS.items(),
                *own.items(),
            )
            for word in words.split()
        }
        self.fields = (*WHO, *OWN_WORDS, *own)

    def find_heading(self, rows):
        """The first row that names all columns such a list needs.

        :raise NoHeadingRow: `missing` in the best of the first rows; "room" stands
            for any column that says whose the row is
        """
        best = None
        for index, row in enumerate(islice(rows, HEADING_WITHIN)):
            columns = self._columns(row)
            missing = [field for field in self.required if field not in columns]
            if not {"room", "name"} & columns.keys():
                missing.append("room")
            if not missing:
                return Heading(index, columns)
            best = missing if best is None else min(best, missing, key=len)
        raise NoHeadingRow(missing=best or [*self.required, "room"])

    def _columns(self, row):
        columns = {}
        for index, value in enumerate(row or ()):
            columns.setdefault(self.field_of.get(key(cells.text(value))), index)
        columns.pop(None, None)
        return columns

    def parse(self, rows, today):
        """Return the rows of the list as `rules.register.Row`.

        :param rows: rows of cell values, may be a generator
        :param today: local date that a delivery cannot exceed
        """
        rows = iter(rows)
        top = list(islice(rows, HEADING_WITHIN))
        heading = self.find_heading(top)
        reader = _Reader(self, heading, top[heading.row_index], today)
        below = chain(top[heading.row_index + 1 :], rows)
        read = (
            reader.take(n, row) for n, row in enumerate(below, heading.row_index + 2)
        )
        found = [row for row in read if row]
        return _whole_receipts(found, reader) if self.kind == "delivery" else found


class _Reader:
    """Reads row after row; of a receipt only its first row has to name it."""

    def __init__(self, sheet, heading, heading_row, today):
        self.sheet, self.columns, self.today = sheet, heading.columns, today
        self.headings = {
            field: cells.text(heading_row[index])
            for field, index in heading.columns.items()
        }
        self.above, self.receipt_of = {}, {}

    def incomplete(self, number):
        """The fault of a good row whose receipt has a wrong one."""
        receipt = self.receipt_of[number]
        return self._fault("receipt", "receipt_incomplete", receipt=receipt)

    def take(self, number, row):
        """Return the Row of a row, None for totals, empty and repeated heading rows."""
        row = row or ()
        found = {
            field: row[index] if index < len(row) else None
            for field, index in self.columns.items()
        }
        typed = {field: cells.text(value) for field, value in found.items()}
        if self._is_none_of_ours(row, typed):
            return None
        self._fill_from_above(found, typed)
        self.receipt_of[number] = cells.text(found.get("receipt"))
        values, faults = self._values(found)
        above = {"estate": cells.text(found.get("estate"))}
        faults.sort(key=lambda fault: self.columns.get(fault.field, 0))
        return Row(number, values if not faults else None, faults, above)

    def _is_none_of_ours(self, row, typed):
        if not any(typed[field] for field in typed if field != "estate"):
            return True
        if all(typed[field] == self.headings[field] for field in typed):
            return True
        texts = [value for value in row[:TOTAL_WITHIN] if isinstance(value, str)]
        return any(TOTAL.fullmatch(key(text)) for text in texts)

    def _fill_from_above(self, found, typed):
        carried = ["estate"]
        if self.sheet.kind == "delivery" and not typed["receipt"]:
            carried = ["receipt", "date", *WHO]
        for field in carried:
            if field in found and not typed[field]:
                found[field] = self.above.get(field)
        self.above = found

    # ------------------------------------------------------------------ values

    def _values(self, found):
        faults = []
        room = found.get("room")
        values = {
            "estate": cells.label(found.get("estate")),
            "building": cells.label(found.get("building")),
            "unit": cells.unit(found.get("entrance"), room)
            if cells.label(room)
            else "",
            "name": cells.text(found.get("name")),
            "date": self._day(found["date"], faults),
        }
        if not values["unit"] and not values["name"]:
            where = "room" if "room" in self.columns else "name"
            faults.append(self._fault(where, "who_missing"))
        special = self._delivery if self.sheet.kind == "delivery" else self._event
        return {**values, **special(found, faults)}, faults

    def _delivery(self, found, faults):
        values = {field: cells.text(found[field]) for field in ("receipt", "item")}
        for field, value in values.items():
            if not value:
                faults.append(self._fault(field, f"{field}_missing"))
        counted = amount(found["quantity"])
        if not counted:
            typed = cells.text(found["quantity"])
            faults.append(self._fault("quantity", "quantity_unreadable", value=typed))
        uom = cells.text(found.get("uom")) or (counted.uom if counted else "")
        return {**values, "quantity": counted and counted.quantity, "uom": uom}

    def _event(self, found, faults):
        typed = cells.text(found["event"])
        code = self.sheet.words.get(key(typed))
        if not code:
            faults.append(self._fault("event", "event_unknown", value=typed))
        return {
            "event": code,
            "source": cells.text(found.get("source")),
            "note": cells.prose(found.get("note")),
        }

    def _day(self, value, faults):
        typed, code = cells.text(value), "date_missing"
        try:
            day = cells.day(value)
            if day and (self.sheet.kind == "event" or day <= self.today):
                return day
            code = "date_future" if day else code
        except DateImpossible:
            code = "date_impossible"
        except DateUnreadable:
            code = "date_unreadable"
        faults.append(self._fault("date", code, value=typed))
        return None

    def _fault(self, field, code, **facts):
        return Fault(self.headings.get(field, ""), field, code, facts)


def _whole_receipts(rows, reader):
    """Of a receipt all rows count or none: the rest would be missing for good."""
    broken = {reader.receipt_of[row.number] for row in rows if row.faults}
    return [
        row._replace(values=None, faults=[reader.incomplete(row.number)])
        if row.values and row.values["receipt"] in broken
        else row
        for row in rows
    ]
