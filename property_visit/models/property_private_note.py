from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("note", "Confidential note"),
    ("difficulty", "Special difficulty"),
    ("wedding", "Wedding"),
    ("pregnancy", "Pregnancy"),
    ("birth", "Birth"),
    ("bereavement", "Bereavement"),
    ("illness", "Illness"),
    ("uncooperative", "Hard to win over"),
]


class PropertyPrivateNote(models.Model):
    """What was learned in confidence, and life events (H5, H6).

    A record of its own, so that record rules decide who reads it: the one who visited,
    the household's butler and the manager, nobody else. It has no chatter, no name of
    its own and is never mailed or exported with visits and households.
    """

    _name = "property.private.note"
    _description = "Confidential note"
    _inherit = ["property.reach.mixin"]
    _order = "date desc, id desc"
    _rec_name = "kind"

    household_id = fields.Many2one(
        "property.household",
        compute="_compute_from_visit",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    visit_id = fields.Many2one("property.visit", index="btree_not_null")
    visitor_id = fields.Many2one(
        "res.users",
        compute="_compute_from_visit",
        store=True,
        precompute=True,
        help="Who made the visit when this was written down; it does not follow a visit"
        " that is given to somebody else.",
    )
    estate_id = fields.Many2one(
        "property.estate",
        compute="_compute_estate_id",
        store=True,
        precompute=True,
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Written By",
        required=True,
        default=lambda self: self.env.user,
        index=True,
    )
    kind = fields.Selection(KINDS, required=True, default="note")
    date = fields.Date(required=True, default=fields.Date.context_today)
    body = fields.Text(required=True)
    active = fields.Boolean(default=True)

    @api.depends("visit_id")
    def _compute_from_visit(self):
        for note in self:
            note.visitor_id = note.visit_id.user_id
            note.household_id = note.visit_id.household_id or note.household_id

    @api.depends("visit_id", "household_id")
    def _compute_estate_id(self):
        for note in self:
            note.estate_id = note.visit_id.estate_id or note.household_id.estate_id

    @api.constrains("visit_id", "household_id")
    def _check_subject(self):
        for note in self:
            if not note.visit_id and not note.household_id:
                raise ValidationError(
                    self.env._("Say which household or visit this note is about.")
                )
            if note.visit_id and note.visit_id.household_id != note.household_id:
                raise ValidationError(
                    self.env._("The visit was made to another household.")
                )
