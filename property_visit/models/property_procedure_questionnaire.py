from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import campaign


class PropertyProcedure(models.Model):
    """What a procedure asks of questionnaires on one topic, and when it reminds."""

    _inherit = "property.procedure"

    topic_issue_target = fields.Float(
        default=80.0, help="Topic questionnaires issued, percent (Q1)."
    )
    topic_return_target = fields.Float(
        default=100.0, help="Topic questionnaires returned of issued, percent (Q1)."
    )
    reminder_days = fields.Char(
        default="7, 14",
        help="Days after issue on which those who have not answered are reminded (Q8).",
    )

    @api.constrains("reminder_days")
    def _check_reminder_days(self):
        for procedure in self:
            procedure._read_reminder_days(procedure.reminder_days)

    @api.model
    def _read_reminder_days(self, text):
        """Return the days that a text names.

        :raise ValidationError: it names none that can be followed
        """
        try:
            return campaign.read_days(text)
        except campaign.ReminderDaysUnreadable as refusal:
            raise ValidationError(
                self.env._(
                    "Write the days of the reminders as growing numbers with commas,"
                    " for example: 7, 14."
                )
            ) from refusal
