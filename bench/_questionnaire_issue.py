"""Ten thousand households are asked, beside core's one answer for each partner."""

import os
from typing import NamedTuple

from _measure import measure, median, spread

HOUSEHOLDS = int(os.environ.get("QUESTIONNAIRE_HOUSEHOLDS", "10000"))
ROUNDS = int(os.environ.get("QUESTIONNAIRE_ROUNDS", "3"))
PEER_ROWS = int(os.environ.get("QUESTIONNAIRE_PEER_ROWS", "300"))  # a round, one by one
BUDGET = 20


class World(NamedTuple):
    estate: int
    survey: int
    plain: int


def issue(database):
    """Measure `action_issue` and `_create_answer` in turns, and print the ratio.

    Core's rows are fewer, for ten thousand of them take minutes; both are divided by
    their number, which favours core: it does not slow down within three hundred.
    """
    world = fill(database)
    ours, core = [], []
    for turn in range(ROUNDS):
        campaign = draft(database, world, turn)
        done = measure(database, lambda env, c=campaign: hand_out(env, c))
        ours.append(done.seconds / done.result)
        done = measure(database, lambda env: create_answers(env, world))
        core.append(done.seconds / done.result)
    again = measure(database, lambda env: hand_out(env, campaign))
    print(
        f"{ROUNDS} rounds, {HOUSEHOLDS:,} households, {PEER_ROWS:,} of core's answers"
    )
    print(f"  action_issue      {median(ours) * 1e6:10.1f} µs a household")
    print(f"  _create_answer    {median(core) * 1e6:10.1f} µs a partner")
    print(f"  core ÷ ours       {ratio(core, ours)}   (budget ≥ {BUDGET})")
    print(f"  issued again      {again.seconds:10.2f} s, nobody added")
    return world


def ratio(core, ours):
    return spread(theirs / mine for theirs, mine in zip(core, ours, strict=True))


def draft(database, world, turn):
    with database.session() as env:
        return (
            env["property.questionnaire"]
            .create(
                {
                    "name": f"Round {turn}",
                    "survey_id": world.survey,
                    "estate_ids": [(6, 0, [world.estate])],
                }
            )
            .id
        )


def hand_out(env, campaign):
    questionnaire = env["property.questionnaire"].browse(campaign)
    questionnaire.action_issue()
    return env["property.questionnaire.recipient"].search_count(
        [("questionnaire_id", "=", campaign)]
    )


def create_answers(env, world):
    survey = env["survey.survey"].browse(world.plain)
    partners = env["res.partner"].search(
        [("name", "=like", "Bench %")], limit=PEER_ROWS
    )
    for partner in partners:
        survey._create_answer(partner=partner)
    return len(partners)


def fill(database):
    """An estate with that many households, and the owner survey twice."""
    with database.session() as env:
        estate = env["property.estate"].create(
            {
                "name": "Bench",
                "estate_type_id": env.ref("property_visit.estate_type_residential").id,
            }
        )
        building = env["property.building"].create(
            {"name": "A", "estate_id": estate.id}
        )
        survey = env.ref("property_visit.survey_owner")
        plain = survey.copy({"title": "Beside"})
        env.flush_all()
        people(env, building)
        return World(estate.id, survey.id, plain.id)


def people(env, building):
    env.cr.execute(
        """
        WITH made AS (
            INSERT INTO res_partner (name, complete_name, active, type, email)
            SELECT 'Bench ' || n, 'Bench ' || n, true, 'contact',
                   'bench' || n || '@example.invalid'
              FROM generate_series(1, %s) n
            RETURNING id, name)
        INSERT INTO property_household (estate_id, building_id, unit, partner_id,
                                        relation, occupancy, active, preferred_days)
        SELECT %s, %s, split_part(name, ' ', 2), id,
               'owner', 'occupied', true, 'any'
          FROM made
        """,
        [HOUSEHOLDS, building.estate_id.id, building.id],
    )
    env.cr.execute("ANALYZE property_household")
    env.invalidate_all()
