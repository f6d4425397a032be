"""One cell of a register: what was typed, and what it means.

Cells come as a spreadsheet library gives them: None, text, numbers, dates. Reading
never fails, except for dates, where it raises `DateImpossible` or `DateUnreadable`.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from .errors import DateImpossible, DateUnreadable
from .register_words import ESTATE_TYPES, RELATION_OF_WORD, SEGMENTS, key

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
FORMULA_ERROR = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")

_HAN = "[\u3400-\u9fff]"
_BLANKS = re.compile(r"\s+")
_BLANK_IN_HAN = re.compile(f"(?<={_HAN}) (?={_HAN})")
_BLANK_AT_HAN = re.compile(f"(?<={_HAN}) | (?={_HAN})")
_PHONE_SEPARATORS = re.compile(r"[/\\,、;|或和]+")

_YEAR_FIRST = re.compile(
    r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?:[T ]\d{1,2}:[\d:.]+)?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_EARLIEST_YEAR = 1900


def text(value):
    """Return the text of a cell as `prose`, with blanks between Han removed.

    >>> text(1001.0), text(" 王　磊 "), text(None), text("#N/A")
    ('1001', '王磊', '', '')
    """
    return _BLANK_IN_HAN.sub("", prose(value))


def prose(value):
    """Return the text of a cell: trimmed, numbers tidy, one blank for several.

    >>> prose(" 家有老人　请\\n轻敲 ")
    '家有老人 请 轻敲'
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    found = _BLANKS.sub(" ", str(value).translate(INVISIBLE)).strip()
    return "" if FORMULA_ERROR.fullmatch(found) else found


def label(value):
    """Return the text of a name of a place: half-width, dashes and blanks even."""
    found = unicodedata.normalize("NFKC", text(value)).translate(DASHES).strip()
    return _BLANK_AT_HAN.sub("", found)


def unit(entrance, room):
    """Return "entrance-room", or the room where there is no entrance; no blanks.

    >>> unit("１单元", 1001.0), unit(None, " A 12 ")
    ('1单元-1001', 'A12')
    """
    parts = [label(entrance), label(room)]
    return "-".join(part.replace(" ", "") for part in parts if part)


def phones(value):
    """Return all phone numbers of a cell, without blanks and dashes.

    >>> phones("１38-1234-5678 / 0571 8888 1234"), phones("无")
    (['13812345678', '057188881234'], [])
    """
    # Line breaks separate numbers; as blanks they would only group one.
    raw = text(value.replace("\n", ";") if isinstance(value, str) else value)
    raw = unicodedata.normalize("NFKC", raw).translate(DASHES)
    pieces = [p for piece in _PHONE_SEPARATORS.split(raw) for p in _numbers(piece)]
    return list(dict.fromkeys(piece for piece in pieces if re.search(r"\d", piece)))


def _numbers(piece):
    """Two mobile numbers side by side are two; the groups of one number are one."""
    groups = piece.replace("-", "").split()
    if all(re.fullmatch(r"\d{11}", group) for group in groups):
        return groups
    return ["".join(groups)]


def estate_type(value):
    """Return the code of an estate type, "other" for an unknown, None for a blank."""
    word = key(text(value))
    if not word:
        return None
    return next((code for name, code in ESTATE_TYPES.items() if name in word), "other")


def relation(value):
    """Return the code of a relation, None for a blank or an unknown word."""
    return RELATION_OF_WORD.get(key(text(value)))


def segments(note):
    """Return the codes of the segments that a note names."""
    return [code for word, code in SEGMENTS.items() if word in note]


def remark(note):
    """Return a note that says more than its segments do, else None.

    >>> remark("重点关注、家有老人"), remark("重点关注， 餐饮。"), remark("")
    ('重点关注、家有老人', None, None)
    """
    beyond = re.sub("|".join(SEGMENTS), "", note)
    return note if key(beyond) else None


def natural_key(name):
    """Return what sorts names of places as people count: 1栋, 2栋, 10栋.

    >>> sorted(["10栋", "2栋A座", "2栋", "1栋"], key=natural_key)
    ['1栋', '2栋', '2栋A座', '10栋']
    """
    parts = re.split(r"(\d+)", label(name).casefold())
    return [int(part) if part.isdecimal() else part for part in parts]


def phone_key(phone):
    """Return the digits of one number, without China's country code.

    >>> phone_key("+86 138-1234-5678"), phone_key("0571 8888 1234"), phone_key(None)
    ('13812345678', '057188881234', '')
    """
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone or ""))
    return re.sub(r"^(00)?86(?=1\d{10}$)", "", digits)


def day(value):
    """Return the date of a cell, None for a blank (README of the register).

    Text may put the year first with any separator, or last if only one order of day
    and month is possible; numbers are a spreadsheet's serial days.

    >>> day("２０２４年3月5日") == day(45356) == day("2024.3.5") == date(2024, 3, 5)
    True
    """
    if isinstance(value, datetime):
        return _plausible([value.timetuple()[:3]], value)
    if isinstance(value, date):
        return _plausible([(value.year, value.month, value.day)], value)
    typed = label(value)
    if not typed:
        return None
    if _SERIAL.fullmatch(typed):
        return _SERIAL_ZERO + timedelta(int(float(typed)))
    return _plausible(_readings(typed), typed)


def _readings(typed):
    """The (year, month, day) that a text may mean; raises if it means none."""
    if found := _YEAR_FIRST.fullmatch(typed) or _COMPACT.fullmatch(typed):
        return [found.groups()]
    if found := _YEAR_LAST.fullmatch(typed):
        first, second, year = found.groups()
        return [(year, first, second), (year, second, first)]
    raise DateUnreadable(value=typed)


def _plausible(readings, typed):
    """The one reading that the calendar has."""
    days = set(filter(None, (_calendar_day(*map(int, r)) for r in readings)))
    if not days:
        raise DateImpossible(value=str(typed))
    if len(days) > 1:
        raise DateUnreadable(value=str(typed))
    return days.pop()


def _calendar_day(year, month, number):
    try:
        return date(year, month, number) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None
