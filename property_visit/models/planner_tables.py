"""What a run of the planner keeps while it works: temporary tables, filled from rows.

`planner_plan` holds the plans of the run, `planner_slot` the slots of each policy with
their days, `planner_contact` who was decided on, `planner_share` how the contacts of a
group are shared out over days. They live and die with the run.
"""

from odoo.tools import SQL

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
        user_id int, role_id int, method_id int, slot_start date, slot_end date,
        first date, until date, rank int, day date, cell date, state text
    ) ON COMMIT DROP;
    CREATE TEMP TABLE planner_share (
        group_id int, starts int[], days date[], hints text[]
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
    """Rows (group_id, starts, days, hints) of the groups that `groups` counted.

    The last three are array literals: from which place in the group on, which day, and
    what to say about it.
    """
    return SQL(
        """INSERT INTO planner_share
           SELECT number, starts::int[], days::date[], hints::text[]
             FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[])
               AS row(number, starts, days, hints)""",
        *map(list, zip(*rows, strict=True)),
    )
