"""Reading what callers from outside pass to public methods.

Buttons pass dates, JSON-2 passes text, and either may be wrong: that is said in one
sentence and changes nothing.
"""

from odoo import fields
from odoo.exceptions import UserError


def read_date(env, value):
    """Return a local date given as date or ISO text; None when there is none.

    :raise UserError: it is no date
    """
    return _read(
        fields.Date.to_date,
        value,
        env._("%s is no date: write it as 2026-11-30.", value),
    )


def read_moment(env, value):
    """Return a naive UTC datetime given as datetime or ISO text; None when empty.

    :raise UserError: it is no time
    """
    return _read(
        fields.Datetime.to_datetime,
        value,
        env._("%s is no time: write it as 2026-11-30 09:00:00, in UTC.", value),
    )


def _read(convert, value, sentence):
    try:
        return convert(value) or None
    except (TypeError, ValueError, AttributeError) as error:
        raise UserError(sentence) from error
