"""What a rule can refuse.

Rules speak no language and know no Odoo: they raise one of these, and the model that
asked turns it into a translated sentence. Each class is one reason.
"""


class RuleError(ValueError):
    """Base of everything a rule refuses; keyword facts become attributes."""

    def __init__(self, **facts):
        super().__init__(", ".join(f"{k}={v!r}" for k, v in facts.items()))
        self.facts = facts
        for name, value in facts.items():
            setattr(self, name, value)


class CadenceError(RuleError):
    """A cadence that cannot be laid on the calendar."""


class UnknownUnit(CadenceError):
    """The unit of an interval is none of week, month, quarter, year."""


class NotPositive(CadenceError):
    """`times` or `interval` is below one."""


class IntervalDoesNotDivideYear(CadenceError):
    """A month or quarter interval that does not divide twelve months (W1)."""


class SlotTooShort(CadenceError):
    """A slot would last fewer than seven days, and its window is no week (W2)."""


class UnknownTimezone(RuleError):
    """The name of a time zone that nobody knows (`tz`)."""


class TransitionRefused(RuleError):
    """An action that the state of a record does not allow (`state`, `action`)."""


class RegisterError(RuleError):
    """A register file that cannot be read as a whole."""


class NoHeadingRow(RegisterError):
    """No row of the sheet names the columns that a register needs (`missing`)."""


class DateImpossible(RegisterError):
    """A date that the calendar does not have, as 30 February (`value`)."""


class DateUnreadable(RegisterError):
    """Text that is no date, or could be two (`value`)."""


class NotAWorkbook(RegisterError):
    """Bytes that are no .xlsx workbook, or a damaged one."""


class EncryptedWorkbook(RegisterError):
    """A workbook that opens with a password only."""


class EmptyRegister(RegisterError):
    """A workbook without a filled cell, or headings without a household."""


class RegisterTooLarge(RegisterError):
    """More than can be read in reasonable time (`limit`, `unit`: MB or rows)."""


class DeadlineError(RuleError):
    """A due time that cannot be counted."""


class UnknownDueUnit(DeadlineError):
    """The unit of a promise is none of those that T1 names (`unit`)."""


class NegativeAmount(DeadlineError):
    """A promise that should have been kept before it began (`amount`)."""


class WorkingTimeExhausted(DeadlineError):
    """The table of working time ends before the due time: ask again with a longer."""


class ShareError(RuleError):
    """Callback shares that cannot be drawn by (`shares`)."""
