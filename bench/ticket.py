"""What the promises of a case cost beside a bare ticket (design.md §7, C2–C5).

The same ticket of the same contact is registered with its household, so that it is
promised, escalated and answered for; without it, so that it is helpdesk_mgmt's own; and
under one rule of helpdesk_mgmt_sla, in a second database. All take turns; the budget of
the first is 1.25 of the second. Queries are counted as well: they do not depend on what
else the machine does.
"""

import os
from typing import NamedTuple

from _database import fresh
from _measure import measure, median, spread

ROUNDS = int(os.environ.get("TICKET_ROUNDS", "15"))
TICKETS = int(os.environ.get("TICKET_TICKETS", "20"))  # a round, one by one
BUDGET = 1.25
PEER = "helpdesk_mgmt_sla"


class Work(NamedTuple):
    database: object
    values: dict


def main():
    work = prepare()
    runs, queries = {name: [] for name in work}, {}
    for name in work:  # caches and tables are warm for all
        run(work[name])
    for turn in range(ROUNDS):
        for name in sorted(work, reverse=turn % 2):
            done = run(work[name])
            runs[name].append(done.seconds)
            queries[name] = done.result / TICKETS
    promises = work["case"].database.execute("SELECT count(*) FROM property_commitment")
    print(f"{ROUNDS} rounds of {TICKETS} tickets, each its own request")
    for name, seconds in runs.items():
        each = median(seconds) / TICKETS * 1000
        print(f"  {name:<20} {each:8.2f} ms a ticket {queries[name]:6.1f} queries")
    print(f"  promises made        {promises[0][0]:8,}")
    print(f"  case ÷ bare          {ratio(runs, 'case', 'bare')}   (budget {BUDGET})")
    print(f"  {PEER} ÷ bare there  {ratio(runs, PEER, 'bare beside it')}")


def prepare():
    """Ours in one database; the peer's in another, where it costs ours nothing."""
    here = fresh("bench_ticket")
    bare, household = fill(here)
    there = fresh("bench_ticket_sla", PEER)
    bare_there, _household = fill(there, under_sla=False)
    under_sla, _household = fill(there, under_sla=True)
    return {
        "bare": Work(here, bare),
        "case": Work(here, {**bare, "household_id": household}),
        "bare beside it": Work(there, bare_there),
        PEER: Work(there, under_sla),
    }


def ratio(runs, name, other):
    return spread(a / b for a, b in zip(runs[name], runs[other], strict=True))


def run(work):
    return measure(work.database, lambda env: register(env, work.values))


def register(env, values):
    """As many requests: what one left in the cache does not help the next."""
    env = env(context={})  # with followers and log, as the web client has them
    before = env.cr.sql_log_count
    for number in range(TICKETS):
        env["helpdesk.ticket"].create(
            {"name": f"Water {number}", "description": "It drips", **values}
        )
        env.flush_all()
        env.invalidate_all()
    return env.cr.sql_log_count - before


def fill(database, under_sla=False):
    """An estate of the butler procedure, as it is shipped; one household, one team.

    :return: values of a bare ticket, and the id of the household
    """
    with database.session() as env:
        name = "Bench SLA" if under_sla else "Bench"
        estate = env["property.estate"].create(
            {
                "name": name,
                "estate_type_id": env.ref("property_visit.estate_type_residential").id,
            }
        )
        building = env["property.building"].create(
            {"name": "A", "estate_id": estate.id, "butler_id": env.uid}
        )
        partner = env["res.partner"].create({"name": "Wang"})
        household = env["property.household"].create(
            {"building_id": building.id, "unit": "101", "partner_id": partner.id}
        )
        team = env["helpdesk.ticket.team"].create({"name": name})
        if under_sla:
            promise_by_peer(env, team)
        return {"partner_id": partner.id, "team_id": team.id}, household.id


def promise_by_peer(env, team):
    """An answer within 48 hours, as the butler procedure promises it."""
    team.use_sla = True
    done = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
    env["helpdesk.sla"].create(
        {
            "name": "Answer",
            "team_ids": [(6, 0, team.ids)],
            "hours": 48,
            "stage_id": done.id,
        }
    )


if __name__ == "__main__":
    main()
