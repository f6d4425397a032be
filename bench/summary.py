"""Figures of one estate and month on millions of visits (design.md §7: ≤ 0.3 s).

The printed summary of that month is to take at most 3 s, the first page of a server
aside: then the styles are compiled.

One estate among many of 1,000 households, each visited monthly for a year, with what
was said, promised and registered beside it. `SUMMARY_VISITS=12000000 ./dev bench
summary` measures at the size that the budget names; 1,200,000 by default.
"""

import json
import os
import subprocess
import time
from contextlib import contextmanager
from datetime import date

import requests
from _database import fresh
from _measure import measure, median, spread
from portal import free_port, wait_for

from devtools import databases
from devtools.environment import odoo_command, variables

VISITS = int(os.environ.get("SUMMARY_VISITS", "1200000"))
ESTATE = 1000  # households each
MONTHS = 12
ROUNDS = 9
BUDGET = 0.3
PDF_BUDGET = 3
LONGER = (
    "half a year of an estate",
    "coverage by month, a year",
    "dashboard of a year",
)


def main():
    database = fresh("bench_summary")
    estates = max(1, VISITS // (ESTATE * MONTHS))
    print(f"fill {estates} estates, {estates * ESTATE * MONTHS:,} visits", flush=True)
    fill(database, estates)
    estate = database.execute("SELECT min(id) FROM property_estate")[0][0]
    for name, work in (
        ("one month of an estate", month_of(estate)),
        ("half a year of an estate", half_year_of(estate)),
        ("get_figures, described", figures_of(estate)),
        ("coverage of a month", coverage_of(estate, [("month", "=", "2026-10-01")])),
        ("coverage by month, a year", coverage_of(estate, [])),
        ("card of the overview", card_of(estate)),
        ("dashboard of a year", dashboard_of(estate)),
    ):
        runs = [measure(database, work) for _round in range(ROUNDS)]
        seconds = [run.seconds for run in runs]
        verdict = "" if name in LONGER else f"   (budget {BUDGET})"
        print(f"  {name:28} {median(seconds):6.3f} s   {spread(seconds)}{verdict}")
        print(f"  {'':28} {runs[-1].result} queries", flush=True)
    with styles_of("bench_summary") as address:
        measure(database, paper_of(estate, address))  # compiles the styles
        runs = [measure(database, paper_of(estate, address)) for _round in range(3)]
    seconds = [run.seconds for run in runs]
    print(
        f"  {'printed, as PDF':28} {median(seconds):6.3f} s   {spread(seconds)}"
        f"   (budget {PDF_BUDGET}), {runs[-1].result:,} bytes"
    )


def month_of(estate):
    return lambda env: _counted(env, estate, date(2026, 10, 1), date(2026, 11, 1))


def half_year_of(estate):
    return lambda env: _counted(env, estate, date(2026, 5, 1), date(2026, 11, 1))


def figures_of(estate):
    def work(env):
        summary = env["property.monthly.summary"].search(
            [("estate_id", "=", estate), ("month", "=", "2026-10-01")]
        )
        before = env.cr.sql_log_count
        summary.get_figures()
        return env.cr.sql_log_count - before

    return work


def coverage_of(estate, month):
    def work(env):
        before = env.cr.sql_log_count
        env["property.coverage.month.analysis"].formatted_read_group(
            [("estate_id", "=", estate), *month],
            groupby=["month:month"],
            aggregates=["wanted:sum", "seen:sum", "coverage:avg"],
        )
        return env.cr.sql_log_count - before

    return work


def card_of(estate):
    def work(env):
        before = env.cr.sql_log_count
        env["property.estate"].browse(estate).read(["overview"])
        return env.cr.sql_log_count - before

    return work


def dashboard_of(estate):
    """Every pivot of the dashboard, filtered as its reader does."""

    def work(env):
        before = env.cr.sql_log_count
        board = env.ref("property_visit.spreadsheet_dashboard_property")
        for pivot in json.loads(board.spreadsheet_data)["pivots"].values():
            model = env[pivot["model"]]
            days = [
                [matched["chain"], sign, day]
                for matched in pivot["fieldMatching"].values()
                if matched["type"] == "date"
                for sign, day in ((">=", "2025-11-01"), ("<", "2026-11-01"))
            ]
            model.formatted_read_group(
                [*pivot["domain"], *days, ["estate_id", "in", [estate]]],
                groupby=[_with_grain(row) for row in pivot["rows"]],
                aggregates=[
                    f"{name}:{model._fields[name].aggregator}"
                    for name in (one["fieldName"] for one in pivot["measures"])
                ],
            )
        return env.cr.sql_log_count - before

    return work


def _with_grain(row):
    return ":".join(filter(None, (row["fieldName"], row.get("granularity"))))


def paper_of(estate, address):
    def work(env):
        env["ir.config_parameter"].set_param("report.url", address)
        env["ir.config_parameter"].set_param("report.print_delay", "50")
        summary = env["property.monthly.summary"].search(
            [("estate_id", "=", estate), ("month", "=", "2026-10-01")]
        )
        reports = env["ir.actions.report"]
        name = "property_visit.report_monthly_summary"
        content, kind = reports._render_qweb_pdf(name, summary.ids)
        assert kind == "pdf", kind
        return len(content)

    return work


@contextmanager
def styles_of(name):
    """A server that wkhtmltopdf fetches the styles from; gives its address."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = odoo_command("-d", name, f"--http-port={port}", "--workers=0")
    command += [f"--db-filter=^{name}$", "--log-level=error"]
    process = subprocess.Popen([str(part) for part in command], env=variables())
    try:
        wait_for(requests.Session(), address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _counted(env, estate, start, stop):
    """How many queries the figures take; nothing is in a cache beforehand."""
    before = env.cr.sql_log_count
    figures = env["property.period.figures"]
    summary = figures._summary(env["property.estate"].browse(estate), start, stop)
    assert summary.figure("visits_done").value > 0
    return env.cr.sql_log_count - before


# -------------------------------------------------------------------- the register


def fill(database, estates):
    """Set-based, as a year of work would leave it: no ORM, no messages."""
    with database.session(tracking_disable=True) as env:
        procedure = env["property.procedure"].create({"name": "Bench", "code": "bench"})
        env["property.visit.policy"].create(
            {
                "name": "Monthly",
                "procedure_id": procedure.id,
                "role_id": env.ref("property_visit.role_butler").id,
                "occupancy": "occupied",
            }
        )
        rule = env["property.commitment.rule"].create(
            {
                "name": "Reply",
                "procedure_id": procedure.id,
                "event": "reply_promised",
                "kept_by": "reply",
            }
        )
        env["helpdesk.ticket.stage"].search([], limit=1).ensure_one()
        facts = {
            "procedure": procedure.id,
            "company": env.company.id,
            "type": env.ref("property_visit.estate_type_residential").id,
            "role": env.ref("property_visit.role_butler").id,
            "method": env.ref("property_visit.method_phone").id,
            "category": env.ref("property_visit.feedback_category_environment").id,
            "stage": env["helpdesk.ticket.stage"].search([], limit=1).id,
            "partner": env.company.partner_id.id,
            "rule": rule.id,
            "estates": estates,
            "size": ESTATE,
            "months": MONTHS,
        }
        for statement in REGISTER.split(";"):
            start = time.perf_counter()
            env.cr.execute(statement, facts)
            table = statement.split("(")[0].split()[-1]
            seconds = time.perf_counter() - start
            print(
                f"  {table:24} {env.cr.rowcount:12,} rows {seconds:6.1f} s", flush=True
            )
    # As autovacuum leaves a register that grew in a year and not in a minute.
    for table in (
        "property_visit",
        "property_household",
        "property_feedback",
        "property_commitment",
        "helpdesk_ticket",
    ):
        databases.client("vacuumdb", "--analyze", "-t", table, "bench_summary")
    with database.session(tracking_disable=True) as env:
        first = env["property.estate"].search([], order="id", limit=1)
        env["property.monthly.summary"].create(
            {"estate_id": first.id, "month": "2026-10-01"}
        )


REGISTER = """
INSERT INTO property_estate (name, estate_type_id, procedure_id, company_id, active)
SELECT 'Estate ' || n, %(type)s, %(procedure)s, %(company)s, TRUE
  FROM generate_series(1, %(estates)s) n;
INSERT INTO property_building (name, estate_id, sequence, active)
SELECT 'B' || n, e.id, n, TRUE FROM property_estate e, generate_series(1, 20) n;
INSERT INTO property_household (estate_id, building_id, unit, partner_id, relation,
    occupancy, active)
SELECT b.estate_id, b.id, lpad(n::text, 4, '0'), %(partner)s, 'owner', 'occupied', TRUE
  FROM property_building b CROSS JOIN generate_series(1, %(size)s / 20) n;
INSERT INTO property_visit (estate_id, household_id, role_id, method_id, purpose,
    appointment_state, state, date_planned, day, date_done, satisfaction, active)
SELECT h.estate_id, h.id, %(role)s, %(method)s, 'routine', 'none',
       CASE WHEN d.n %% 17 = 0 THEN 'missed' ELSE 'done' END, d.day, d.day,
       d.day + interval '2 hours', d.n %% 6, TRUE
  FROM property_household h
 CROSS JOIN generate_series(0, %(months)s - 1) m
 CROSS JOIN LATERAL (SELECT (date '2025-11-01' + m * interval '1 month'
                             + (h.id * 7 + m) %% 28 * interval '1 day')::date AS day,
                            h.id * 13 + m AS n) d;
INSERT INTO property_feedback (estate_id, household_id, category_id, kind, description,
    date, is_valid, decision, state, active)
SELECT v.estate_id, v.household_id, %(category)s,
       CASE v.id %% 3 WHEN 0 THEN 'complaint' WHEN 1 THEN 'need' ELSE 'praise' END,
       'Said ' || v.id %% 50, v.day, TRUE, 'none', 'answered', TRUE
  FROM property_visit v WHERE v.id %% 10 = 0;
INSERT INTO property_commitment (rule_id, res_model, res_id, household_id, estate_id,
    date_start, date_due, date_kept, state, was_late, active)
SELECT %(rule)s, 'property.feedback', f.id, f.household_id, f.estate_id, f.date,
       f.date + interval '1 day', f.date + interval '1 day' * (f.id %% 3), 'kept',
       f.id %% 3 = 2, TRUE
  FROM property_feedback f;
INSERT INTO helpdesk_ticket (number, name, description, stage_id, company_id, active,
    estate_id, household_id, property_kind, severity, handling_state, is_valid,
    create_date, handled_at, reopen_count, repeat_contacts, rating_status)
SELECT 'B' || f.id, f.description, f.description, %(stage)s, %(company)s, TRUE,
       f.estate_id, f.household_id, 'complaint', 'general', 'closed', TRUE,
       f.date + interval '3 hours', f.date + interval '20 hours', 0, 0, 'stage'
  FROM property_feedback f WHERE f.kind = 'complaint'
"""


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"in all {time.perf_counter() - start:.0f} s")
