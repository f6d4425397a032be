"""Statistics of questionnaires, against pandas and against core's own flow (Q1–Q4)."""

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from questionnaire_world import ITEMS, ROWS, QuestionnaireCase

HERE = ("post_install", "-at_install")
RANK = st.integers(0, 4)
SATISFIED = {**dict.fromkeys([*ROWS, "Overall", "Why not"], (0, 1)), "Scale": (4, 5)}


@st.composite
def filled_in(draw):
    """A form as a household fills it in: any item blank, conditions respected."""
    maybe = st.none() | RANK
    form = {row: draw(maybe) for row in ROWS}
    form["Overall"] = draw(maybe | st.just("comment"))
    asked_why = form["Overall"] in (3, 4)
    form["Why not"] = draw(maybe) if asked_why else None
    form["Liked"] = sorted(draw(st.sets(RANK)))
    form["drawn"] = draw(st.none() | st.sets(st.sampled_from(["Scale", "Age"])))
    hidden = form["drawn"] or ()
    form["Scale"] = None if "Scale" in hidden else draw(st.none() | st.integers(1, 5))
    form["Age"] = None if "Age" in hidden else draw(st.none() | st.integers(0, 1))
    if form["drawn"] is not None and not asked_why:
        form["drawn"] = {*hidden, "Why not"}  # as core does when the form is sent off
    form["state"] = draw(st.sampled_from(["done", "done", "done", "in_progress"]))
    form["test"] = draw(st.sampled_from([False, False, False, True]))
    return form


def table(forms):
    """One row per counted form and item: shown, answered, satisfied, rated."""
    rows = []
    for number, form in enumerate(forms):
        if form["state"] == "done" and not form["test"]:
            rows += [(number, item, *verdict(form, item)) for item in ITEMS]
    names = ["form", "item", "shown", "answered", "satisfied"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype(dict.fromkeys(names[2:], bool))


def verdict(form, item):
    shown = item not in (form["drawn"] or ())
    if item == "Why not":
        shown = form["Overall"] in (3, 4)
    value = form[item]
    answered = bool(value) if item == "Liked" else value is not None
    if item == "Liked":
        return shown, answered, bool({0, 1} & set(value))
    return shown, answered, value in SATISFIED.get(item, ())


@tagged(*HERE)
class TestAgainstPandas(QuestionnaireCase):
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(forms=st.lists(filled_in(), max_size=12), by_lot=st.booleans())
    def test_items(self, forms, by_lot):
        """Q3, Q4: answered, satisfied, blank and not shown, to the last digit."""
        self.draw_by_lot(forms, by_lot)
        self.take_back()
        self.give(forms)
        self.assertEqual(self.campaign._count_all(), self.by_analysis())
        frame = table(forms)
        for count in self.campaign._statistics():
            item = frame[frame["item"] == count.item]
            answered, satisfied = item["answered"].sum(), item["satisfied"].sum()
            expected = (
                answered,
                satisfied,
                (item["shown"] & ~item["answered"]).sum(),
                (~item["shown"]).sum(),
            )
            found = (count.answered, count.satisfied, count.blank, count.not_shown)
            self.assertEqual(found, expected, count.item)
            rated = item[item["answered"]]["satisfied"].mean()
            no_rate = count.item == "Age" or not answered
            self.assertEqual(count.rate, None if no_rate else rated, count.item)

    def draw_by_lot(self, forms, by_lot):
        """Odoo asks every form everything, unless the survey draws questions."""
        self.survey.questions_selection = "random" if by_lot else "all"
        for form in forms:
            if not by_lot and form["drawn"] is not None:
                form["drawn"] = set(form["drawn"]) & {"Why not"}

    def by_analysis(self):
        """What the pivots say; where no form counts they have no row."""
        nothing = dict.fromkeys(self.campaign._count_all(), (0, 0, 0, 0))
        return {**nothing, **self.campaign._count_some([])}

    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(
        forms=st.lists(filled_in(), max_size=12),
        rule=st.sampled_from(["overall", "all_items", "average"]),
        enough=st.sampled_from([50.0, 60.0, 100.0]),
    )
    def test_forms(self, forms, rule, enough):
        """Q4: satisfied forms of returned ones, in all and by building."""
        self.take_back()
        self.give(forms)
        self.campaign.write({"form_rule": rule, "satisfied_from": enough})
        frame = table(forms)
        rated = frame[(frame["item"] != "Age") & frame["answered"]].groupby("form")
        if rule == "overall":
            overall = frame[frame["item"] == "Overall"].set_index("form")
            good = overall["satisfied"]
        else:
            needed = 1.0 if rule == "all_items" else enough / 100
            good = rated["satisfied"].mean() >= needed
        good = good.reindex(frame["form"].unique(), fill_value=False)
        self.assertEqual(self.campaign.satisfied_count, good.sum())
        self.assertEqual(self.campaign.returned_count, self.returned(forms))
        rate = 100.0 * good.sum() / len(good) if len(good) else 0.0
        self.assertEqual(self.campaign.satisfaction_rate, rate)
        first = self.recipients.building_id[0]
        place = pd.Series([r.building_id == first for r in self.recipients])
        there = good[place.reindex(good.index)]
        expected = there.mean() if len(there) else False  # read_group's empty
        self.assertEqual(self.by_building()[first], expected)

    def returned(self, forms):
        """Sent off by a household; core's test entries are none."""
        return sum(form["state"] == "done" for form in forms)

    def by_building(self):
        return dict(
            self.env["property.questionnaire.form.analysis"]._read_group(
                [("questionnaire_id", "=", self.campaign.id)],
                ["building_id"],
                ["satisfaction_rate:avg"],
            )
        )


@tagged(*HERE)
class TestStatistics(QuestionnaireCase):
    def test_before_anybody_has_answered(self):
        """Nothing counted is no rate, and no contradiction to the target."""
        counts = self.campaign._statistics()
        self.assertEqual([count.item for count in counts], ITEMS)
        self.assertEqual({count.rate for count in counts}, {None})
        self.assertFalse(self.campaign.is_below_target)
        self.assertIsNone(self.campaign.get_statistics()["satisfaction_rate"])

    def test_what_core_leaves_behind_is_counted(self):
        """A form through core's own methods, with a question that was not asked."""
        answer = self.recipients[0]._answer("link")
        overall, matrix = self.question["Overall"], self.question["Items"]
        answer._save_lines(overall, str(overall.suggested_answer_ids[0].id))
        column = str(matrix.suggested_answer_ids[4].id)
        answer._save_lines(matrix, {str(matrix.matrix_row_ids[1].id): [column]})
        answer._save_lines(self.question["Scale"], "")
        answer._mark_done()
        found = {
            count.item: (count.answered, count.satisfied, count.blank, count.not_shown)
            for count in self.campaign._statistics()
        }
        self.assertEqual(found["Overall"], (1, 1, 0, 0))
        self.assertEqual(found["Water"], (1, 0, 0, 0))
        self.assertEqual(found["Power"], (0, 0, 1, 0))
        self.assertEqual(found["Scale"], (0, 0, 1, 0))
        self.assertEqual(found["Why not"], (0, 0, 0, 1))

    def test_a_comment_beside_a_choice_is_no_second_answer(self):
        """Also where it began to count as one after the form came in."""
        overall = self.question["Overall"]
        overall.comment_count_as_answer = False
        answer = self.recipients[0]._answer("link")
        chosen = str(overall.suggested_answer_ids[0].id)
        answer._save_lines(overall, chosen, comment="But only just")
        answer._mark_done()
        self.give([{"Overall": "comment"}], self.recipients[1:])
        for counts, expected in ((False, (1, 1, 1)), (True, (2, 1, 0))):
            overall.comment_count_as_answer = counts
            found = {count.item: count for count in self.campaign._statistics()}
            one = found["Overall"]
            self.assertEqual((one.answered, one.satisfied, one.blank), expected)

    def test_answers_of_nobody_asked_do_not_count(self):
        stray = self.env["survey.user_input"].create(
            {"survey_id": self.survey.id, "state": "done"}
        )
        stray._save_lines(
            self.question["Overall"],
            str(self.question["Overall"].suggested_answer_ids[0].id),
        )
        self.assertEqual({c.forms for c in self.campaign._statistics()}, {0})

    def test_those_left_out_are_not_in_the_base(self):
        """Visibly: they are counted apart (Q1)."""
        self.recipients[0]._leave_out("Moved out")
        analysis = self.env["property.questionnaire.form.analysis"]
        sums = ["concerned:sum", "issued:sum", "left_out:sum"]
        mine = [("questionnaire_id", "=", self.campaign.id)]
        self.assertEqual(analysis._read_group(mine, [], sums), [(11, 11, 1)])

    def test_under_missed_targets_it_is_not_representative(self):
        """Q1: as soon as enough is issued and returned, it is."""
        self.campaign.write({"issue_target": 90, "return_target": 50})
        self.give([{"Overall": 0}] * 5)
        self.assertFalse(self.campaign.is_representative)
        self.give([{"Overall": 4}], self.recipients[5:])
        self.assertTrue(self.campaign.is_representative)
        self.recipients[6:8].action_not_handed_out()
        self.assertFalse(self.campaign.is_representative)

    def test_satisfaction_against_the_target(self):
        """Q6: exactly the target is enough."""
        self.campaign.satisfaction_target = 75
        self.give([{"Overall": 0}] * 3 + [{"Overall": 4}])
        self.assertEqual(self.campaign.satisfaction_rate, 75.0)
        self.assertFalse(self.campaign.is_below_target)
        self.give([{}], self.recipients[4:])
        self.assertEqual(self.campaign.satisfaction_rate, 60.0)
        self.assertTrue(self.campaign.is_below_target)

    def test_the_year_adds_up_its_campaigns(self):
        """Q1: issued and returned over the year, owner surveys only."""
        second = self.make_campaign(name="Autumn", date_open="2026-11-01")
        topic = self.make_campaign(name="Topic", kind="topic")
        before = self.make_campaign(name="Last year", date_open="2025-12-31")
        (second | topic | before).action_issue()
        second.recipient_ids[:6].action_not_handed_out()
        self.give([{"Overall": 0}] * 9)
        self.assertEqual(
            self.campaign._year_figures(),
            {
                "campaigns": 2,
                "concerned": 24,
                "issued": 18,
                "returned": 9,
                "issue_rate": 75.0,
                "return_rate": 50.0,
            },
        )

    def test_the_last_time(self):
        before = self.make_campaign(name="Before", date_open="2025-11-02")
        before.action_issue()
        self.assertFalse(self.campaign._previous())
        before.action_close()
        self.assertEqual(self.campaign._previous(), before)

    def test_segments_and_estates(self):
        """By segment as each reader may see it; the company sums its estates."""
        key = self.segment("key")
        self.recipients[0].household_id.segment_ids = [Command.link(key.id)]
        self.give([{"Overall": 0}, {"Overall": 4}])
        groups = dict(
            self.env["property.questionnaire.form.analysis"]
            .with_user(self.manager)
            ._read_group([], ["segment_ids"], ["satisfaction_rate:avg"])
        )
        self.assertEqual(groups[key], 1.0)

    # ------------------------------------------------------------------ rights

    def test_who_reads_what(self):
        """H5: sums for the butlers, form by form from supervisors on."""
        self.give([{"Overall": 0}])
        self.assertEqual(self.campaign.with_user(self.butler).satisfaction_rate, 100.0)
        self.assertTrue(self.campaign.with_user(self.butler)._statistics())
        for model in ("analysis", "form.analysis"):
            rows = self.env[f"property.questionnaire.{model}"]
            for user in (self.supervisor, self.manager, self.admin):
                self.assertTrue(rows.with_user(user).search([]))
            for user in (self.butler, self.department):
                with self.assertRaises(AccessError):
                    rows.with_user(user).search([])
        with self.assertRaises(AccessError):
            self.campaign.with_user(self.stranger).get_statistics()

    def test_supervisors_elsewhere_see_none_of_it(self):
        elsewhere = self.make_user("supervisor", "elsewhere")
        self.hold(elsewhere, "supervisor", self.far_estate)
        self.give([{"Overall": 0}])
        for model in ("analysis", "form.analysis"):
            rows = self.env[f"property.questionnaire.{model}"].with_user(elsewhere)
            self.assertFalse(rows.search([]))
