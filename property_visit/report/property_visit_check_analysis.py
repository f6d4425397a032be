from odoo import api, fields, models
from odoo.tools import SQL


class PropertyVisitCheckAnalysis(models.Model):
    """Do visits stand up to being asked about again? Per person and month (V7).

    Only a clear answer is judged: who cannot say speaks neither for nor against.
    """

    _name = "property.visit.check.analysis"
    _description = "Analysis of visits asked about again"
    _inherit = ["property.rate.mixin"]
    _auto = False
    _rec_name = "visited_by_id"
    _order = "month DESC, estate_id, id"
    _rates = {"right_rate:avg": ("right_count", "judged")}

    check_id = fields.Many2one("property.visit.check", readonly=True)
    estate_id = fields.Many2one("property.estate", readonly=True)
    visited_by_id = fields.Many2one("res.users", readonly=True)
    month = fields.Date(readonly=True)
    day = fields.Date(
        string="Asked On", readonly=True, help="The local day the household was asked."
    )
    state = fields.Selection(
        selection=lambda self: (
            self.env["property.visit.check"]
            ._fields["state"]
            ._description_selection(self.env)
        ),
        readonly=True,
    )
    drawn = fields.Integer(readonly=True)
    asked = fields.Integer(readonly=True)
    judged = fields.Integer(
        readonly=True, help="Asked, with a clear answer: what the rate is of."
    )
    right_count = fields.Integer(
        string="In Order",
        readonly=True,
        help="The visit took place and is recorded rightly.",
    )
    right_rate = fields.Float(string="In Order (%)", readonly=True, aggregator="avg")

    _depends = {
        "property.visit.check": [
            "active",
            "asked_at",
            "estate_id",
            "month",
            "recorded_rightly",
            "state",
            "took_place",
            "visited_by_id",
        ],
        "property.estate": ["company_id", "resource_calendar_id"],
        "resource.calendar": ["tz"],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT t.*, (t.is_judged AND t.is_right)::int AS right_count,
                   t.is_judged::int AS judged,
                   t.is_right::int::float AS right_rate
              FROM (
                SELECT c.id, c.id AS check_id, c.estate_id, c.visited_by_id, c.month,
                       %(day)s AS day, c.state, 1 AS drawn,
                       (c.state = 'asked')::int AS asked,
                       (c.state = 'asked' AND (c.took_place = 'no'
                        OR (c.took_place = 'yes' AND c.recorded_rightly <> 'unsure')))
                           AS is_judged,
                       (c.took_place = 'yes' AND c.recorded_rightly = 'yes') AS is_right
                  FROM property_visit_check c
                  %(zone)s
                 WHERE c.active) t
            """,
            day=self._local_day(SQL("c.asked_at")),
            zone=self._zone(SQL("c.estate_id")),
        )

    @api.model
    def _figures(self, estate, start, stop):
        """Summed up over everybody, as residents may read it (V7).

        :param estate: `property.estate`, one record
        :param start: first day of the first month, local date
        :param stop: first day after the last month
        :return: dict `drawn asked judged right`, integers
        """
        [(drawn, asked, judged, right)] = self._read_group(
            [
                ("estate_id", "=", estate.id),
                ("month", ">=", start),
                ("month", "<", stop),
            ],
            [],
            ["drawn:sum", "asked:sum", "judged:sum", "right_count:sum"],
        )
        return {
            "drawn": drawn or 0,
            "asked": asked or 0,
            "judged": judged or 0,
            "right": right or 0,
        }
