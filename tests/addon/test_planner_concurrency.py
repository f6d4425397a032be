"""Two generations at once, and one that is killed: on real connections (R2, R3).

These tests commit, as users do, and remove what they made afterwards.
"""

from contextlib import contextmanager
from datetime import date, datetime

import psycopg2
import pytest
from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name

NOW = datetime(2026, 11, 25, 3)
DECEMBER = date(2026, 12, 1)
HOMES = 12


@contextmanager
def connection():
    """An environment on a connection of its own; nothing is committed by itself."""
    cr = Registry(get_db_name()).cursor()
    try:
        yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
    finally:
        cr.close()


@pytest.fixture
def plan_ids():
    """Committed plans of December for an estate of twelve households."""
    with connection() as env:
        procedure = env["property.procedure"].create({"name": "Concurrent"})
        env["property.visit.policy"].create(
            {
                "name": "Monthly",
                "procedure_id": procedure.id,
                "role_id": env.ref("property_visit.role_butler").id,
            }
        )
        estate = env["property.estate"].create(
            {
                "name": "Concurrent",
                "estate_type_id": env.ref("property_visit.estate_type_other").id,
                "procedure_id": procedure.id,
            }
        )
        building = env["property.building"].create(
            {"name": "A", "estate_id": estate.id}
        )
        partner = env["res.partner"].create({"name": "Concurrent"})
        env["property.household"].create(
            [
                {
                    "building_id": building.id,
                    "unit": str(number),
                    "partner_id": partner.id,
                }
                for number in range(HOMES)
            ]
        )
        plans = env["property.visit.plan"]._for_month(estate, DECEMBER)
        env.cr.commit()
        ids = plans.ids
        yield ids
        env.cr.rollback()
        for records in (
            env["property.visit"].search([("estate_id", "=", estate.id)]),
            env["property.visit.plan"].browse(ids),
            env["property.household"].search([("estate_id", "=", estate.id)]),
            building,
            estate,
            procedure,
            partner,
        ):
            records.unlink()
        env.cr.commit()


def generate(env, plan_ids):
    plans = env["property.visit.plan"].browse(plan_ids)
    return env["property.visit.planner"]._generate(plans, NOW).created


def visits(plan_ids):
    """What everybody can see of the plans' visits: (household, slot, day, state)."""
    with connection() as env:
        found = env["property.visit"].search([("plan_id", "in", plan_ids)])
        return sorted(
            (v.household_id.id, v.slot_start, v.date_planned, v.state) for v in found
        )


def test_of_two_generations_at_once_the_second_creates_nothing_and_says_so(plan_ids):
    with connection() as first, connection() as second:
        assert generate(first, plan_ids) == HOMES
        with pytest.raises(UserError, match="Concurrent"):
            generate(second, plan_ids)
        second.cr.rollback()
        first.cr.commit()
        assert generate(second, plan_ids) == 0
    assert len(visits(plan_ids)) == HOMES


def test_another_estate_does_not_wait(plan_ids):
    with connection() as first, connection() as second:
        generate(first, plan_ids)
        other = second["property.visit.plan"].create(
            {
                "estate_id": second["property.estate"]
                .create(
                    {
                        "name": "Elsewhere",
                        "estate_type_id": second.ref(
                            "property_visit.estate_type_other"
                        ).id,
                    }
                )
                .id,
                "role_id": second.ref("property_visit.role_butler").id,
                "date_from": DECEMBER,
            }
        )
        assert generate(second, other.ids) == 0


def test_killed_after_inserting_and_run_again_it_is_one_clean_run(plan_ids):
    with connection() as clean:
        generate(clean, plan_ids)
        found = clean["property.visit"].search([("plan_id", "in", plan_ids)])
        expected = sorted(
            (v.household_id.id, v.slot_start, v.date_planned, v.state) for v in found
        )
        clean.cr.rollback()
    with connection() as doomed, connection() as killer:
        assert generate(doomed, plan_ids) == HOMES
        doomed.cr.execute("SELECT pg_backend_pid()")
        (pid,) = doomed.cr.fetchone()
        killer.cr.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        with pytest.raises(psycopg2.Error):
            doomed.cr.execute("SELECT 1")
    assert visits(plan_ids) == []
    with connection() as again:
        assert generate(again, plan_ids) == HOMES
        again.cr.commit()
    assert visits(plan_ids) == expected
