"""An .xlsx file as a household register, read within bounds; no Odoo here.

A workbook comes from anywhere: whatever its bytes are, reading ends soon, takes
bounded memory, and either gives the register or raises one `RegisterError`.
"""

import io
import zipfile
from itertools import islice
from typing import NamedTuple

import openpyxl

from ..rules import register
from ..rules.errors import (
    EmptyRegister,
    EncryptedWorkbook,
    NoHeadingRow,
    NotAWorkbook,
    RegisterTooLarge,
)

MAX_ROWS = 50_000
MAX_COLUMNS = 100  # what stands further right is not looked at
MAX_UNPACKED = 64 * 1024 * 1024  # bytes; 50,000 households unpack to half of it
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and every encrypted workbook
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
IS_ENCRYPTED = 0x1  # flag of a member of a zip


class Register(NamedTuple):
    """The households of a workbook, and its cells as they were typed.

    `rows` are `rules.register.Row`; `headings` is the heading row; `columns` says
    which field stands where; `cells` maps row number → cells, for household rows.
    """

    rows: list
    headings: tuple
    columns: dict
    cells: dict


def read(content, today, kind=register) -> Register:
    """Return the register in the first sheet that has a heading row.

    :param content: bytes of the file
    :param today: local date which a move-in date may not exceed
    :param kind: what finds the heading row and parses the rows; a register's by default
    :raise RegisterError: see `rules.errors`
    """
    workbook = _open(content)
    try:
        return _parse(_sheet(workbook, kind), today, kind)
    finally:
        workbook.close()


def _open(content):
    if content.startswith(OLE):
        raise EncryptedWorkbook() if ENCRYPTED_STREAM in content else NotAWorkbook()
    _check_unpacked_size(content)
    try:
        return openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
    except Exception as error:  # a damaged file breaks openpyxl in any way it likes
        raise NotAWorkbook() from error


def _check_unpacked_size(content):
    """zipfile unpacks no more than a member declares, so that declared sizes hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except Exception as error:  # idem
        raise NotAWorkbook() from error
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise EncryptedWorkbook()
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise RegisterTooLarge(limit=MAX_UNPACKED // 1024 // 1024, unit="MB")


def _sheet(workbook, kind):
    """The first sheet with a heading row; else the error of the best one."""
    worst, filled = None, False
    for sheet in workbook.worksheets:
        top = list(islice(_rows(sheet), register.BLANK_ROWS_AT_END))
        filled = filled or any(map(_is_filled, top))
        try:
            kind.find_heading(top)
            return sheet
        except NoHeadingRow as error:
            if not worst or len(error.missing) < len(worst.missing):
                worst = error
    raise worst if filled else EmptyRegister()


def _rows(sheet):
    """The rows of a sheet without blank cells at their end, up to `MAX_ROWS`."""
    # A sheet may claim a million rows of 16,384 columns, and hold one cell.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    for _number in range(MAX_ROWS + register.HEADING_WITHIN + 1):
        try:
            row = next(rows, None)
        except Exception as error:  # a damaged sheet shows when it is read
            raise NotAWorkbook() from error
        if row is None:
            return
        yield _without_blank_end(row)
    raise RegisterTooLarge(limit=MAX_ROWS, unit="rows")


def _without_blank_end(row):
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]


def _is_filled(row):
    return any(cell is not None and str(cell).strip() for cell in row)


def _parse(sheet, today, kind):
    typed = []

    def remembered():
        for row in _rows(sheet):
            typed.append(row)
            yield row

    rows = kind.parse(remembered(), today)
    if not rows:
        raise EmptyRegister()
    heading = kind.find_heading(typed)
    cells = {row.number: typed[row.number - 1] for row in rows}
    return Register(rows, typed[heading.row_index], heading.columns, cells)
