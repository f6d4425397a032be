"""The rows of a register that were refused, as a workbook to correct; no Odoo here."""

import io

import xlsxwriter

OPTIONS = {
    "in_memory": True,
    "nan_inf_to_errors": True,
    # What somebody typed stays text, also where it looks like a formula or a link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
WIDTH = 14
REASON_WIDTH = 60


def write(register, reasons, reason_heading):
    """Return the bytes of an .xlsx with the refused rows of a register (H1).

    It has the headings of the register and one column more, so that it can be
    corrected and imported again. A blank estate or type is filled from above, since
    the row above may be missing here.

    :param register: `register_workbook.Register`
    :param reasons: dict `rules.register.Row` number → text
    :param reason_heading: heading of the added column; one that is there is replaced
    """
    output = io.BytesIO()
    workbook = xlsxwriter.Workbook(output, OPTIONS)
    sheet = workbook.add_worksheet()
    kept = [i for i, head in enumerate(register.headings) if head != reason_heading]
    _write_headings(workbook, sheet, register.headings, kept, reason_heading)
    wrapped = workbook.add_format({"text_wrap": True, "font_color": "#9c0006"})
    refused = [row for row in register.rows if row.number in reasons]
    for line, row in enumerate(refused, 1):
        cells = _cells(register, row)
        for column, index in enumerate(kept):
            if index < len(cells):
                sheet.write(line, column, cells[index])
        sheet.write_string(line, len(kept), reasons[row.number], wrapped)
    workbook.close()
    return output.getvalue()


def _write_headings(workbook, sheet, headings, kept, reason_heading):
    bold = workbook.add_format({"bold": True, "bottom": 1})
    sheet.write_row(0, 0, [*(headings[i] for i in kept), reason_heading], bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(kept), WIDTH)
    sheet.set_column(len(kept), len(kept), REASON_WIDTH)


def _cells(register, row):
    """The cells as typed, with the estate and its type."""
    cells = list(register.cells[row.number])
    for field in ("estate", "estate_type"):
        if field in register.columns:
            column = register.columns[field]
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] in (None, ""):
                cells[column] = row.above[field]
    return cells
