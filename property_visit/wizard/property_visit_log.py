from odoo import api, fields, models

SCORES = [
    ("5", "Very satisfied"),
    ("4", "Satisfied"),
    ("3", "Neutral"),
    ("2", "Dissatisfied"),
    ("1", "Very dissatisfied"),
]


class PropertyVisitLog(models.TransientModel):
    """Ask for what a contact outside the plan needs, and record it (P11)."""

    _name = "property.visit.log"
    _description = "Log a visit"

    household_id = fields.Many2one("property.household", required=True)
    method_id = fields.Many2one(
        "property.visit.method",
        required=True,
        default=lambda self: self._default_method(),
    )
    date_done = fields.Datetime(
        string="When", required=True, default=fields.Datetime.now
    )
    note = fields.Text(string="What Was Said")
    satisfaction = fields.Selection(SCORES, help="Empty when not asked.")
    needs_appointment = fields.Boolean(related="method_id.needs_appointment")
    no_appointment_reason = fields.Char(string="Why Without Appointment")
    unsuitable = fields.Char(
        compute="_compute_unsuitable", help="The contact window that was broken (P10)."
    )
    is_refused = fields.Boolean(compute="_compute_unsuitable")
    contact_reason = fields.Char(string="Why At This Hour")
    contact_exemption = fields.Selection(
        selection=lambda self: self._exemptions(),
        string="Contact Hours Do Not Apply",
    )

    @api.model
    def _default_method(self):
        household = self.env["property.household"].browse(
            self.env.context.get("default_household_id")
        )
        return household.preferred_method_id or self.env.ref(
            "property_visit.method_phone", raise_if_not_found=False
        )

    @api.model
    def _exemptions(self):
        return self.env["property.visit"]._fields["contact_exemption"].selection

    @api.depends("household_id", "method_id", "date_done", "contact_exemption")
    def _compute_unsuitable(self):
        for log in self:
            window = log.date_done and log.method_id and log._window()
            log.unsuitable = window and window.name
            log.is_refused = bool(window) and window.severity == "block"

    def _window(self):
        """The contact window of such a visit, by the guard that will judge it."""
        visit = self.env["property.visit"].new(
            {
                "household_id": self.household_id.id,
                "method_id": self.method_id.id,
                "date_done": self.date_done,
                "contact_exemption": self.contact_exemption,
            }
        )
        return visit._unsuitable_window()

    def action_log(self):
        """Record the contact.

        :raise ValidationError: the contact guard refuses (P9, P10)
        """
        self.ensure_one()
        self.household_id.log_visit(self._prepare_visit())
        return {"type": "ir.actions.act_window_close"}

    def action_log_and_open(self):
        """Record the contact and open it, for feedback, photos and a signature."""
        self.ensure_one()
        visit = self.household_id.log_visit(self._prepare_visit())
        return {
            "type": "ir.actions.act_window",
            "res_model": "property.visit",
            "res_id": visit.id,
            "view_mode": "form",
        }

    def _prepare_visit(self):
        return {
            "method_id": self.method_id.id,
            "date_done": self.date_done,
            "note": self.note,
            "satisfaction": int(self.satisfaction or 0),
            "no_appointment_reason": self.no_appointment_reason,
            "contact_reason": self.contact_reason,
            "contact_exemption": self.contact_exemption,
        }
