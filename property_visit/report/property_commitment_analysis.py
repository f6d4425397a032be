from odoo import fields, models
from odoo.tools import SQL

from ..models.property_commitment import STATES


class PropertyCommitmentAnalysis(models.Model):
    """Promises to count: kept in time, late, still running (M3).

    A promise belongs to the local day it is due on. It is judged once it is kept, or
    late (L1); one that was dropped in time, and one that may still be kept, enter no
    rate.
    """

    _name = "property.commitment.analysis"
    _description = "Analysis of promises"
    _inherit = ["property.segment.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "commitment_id"
    _order = "day DESC, id DESC"
    _rates = {"on_time_rate:avg": ("on_time", "judged")}

    commitment_id = fields.Many2one("property.commitment", "Promise", readonly=True)
    day = fields.Date(
        string="Due On",
        readonly=True,
        help="The local day it is due on; while nobody can know that, the day it was"
        " kept or made.",
    )
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    rule_id = fields.Many2one("property.commitment.rule", "Kind", readonly=True)
    event = fields.Selection(
        selection=lambda self: self._rule_selection("event"), readonly=True
    )
    user_id = fields.Many2one("res.users", string="Who Answers", readonly=True)
    role_id = fields.Many2one("property.role", readonly=True)
    team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Department", readonly=True
    )
    res_model = fields.Char(string="About", readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", readonly=True, aggregator=None
    )
    state = fields.Selection(STATES, readonly=True)
    promises = fields.Integer(readonly=True)
    judged = fields.Integer(readonly=True, help="Kept or late: what the rate is of.")
    on_time = fields.Integer(readonly=True)
    late = fields.Integer(readonly=True)
    overdue = fields.Integer(readonly=True, help="Late and still open.")
    running = fields.Integer(readonly=True, help="Open or paused, and not late.")
    on_time_rate = fields.Float(readonly=True, aggregator="avg")

    _depends = {
        "property.commitment": [
            "active",
            "date_due",
            "date_kept",
            "date_start",
            "estate_id",
            "household_id",
            "res_id",
            "res_model",
            "rule_id",
            "state",
            "user_id",
            "was_late",
        ],
        "property.commitment.rule": ["event", "role_id"],
        "property.estate": ["company_id", "resource_calendar_id"],
        "property.feedback": ["team_id"],
        "property.household": ["building_id"],
        "helpdesk.ticket": ["team_id"],
        "resource.calendar": ["tz"],
    }

    def _rule_selection(self, name):
        rule = self.env["property.commitment.rule"]
        return rule._fields[name]._description_selection(self.env)

    @property
    def _table_query(self):
        return SQL("%s %s", self._select(), self._from())

    def _select(self):
        """Late as `rules.deadline` has it: settled with a verdict, or open past due."""
        overdue = SQL("(c.state = 'open' AND c.date_due < %s)", fields.Datetime.now())
        late = SQL(
            "(%s OR (c.state IN ('kept', 'cancelled')"
            " AND COALESCE(c.was_late, FALSE)))",
            overdue,
        )
        return SQL(
            """
            SELECT c.id, c.id AS commitment_id, %(day)s AS day, c.estate_id,
                   h.building_id, c.household_id, c.rule_id, r.event, c.user_id,
                   r.role_id, COALESCE(t.team_id, f.team_id) AS team_id, c.res_model,
                   c.res_id, c.state, 1 AS promises,
                   (c.state = 'kept' OR %(late)s)::int AS judged,
                   (c.state = 'kept' AND NOT %(late)s)::int AS on_time,
                   %(late)s::int AS late,
                   COALESCE(%(overdue)s, FALSE)::int AS overdue,
                   (c.state IN ('open', 'paused') AND %(overdue)s IS NOT TRUE)::int
                       AS running,
                   (c.state = 'kept' AND NOT %(late)s)::int::float AS on_time_rate
            """,
            day=self._local_day(SQL("COALESCE(c.date_due, c.date_kept, c.date_start)")),
            late=SQL("COALESCE(%s, FALSE)", late),
            overdue=overdue,
        )

    def _from(self):
        return SQL(
            """FROM property_commitment c
               JOIN property_commitment_rule r ON r.id = c.rule_id
               LEFT JOIN property_household h ON h.id = c.household_id
               LEFT JOIN helpdesk_ticket t
                 ON c.res_model = 'helpdesk.ticket' AND t.id = c.res_id
               LEFT JOIN property_feedback f
                 ON c.res_model = 'property.feedback' AND f.id = c.res_id
               %s
              WHERE c.active""",
            self._zone(SQL("c.estate_id")),
        )
