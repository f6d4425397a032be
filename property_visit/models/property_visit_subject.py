from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PropertyVisit(models.Model):
    """Whom a visit is to: what it is called by, and who is spoken to (H3)."""

    _inherit = "property.visit"

    name = fields.Char(compute="_compute_name", search="_search_name", string="Number")
    contact_id = fields.Many2one("res.partner", compute="_compute_contact_id")
    contact_phone = fields.Char(related="contact_id.phone", string="Phone")
    attendee_ids = fields.Many2many(
        "res.partner",
        "property_visit_attendee_rel",
        "visit_id",
        "partner_id",
        string="Attendees",
        help="Of a meeting.",
    )

    def _compute_name(self):
        for visit in self:
            visit.name = f"V{visit._origin.id:07d}" if visit._origin.id else ""

    def _search_name(self, operator, value):
        if operator not in ("=", "in", "ilike", "like"):
            return NotImplemented
        values = value if operator == "in" else [value]
        digits = [str(v).upper().lstrip("V").lstrip("0") for v in values]
        return [("id", "in", [int(number) for number in digits if number.isdigit()])]

    @api.depends("household_id", "partner_id", "purpose", "estate_id")
    def _compute_display_name(self):
        purposes = dict(self._fields["purpose"]._description_selection(self.env))
        for visit in self:
            subject = visit.household_id.display_name or visit.partner_id.name
            occasion = [purposes.get(visit.purpose), visit.estate_id.name]
            visit.display_name = subject or " · ".join(filter(None, occasion))

    @api.depends("household_id.partner_id", "partner_id")
    def _compute_contact_id(self):
        for visit in self:
            visit.contact_id = visit.household_id.partner_id or visit.partner_id

    @api.constrains("household_id", "partner_id", "purpose", "attendee_ids")
    def _check_subject(self):
        for visit in self:
            if visit.purpose in ("meeting", "inspection"):
                continue
            if not visit.household_id and not visit.partner_id:
                raise ValidationError(
                    self.env._("Choose the household or stakeholder that is visited.")
                )

    def _subject_domain(self):
        """Visits to the same household, or to the same partner at the same estate."""
        if self.household_id:
            return [("household_id", "=", self.household_id.id)]
        return [
            ("household_id", "=", False),
            ("partner_id", "=", self.partner_id.id),
            ("estate_id", "=", self.estate_id.id),
        ]
