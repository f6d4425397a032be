from odoo import fields, models

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
    _order = "date desc, id desc"
    _rec_name = "kind"
    _log_access = True

    household_id = fields.Many2one("property.household", index="btree_not_null")
    visit_id = fields.Many2one("property.visit", index="btree_not_null")
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
