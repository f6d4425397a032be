"""The statements of the planner: who is wanted, which slot, and the insert.

Every function returns an `SQL` object; deciding what to run when is the business of
`property_visit_planner.py`. The aliases are the same in all of them: `p` a plan of this
run, `f` somebody who follows the policy, `s` a slot, `v` a visit, `c` a contact decided
in this run, `d` how the contacts of a group are shared out over days.
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
        first date, until date, rank int, day date, cell date, state text
    ) ON COMMIT DROP;
    CREATE TEMP TABLE planner_share (
        policy_id int, plan_id int, slot_start date, first date, until date, cell date,
        starts int[], days date[], hints text[]
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
    """Rows (policy, plan, slot_start, first, until, cell, starts, days, hints).

    The last three are array literals: from which place in the group on, which day, and
    what to say about it.
    """
    return SQL(
        """INSERT INTO planner_share
           SELECT policy, plan, start, first, until, cell,
                  starts::int[], days::date[], hints::text[]
             FROM unnest(%s::int[], %s::int[], %s::date[], %s::date[], %s::date[],
                         %s::date[], %s::text[], %s::text[], %s::text[])
               AS row(policy, plan, start, first, until, cell, starts, days, hints)""",
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


def same_subject(policy):
    """`v` concerns the same household, or the same partner at the same estate."""
    if policy.subject == "stakeholder":
        return SQL(
            """v.partner_id = f.partner_id AND v.estate_id = f.estate_id
               AND v.household_id IS NULL"""
        )
    return SQL("v.household_id = f.household_id")


def counts_for(policy):
    """`v` is by a method that can serve this policy (N2, N3).

    Only additions that name methods are choosy. A visit without a method counts for the
    policy that planned it.
    """
    if not (policy.in_addition and policy.method_ids):
        return SQL("TRUE")
    return SQL(
        "COALESCE(v.method_id IN %s, v.policy_id = %s)",
        tuple(policy.method_ids.ids),
        policy.id,
    )


def in_slot(policy, source, states=OPEN_OR_DONE):
    """A visit done in the slot (N3) or open and dated in it (N4).

    :param source: `property_visit`, or `planner_contact` for what this run has decided
        and dated already
    """
    return SQL(
        """EXISTS (SELECT 1 FROM %(source)s v
                    WHERE %(subject)s AND v.role_id = %(role)s
                      AND v.state IN %(states)s
                      AND v.day >= s.slot_start AND v.day < s.slot_end
                      AND %(counts)s)""",
        source=source,
        subject=same_subject(policy),
        role=policy.role_id.id,
        states=states,
        counts=counts_for(policy),
    )


def key_held(policy, table):
    """Any visit that holds the key of this slot, archived ones too (N4, N5)."""
    return SQL(
        """EXISTS (SELECT 1 FROM %(table)s v
                    WHERE %(subject)s AND v.policy_id = %(id)s
                      AND v.slot_start = s.slot_start AND v.state IN %(states)s)""",
        table=table,
        subject=same_subject(policy),
        id=policy.id,
        states=HOLDS_KEY,
    )


# -------------------------------------------------------------------- deciding


def decide(policy, sources):
    """Write down who is contacted for which slot (N, D2, D3); days come later.

    :param sources: the table of visits, then `planner_contact` if this run has dated
        contacts of the role already
    """
    rotates = policy.selection == "rotate"
    wanted = _rotation(policy, sources) if rotates else _everybody(policy, sources)
    return SQL(
        """
        WITH f AS (%(followers)s), s AS (
            SELECT plan_id AS slot_plan, slot_start, slot_end, days
              FROM planner_slot WHERE policy_id = %(id)s)
        INSERT INTO planner_contact
        SELECT %(id)s, plan_id, estate_id, household_id, partner_id, %(role)s,
               %(method)s, slot_start, slot_end, first, last, rank, NULL, NULL, 'planned'
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


def _everybody(policy, sources):
    """All who follow, each in the first run that reaches its position (D2)."""
    return SQL(
        """
        SELECT f.*, s.slot_start, s.slot_end, %(range)s
          FROM f JOIN s ON s.slot_plan = f.plan_id
         WHERE s.days[1 + f.rank * cardinality(s.days) / f.size] < f.until
           AND %(not_empty)s AND %(lacking)s
        """,
        range=_RANGE,
        not_empty=_RANGE_NOT_EMPTY,
        lacking=_lacking(policy, sources),
    )


def _lacking(policy, sources):
    """Nobody has, or is going to, serve the slot, and its key is free (N3, N4)."""
    return SQL(" AND ").join(
        [
            SQL("NOT %s", key_held(policy, sources[0])),
            *(SQL("NOT %s", in_slot(policy, source)) for source in sources),
        ]
    )


def _served_or_open(policy, sources):
    return SQL("(%s)", SQL(" OR ").join(in_slot(policy, source) for source in sources))


def _rotation(policy, sources):
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
             WHERE %(not_empty)s AND %(lacking)s
        ) candidate WHERE place <= places
        """,
        range=_RANGE,
        not_empty=_RANGE_NOT_EMPTY,
        count=policy.rotate_count,
        table=sources[0],
        subject=same_subject(policy),
        role=policy.role_id.id,
        served=_served_or_open(policy, sources),
        lacking=_lacking(policy, sources),
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
        served=in_slot(policy, table),
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
            policy_id, plan_id, slot_start, first, until, cell ORDER BY rank) AS place
          FROM planner_contact) c
       JOIN planner_share d
         ON (c.policy_id, c.plan_id, c.slot_start, c.first, c.until)
          = (d.policy_id, d.plan_id, d.slot_start, d.first, d.until)
        AND c.cell IS NOT DISTINCT FROM d.cell
      CROSS JOIN LATERAL (SELECT width_bucket(c.place::int, d.starts) AS n) share"""
)


def date_contacts():
    """Give the contacts of the policies that shares exist for their days."""
    return SQL(
        """UPDATE planner_contact t SET day = dated.day FROM (
               SELECT c.policy_id, c.plan_id, c.slot_start, c.household_id,
                      c.partner_id, d.days[share.n] AS day FROM %s) dated
            WHERE t.policy_id = dated.policy_id AND t.plan_id = dated.plan_id
              AND t.slot_start = dated.slot_start
              AND t.household_id IS NOT DISTINCT FROM dated.household_id
              AND t.partner_id IS NOT DISTINCT FROM dated.partner_id""",
        _DATED,
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
        SELECT c.estate_id, c.household_id, c.partner_id, c.plan_id, c.policy_id,
               c.role_id, NULLIF(p.user_id, 0), c.method_id,
               CASE WHEN c.household_id IS NULL THEN 'stakeholder' ELSE 'routine' END,
               c.state, 'none', c.slot_start, c.slot_end, d.days[share.n],
               d.days[share.n], c.until - 1, d.hints[share.n], TRUE,
               now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM %(dated)s JOIN planner_plan p ON p.plan_id = c.plan_id
         ORDER BY c.household_id, c.partner_id
            ON CONFLICT DO NOTHING
        """,
        table=table,
        dated=_DATED,
    )
