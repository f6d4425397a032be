from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

KINDS = [
    ("owners_committee", "Owners' committee"),
    ("residents", "Residents' meeting"),
    ("building_representatives", "Building representatives"),
    ("tenants", "Tenants' problems"),
    ("callback_analysis", "Callback analysis"),
    ("other", "Other"),
]


class PropertyMeeting(models.Model):
    """Minutes of a meeting; what is raised there enters the feedback register (M6).

    Nothing is copied from one meeting to the next: what an earlier meeting of the same
    kind at the estate raised and nobody closed is the next one's list of open items
    (租户拜访问题汇总表). When the minutes are finished, that list is kept as it was.
    """

    _name = "property.meeting"
    _description = "Meeting"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "date desc, id desc"

    name = fields.Char(compute="_compute_name", store=True, readonly=False)
    kind = fields.Selection(KINDS, required=True, default="tenants", tracking=True)
    estate_id = fields.Many2one("property.estate", required=True, index=True)
    date = fields.Datetime(
        string="Begins At", required=True, default=fields.Datetime.now, tracking=True
    )
    day = fields.Date(compute="_compute_day", store=True, precompute=True)
    duration = fields.Float(default=1.0, help="Hours.")
    place = fields.Char()
    visit_id = fields.Many2one(
        "property.visit",
        string="Planned As",
        index="btree_not_null",
        domain="[('estate_id', '=', estate_id), ('method_code', '=', 'meeting')]",
    )
    chair_id = fields.Many2one("res.users", string="Chaired By")
    user_id = fields.Many2one(
        "res.users",
        string="Minutes By",
        default=lambda self: self.env.user,
        tracking=True,
    )
    attendee_user_ids = fields.Many2many("res.users", string="Staff Present")
    attendee_ids = fields.Many2many("res.partner", string="Guests Present")
    item_ids = fields.One2many("property.meeting.item", "meeting_id", string="Agenda")
    feedback_ids = fields.One2many("property.feedback", "meeting_id", string="Raised")
    kept_open_ids = fields.Many2many(
        "property.feedback",
        "property_meeting_open_rel",
        readonly=True,
        copy=False,
        help="The open items as they were when the minutes were finished.",
    )
    open_feedback_ids = fields.Many2many(
        "property.feedback", compute="_compute_open_feedback_ids", string="Open Items"
    )
    state = fields.Selection(
        [("planned", "Planned"), ("finished", "Minutes finished")],
        required=True,
        default="planned",
        readonly=True,
        copy=False,
        tracking=True,
    )
    active = fields.Boolean(default=True)

    _duration_check = models.Constraint(
        "CHECK(duration >= 0)", "A meeting cannot end before it begins."
    )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"state", "kept_open_ids"}

    # ------------------------------------------------------------------ computes

    @api.depends("kind", "day", "estate_id.name")
    def _compute_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for meeting in self:
            parts = (labels.get(meeting.kind), meeting.estate_id.name)
            meeting.name = " · ".join(filter(None, parts))

    @api.depends("date", "estate_id")
    def _compute_day(self):
        """The day at the estate, whose meeting it is."""
        for meeting in self:
            at_estate = meeting.estate_id and meeting.date
            meeting.day = at_estate and meeting.estate_id._today(meeting.date)

    @api.depends("date", "kind", "estate_id", "state", "kept_open_ids")
    def _compute_open_feedback_ids(self):
        for meeting in self:
            meeting.open_feedback_ids = (
                meeting.kept_open_ids
                if meeting.state == "finished"
                else meeting._open_items()
            )

    def _open_items(self):
        """What earlier meetings of this kind at this estate raised and is not closed.

        :return: `property.feedback`, the oldest first
        """
        return self.env["property.feedback"].search(
            Domain("state", "!=", "closed")
            & Domain("meeting_id.kind", "=", self.kind)
            & Domain("meeting_id.estate_id", "=", self.estate_id.id)
            & Domain("meeting_id.date", "<", self.date)
            & Domain("meeting_id", "!=", self._origin.id),
            order="date, id",
        )

    # ------------------------------------------------------------------ actions

    def write(self, vals):
        if not self.env.su and "state" in vals:
            raise UserError(self.env._("Finish the minutes with the button."))
        return super().write(vals)

    def action_finish(self):
        """Finish the minutes: the list of open items stays as it is today (M6).

        :raise UserError: nobody is named as present, or they are finished already
        """
        self.check_access("write")
        for meeting in self:
            if meeting.state == "finished":
                raise UserError(self.env._("These minutes are finished already."))
            if not (meeting.attendee_user_ids or meeting.attendee_ids):
                raise UserError(self.env._("Say who was present."))
            open_items = meeting._open_items()
            meeting.sudo().write(
                {"kept_open_ids": [(6, 0, open_items.ids)], "state": "finished"}
            )

    def action_next(self):
        """Open a new meeting of the same kind, with the same people (M6).

        :return: the action that opens it; what is open comes along by itself
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "context": {
                "default_kind": self.kind,
                "default_estate_id": self.estate_id.id,
                "default_place": self.place,
                "default_chair_id": self.chair_id.id,
                "default_attendee_user_ids": self.attendee_user_ids.ids,
                "default_attendee_ids": self.attendee_ids.ids,
            },
        }
