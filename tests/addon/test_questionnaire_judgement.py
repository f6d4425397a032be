"""No form is judged by nothing, and no comparison is made of what is not alike (Q4)."""

from odoo.fields import Command
from odoo.tests import tagged
from questionnaire_world import QuestionnaireCase

HERE = ("post_install", "-at_install")


class OpinionsCase(QuestionnaireCase):
    """Beside the campaign one that asks for words alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.words = cls.env["survey.survey"].create({"title": "What moves you?"})
        cls.env["survey.question"].create(
            {"survey_id": cls.words.id, "title": "Words", "question_type": "text_box"}
        )
        cls.opinions = cls.make_campaign(
            name="Opinions", survey_id=cls.words.id, overall_question_id=False
        )

    def send_off(self, campaign):
        for recipient in campaign.recipient_ids[:2]:
            recipient._answer("link")._mark_done()


@tagged(*HERE)
class TestJudgement(OpinionsCase):
    def test_what_rates_nothing_has_no_rate(self):
        """Neither is it below its target: there is nothing to raise (Q6)."""
        self.opinions.action_issue()
        self.send_off(self.opinions)
        self.assertEqual(self.opinions.returned_count, 2)
        self.assertIsNone(self.opinions.get_statistics()["satisfaction_rate"])
        self.assertFalse(self.opinions.is_below_target)
        self.assertEqual(self.opinions._report_values()["cover"][-1]["rate"], "–")
        self.opinions.action_close()
        self.assertFalse(self.opinions.nonconformity_ids)

    def test_it_lowers_nobody_elses(self):
        """Q4: the company's rate is that of the forms that could be satisfied."""
        self.give([{"Overall": 0}, {"Overall": 4}])
        self.opinions.action_issue()
        self.send_off(self.opinions)
        [(satisfied, judged, returned, rate)] = self.env[
            "property.questionnaire.form.analysis"
        ]._read_group(
            [("questionnaire_id", "in", (self.campaign | self.opinions).ids)],
            aggregates=[
                "satisfied:sum",
                "judged:sum",
                "returned:sum",
                "satisfaction_rate:avg",
            ],
        )
        self.assertEqual((satisfied, judged, returned, rate), (1, 2, 4, 0.5))

    def test_without_the_overall_question_there_is_no_rate(self):
        """The screen says so before anything is issued; another rule can do without."""
        again = self.make_campaign(overall_question_id=False)
        self.assertTrue(again.is_unjudged)
        again.overall_question_id = self.question["Age"]  # no answer means satisfied
        self.assertTrue(again.is_unjudged)
        again.action_issue()
        self.send_off(again)
        self.assertEqual((again.returned_count, again.judged_count), (2, 0))
        self.assertIsNone(again.get_statistics()["satisfaction_rate"])
        self.assertFalse(again.is_below_target)
        again.form_rule = "all_items"
        self.assertFalse(again.is_unjudged)
        self.assertEqual(again.judged_count, 2)
        self.assertFalse(self.campaign.is_unjudged)
        self.assertFalse(self.opinions.is_unjudged)

    def test_a_copy_of_the_questions_knows_its_overall_question(self):
        self.survey.property_overall_question_id = self.question["Overall"]
        twin = self.survey.copy()
        overall = twin.property_overall_question_id
        self.assertEqual((overall.survey_id, overall.title), (twin, "Overall"))
        again = self.make_campaign(survey_id=twin.id, overall_question_id=False)
        self.assertFalse(self.words.copy().property_overall_question_id)
        again._compute_overall_question_id()
        self.assertEqual(again.overall_question_id, overall)


@tagged(*HERE)
class TestLastTime(QuestionnaireCase):
    def measure(self, forms, **values):
        """Ask again with the same questions; the next campaign, answered."""
        self.campaign.action_close()
        action = self.campaign.action_ask_again()
        again = self.env["property.questionnaire"].browse(action["res_id"])
        again.write(values)
        again.action_issue()
        self.env.cr.execute("UPDATE survey_user_input SET access_token = 'x' || id")
        self.env.invalidate_all()
        self.give(forms, again.recipient_ids.sorted("id"))
        return again

    def test_measured_again_on_the_same_day_it_is_compared(self):
        """Q6: with what it measures again, whatever else was asked that day."""
        self.give([{"Overall": 0, "Power": 0}, {"Overall": 4, "Power": 4}])
        again = self.measure([{"Overall": 0, "Power": 0}])
        self.assertEqual(again._previous(), self.campaign)
        values = again._report_values()
        self.assertEqual(values["cover"][-1]["before"], "50.0%")
        self.assertIn("Survey 2026, Sunny Garden", values["last"])
        power = values["items"][0]
        self.assertEqual((power["before"], power["change"]), ("50.0%", "+50.0"))

    def test_another_rule_is_not_compared_and_said(self):
        self.give([{"Overall": 0}])
        again = self.measure([{"Overall": 0}], form_rule="all_items")
        values = again._report_values()
        self.assertFalse(values["cover"][-1]["before"])
        self.assertEqual(values["cover"][0]["before"], "100.0%")
        self.assertIn("not comparable", values["last"])
        overall = next(r for r in values["items"] if r["count"].item == "Overall")
        self.assertEqual(overall["before"], "100.0%")

    def test_the_first_time(self):
        values = self.campaign._report_values()
        self.assertFalse(values["last"])
        self.assertEqual({row["before"] for row in values["items"]}, {""})

    def test_items_of_one_name_are_compared_each_with_its_own(self):
        self.question["Why not"].title = "Overall"
        self.question["Why not"].triggering_answer_ids = False
        self.give([{"Overall": 0, "Why not": 4}])
        again = self.measure([{"Overall": 4, "Why not": 0}])
        rows = [
            r for r in again._report_values()["items"] if r["count"].item == "Overall"
        ]
        self.assertEqual([row["before"] for row in rows], ["100.0%", "0.0%"])
        self.assertEqual([row["change"] for row in rows], ["-100.0", "+100.0"])


@tagged(*HERE)
class TestWhileItRuns(QuestionnaireCase):
    def test_nothing_comes_between_a_household_and_its_answer(self):
        """Whoever edits the questions; once it is closed they are free."""
        for change in (
            {"active": False},
            {"users_login_required": True},
            {"is_attempts_limited": True},
            {"is_time_limited": True},
        ):
            with self.subTest(change=change), self.assertRefused("by their links"):
                self.survey.write(change)
        self.survey.write({"title": "How are you?", "active": True})
        self.campaign.action_close()
        self.survey.action_archive()
        self.assertFalse(self.survey.active)

    def test_who_lives_there_after_all_is_asked_again(self):
        """By the same link; nobody is asked again of what is closed (Q1)."""
        recipient = self.recipients[0]
        household, token = recipient.household_id, recipient.token
        household.occupancy = "moved_out"
        self.assertEqual(recipient.state, "left_out")
        household.occupancy = "occupied"
        self.assertEqual((recipient.state, recipient.reason), ("waiting", False))
        self.assertEqual(recipient.token, token)
        self.assertEqual(self.campaign.left_out_count, 0)
        household.occupancy = "moved_out"
        self.campaign.action_close()
        household.occupancy = "occupied"
        self.assertEqual(recipient.state, "left_out")


@tagged(*HERE)
class TestPaperOfOddQuestions(QuestionnaireCase):
    def test_words_of_their_own(self):
        """A matrix keeps its title, a condition and a comment are on paper (Q8)."""
        items = self.recipients[0]._paper_items()
        matrix, overall, why = items[:3]
        self.assertEqual(matrix["heading"], "Items")
        self.assertEqual(overall["comment"], "If other, please specify:")
        self.assertIn("2. Dissatisfied / 2. Very dissatisfied", why["only"])
        self.assertEqual([len(item["rows"]) for item in items[:3]], [3, 1, 1])
        reports = self.env["ir.actions.report"]
        html = reports._render_qweb_html(
            "property_visit.report_questionnaire", self.recipients[0].ids
        )[0].decode()
        for words in ("Only if you have ticked", "If other, please specify:"):
            self.assertIn(words, html)

    def test_the_company_asks_by_words_of_its_own(self):
        self.question["Overall"].comments_message = "Which?"
        self.question["Liked"].write({"comments_allowed": True})
        items = {item["title"]: item for item in self.recipients[0]._paper_items()}
        self.assertEqual(items["Overall"]["comment"], "Which?")
        self.assertTrue(items["Liked"]["comment"])
        self.assertFalse(items["Age"]["comment"])


@tagged(*HERE)
class TestOtherEstates(QuestionnaireCase):
    def test_of_the_last_time_the_same_estates_are_compared(self):
        """What the far estate said is no figure of this one's last time."""
        both = self.make_campaign(
            name="Both",
            date_open="2026-11-01",
            estate_ids=[Command.set((self.estate | self.far_estate).ids)],
        )
        both.action_issue()
        near = both.recipient_ids.filtered(lambda r: r.estate_id == self.estate)
        far = both.recipient_ids - near
        self.give([{"Overall": 0, "Power": 0}, {"Overall": 4, "Power": 4}], near[:2])
        self.env.cr.execute("UPDATE survey_user_input SET access_token = 'x' || id")
        self.give([{"Overall": 4, "Power": 4}], far[:1])
        both.action_close()
        self.assertEqual(self.campaign._previous(), both)
        values = self.campaign._report_values()
        self.assertEqual(values["cover"][-1]["before"], "50.0%")
        self.assertEqual(values["items"][0]["before"], "50.0%")
        self.assertIn("Both, Sunny Garden, ", values["last"])

    def test_a_campaign_may_ask_two_estates_of_which_one_is_new(self):
        """The comparison says which estates the last time was about."""
        self.give([{"Overall": 0}])
        self.campaign.action_close()
        both = self.make_campaign(
            name="Both",
            date_open="2026-11-09",
            estate_ids=[Command.set((self.estate | self.far_estate).ids)],
        )
        self.assertEqual(both._previous(), self.campaign)
        sentence = both._report_values()["last"]
        self.assertIn("Survey 2026, Sunny Garden, ", sentence)
        self.assertNotIn("Far Garden", sentence)
