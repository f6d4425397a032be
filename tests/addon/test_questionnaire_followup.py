"""From open answers to the outcome: what follows from a survey (Q5, Q6, Q6a, Q7)."""

from common import local
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from paper import PaperCase
from questionnaire_world import QuestionnaireCase

HERE = ("post_install", "-at_install")
SCRIPT = "<script>alert(1)</script>"


class FollowUpCase(QuestionnaireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign.satisfaction_target = 85
        for event, kept_by, amount, unit in (
            ("questionnaire_closed", "statistics", 5, "working_days"),
            ("improvement_due", "improved", 0, "agreed"),
        ):
            cls.env["property.commitment.rule"].create(
                {
                    "name": event,
                    "procedure_id": cls.procedure.id,
                    "event": event,
                    "kept_by": kept_by,
                    "amount": amount,
                    "unit": unit,
                    "role_id": cls.role("department_head").id,
                }
            )

    def close(self, forms=(), campaign=None):
        self.give(forms)
        (campaign or self.campaign).action_close()
        return self.campaign.opinion_ids.sorted("id")

    def register(self, opinions):
        opinions.write({"category_id": self.category("facilities").id})
        opinions.action_register()
        return opinions.feedback_id

    def improve(self, **values):
        return self.env["property.questionnaire.improvement"].create(
            {
                "questionnaire_id": self.campaign.id,
                "team_id": self.team.id,
                "what": "Paint the hall",
                "date_due": "2026-11-20",
                **values,
            }
        )


@tagged(*HERE)
class TestOpenAnswers(FollowUpCase):
    def test_each_answer_enters_the_register_once(self):
        """Words and comments alike, with household, day and source (Q7)."""
        opinions = self.close(
            [{"Words": "Lift stops"}, {"Overall": "comment"}, {"Overall": 0}]
        )
        self.assertEqual(opinions.mapped("text"), ["Lift stops", "Other"])
        said = self.register(opinions)
        self.assertEqual(said[0].household_id, self.recipients[0].household_id)
        self.assertEqual(said.mapped("source"), ["questionnaire"] * 2)
        self.campaign.action_collect_opinions()
        self.assertEqual(len(self.campaign.opinion_ids), 2)
        with self.assertRefused("already"):
            opinions.action_register()

    def test_what_says_nothing_is_put_aside(self):
        opinions = self.close(
            [{"Words": " 无。"}, {"Words": "　"}, {"Words": "无电梯"}]
        )
        self.assertEqual(opinions.mapped("state"), ["aside", "new"])
        self.assertEqual(self.campaign.unsorted_count, 1)

    def test_a_category_is_needed(self):
        opinions = self.close([{"Words": "Lift stops"}])
        with self.assertRefused("Choose a category for 1"):
            opinions.action_register()
        self.assertFalse(self.campaign.opinion_ids.feedback_id)

    def test_who_sorts_them(self):
        """H5: they name households."""
        opinion = self.close([{"Words": "Lift stops"}])
        for user in (self.butler, self.department):
            with self.assertRaises(AccessError):
                opinion.with_user(user).read(["text"])
        self.register(opinion.with_user(self.supervisor))
        with self.assertRaises(UserError):
            opinion.with_user(self.supervisor).action_put_aside()


@tagged(*HERE)
class TestBelowTarget(FollowUpCase):
    def test_a_nonconformity_is_raised_once(self):
        """Q6: below target, not at it."""
        self.close([{"Overall": 0}] * 3 + [{"Overall": 4}])
        raised = self.campaign.nonconformity_ids
        self.assertEqual(len(raised), 1)
        self.assertEqual(raised.manager_user_id, self.manager)
        self.assertIn("75.0", raised.description)
        self.campaign.action_finish_statistics()
        self.assertEqual(self.campaign.nonconformity_ids, raised)

    def test_at_the_target_none_is(self):
        self.campaign.satisfaction_target = 75
        self.close([{"Overall": 0}] * 3 + [{"Overall": 4}])
        self.assertFalse(self.campaign.nonconformity_ids)

    def test_nobody_answered(self):
        self.close()
        self.assertFalse(self.campaign.nonconformity_ids)

    def test_closing_it_asks_to_measure_again(self):
        self.close([{"Overall": 4}])
        raised = self.campaign.nonconformity_ids
        self.assertFalse(self.campaign.activity_ids)
        raised.write({"action_comments": "New lamps", "evaluation_comments": "Fine"})
        raised.stage_id = self.env.ref("mgmtsystem_nonconformity.stage_done")
        self.assertEqual(self.campaign.activity_ids.user_id, self.manager)
        again = self.env["property.questionnaire"].browse(
            self.campaign.with_user(self.supervisor).action_ask_again()["res_id"]
        )
        self.assertEqual((again.follows_id, again.state), (self.campaign, "draft"))
        self.assertFalse(self.campaign.activity_ids or again.recipient_ids)


@tagged(*HERE)
class TestImprovements(FollowUpCase):
    def test_a_department_is_told_with_a_promise_and_an_activity(self):
        """Q6a: due at the end of that day at the estate."""
        self.close([{"Overall": 0}])
        line = self.improve()
        self.campaign.with_user(self.manager).action_tell_departments()
        promise = self.env["property.commitment"]._of(line)
        self.assertEqual(promise.date_due, local("2026-11-20 23:59:59"))
        self.assertEqual(promise.user_id, self.department)
        self.assertEqual(line.activity_ids.user_id, self.department)
        with self.assertRefused("what and by when stand"):
            line.with_user(self.manager).date_due = "2026-12-24"
        line.with_user(self.department).outcome = "Painted"
        line.with_user(self.department).action_done()
        self.assertEqual((promise.state, line.state), ("kept", "done"))
        self.assertFalse(line.activity_ids)

    def test_what_was_done_is_written_down(self):
        line = self.improve()
        with self.assertRefused("Only what a department was told"):
            line.action_done()
        line.action_tell()
        with self.assertRefused("Write down what was done"):
            line.action_done()

    def test_a_day_gone_by_is_no_promise(self):
        with self.assertRefused("a day to come"):
            self.improve(date_due="2026-11-01").action_tell()

    def test_who_reads_and_who_writes(self):
        line = self.improve()
        with self.assertRaises(AccessError):
            line.with_user(self.department).read(["what"])
        line.action_tell()
        line.invalidate_recordset()
        self.assertEqual(Form(line.with_user(self.department)).what, "Paint the hall")
        self.assertEqual(line.with_user(self.butler).what, "Paint the hall")
        for user in (self.butler, self.stranger):
            with self.assertRaises(AccessError):
                line.with_user(user).outcome = "x"
        with self.assertRaises(AccessError):
            line.with_user(self.butler).copy()


@tagged(*HERE)
class TestPublishing(FollowUpCase):
    def test_the_report_keeps_the_promise(self):
        """Q5: the manager is asked for the main concerns."""
        opinions = self.close([{"Words": "Lift stops"}])
        promise = self.campaign.promise_ids
        with self.assertRefused("1 open answers wait"):
            self.campaign.action_finish_statistics()
        opinions.action_put_aside()
        self.campaign.with_user(self.supervisor).action_finish_statistics()
        self.assertEqual(promise.state, "kept")
        self.assertEqual(self.campaign.activity_ids.user_id, self.manager)

    def test_residents_read_figures_and_plan_and_nobodys_words(self):
        """Q7: no household's own words, nothing that was not told to a department."""
        self.close([{"Overall": 0, "Words": f"Lift stops {SCRIPT}"}])
        self.register(self.campaign.opinion_ids)
        self.campaign.main_concerns = f"Lifts {SCRIPT}"
        self.improve().action_tell()
        self.improve(what="Still a secret")
        action = self.campaign.with_user(self.manager).action_publish()
        shown = self.env["property.publication"].browse(action["res_id"])
        self.assertEqual(
            (shown.kind, shown.on_portal, shown.estate_ids, shown.res_id),
            ("questionnaire", True, self.estate, self.campaign.id),
        )
        for part in ("100.0%", "Paint the hall", "Lifts", "Engineering"):
            self.assertIn(part, shown.body)
        for part in ("Lift stops", "secret", "<script"):
            self.assertNotIn(part, shown.body)
        self.assertEqual(self.campaign.state, "published")
        with self.assertRefused("not possible"):
            self.campaign.action_publish()

    def test_while_answers_are_taken_nothing_is_published(self):
        with self.assertRefused("to be closed before"):
            self.campaign.action_publish()

    def test_who_said_something_hears_the_outcome_once(self):
        """Q7: with a link to say whether they are satisfied with it."""
        self.close([{"Words": "Lift stops"}, {"Words": "Too dark"}, {"Words": "Loud"}])
        said = self.register(self.campaign.opinion_ids)
        said[0].household_id.partner_id.email = "wang@example.com"
        with self.assertRefused("No answered feedback"):
            self.campaign.action_tell_outcomes()
        for feedback in said[:2]:
            feedback.reply = "Repaired"
            feedback.action_answer()
        told = self.campaign.action_tell_outcomes()["params"]["message"]
        self.assertTrue(told.startswith("1 told by mail; 1 have no address"), told)
        mail = self.env["mail.mail"].search(
            [("model", "=", "property.feedback"), ("res_id", "in", said.ids)]
        )
        self.assertEqual(mail.res_id, said[0].id)
        self.assertIn("/v/outcome/", mail.body_html)
        with self.assertRefused("No answered feedback"):
            self.campaign.action_tell_outcomes()


@tagged(*HERE)
class TestReport(PaperCase, FollowUpCase):
    def test_five_hundred_opinions_on_paper(self):
        """Q5: long Chinese answers wrap, the pages are numbered, nothing is lost."""
        self.close([{"Overall": 0, "Words": "x"}])
        texts = ["光" * 700, SCRIPT, *(f"Opinion {number}." for number in range(498))]
        self._insert(
            "survey_user_input_line",
            [
                {
                    "user_input_id": self.recipients[0].user_input_id.id,
                    "question_id": self.question["Words"].id,
                    "answer_type": "text_box",
                    "value_text_box": text,
                }
                for text in texts
            ],
        )
        self.campaign.action_collect_opinions()
        self.assertEqual(len(self.campaign.opinion_ids), 501)
        pages = self.pages(self.pdf("questionnaire_report", self.campaign))
        whole = " ".join(pages)
        self.assertEqual(whole.count("光"), 700)
        self.assertIn("<script>", whole)
        for number in range(498):
            self.assertIn(f"Opinion {number}.", whole)

    def test_with_no_answer_at_all(self):
        self.close()
        words = self.read("questionnaire_report", self.campaign)
        self.assertIn("Power", words)
        self.assertIn("–", words)
        self.assertNotIn("Not representative", words)
        self.assertIn("Survey 2026", self.read("questionnaire_notice", self.campaign))

    def test_compared_with_the_last_time(self):
        before = self.make_campaign(name="Before", date_open="2025-11-02")
        before.action_issue()
        old = before.recipient_ids.sorted("id")
        self.give([{"Overall": 4, "Power": 0}], old)
        self.env.cr.execute("UPDATE survey_user_input SET access_token = id::text")
        before.action_close()
        self.close([{"Overall": 0, "Power": 0}, {"Overall": 4, "Power": 4}])
        words = self.read("questionnaire_report", self.campaign)
        self.assertIn("last time 0.0%", words)
        self.assertIn("100.0% -50.0", words)
        self.assertIn("Not representative", words)

    def test_the_screen_shows_the_same_figures(self):
        self.give([{"Overall": 0}, {"Overall": 4}])
        form = Form(self.campaign.with_user(self.butler))
        self.assertIn("50.0%", form.figures_html)
        self.assertIn("their figures differ", form.figures_html)
