"""A due time out of the table beside `resource.calendar.plan_hours` (design.md §7).

In one run: the time a promise takes in a batch, what building a table costs, and
10,000 random promises on calendars of every shape, counted both ways. Fewer can be
asked for: `DEADLINE_CASES=1000 ./dev bench deadline`.
"""

import os
import random
import sys
import time
from pathlib import Path

from _database import fresh
from _measure import median, spread

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/addon"))
import random_calendars

CASES = int(os.environ.get("DEADLINE_CASES", "10000"))
ROUNDS = 5
YEARS = (2025, 2026)  # in which random moments lie
PROMISES = 10_000
PLANNED = 200  # plan_hours is too slow for more
BUDGET = 1 / 300


def main():
    database = fresh("bench_deadline")
    with database.session() as env:
        ratio = bench_speed(env)
        differing = bench_sameness(env)
    assert not differing, differing[:10]
    assert ratio <= BUDGET, f"1/{1 / ratio:.0f} of plan_hours"


def bench_speed(env):
    """The same promises both ways, tables at hand; return the median ratio."""
    calendar = random_calendars.make_calendar(env, "office", "Asia/Shanghai")
    load_holidays(env, calendar)
    rows = promises(random.Random(1))
    builds, tables, plans = [], [], []
    for _ in range(ROUNDS):
        env.registry.clear_cache()
        builds += [seconds(lambda y=y: calendar._property_table(y)) for y in YEARS]
        batch = seconds(lambda: calendar._property_due_batch(rows))
        tables.append(batch / len(rows))
        planned = seconds(lambda: plan(calendar, rows[:PLANNED]))
        plans.append(planned / PLANNED)
    ratios = [t / p for t, p in zip(tables, plans, strict=True)]
    print(f"\n{len(rows):,} promises in a batch, {ROUNDS} rounds")
    print(f"  table           {median(tables) * 1e6:10.1f} µs a promise")
    print(f"  plan_hours      {median(plans) * 1e6:10.1f} µs a promise")
    print(f"  times faster    {spread(1 / r for r in ratios)}   (budget 300)")
    print(f"  building it     {median(builds) * 1e3:10.1f} ms once a calendar and year")
    return median(ratios)


def bench_sameness(env):
    """Random promises on random calendars; return those that differ."""
    dice = random.Random(2)
    calendars = random_calendars.make_calendars(env, seed=3)
    differing, answered, start = [], 0, time.perf_counter()
    for number in range(CASES):
        calendar = calendars[number % len(calendars)]
        moment = random_calendars.moment(dice)
        hours = random_calendars.hours(dice, calendar)
        core = calendar.plan_hours(hours, moment, compute_leaves=True)
        if not core:
            continue  # it gives up after 100 fortnights
        answered += 1
        if calendar._property_due(moment, hours, "working_hours") != core:
            differing.append((calendar.name, moment, hours, core))
    print(f"\n{answered:,} random promises on {len(calendars)} calendars")
    print(f"  other answers   {len(differing):10d}   (budget 0)")
    print(f"  in all          {time.perf_counter() - start:10.0f} s", flush=True)
    return differing


def load_holidays(env, calendar):
    wizard = env["property.holiday.wizard"].create(
        {
            "country_id": env.ref("base.cn").id,
            "year": 2026,
            "calendar_ids": [(6, 0, calendar.ids)],
        }
    )
    wizard.action_load()


def promises(dice):
    """Starts all over a year; hours as procedures promise them."""
    return [
        (random_calendars.moment(dice), dice.choice(amounts), "working_hours", {})
        for amounts in [(0.5, 1, 2, 4, 8, 24, 40, 80)] * PROMISES
    ]


def plan(calendar, rows):
    for moment, hours, _unit, _facts in rows:
        calendar.plan_hours(hours, moment, compute_leaves=True)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
