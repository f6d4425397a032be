"""Statistics of ten thousand forms, beside core's `_prepare_statistics`."""

import os

from _measure import measure, median, spread

FORMS = int(os.environ.get("QUESTIONNAIRE_HOUSEHOLDS", "10000"))
ROUNDS = int(os.environ.get("QUESTIONNAIRE_STATISTICS_ROUNDS", "3"))
ITEMS = 6
BUDGET = 50


def statistics(database, world):
    """Measure `_statistics` and core's method in turns on the same forms.

    Six items of single choice, a tenth of the answers blank. Both read what is
    committed with empty caches; core is given the forms that it searches itself.
    """
    campaign = answered(database, world)
    ours, core = [], []
    for _turn in range(ROUNDS):
        done = measure(database, lambda env: count(env, campaign))
        ours.append(done.seconds)
        theirs = measure(database, lambda env: prepare(env, campaign))
        core.append(theirs.seconds)
        assert done.result == theirs.result, "both count the same answers"
    ratios = [theirs / mine for theirs, mine in zip(core, ours, strict=True)]
    print(f"{ROUNDS} rounds, {FORMS:,} forms × {ITEMS} items")
    print(f"  _statistics          {median(ours) * 1000:10.1f} ms")
    print(f"  _prepare_statistics  {median(core) * 1000:10.1f} ms")
    print(f"  core ÷ ours          {spread(ratios)}   (budget ≥ {BUDGET})")


def count(env, campaign):
    counted = env["property.questionnaire"].browse(campaign)._statistics()
    return [one.answered for one in counted]


def prepare(env, campaign):
    survey = env["property.questionnaire"].browse(campaign).survey_id
    lines = env["survey.user_input.line"].search([("survey_id", "=", survey.id)])
    data = survey.question_ids._prepare_statistics(lines)
    return [len(one["answer_input_done_ids"]) for one in data]


def answered(database, world):
    """A campaign at the households of `world` with everybody's form in."""
    with database.session() as env:
        survey = make_survey(env)
        campaign = env["property.questionnaire"].create(
            {
                "name": "Counted",
                "survey_id": survey.id,
                "estate_ids": [(6, 0, [world.estate])],
            }
        )
        campaign.action_issue()
        env.flush_all()
        hand_in(env.cr, campaign, survey)
        env.cr.execute("ANALYZE")
        return campaign.id


def make_survey(env):
    choices = [
        (0, 0, {"value": value, "property_satisfied": value > 3})
        for value in range(1, 6)
    ]
    questions = [
        {
            "title": f"Item {number}",
            "question_type": "simple_choice",
            "sequence": number,
            "suggested_answer_ids": choices,
        }
        for number in range(ITEMS)
    ]
    return env["survey.survey"].create(
        {
            "title": "Bench",
            "question_and_page_ids": [(0, 0, values) for values in questions],
        }
    )


def hand_in(cr, campaign, survey):
    """Forms and answers as core's pages leave them, one blank in ten.

    The questions are a day older than the campaign, as they are outside a benchmark.
    """
    cr.execute(
        """
        UPDATE survey_question SET create_date = create_date - interval '1 day'
         WHERE survey_id = %(survey)s;
        INSERT INTO survey_user_input (survey_id, access_token, state, test_entry)
        SELECT %(survey)s, token, 'done', FALSE FROM property_questionnaire_recipient
         WHERE questionnaire_id = %(campaign)s;
        UPDATE property_questionnaire_recipient r
           SET user_input_id = ui.id, state = 'answered', returned_at = now()
          FROM survey_user_input ui
         WHERE ui.access_token = r.token AND r.questionnaire_id = %(campaign)s;
        INSERT INTO survey_question_survey_user_input_rel
               (survey_user_input_id, survey_question_id)
        SELECT ui.id, q.id FROM survey_user_input ui
          JOIN survey_question q ON q.survey_id = ui.survey_id
         WHERE ui.survey_id = %(survey)s;
        INSERT INTO survey_user_input_line
               (user_input_id, survey_id, question_id, skipped, answer_type,
                suggested_answer_id)
        SELECT form.id, %(survey)s, q.id, form.is_blank,
               CASE WHEN NOT form.is_blank THEN 'suggestion' END,
               CASE WHEN NOT form.is_blank THEN choice.id END
          FROM survey_question q
          JOIN LATERAL (SELECT ui.id, (ui.id + q.id) %% 10 = 0 AS is_blank
                          FROM survey_user_input ui
                         WHERE ui.survey_id = q.survey_id) form ON TRUE
          JOIN LATERAL (SELECT a.id FROM survey_question_answer a
                         WHERE a.question_id = q.id
                         ORDER BY a.id OFFSET (form.id * 7 + q.id) %% 5 LIMIT 1)
                       choice ON TRUE
         WHERE q.survey_id = %(survey)s;
        """,
        {"survey": survey.id, "campaign": campaign.id},
    )
