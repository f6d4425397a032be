from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .property_household_member import RELATIONS

OCCUPANCIES = [
    ("not_moved_in", "Not moved in"),
    ("occupied", "Occupied"),
    ("moved_out", "Moved out"),
]
PREFERENCE_DAYS = [
    ("any", "Any day"),
    ("working_day", "Working days"),
    ("weekend", "Weekend"),
]


class PropertyHousehold(models.Model):
    """One occupancy of one unit (H1).

    When somebody moves out, the household stays as the history of the unit and a new
    one can take it.
    """

    _name = "property.household"
    _description = "Household"
    _inherit = ["mail.thread", "mail.activity.mixin", "property.reach.mixin"]
    _order = "building_id, unit, id"
    _rec_names_search = ["unit", "partner_id.name", "partner_id.phone"]

    estate_id = fields.Many2one(
        "property.estate",
        compute="_compute_estate_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index=True,
    )
    building_id = fields.Many2one("property.building", required=True, index=True)
    unit = fields.Char(required=True, tracking=True, help="Unit or room number.")
    partner_id = fields.Many2one(
        "res.partner",
        string="Primary Contact",
        required=True,
        index=True,
        tracking=True,
    )
    phone = fields.Char(related="partner_id.phone", readonly=False)
    email = fields.Char(related="partner_id.email", readonly=False)
    other_phones = fields.Char(help="Further numbers, separated by a slash.")
    relation = fields.Selection(
        selection=RELATIONS,
        default="owner",
        required=True,
        help="What the primary contact is to the unit.",
    )
    member_ids = fields.One2many("property.household.member", "household_id")
    occupancy = fields.Selection(
        OCCUPANCIES, required=True, default="occupied", tracking=True, index=True
    )
    move_in_date = fields.Date(tracking=True)
    move_out_date = fields.Date(tracking=True, copy=False)
    own_butler_id = fields.Many2one(
        "res.users",
        groups="property_visit.group_property_supervisor",
        help="Instead of the building's butler. Who is butler reads confidential notes,"
        " so butlers do not appoint themselves (H5).",
    )
    butler_id = fields.Many2one(
        "res.users",
        compute="_compute_butler_id",
        inverse="_inverse_butler_id",
        store=True,
        index="btree_not_null",
        tracking=True,
        help="The building's butler unless this household has one of its own.",
    )
    segment_ids = fields.Many2many("property.segment")
    completion_date = fields.Date(help="Completion of a delivered project (P7).")
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(related="estate_id.company_id")

    preferred_method_id = fields.Many2one("property.visit.method")
    convenient_time = fields.Char(help="When a call or visit suits, in their words.")
    preferred_days = fields.Selection(PREFERENCE_DAYS, default="any")
    language = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        help="The language they like to be spoken to in (H8).",
    )
    habits = fields.Text()
    remark = fields.Text(help="What the register says beside the other columns.")

    agreement_number = fields.Char(string="Service Agreement", tracking=True)
    agreement_parties = fields.Char()
    agreement_cadence = fields.Char(
        string="Callbacks in Words",
        help="What was agreed about callbacks beside how often they come (H9).",
    )
    agreement_until = fields.Date(tracking=True)

    private_note_ids = fields.One2many("property.private.note", "household_id")
    visit_ids = fields.One2many("property.visit", "household_id")
    feedback_ids = fields.One2many("property.feedback", "household_id")
    ticket_ids = fields.One2many("helpdesk.ticket", "household_id")
    last_visit_date = fields.Date(
        compute="_compute_last_visit", store=True, index="btree_not_null"
    )

    _unit_unique = models.UniqueIndex(
        "(building_id, unit) WHERE occupancy <> 'moved_out' AND active",
        "Somebody already holds this unit: record their moving out first.",
    )
    _move_dates_check = models.Constraint(
        "CHECK(move_in_date IS NULL OR move_out_date IS NULL"
        " OR move_out_date >= move_in_date)",
        "A household cannot move out before it moved in.",
    )

    # ------------------------------------------------------------------ computes

    @api.depends("building_id")
    def _compute_estate_id(self):
        for household in self:
            household.estate_id = household.building_id.estate_id

    @api.depends("own_butler_id", "building_id.butler_id")
    def _compute_butler_id(self):
        """Those who moved out keep the butler they had (H1)."""
        for household in self:
            if household.occupancy == "moved_out" and household.butler_id:
                continue
            household.butler_id = (
                household.own_butler_id or household.building_id.butler_id
            )

    def _inverse_butler_id(self):
        for household in self:
            differs = household.butler_id != household.building_id.butler_id
            household.own_butler_id = household.butler_id if differs else False

    @api.depends("estate_id.name", "building_id.name", "unit", "partner_id.name")
    def _compute_display_name(self):
        for household in self:
            parts = (
                household.building_id.name,
                household.unit,
                household.partner_id.name,
            )
            household.display_name = " ".join(filter(None, parts))

    @api.depends("visit_ids.state", "visit_ids.day")
    def _compute_last_visit(self):
        last = dict(
            self.env["property.visit"]._read_group(
                [("household_id", "in", self.ids), ("state", "=", "done")],
                ["household_id"],
                ["day:max"],
            )
        )
        for household in self:
            household.last_visit_date = last.get(household._origin)

    # ------------------------------------------------------------------ constraints

    @api.constrains("estate_id", "building_id")
    def _check_estate(self):
        for household in self:
            if household.estate_id != household.building_id.estate_id:
                raise ValidationError(
                    self.env._(
                        "Building %(building)s does not stand in %(estate)s: choose a"
                        " building of that estate.",
                        building=household.building_id.name,
                        estate=household.estate_id.name,
                    )
                )

    @api.constrains("unit")
    def _check_unit(self):
        for household in self:
            if not (household.unit or "").strip():
                raise ValidationError(self.env._("Give the unit or room number."))

    # ------------------------------------------------------------------ CRUD

    @api.model_create_multi
    def create(self, vals_list):
        # Whoever left the unit in this transaction has to be out before the insert.
        self.flush_model(["occupancy", "active"])
        households = super().create([self._clean_unit(vals) for vals in vals_list])
        households._add_primary_member()
        return households

    def write(self, vals):
        done = super().write(self._clean_unit(vals))
        if "partner_id" in vals:
            self._add_primary_member()
        return done

    def _clean_unit(self, vals):
        if isinstance(vals.get("unit"), str):
            vals = dict(vals, unit=vals["unit"].strip())
        return vals

    def _add_primary_member(self):
        """The primary contact is one of the members, so that history keeps them."""
        self.env["property.household.member"].create(
            [
                {
                    "household_id": household.id,
                    "partner_id": household.partner_id.id,
                    "relation": household.relation,
                    "date_from": household.move_in_date,
                }
                for household in self
                if household.partner_id not in household.member_ids.partner_id
            ]
        )
