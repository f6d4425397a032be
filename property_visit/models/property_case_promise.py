from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

# What outlives the case that it was promised in.
LASTING = ("corrective", "analysis")
# What promising asks of an estate; reading all of it costs as much as the promises.
OF_ESTATE = ("procedure_id", "resource_calendar_id", "company_id", "tz")
OF_ESTATE += ("arrival_hours",)
CHOOSING = ("severity", "is_safety", "is_leak", "is_urgent")


class PropertyCaseMixin(models.AbstractModel):
    """What a household is promised when its case comes in, by severity and flags."""

    _inherit = "property.case.mixin"

    is_safety = fields.Boolean(string="Safety", help="Somebody could get hurt.")
    is_leak = fields.Boolean(string="Leak", help="Called back after rain, too (B1).")
    is_urgent = fields.Boolean(string="Urgent Repair")
    is_valid = fields.Boolean(
        string="Valid",
        default=True,
        tracking=True,
        help="Counts in statistics (C11).",
        groups="base.group_user",
    )
    service_level = fields.Selection(
        [("hotline", "Hotline"), ("remote", "Remote"), ("on_site", "On site")],
        tracking=True,
        help="How far help has to come (C15).",
        groups="base.group_user",
    )
    remote_authorised = fields.Boolean(
        help="The household allowed work on its equipment from afar (C15).",
        groups="base.group_user",
    )
    arrived_at = fields.Datetime(readonly=True, copy=False, groups="base.group_user")

    def _promise_of(self, event, at, due=None, user=None):
        """Promise what the estates' rules want on an event of these cases.

        :param user: who answers, where it is not the person of the ticket
        :return: the new promises
        """
        promises = self.env["property.commitment"]._promise(event, self, at, due)
        if user:
            promises.sudo().user_id = user
        return promises

    def _settle(self, kept_by, at):
        self.env["property.commitment"]._keep_for(self, kept_by, at)

    def _promise_handling(self, start):
        """All that is promised because cases came in, or came back.

        :param start: naive UTC datetime of the event
        """
        self.estate_id.sudo().fetch(OF_ESTATE)
        self._promise_answers(start)
        for case in self.filtered(lambda case: case.severity == "major"):
            case._promise_decision(start)
        self.filtered(lambda case: case._needs_arrival())._promise_arrival(start)

    def _promise_answers(self, start):
        """What a household is told and when; findings the same day (C2a, C3)."""
        for estate, cases in self.grouped("estate_id").items():
            day_end = estate.sudo()._day_end(start)
            cases._promise_of("ticket_received", start, day_end)

    def _needs_arrival(self):
        flagged = self.is_safety or self.is_leak or self.is_urgent
        return self.service_level == "on_site" or flagged

    def _promise_arrival(self, start):
        """Somebody arrives within the time of the place (C15), where one is set."""
        for estate, cases in self.grouped("estate_id").items():
            if hours := estate.sudo().arrival_hours:
                due = start + timedelta(hours=hours)
                cases._promise_of("site_needed", start, due)

    def action_arrived(self):
        """Somebody is there (C15).

        :raise UserError: the household has not authorised remote work
        """
        self.check_access("write")
        now = fields.Datetime.now()
        self.sudo().arrived_at = now
        self._settle("arrived", now)

    def _check_remote(self):
        for case in self.filtered(lambda case: case.service_level == "remote"):
            if not case.remote_authorised:
                raise UserError(
                    self.env._(
                        "Work from afar needs the household's authorisation: note it"
                        " first."
                    )
                )

    def _follow_choices(self, vals, severity_before):
        """Severity and flags found later choose promises, too, while they matter."""
        now = fields.Datetime.now()
        for case in self.filtered(lambda case: case.handling_state != "closed"):
            if case.severity == "major" != severity_before[case.id]:
                case._promise_decision(now)
            if any(name in vals for name in CHOOSING) and case._is_unanswered():
                case._promise_answers(case.create_date)
            if case._needs_arrival() and not case.arrived_at:
                case._promise_arrival(now)

    def _is_unanswered(self):
        running = self.env["property.commitment"]._of(self).rule_id
        return "answer" in running.mapped("kept_by")

    def _drop_promises(self):
        """A closed case owes nothing more, except what is to prevent the next one."""
        promises = self.env["property.commitment"]._of(self)
        left = promises.filtered(lambda p: p.rule_id.kept_by not in LASTING)
        left._cancel(self.env._("The case was closed."))
