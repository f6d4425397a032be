"""Plan a month for 10,000, 100,000 and 1,000,000 households (design.md §7).

Beside it, in the same run: a bare `INSERT … SELECT` of the same rows into the same
table, planner and yardstick taking turns, and OCA fieldservice_recurring at 1,000
locations. Sizes can be named: `PLANNER_SIZES=10000 ./dev bench planner`.
"""

import os
import time
from datetime import date, datetime
from unittest.mock import patch

from _database import fresh
from _measure import measure, median, peak_megabytes, spread

SIZES = [
    int(n) for n in os.environ.get("PLANNER_SIZES", "10000 100000 1000000").split()
]
ROUNDS = {10_000: 9, 100_000: 5, 1_000_000: 2}
MONTH = date(2026, 11, 1)
TODAY = "2026-10-25 03:00:00"
ESTATE = 1000  # households each
COLUMNS = """estate_id, household_id, partner_id, plan_id, policy_id, role_id, user_id,
    method_id, purpose, state, appointment_state, slot_start, slot_end, date_planned,
    day, date_deadline, planning_hint, active, create_date, write_date"""


def main():
    database = fresh("bench_planner", "fieldservice_recurring")
    print("fill the register", flush=True)
    fill(database, max(SIZES) // ESTATE)
    rates = {size: bench_size(database, size) for size in SIZES}
    bench_fieldservice(database, rates)
    print(f"peak memory of the Odoo process: {peak_megabytes():.0f} MB (budget 250)")


def bench_size(database, size):
    plans = plan_ids(database, size // ESTATE)
    runs, bares, replays, decisions = [], [], [], []
    for _ in range(ROUNDS.get(size, 1)):
        database.execute("TRUNCATE property_visit CASCADE")
        decisions.append(measure(database, lambda env: decide_only(env, plans)))
        database.execute("TRUNCATE property_visit CASCADE")
        runs.append(measure(database, lambda env: generate(env, plans)))
        replays.append(measure(database, lambda env: generate(env, plans)))
        bares.append(measure_bare(database))
    rows = runs[0].result
    assert rows == size, f"{rows} visits planned for {size} households"
    assert all(replay.result == 0 for replay in replays)
    ratio = [run.seconds / bare.seconds for run, bare in zip(runs, bares, strict=True)]
    wal = [r.wal_bytes / b.wal_bytes for r, b in zip(runs, bares, strict=True)]
    again = [r.seconds / run.seconds for r, run in zip(replays, runs, strict=True)]
    seconds = median(run.seconds for run in runs)
    decided = median(d.seconds for d in decisions)
    print(f"\n{size:,} households, {len(plans)} plans, {len(runs)} rounds")
    print(f"  planner           {seconds:8.2f} s   {rows / seconds:10,.0f} rows/s")
    print(f"  bare INSERT       {median(b.seconds for b in bares):8.2f} s")
    print(f"  ratio             {spread(ratio)}   (budget 1.3)")
    print(f"  deciding alone    {decided / rows * 1e6:8.1f} µs a visit   (budget 10)")
    print(f"  WAL ratio         {spread(wal)}   (budget 1.2)")
    print(f"  WAL               {runs[0].wal_bytes / rows:8.0f} B a visit")
    print(f"  second run        {spread(again)} of the first   (budget 0.1)")
    print(f"  memory so far     {peak_megabytes():8.0f} MB", flush=True)
    return seconds / rows


def generate(env, plans):
    """The work itself: everything `action_generate` does, `now` apart."""
    from odoo import fields

    plans = env["property.visit.plan"].browse(plans)
    plans.check_access("write")
    plans._check_generable()
    now = fields.Datetime.to_datetime(TODAY)
    return env["property.visit.planner"]._generate(plans, now).created


def decide_only(env, plans):
    """Everything but the insert."""
    from odoo.addons.property_visit.models import planner_dating
    from odoo.tools import SQL

    nothing = SQL("SELECT 1 WHERE FALSE")
    with patch.object(planner_dating, "insert_visits", lambda policies, table: nothing):
        return generate(env, plans)


def measure_bare(database):
    """The same rows, bare, into the same empty table."""
    database.execute("DROP TABLE IF EXISTS bench_rows")
    database.execute(
        f"""CREATE UNLOGGED TABLE bench_rows AS
            SELECT {COLUMNS} FROM property_visit ORDER BY id"""
    )
    database.execute("TRUNCATE property_visit CASCADE")
    database.execute("ANALYZE bench_rows")
    statement = f"INSERT INTO property_visit ({COLUMNS}) SELECT * FROM bench_rows"
    return measure(database, lambda env: env.cr.execute(statement))


# -------------------------------------------------------------------- the register


def fill(database, estates):
    """Estates of 1,000 households, two butlers each, one policy: monthly by phone."""
    with database.session(tracking_disable=True) as env:
        procedure = env["property.procedure"].create({"name": "Bench", "code": "bench"})
        env["property.visit.policy"].create(
            {
                "name": "Monthly",
                "procedure_id": procedure.id,
                "role_id": env.ref("property_visit.role_butler").id,
                "occupancy": "occupied",
                "method_ids": [(4, env.ref("property_visit.method_phone").id)],
            }
        )
        facts = {
            "procedure": procedure.id,
            "company": env.company.id,
            "type": env.ref("property_visit.estate_type_residential").id,
            "estates": estates,
            "size": ESTATE,
        }
        for statement in REGISTER.split(";"):
            env.cr.execute(statement, facts)
    for table in ("property_household", "property_building", "res_users"):
        database.execute(f"ANALYZE {table}")
    with database.session() as env:
        env["property.visit.plan"]._for_month(env["property.estate"].search([]), MONTH)


REGISTER = """
INSERT INTO property_estate (name, estate_type_id, procedure_id, company_id, active)
SELECT 'Estate ' || n, %(type)s, %(procedure)s, %(company)s, TRUE
  FROM generate_series(1, %(estates)s) n;
INSERT INTO res_partner (name, complete_name, active, type, company_id)
SELECT 'bench ' || n, 'bench ' || n, TRUE, 'contact', NULL
  FROM generate_series(1, %(estates)s * %(size)s / 10) n;
INSERT INTO res_users (login, partner_id, company_id, active, notification_type)
SELECT 'bench' || id, id, %(company)s, TRUE, 'inbox' FROM res_partner
 WHERE name LIKE 'bench %%' ORDER BY id LIMIT 2 * %(estates)s;
INSERT INTO property_building (name, estate_id, sequence, butler_id, active)
SELECT 'B' || n, e.id, n, u.id, TRUE
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS k FROM property_estate) e
 CROSS JOIN generate_series(1, 20) n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) AS k FROM res_users
         WHERE login LIKE 'bench%%') u ON u.k = 2 * e.k - n %% 2;
INSERT INTO property_household (estate_id, building_id, unit, partner_id, relation,
    occupancy, butler_id, active)
SELECT b.estate_id, b.id, lpad(n::text, 4, '0'), p.first + (b.id * 7 + n) %% p.number,
       'owner', 'occupied', b.butler_id, TRUE
  FROM property_building b CROSS JOIN generate_series(1, %(size)s / 20) n
 CROSS JOIN (SELECT min(id) AS first, count(*) AS number FROM res_partner
              WHERE name LIKE 'bench %%') p
 WHERE b.name LIKE 'B%%'
"""


def plan_ids(database, estates):
    rows = database.execute(
        """SELECT id FROM property_visit_plan WHERE estate_id IN (
               SELECT id FROM property_estate ORDER BY id LIMIT %s) ORDER BY id""",
        estates,
    )
    return [plan_id for (plan_id,) in rows]


# -------------------------------------------------------------------- the peer


def bench_fieldservice(database, rates, size=1000):
    """One monthly order for each of 1,000 locations, by the peer's own cron.

    :param rates: dict households → the planner's seconds a row, measured in this run
    """
    with database.session(tracking_disable=True) as env:
        rule = env["fsm.frequency"].create(
            {
                "name": "Monthly",
                "interval_type": "monthly",
                "use_bymonthday": True,
                "month_day": 15,
            }
        )
        rhythm = env["fsm.frequency.set"].create(
            {
                "name": "Monthly",
                "schedule_days": 30,
                "fsm_frequency_ids": [(6, 0, rule.ids)],
            }
        )
        partners = env["res.partner"].create([{"name": f"L{n}"} for n in range(size)])
        locations = env["fsm.location"].create(
            [{"name": p.name, "partner_id": p.id, "owner_id": p.id} for p in partners]
        )
        recurring = env["fsm.recurring"].create(
            [
                {"fsm_frequency_set_id": rhythm.id, "location_id": location.id}
                for location in locations
            ]
        )
        recurring.write({"state": "progress", "start_date": datetime.now()})
    # As its scheduler runs it: nothing of Odoo's is switched off for either side.
    run = measure(database, lambda env: env["fsm.recurring"]._cron_scheduled_task())
    (orders,) = database.execute("SELECT count(*) FROM fsm_order")[0]
    peer = run.seconds / orders
    print(f"\nfieldservice_recurring: {orders} orders, {1 / peer:,.0f} a second")
    for households, own in rates.items():
        print(f"  planner at {households:9,}: {peer / own:6,.0f} times (budget 200)")


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"in all {time.perf_counter() - start:.0f} s")
