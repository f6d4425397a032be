"""Who follows a policy under the plans of a run, and in which order (N, D2).

`p` is a plan of the run, `h` a household, `k` a stakeholder of an estate. The tables
are those of `planner_tables.py`.
"""

from odoo.tools import SQL


def followers(policy):
    """Everybody who follows the policy under the plans of this run, served or not."""
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
        SELECT p.plan_id, p.user_id, p.start, p.until, p.today, h.estate_id,
               h.id AS household_id,
               NULL::int AS partner_id,
               CASE WHEN h.occupancy = 'occupied' THEN h.move_in_date END AS entry,
               h.move_out_date AS leaving,
               b.sequence, b.id AS building_id, h.unit, h.id AS subject_id
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
        SELECT p.plan_id, p.user_id, p.start, p.until, p.today, k.estate_id,
               NULL::int AS household_id, k.partner_id,
               NULL::date AS entry, NULL::date AS leaving,
               0 AS sequence, 0 AS building_id, '' AS unit, k.partner_id AS subject_id
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


# The order in which an estate is walked (D2).
WALK = SQL('sequence, building_id, unit COLLATE "C", subject_id')


def ranked(policy):
    """Those who follow the policy, with their rank r of n in their plan (D2)."""
    return SQL(
        """SELECT *, row_number() OVER (PARTITION BY plan_id ORDER BY %s) - 1 AS rank,
                  count(*) OVER (PARTITION BY plan_id) AS size
             FROM (%s) follower""",
        WALK,
        followers(policy),
    )
