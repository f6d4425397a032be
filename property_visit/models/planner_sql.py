"""The statements of the planner: who is wanted, which slot, and the insert.

Every function returns an `SQL` object; deciding what to run when is the business of
`property_visit_planner.py`. The aliases are the same in all of them: `p` a plan of this
run, `f` somebody who follows the policy, `s` a slot, `v` a visit, `c` a contact decided
in this run.
"""

from odoo.tools import SQL

OPEN_OR_DONE = ("planned", "appointed", "done")
HOLDS_KEY = ("planned", "appointed", "done", "cancelled")

CREATE_TABLES = SQL(
    """
    CREATE TEMP TABLE planner_plan (
        plan_id int, estate_id int, user_id int, role_id int, holder boolean,
        start date, until date, today date
    ) ON COMMIT DROP;
    CREATE TEMP TABLE planner_slot (
        policy_id int, plan_id int, slot_start date, slot_end date, days date[]
    ) ON COMMIT DROP;
    CREATE TEMP TABLE planner_contact (
        policy_id int, plan_id int, estate_id int, household_id int, partner_id int,
        role_id int, method_id int, slot_start date, slot_end date,
        first date, until date, rank int, day date, cell date
    ) ON COMMIT DROP;
    CREATE TEMP TABLE planner_share (
        policy_id int, plan_id int, slot_start date, first date, until date, cell date,
        low int, high int, day date, hint text
    ) ON COMMIT DROP
    """
)
DROP_TABLES = SQL(
    "DROP TABLE planner_plan, planner_slot, planner_contact, planner_share"
)


def fill_plans(rows):
    """Rows (plan_id, estate_id, user_id or 0, role_id, holder, start, until, today)."""
    return SQL(
        """INSERT INTO planner_plan SELECT * FROM unnest(
            %s::int[], %s::int[], %s::int[], %s::int[], %s::boolean[],
            %s::date[], %s::date[], %s::date[])""",
        *map(list, zip(*rows, strict=True)),
    )


def fill_slots(rows):
    """Rows (policy_id, plan_id, slot_start, slot_end, days as an array literal)."""
    return SQL(
        """INSERT INTO planner_slot
           SELECT policy, plan, start, until, days::date[] FROM unnest(
            %s::int[], %s::int[], %s::date[], %s::date[], %s::text[]
           ) AS row(policy, plan, start, until, days)""",
        *map(list, zip(*rows, strict=True)),
    )


def fill_shares(rows):
    """Rows (policy, plan, slot_start, first, until, cell, low, high, day, hint)."""
    return SQL(
        """INSERT INTO planner_share SELECT * FROM unnest(
            %s::int[], %s::int[], %s::date[], %s::date[], %s::date[], %s::date[],
            %s::int[], %s::int[], %s::date[], %s::text[])""",
        *map(list, zip(*rows, strict=True)),
    )


# -------------------------------------------------------------------- who is wanted


def followers(policy):
    """Everybody who follows the policy under the plans of this run, ranked (D2)."""
    if policy.subject == "stakeholder":
        return _stakeholders(policy)
    return _households(policy)


def _households(policy):
    person = SQL(
        "p.user_id = COALESCE(h.butler_id, 0)"
        if policy.role_id.code == "butler"
        else "p.holder"
    )
    return SQL(
        """
        SELECT p.plan_id, p.start, p.until, p.today, h.estate_id, h.id AS household_id,
               NULL::int AS partner_id,
               CASE WHEN h.occupancy = 'occupied' THEN h.move_in_date END AS entry,
               h.move_out_date AS leaving,
               row_number() OVER (PARTITION BY p.plan_id ORDER BY
                   b.sequence, b.id, h.unit COLLATE "C", h.id) - 1 AS rank,
               count(*) OVER (PARTITION BY p.plan_id) AS size
          FROM property_household h
          JOIN property_building b ON b.id = h.building_id
          JOIN planner_plan p ON p.estate_id = h.estate_id AND p.role_id = %(role)s
                             AND %(person)s
         WHERE h.active AND %(follows)s
           AND p.plan_id IN (SELECT plan_id FROM planner_slot WHERE policy_id = %(id)s)
        """,
        role=policy.role_id.id,
        person=person,
        follows=policy._follows_sql(),
        id=policy.id,
    )


def _stakeholders(policy):
    return SQL(
        """
        SELECT p.plan_id, p.start, p.until, p.today, k.estate_id,
               NULL::int AS household_id, k.partner_id,
               NULL::date AS entry, NULL::date AS leaving,
               row_number() OVER (PARTITION BY p.plan_id ORDER BY k.partner_id) - 1
                   AS rank,
               count(*) OVER (PARTITION BY p.plan_id) AS size
          FROM property_estate_stakeholder_rel k
          JOIN planner_plan p ON p.estate_id = k.estate_id AND p.role_id = %(role)s
                             AND p.holder
         WHERE %(follows)s
           AND p.plan_id IN (SELECT plan_id FROM planner_slot WHERE policy_id = %(id)s)
        """,
        role=policy.role_id.id,
        follows=policy._stakeholder_follows_sql(),
        id=policy.id,
    )


# -------------------------------------------------------------------- who is served


def same_subject(policy, row):
    """`row` (v or c) concerns the same household, or partner at the same estate."""
    if policy.subject == "stakeholder":
        return SQL(
            """%(row)s.partner_id = f.partner_id AND %(row)s.estate_id = f.estate_id
               AND %(row)s.household_id IS NULL""",
            row=SQL.identifier(row),
        )
    return SQL("%s.household_id = f.household_id", SQL.identifier(row))


def counts_for(policy, row):
    """`row` is by a method that can serve this policy (N2, N3).

    Only additions that name methods are choosy. A row without a method counts for the
    policy that planned it.
    """
    if not (policy.in_addition and policy.method_ids):
        return SQL("TRUE")
    return SQL(
        "COALESCE(%(row)s.method_id IN %(methods)s, %(row)s.policy_id = %(id)s)",
        row=SQL.identifier(row),
        methods=tuple(policy.method_ids.ids),
        id=policy.id,
    )


def served_or_open(policy, table):
    """A visit done in the slot (N3), or an open one dated in it (N4)."""
    return SQL(
        """(EXISTS (SELECT 1 FROM %(table)s v
                     WHERE %(subject)s AND v.role_id = %(role)s
                       AND v.state IN %(states)s
                       AND v.day >= s.slot_start AND v.day < s.slot_end
                       AND %(counts)s)
            OR EXISTS (SELECT 1 FROM planner_contact c
                        WHERE %(contact_subject)s AND c.role_id = %(role)s
                          AND c.day >= s.slot_start AND c.day < s.slot_end
                          AND %(contact_counts)s))""",
        table=table,
        subject=same_subject(policy, "v"),
        contact_subject=same_subject(policy, "c"),
        role=policy.role_id.id,
        states=OPEN_OR_DONE,
        counts=counts_for(policy, "v"),
        contact_counts=counts_for(policy, "c"),
    )


def key_held(policy, table):
    """Any visit that holds the key of this slot, archived ones too (N4, N5)."""
    return SQL(
        """EXISTS (SELECT 1 FROM %(table)s v
                    WHERE %(subject)s AND v.policy_id = %(id)s
                      AND v.slot_start = s.slot_start AND v.state IN %(states)s)""",
        table=table,
        subject=same_subject(policy, "v"),
        id=policy.id,
        states=HOLDS_KEY,
    )


# -------------------------------------------------------------------- deciding


def decide(policy, table):
    """Write down who is contacted for which slot (N, D2, D3); days come later."""
    wanted = _rotation(policy, table) if policy.selection == "rotate" else _everybody(
        policy, table
    )
    return SQL(
        """
        WITH f AS (%(followers)s), s AS (
            SELECT plan_id AS slot_plan, slot_start, slot_end, days
              FROM planner_slot WHERE policy_id = %(id)s)
        INSERT INTO planner_contact
        SELECT %(id)s, plan_id, estate_id, household_id, partner_id, %(role)s,
               %(method)s, slot_start, slot_end, first, last, rank
          FROM (%(wanted)s) wanted
        """,
        followers=followers(policy),
        id=policy.id,
        role=policy.role_id.id,
        method=policy._single_method().id or None,
        wanted=wanted,
    )


# D3: the days that one contact may have, whatever the day of the week.
_RANGE = SQL(
    """GREATEST(s.slot_start, f.start, f.entry, f.today) AS first,
       LEAST(s.slot_end, f.until, f.leaving) AS last"""
)
_RANGE_NOT_EMPTY = SQL(
    """GREATEST(s.slot_start, f.start, f.entry, f.today)
       < LEAST(s.slot_end, f.until, f.leaving)"""
)


def _everybody(policy, table):
    """All who follow, each in the first run that reaches its position (D2)."""
    return SQL(
        """
        SELECT f.*, s.slot_start, s.slot_end, %(range)s
          FROM f JOIN s ON s.slot_plan = f.plan_id
         WHERE s.days[1 + f.rank * cardinality(s.days) / f.size] < f.until
           AND %(not_empty)s AND NOT %(held)s AND NOT %(served)s
        """,
        range=_RANGE,
        not_empty=_RANGE_NOT_EMPTY,
        held=key_held(policy, table),
        served=served_or_open(policy, table),
    )


def _rotation(policy, table):
    """A few in turn, longest unvisited first (N8)."""
    return SQL(
        """
        SELECT * FROM (
            SELECT f.*, s.slot_start, s.slot_end, %(range)s,
                   row_number() OVER (PARTITION BY f.plan_id, s.slot_start
                       ORDER BY turn.day NULLS FIRST, f.rank) AS place,
                   %(count)s - COALESCE(taken.number, 0) AS places
              FROM f JOIN s ON s.slot_plan = f.plan_id
              LEFT JOIN LATERAL (
                  SELECT max(v.day) AS day FROM %(table)s v
                   WHERE %(subject)s AND v.role_id = %(role)s
                     AND v.state IN ('done', 'missed')) turn ON TRUE
              LEFT JOIN (
                  SELECT f.plan_id, s.slot_start, count(*) AS number
                    FROM f JOIN s ON s.slot_plan = f.plan_id
                   WHERE %(served)s GROUP BY 1, 2
              ) taken ON taken.plan_id = f.plan_id AND taken.slot_start = s.slot_start
             WHERE %(not_empty)s AND NOT %(held)s AND NOT %(served)s
        ) candidate WHERE place <= places
        """,
        range=_RANGE,
        not_empty=_RANGE_NOT_EMPTY,
        count=policy.rotate_count,
        table=table,
        subject=same_subject(policy, "v"),
        role=policy.role_id.id,
        served=served_or_open(policy, table),
        held=key_held(policy, table),
    )


def shortage(policy, table):
    """(plan_id, places nobody took) of a rotation, once its visits exist (N8)."""
    return SQL(
        """
        WITH f AS (%(followers)s), s AS (
            SELECT plan_id AS slot_plan, slot_start, slot_end
              FROM planner_slot WHERE policy_id = %(id)s),
        taken AS (
            SELECT f.plan_id, s.slot_start, count(*) AS number
              FROM f JOIN s ON s.slot_plan = f.plan_id
             WHERE %(served)s GROUP BY 1, 2)
        SELECT p.plan_id, %(count)s - COALESCE(taken.number, 0)
          FROM s JOIN planner_plan p ON p.plan_id = s.slot_plan
          LEFT JOIN taken ON taken.plan_id = p.plan_id
                         AND taken.slot_start = s.slot_start
         WHERE LEAST(s.slot_end, p.until) > p.today
           AND COALESCE(taken.number, 0) < %(count)s
        """,
        followers=followers(policy),
        id=policy.id,
        served=served_or_open(policy, table),
        count=policy.rotate_count,
    )


# -------------------------------------------------------------------- dating


def groups(policies):
    """Contacts that share a person and their days, counted."""
    return SQL(
        """SELECT policy_id, plan_id, slot_start, first, until, cell, count(*)
             FROM planner_contact WHERE policy_id IN %s
            GROUP BY policy_id, plan_id, slot_start, first, until, cell
            ORDER BY policy_id, plan_id, slot_start, first, until, cell""",
        tuple(policies.ids),
    )


# Neighbours stay together: the first of a group by rank get its first day, and so on.
_DATED = SQL(
    """(SELECT *, row_number() OVER (PARTITION BY
            policy_id, plan_id, slot_start, first, until, cell ORDER BY rank) AS n
          FROM planner_contact) c
       JOIN planner_share d USING (policy_id, plan_id, slot_start, first, until)
      WHERE c.n > d.low AND c.n <= d.high AND c.cell IS NOT DISTINCT FROM d.cell"""
)


def date_contacts(policies):
    """Give the contacts of some policies the day that their share says."""
    return SQL(
        """UPDATE planner_contact t SET day = dated.day FROM (
               SELECT c.policy_id, c.plan_id, c.slot_start, c.household_id,
                      c.partner_id, d.day FROM %s AND c.policy_id IN %s) dated
            WHERE t.policy_id = dated.policy_id AND t.plan_id = dated.plan_id
              AND t.slot_start = dated.slot_start
              AND t.household_id IS NOT DISTINCT FROM dated.household_id
              AND t.partner_id IS NOT DISTINCT FROM dated.partner_id""",
        _DATED,
        tuple(policies.ids),
    )


def load(table, last_day):
    """Open visits already there: (plan_id or NULL, user_id or NULL, day, number)."""
    return SQL(
        """SELECT CASE WHEN v.user_id IS NULL THEN v.plan_id END, v.user_id,
                  v.date_planned, count(*)
             FROM %s v
            WHERE v.state IN ('planned', 'appointed') AND v.active
              AND v.date_planned >= (SELECT min(start) FROM planner_plan)
              AND v.date_planned < %s
              AND (v.user_id IN (SELECT user_id FROM planner_plan WHERE user_id > 0)
                   OR v.user_id IS NULL
                      AND v.plan_id IN (SELECT plan_id FROM planner_plan))
            GROUP BY 1, 2, 3""",
        table,
        last_day,
    )


def insert_visits(table):
    """The visits themselves; partner, author and several methods stay empty (§7)."""
    return SQL(
        """
        INSERT INTO %(table)s (
            estate_id, household_id, partner_id, plan_id, policy_id, role_id, user_id,
            method_id, purpose, state, appointment_state, slot_start, slot_end,
            date_planned, day, date_deadline, planning_hint, active,
            create_date, write_date)
        SELECT c.estate_id, c.household_id, c.partner_id, NULLIF(c.plan_id, 0),
               c.policy_id, c.role_id, NULLIF(p.user_id, 0), c.method_id,
               CASE WHEN c.household_id IS NULL THEN 'stakeholder' ELSE 'routine' END,
               'planned', 'none', c.slot_start, c.slot_end, d.day, d.day,
               c.until - 1, d.hint, TRUE,
               now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM %(dated)s AND p.plan_id = c.plan_id
         ORDER BY c.household_id, c.partner_id
            ON CONFLICT DO NOTHING
        """,
        table=table,
        # the plan joins before the WHERE of the dated contacts
        dated=SQL(
            "planner_plan p, %s",
            _DATED,
        ),
    )
