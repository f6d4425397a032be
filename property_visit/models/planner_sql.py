"""The statements that decide whom a plan lacks, and for which slot (N, D2, D3).

Every function returns an `SQL` object; what runs when is the business of
`planner_run.py`, who follows a policy that of `planner_followers.py`. The aliases are
the same in all of them: `p` a plan of this run, `f` somebody who follows the policy,
`s` a slot, `v` a visit. The tables are those of `planner_tables.py`.
"""

from odoo.tools import SQL

from ..rules import lifecycle
from .planner_followers import WALK, followers, ranked

OPEN_OR_DONE = (*lifecycle.OPEN, "done")


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
        states=lifecycle.HOLDS_SLOT,
    )


# -------------------------------------------------------------------- deciding


def decide(policy, sources, reaches_beyond=True):
    """Write down who is contacted for which slot (N, D2, D3); days come later.

    :param sources: the table of visits, then `planner_contact` if this run has dated
        contacts of the role already
    :param reaches_beyond: whether a slot goes on after this run, so that the position
        says in which run a contact is planned (D2). Else all are due now, and only
        those who lack a visit have to be put in order.
    """
    if policy.selection == "rotate":
        wanted, in_order = _rotation(policy, sources), True
    else:
        wanted, in_order = _everybody(policy, sources, reaches_beyond), reaches_beyond
    return SQL(
        """
        WITH f AS (%(followers)s), s AS (
            SELECT plan_id AS slot_plan, slot_start, slot_end, days
              FROM planner_slot WHERE policy_id = %(id)s)
        INSERT INTO planner_contact
        SELECT %(id)s, plan_id, estate_id, household_id, partner_id,
               NULLIF(user_id, 0), %(role)s, %(method)s, slot_start, slot_end,
               first, last, %(rank)s, NULL, NULL, 'planned'
          FROM (%(wanted)s) wanted
        """,
        followers=ranked(policy) if in_order else followers(policy),
        rank=SQL("rank")
        if in_order
        else SQL("row_number() OVER (PARTITION BY plan_id ORDER BY %s)", WALK),
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


# D2: planned in the first run whose period ends after the position.
_POSITION_REACHED = SQL("s.days[1 + f.rank * cardinality(s.days) / f.size] < f.until")


def _everybody(policy, sources, reaches_beyond):
    """All who follow, each in the first run that reaches its position (D2)."""
    return SQL(
        """
        SELECT f.*, s.slot_start, s.slot_end, %(range)s
          FROM f JOIN s ON s.slot_plan = f.plan_id
         WHERE %(reached)s AND %(not_empty)s AND %(lacking)s
        """,
        reached=_POSITION_REACHED if reaches_beyond else SQL("TRUE"),
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
