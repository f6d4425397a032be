from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..rules import period

RECENT_FEEDBACK = 3


class PropertyVisit(models.Model):
    """What the screens of a visit show beside it, and the buttons that open them."""

    _inherit = "property.visit"

    unit = fields.Char(related="household_id.unit")
    convenient_time = fields.Char(
        compute="_compute_convenient_time",
        help="The days that suit the household, then the hours in its words (H8).",
    )
    estate_type_id = fields.Many2one(related="estate_id.estate_type_id")
    likely_method_id = fields.Many2one(
        "property.visit.method",
        compute="_compute_likely_method_id",
        help="Where none is decided: what they prefer (H8), else the policy's first.",
    )
    likely_method_icon = fields.Char(
        related="likely_method_id.icon", string="Likely Icon"
    )
    last_satisfaction = fields.Integer(
        compute="_compute_last_satisfaction",
        help="What the household said the last time it was asked.",
    )
    recent_feedback_ids = fields.Many2many(
        "property.feedback",
        compute="_compute_recent_feedback_ids",
        string="What They Said Lately",
    )
    agreed_time = fields.Char(
        compute="_compute_agreed_time", help="On the estate's clock."
    )
    lacks_appointment = fields.Boolean(
        compute="_compute_lacks_appointment",
        help="The method needs an appointment and none is agreed (P9).",
    )
    contact_warning = fields.Char(
        compute="_compute_contact_warning",
        help="The contact window that covers the time of the contact (P10).",
    )

    @api.depends("method_id", "household_id", "policy_id")
    def _compute_likely_method_id(self):
        for visit in self:
            visit.likely_method_id = (
                visit.method_id
                or visit.household_id.preferred_method_id
                or visit.policy_id.method_ids[:1]
            )

    @api.depends("household_id.preferred_days", "household_id.convenient_time")
    @api.depends_context("lang")
    def _compute_convenient_time(self):
        wishes = self.env["property.household"]._fields["preferred_days"]
        days = dict(wishes._description_selection(self.env), any="")
        for visit in self:
            household = visit.household_id
            told = (days.get(household.preferred_days), household.convenient_time)
            visit.convenient_time = " · ".join(filter(None, told))

    @api.depends("household_id")
    def _compute_last_satisfaction(self):
        said = self._last_satisfactions()
        for visit in self:
            visit.last_satisfaction = said.get(visit.household_id.id, 0)

    def _last_satisfactions(self):
        """Dict household id → satisfaction of its latest visit where it was asked."""
        if not self.household_id:
            return {}
        asked = self._search(
            [
                ("household_id", "in", self.household_id.ids),
                ("state", "=", "done"),
                ("satisfaction", ">", 0),
            ]
        )
        latest = SQL(
            """SELECT DISTINCT ON (household_id) household_id, satisfaction
                 FROM property_visit WHERE id IN %s
                ORDER BY household_id, day DESC, id DESC""",
            asked.subselect(),
        )
        return dict(self.env.execute_query(latest))

    @api.depends("household_id")
    def _compute_recent_feedback_ids(self):
        for visit in self:
            household = visit.household_id._origin
            visit.recent_feedback_ids = self.env["property.feedback"].search(
                [
                    ("household_id", "in", household.ids),
                    ("visit_id", "!=", visit._origin.id),
                ],
                limit=RECENT_FEEDBACK,
            )

    @api.depends("appointment_start", "appointment_stop", "estate_id")
    def _compute_agreed_time(self):
        for visit in self:
            visit.agreed_time = "–".join(
                f"{period.local_moment(moment, visit.estate_id.tz):%H:%M}"
                for moment in (visit.appointment_start, visit.appointment_stop)
                if moment
            )

    @api.depends("method_id", "appointment_start", "appointment_state")
    def _compute_lacks_appointment(self):
        for visit in self:
            visit.lacks_appointment = (
                visit.method_id.needs_appointment and not visit._was_agreed()
            )

    @api.depends(
        "state",
        "date_done",
        "method_id",
        "household_id",
        "estate_id",
        "appointment_start",
        "appointment_state",
        "contact_exemption",
    )
    def _compute_contact_warning(self):
        now = fields.Datetime.now()
        for visit in self:
            moment = visit.date_done or (visit._is_open() and now)
            window = visit.estate_id and visit._unsuitable_window(moment)
            visit.contact_warning = window.name if window else False

    @api.constrains("date_planned", "appointment_start", "state")
    def _check_planned_day(self):
        """Dragging a visit to another day must not leave its appointment behind."""
        for visit in self.filtered(lambda visit: visit.state == "appointed"):
            agreed = period.local_day(visit.appointment_start, visit.estate_id.tz)
            if visit.date_planned != agreed:
                raise ValidationError(
                    self.env._(
                        "%(visit)s is agreed for %(day)s: use Move to give the"
                        " appointment up, or agree another time.",
                        visit=visit.display_name,
                        day=fields.Date.to_string(agreed),
                    )
                )

    # ------------------------------------------------------------------ recording

    def action_record(self):
        """Open the screen on which this visit is recorded.

        :return: the action of a dialog
        """
        self.ensure_one()
        return {
            **self._record_action(),
            "res_id": self.id,
        }

    @api.model
    def _record_action(self):
        view = self.env.ref("property_visit.property_visit_view_form_record")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a Visit"),
            "res_model": "property.visit",
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_record_done(self):
        """Record that it took place: now, unless another time is given (V2).

        :raise UserError: no method is given, or the visit has ended already
        :raise ValidationError: the contact guard refuses (P9, P10)
        """
        self.filtered(
            lambda visit: not visit.date_done
        ).date_done = fields.Datetime.now()
        return self.action_done()
