from odoo import fields, models
from odoo.tools import SQL

from ..models import planner_sql
from ..rules import lifecycle


class PropertyCoverageAnalysis(models.Model):
    """Whom did we not see? Contacts that policies want in the slots running now (N).

    One row for each household or stakeholder and each policy it follows today. A policy
    that takes a few in turn (N8) wants nobody in particular and is left out. Who
    follows, what counts and which slot are asked of the policies and the planner's own
    conditions, so that coverage and planning cannot disagree.
    """

    _name = "property.coverage.analysis"
    _description = "Coverage of visits"
    _inherit = [
        "property.coverage.mixin",
        "property.segment.mixin",
        "property.rate.mixin",
    ]
    _auto = False
    _rec_name = "household_id"
    _order = "seen, days_unseen DESC NULLS FIRST, estate_id, household_id, id"
    _rates = {"coverage:avg": ("seen", "wanted")}

    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Stakeholder", readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    role_id = fields.Many2one("property.role", readonly=True)
    policy_id = fields.Many2one("property.visit.policy", readonly=True)
    slot_start = fields.Date(readonly=True)
    slot_end = fields.Date(
        string="Due Before", readonly=True, help="First day after the slot."
    )
    last_visit_date = fields.Date(
        readonly=True, help="The last contact by this role, whenever it was."
    )
    days_unseen = fields.Integer(
        readonly=True,
        aggregator="max",
        help="Days since that contact; empty when there never was one.",
    )
    is_due = fields.Boolean(
        string="Due This Month",
        readonly=True,
        help="The slot ends with the month, or is no longer than one: what a quarter"
        " wants is not missing before its last month.",
    )
    wanted = fields.Integer(readonly=True)
    seen = fields.Integer(readonly=True, help="Contacted in the slot (N3).")
    planned = fields.Integer(
        string="Still Planned", readonly=True, help="Open visits in the slot (N4)."
    )
    missing = fields.Integer(
        string="Neither", readonly=True, help="Neither seen nor planned in the slot."
    )
    coverage = fields.Float(
        readonly=True, aggregator="avg", help="Seen of wanted; empty where none is."
    )

    _depends = {
        "property.estate": [
            "procedure_id",
            "estate_type_id",
            "stakeholder_ids",
            "active",
        ],
        "property.estate.staff": ["role_id", "user_id", "date_from", "date_to"],
        "property.household": [
            "estate_id",
            "building_id",
            "butler_id",
            "occupancy",
            "move_in_date",
            "segment_ids",
            "active",
        ],
        "property.visit": [
            "household_id",
            "partner_id",
            "estate_id",
            "role_id",
            "method_id",
            "policy_id",
            "state",
            "day",
            "active",
        ],
        "res.partner": ["category_id"],
    }

    @property
    def _table_query(self):
        return self._rows(self._running_slots())

    # ------------------------------------------------------------------ statements

    def _rows(self, slots):
        """Everybody who is wanted in some slots, as `_slots_on` returns them."""
        wanted = [self._rows_of(policy, rows) for policy, rows in slots.items()]
        return SQL(" UNION ALL ").join(wanted or [self._nothing()])

    def _rows_of(self, policy, slots):
        """The rows of one policy; aliases `f` and `s` are those of the planner."""
        return SQL(
            """
            SELECT %(id)s AS id, f.estate_id, f.building_id, f.household_id,
                   f.partner_id, f.user_id, %(role)s AS role_id,
                   %(policy)s AS policy_id, s.slot_start, s.slot_end,
                   s.is_due, met.last AS last_visit_date,
                   s.today - met.last AS days_unseen,
                   1 AS wanted, met.seen::int AS seen, met.planned::int AS planned,
                   (NOT met.seen AND NOT met.planned)::int AS missing,
                   met.seen::int::float AS coverage, s.today AS looked_at, s.look
              FROM (VALUES %(slots)s)
                   AS s(estate_id, slot_start, slot_end, today, now, holder_id,
                        is_due, look)
              JOIN LATERAL (%(followers)s) f ON TRUE
              JOIN LATERAL (%(met)s) met ON TRUE
            """,
            id=self._row_id(policy),
            role=policy.role_id.id,
            policy=policy.id,
            slots=SQL(", ").join(
                SQL(
                    "(%s, %s::date, %s::date, %s::date, %s::date, %s::int, %s, %s)",
                    *slot,
                )
                for slot in slots
            ),
            followers=self._followers(policy, {slot[0] for slot in slots}),
            met=self._met(policy),
        )

    def _followers(self, policy, estates):
        """Who follows the policy at the estate of `s`, with the person in charge."""
        if policy.subject == "stakeholder":
            return SQL(
                """SELECT k.estate_id, NULL::int AS building_id,
                          NULL::int AS household_id, k.partner_id,
                          s.holder_id AS user_id
                     FROM property_estate_stakeholder_rel k
                    WHERE k.estate_id = s.estate_id AND %s""",
                policy._stakeholder_follows_sql(),
            )
        return SQL(
            """SELECT h.estate_id, h.building_id, h.id AS household_id,
                      NULL::int AS partner_id, %(person)s AS user_id
                 FROM %(register)s h
                WHERE h.estate_id = s.estate_id AND %(follows)s
                  AND (h.occupancy <> 'occupied' OR h.move_in_date IS NULL
                       OR h.move_in_date < s.slot_end)
                  AND (h.left_on IS NULL
                       OR (h.left_on > s.today AND h.left_on <= s.now))""",
            person=SQL(
                "h.butler_id" if policy.role_id.code == "butler" else "s.holder_id"
            ),
            register=self._people(),
            follows=self._follow(policy, estates),
        )

    def _follow(self, policy, estates):
        """Condition on `h`: follows the policy (N2).

        Who only counts finds them once, for whatever number of slots: PostgreSQL takes
        first match for rarer than it is, and would try it slot by slot.
        """
        follows = SQL("h.active AND %s", policy._follows_sql())
        if not self.env.context.get("coverage_counts"):
            return follows
        return SQL(
            """h.id = ANY(ARRAY(
                SELECT h.id FROM %s h WHERE h.estate_id IN %s AND %s))""",
            self._people(),
            tuple(estates),
            follows,
        )

    def _people(self):
        """The households; of an earlier day with those who moved out since (N1).

        Who that is depends on no slot, so that they are read once for all of them.
        """
        if not self.env.context.get("coverage_on"):
            return SQL("(SELECT *, NULL::date AS left_on FROM property_household)")
        return SQL(
            """(SELECT id, estate_id, building_id, butler_id, active, move_in_date,
                       CASE WHEN occupancy = 'moved_out' AND move_out_date IS NOT NULL
                            THEN 'occupied' ELSE occupancy END AS occupancy,
                       CASE WHEN occupancy = 'moved_out' THEN move_out_date END
                           AS left_on
                  FROM property_household)"""
        )

    def _met(self, policy):
        """The last contact by the role, and whether one is done or open in the slot."""
        return SQL(
            """SELECT max(v.day) FILTER (WHERE v.state = 'done' AND v.day <= s.today)
                          AS last,
                      COALESCE(bool_or(v.state = 'done' AND v.day <= s.today
                                       AND %(in_slot)s), FALSE) AS seen,
                      COALESCE(bool_or(v.state IN %(open)s AND v.active
                                       AND %(in_slot)s), FALSE) AS planned
                 FROM property_visit v
                WHERE %(subject)s AND v.role_id = %(role)s %(recent)s""",
            in_slot=SQL(
                "v.day >= s.slot_start AND v.day < s.slot_end AND %s",
                planner_sql.counts_for(policy),
            ),
            open=lifecycle.OPEN,
            subject=planner_sql.same_subject(policy),
            role=policy.role_id.id,
            recent=self._recent(),
        )

    def _recent(self):
        """Who only counts (`coverage_counts` in the context) looks at no other slot."""
        counts = self.env.context.get("coverage_counts")
        slot = SQL("AND v.day >= s.slot_start AND v.day < s.slot_end")
        return slot if counts else SQL()

    def _row_id(self, policy):
        """A number of its own for each row: households even, stakeholders odd."""
        if policy.subject == "stakeholder":
            subject = SQL("((f.partner_id::bigint << 16) + f.estate_id) * 2 + 1")
        else:
            subject = SQL("f.household_id::bigint * 2")
        return SQL("((%s) << 12) + %s", subject, policy.id % 4096)

    def _nothing(self):
        columns = [
            SQL(
                "NULL::%s AS %s",
                SQL(field.column_type[0]),
                SQL.identifier(name),
            )
            for name, field in self._fields.items()
            if field.store and field.column_type
        ]
        columns += [SQL("NULL::date AS looked_at"), SQL("NULL::int AS look")]
        return SQL("SELECT %s WHERE FALSE", SQL(", ").join(columns))
