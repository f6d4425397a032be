from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import lifecycle, period

STATES = [
    ("planned", "Planned"),
    ("appointed", "Appointed"),
    ("done", "Done"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
]
PURPOSES = [
    ("routine", "Routine"),
    ("callback", "Callback"),
    ("event", "Event"),
    ("appointment_request", "Asked for by the household"),
    ("stakeholder", "Stakeholder"),
    ("inspection", "Inspection or research"),
    ("meeting", "Meeting"),
]


class PropertyVisit(models.Model):
    """One contact with a household or stakeholder, planned or not.

    Whom, when and by whom is here. What was agreed beforehand is in
    `property_visit_appointment.py`, what was said in `property_visit_record.py`; how a
    visit takes place or ends otherwise is in `property_visit_recording.py` and
    `property_visit_lifecycle.py`.
    """

    _name = "property.visit"
    _description = "Visit"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
        "property.photo.mixin",
    ]
    _order = "date_planned desc, id desc"
    _rec_names_search = ["household_id", "partner_id"]

    estate_id = fields.Many2one(
        "property.estate",
        compute="_compute_estate_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    tz = fields.Char(related="estate_id.tz")
    household_id = fields.Many2one("property.household", tracking=True)
    building_id = fields.Many2one(related="household_id.building_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Stakeholder",
        index="btree_not_null",
        ondelete="restrict",
        help="Who is visited where it is no household (H3).",
    )
    plan_id = fields.Many2one("property.visit.plan", index="btree_not_null", copy=False)
    policy_id = fields.Many2one("property.visit.policy", copy=False)
    slot_start = fields.Date(
        copy=False, help="First day of the slot this visit serves (N3)."
    )
    slot_end = fields.Date(copy=False, help="First day after that slot.")
    purpose = fields.Selection(PURPOSES, required=True, default="routine")
    method_id = fields.Many2one("property.visit.method", tracking=True)
    method_icon = fields.Char(related="method_id.icon", string="Method Icon")
    method_code = fields.Char(related="method_id.code")
    needs_appointment = fields.Boolean(related="method_id.needs_appointment")
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        default=lambda self: self.env.user,
        ondelete="restrict",
        help="Who makes the contact.",
    )
    role_id = fields.Many2one(
        "property.role",
        compute="_compute_role_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    companion_ids = fields.Many2many(
        "res.users",
        "property_visit_companion_rel",
        "visit_id",
        "user_id",
        string="Together With",
    )
    date_planned = fields.Date(
        string="Planned Day", default=fields.Date.context_today, required=True
    )
    day = fields.Date(
        compute="_compute_day",
        store=True,
        precompute=True,
        help="The local day it took place, else the day it is planned for.",
    )
    date_deadline = fields.Date(string="Not Later Than")
    date_done = fields.Datetime(string="Took Place At", copy=False, tracking=True)
    state = fields.Selection(
        STATES, default="planned", required=True, copy=False, tracking=True
    )
    planning_hint = fields.Selection(
        [
            ("over_capacity", "Above the daily capacity"),
            ("no_contact_day", "Outside the contact hours"),
        ],
        copy=False,
        help="Why the planned day is second best (D3, D4).",
    )
    ticket_id = fields.Many2one(
        "helpdesk.ticket", index="btree_not_null", help="The case that is called back."
    )
    active = fields.Boolean(default=True)

    # N5: what holds a slot, archived rows too; only stakeholders are told by partner.
    _slot_unique = models.UniqueIndex(
        "(policy_id, estate_id, household_id,"
        " (CASE WHEN household_id IS NULL THEN partner_id END), slot_start)"
        " NULLS NOT DISTINCT WHERE slot_start IS NOT NULL"
        " AND state IN ('planned', 'appointed', 'done', 'cancelled')",
        "Another visit already serves this slot of the policy.",
    )
    _day_list = models.Index("(user_id, state, date_planned, id)")
    # The months of an estate are counted from the index alone, not visit by visit; as
    # keys, equal entries are stored once: a sixth of what INCLUDE takes.
    _estate_day = models.Index("(estate_id, day, state, satisfaction, active)")
    _household_day = models.Index("(household_id, role_id, day)")
    _done_check = models.Constraint(
        "CHECK(state <> 'done' OR (date_done IS NOT NULL AND method_id IS NOT NULL))",
        "A visit that took place needs a time and a method: say when and how.",
    )
    # ------------------------------------------------------------------ computes

    @api.depends("household_id", "plan_id")
    def _compute_estate_id(self):
        for visit in self:
            visit.estate_id = (
                visit.household_id.estate_id
                or visit.plan_id.estate_id
                or visit.estate_id
            )

    @api.depends("policy_id", "plan_id", "user_id", "estate_id")
    def _compute_role_id(self):
        for visit in self:
            visit.role_id = (
                visit.role_id
                or visit.policy_id.role_id
                or visit.plan_id.role_id
                or visit._role_of_person()
            )

    def _role_of_person(self):
        """What the person is at the estate; a butler where nothing is written down."""
        butler = self.env.ref("property_visit.role_butler", raise_if_not_found=False)
        if self.household_id and self.household_id.butler_id == self.user_id:
            return butler
        staff = self.estate_id.staff_ids.filtered(lambda s: s.user_id == self.user_id)
        return staff[:1].role_id or butler

    @api.depends("date_planned", "date_done", "state", "estate_id")
    def _compute_day(self):
        for visit in self:
            if visit.state == "done" and visit.date_done:
                visit.day = period.local_day(visit.date_done, visit.estate_id.tz)
            else:
                visit.day = visit.date_planned

    def _count_of(self, model):
        return dict(
            self.env[model]._read_group(
                [("visit_id", "in", self.ids)], ["visit_id"], ["__count"]
            )
        )

    # ------------------------------------------------------------------ constraints

    @api.constrains("estate_id", "household_id", "plan_id")
    def _check_estate(self):
        for visit in self:
            if (visit.household_id.estate_id or visit.estate_id) != visit.estate_id:
                raise ValidationError(
                    self.env._(
                        "%(household)s does not live at %(estate)s: choose a household"
                        " of that estate.",
                        household=visit.household_id.display_name,
                        estate=visit.estate_id.name,
                    )
                )
            if (visit.plan_id.estate_id or visit.estate_id) != visit.estate_id:
                raise ValidationError(
                    self.env._("The plan is for another estate than the visit.")
                )

    @api.constrains("date_done", "state")
    def _check_not_in_future(self):
        tolerance = fields.Datetime.now() + timedelta(minutes=5)
        for visit in self:
            if (
                visit.state == "done"
                and visit.date_done
                and visit.date_done > tolerance
            ):
                raise ValidationError(
                    self.env._("A visit cannot have taken place in the future.")
                )

    # ------------------------------------------------------------------ helpers

    def _is_open(self):
        return self.state in lifecycle.OPEN

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        """H7: what happened is archived, never deleted."""
        if any(visit.state != "planned" for visit in self):
            raise UserError(
                self.env._("Visits are kept for good: archive them instead.")
            )
