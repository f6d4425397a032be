"""One escalation run of 1,000 due promises, with ever more open ones (design.md §7).

Time has to grow with what is due, not with what is open: from 10,000 to 1,000,000 open
promises by no more than 1.3. Beside it, a loop over the open ones, as helpdesk add-ons
look for what is late.
"""

import os
from datetime import timedelta

from _database import fresh
from _measure import measure, median, spread

SIZES = [int(n) for n in os.environ.get("OPEN_SIZES", "10000 100000 1000000").split()]
DUE = 1000
ROUNDS = 5


def main():
    database = fresh("bench_escalation")
    facts = prepare(database)
    known, first = 0, None
    for size in SIZES:
        add_open(database, facts, known, size)
        known = size
        runs = [escalate(database, facts) for _ in range(ROUNDS)]
        seconds = median(runs)
        first = first or seconds
        looking = measure(database, look_for_due).seconds
        print(f"\n{size:,} open promises, {DUE:,} due, {ROUNDS} rounds")
        print(f"  one run              {spread(runs)} s")
        print(f"  finding what is due  {looking * 1000:8.2f} ms")
        print(
            f"  to the smallest      {seconds / first:8.2f}   (budget 1.3)", flush=True
        )
        if size == SIZES[0]:
            loop = measure(database, loop_over_open).seconds
            print(f"  a loop over {size:,} open ones just to look {loop:8.2f} s")


def prepare(database):
    """A rule with a ladder, and an estate whose people it tells."""
    with database.session() as env:
        rule = env.ref("property_visit.promise_butler_reply")
        estate = env["property.estate"].create(
            {
                "name": "Bench",
                "estate_type_id": env.ref("property_visit.estate_type_residential").id,
                "procedure_id": rule.procedure_id.id,
            }
        )
        return {"rule": rule.id, "estate": estate.id, "user": env.uid}


def add_open(database, facts, known, size):
    """Open promises whose next step lies a month ahead."""
    database.execute(
        """INSERT INTO property_commitment (rule_id, res_model, res_id, estate_id,
               user_id, date_start, date_due, next_escalation_at, state, active)
           SELECT %s, 'property.feedback', n, %s, %s, now(), now() + interval '31 day',
                  now() + interval '30 day' + n * interval '1 second', 'open', TRUE
             FROM generate_series(%s::int + 1, %s::int) n""",
        facts["rule"],
        facts["estate"],
        facts["user"],
        known,
        size,
    )
    database.execute("ANALYZE property_commitment")


def escalate(database, facts):
    """Seconds of one run over 1,000 promises that have just become due."""
    database.execute("DELETE FROM property_escalation_log")
    database.execute(
        """UPDATE property_commitment
              SET next_escalation_at = now() - interval '1 hour',
                  date_due = now() - interval '1 minute'
            WHERE id IN (SELECT id FROM property_commitment ORDER BY random() LIMIT %s)
        """,
        DUE,
    )
    run = measure(database, run_once)
    assert run.result == DUE, f"{run.result} promises taken, {DUE} were due"
    database.execute(
        """UPDATE property_commitment SET next_escalation_at = now() + interval '30 day'
            WHERE next_escalation_at < now() + interval '29 day'"""
    )
    return run.seconds


def run_once(env):
    """What the cron does, in one transaction."""
    due = look_for_due(env)
    for start in range(0, len(due), 100):
        due[start : start + 100]._escalate()
    env.flush_all()
    return len(due)


def look_for_due(env):
    from odoo import fields

    ledger = env["property.commitment"]
    now = fields.Datetime.now() + timedelta(seconds=1)
    return ledger.search(ledger._step_is_due(now), order="next_escalation_at, id")


def loop_over_open(env):
    """The way of a loop: every open promise is read and asked whether it is late."""
    return len(
        env["property.commitment"].search([("state", "=", "open")]).filtered("is_late")
    )


if __name__ == "__main__":
    main()
