"""What the promises of a case cost beside a bare ticket (design.md §7, C2–C5).

The same ticket of the same contact is registered with its household, so that it is
promised, escalated and answered for, and without it, so that it is helpdesk_mgmt's
own. The two take turns in one database; the budget is 1.25.
"""

import os

from _database import fresh
from _measure import measure, median, spread

ROUNDS = int(os.environ.get("TICKET_ROUNDS", "15"))
TICKETS = int(os.environ.get("TICKET_TICKETS", "20"))  # a round, one by one
BUDGET = 1.25


def main():
    database = fresh("bench_ticket")
    household, partner, team = fill(database)
    work = {
        "bare": {"partner_id": partner, "team_id": team},
        "case": {"partner_id": partner, "team_id": team, "household_id": household},
    }
    runs = {name: [] for name in work}
    for values in work.values():  # caches and tables are warm for both
        measure(database, lambda env, values=values: register(env, values))
    for turn in range(ROUNDS):
        order = list(work) if turn % 2 else list(reversed(work))
        for name in order:
            values = work[name]
            run = measure(database, lambda env, values=values: register(env, values))
            runs[name].append(run.seconds)
    pairs = zip(runs["case"], runs["bare"], strict=True)
    ratio = [case / bare for case, bare in pairs]
    promises = database.execute("SELECT count(*) FROM property_commitment")[0][0]
    print(f"{ROUNDS} rounds of {TICKETS} tickets, each its own request")
    for name, seconds in runs.items():
        print(f"  {name:<20} {median(seconds) / TICKETS * 1000:8.2f} ms a ticket")
    print(f"  promises made        {promises:8,}")
    print(f"  case ÷ bare          {spread(ratio)}   (budget {BUDGET})")


def register(env, values):
    """As many requests: what one left in the cache does not help the next."""
    env = env(context={})  # with followers and log, as the web client has them
    for number in range(TICKETS):
        env["helpdesk.ticket"].create(
            {"name": f"Water {number}", "description": "It drips", **values}
        )
        env.flush_all()
        env.invalidate_all()


def fill(database):
    """An estate of the butler procedure, as it is shipped; one household, one team."""
    with database.session() as env:
        estate = env["property.estate"].create(
            {
                "name": "Bench",
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
        team = env["helpdesk.ticket.team"].create({"name": "Bench"})
        return household.id, partner.id, team.id


if __name__ == "__main__":
    main()
