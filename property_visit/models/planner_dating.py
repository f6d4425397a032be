"""The statements that turn decided contacts into visits on days (D4, R2).

`c` is a contact, `d` how the contacts of its group are shared out over days.
"""

from odoo.tools import SQL

_GROUP = SQL("policy_id, plan_id, slot_start, first, until, cell")


def groups(policies):
    """Contacts that share a person and days, counted, in the order of group ids."""
    return SQL(
        """SELECT %(group)s, count(*) FROM planner_contact WHERE policy_id IN %(ids)s
            GROUP BY %(group)s ORDER BY %(group)s""",
        group=_GROUP,
        ids=tuple(policies.ids),
    )


def _dated(policies):
    """Contacts `c` with their share `d` and, in `share.n`, their place in it.

    Neighbours stay together: the first of a group by rank get its first day, and so on.
    """
    return SQL(
        """(SELECT *, dense_rank() OVER (ORDER BY %(group)s) AS group_id,
                   row_number() OVER (PARTITION BY %(group)s ORDER BY rank) AS place
              FROM planner_contact WHERE policy_id IN %(ids)s) c
           JOIN planner_share d USING (group_id)
          CROSS JOIN LATERAL (
              SELECT width_bucket(c.place::int, d.starts) AS n) share""",
        group=_GROUP,
        ids=tuple(policies.ids),
    )


def date_contacts(policies):
    """Give the contacts of some policies the day that their share says."""
    return SQL(
        """UPDATE planner_contact t SET day = dated.day FROM (
               SELECT c.policy_id, c.plan_id, c.slot_start, c.household_id,
                      c.partner_id, d.days[share.n] AS day FROM %s) dated
            WHERE t.policy_id = dated.policy_id AND t.plan_id = dated.plan_id
              AND t.slot_start = dated.slot_start
              AND t.household_id IS NOT DISTINCT FROM dated.household_id
              AND t.partner_id IS NOT DISTINCT FROM dated.partner_id""",
        _dated(policies),
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


def insert_visits(policies, table):
    """The visits themselves; partner, author and several methods stay empty (§7)."""
    return SQL(
        """
        INSERT INTO %(table)s (
            estate_id, household_id, partner_id, plan_id, policy_id, role_id, user_id,
            method_id, purpose, state, appointment_state, slot_start, slot_end,
            date_planned, day, date_deadline, planning_hint, active,
            create_date, write_date)
        SELECT c.estate_id, c.household_id, c.partner_id, c.plan_id, c.policy_id,
               c.role_id, c.user_id, c.method_id,
               CASE WHEN c.household_id IS NULL THEN 'stakeholder' ELSE 'routine' END,
               c.state, 'none', c.slot_start, c.slot_end, d.days[share.n],
               d.days[share.n], c.until - 1, d.hints[share.n], TRUE,
               now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM %(dated)s
         ORDER BY c.household_id, c.partner_id
            ON CONFLICT DO NOTHING
        """,
        table=table,
        dated=_dated(policies),
    )
