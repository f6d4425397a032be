"""M5, M5a: procedures in writing, revised in order, read by everybody concerned."""

from cases import CaseCase
from common import local
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestDocuments(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.env["document.page"].create(
            {
                "name": "How we visit",
                "parent_id": cls.env.ref("property_visit.document_category_rules").id,
                "company_id": False,
            }
        )
        cls.procedure.document_page_id = cls.page
        cls.Reading = cls.env["property.acknowledgement"]
        cls.far_estate.procedure_id = cls.env.ref("property_visit.procedure_office")

    def propose(self, number="2.0", text="<p>Ring twice</p>", user=None):
        page = self.page.with_user(user or self.supervisor)
        page.write(
            {"draft_name": number, "draft_summary": "Ring twice", "content": text}
        )
        return self.env["document.page.history"].search(
            [("page_id", "=", self.page.id)], order="id desc", limit=1
        )

    def approve(self, revision):
        reviewer = self.manager
        if revision.create_uid == self.manager:
            reviewer = self.admin
        revision.with_user(reviewer).action_review()
        revision.with_user(self.manager).action_approve()

    def readers(self):
        return self.Reading.search([("page_id", "=", self.page.id)])

    # ------------------------------------------------------------------ revisions

    def test_a_revision_waits_for_review_and_approval(self):
        revision = self.propose()
        self.assertEqual(revision.state, "to approve")
        with self.assertRefused("has to be reviewed"):
            revision.with_user(self.manager).action_approve()
        with self.assertRefused("Somebody else than the author"):
            revision.with_user(self.supervisor).action_review()
        self.approve(revision)
        self.assertEqual(self.page.history_head, revision)
        self.assertEqual(
            (revision.create_uid, revision.reviewer_id, revision.approved_uid),
            (self.supervisor, self.manager, self.manager),
        )

    def test_a_supervisor_approves_nothing(self):
        revision = self.propose(user=self.manager)
        revision.with_user(self.supervisor).action_review()
        with self.assertRefused("Only approvers"):
            revision.with_user(self.supervisor).action_approve()

    def test_shipped_procedures_have_a_text_in_the_index(self):
        shipped = self.env["property.procedure"].search([("source", "!=", False)])
        self.assertGreaterEqual(len(shipped), 6)
        for procedure in shipped:
            page = procedure.document_page_id
            self.assertEqual(page.history_head.state, "approved", procedure.name)
            self.assertTrue(page.is_property_document)
        index = self.env.ref("property_visit.document_category_rules")
        self.assertIn("How we visit", index.content)

    def test_a_text_speaks_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        revision = self.env.ref("property_visit.document_butler_revision")
        page = revision.page_id
        revision.update_field_translations(
            "content", {"zh_CN": {"What it is for": "目的"}}
        )
        self.assertIn("目的", page.with_context(lang="zh_CN").content)
        self.assertIn("What it is for", page.with_context(lang="en_US").content)

    # ------------------------------------------------------------------ reading

    def test_a_revision_asks_the_staff_concerned(self):
        self.approve(self.propose())
        self.assertEqual(self.readers().user_id, self.estate.user_ids)
        self.assertNotIn(self.stranger, self.readers().user_id)
        todo = self.page.activity_ids.filtered(lambda a: a.user_id == self.butler)
        self.assertEqual(len(todo), 1)

    def test_reading_is_confirmed_by_oneself(self):
        self.approve(self.propose())
        mine = self.page.with_user(self.butler)
        self.assertTrue(mine.is_mine_to_confirm)
        mine.action_acknowledge()
        read = self.readers().filtered("read_at")
        self.assertEqual(read.user_id, self.butler)
        self.assertNotIn(self.butler, self.page.activity_ids.user_id)
        with self.assertRefused("does not wait"):
            self.page.with_user(self.stranger).action_acknowledge()

    def test_a_newer_revision_asks_again(self):
        self.approve(self.propose())
        self.page.with_user(self.butler).action_acknowledge()
        self.approve(self.propose("3.0", "<p>Ring once</p>"))
        waiting = self.readers().filtered(lambda line: not line.read_at)
        self.assertEqual(waiting.user_id, self.estate.user_ids)
        self.assertEqual(set(waiting.mapped("revision_name")), {"3.0"})
        todo = self.page.activity_ids.filtered(lambda a: a.user_id == self.colleague)
        self.assertEqual(len(todo), 1)

    def test_who_joins_later_is_asked_once(self):
        self.approve(self.propose())
        joiner = self.make_user("butler", "joiner")
        self.hold(joiner, "butler")
        for _night in range(2):
            self.env["document.page"]._cron_ask_readers()
        self.assertEqual(len(self.readers().filtered(lambda r: r.user_id == joiner)), 1)

    def test_who_sees_who_has_read(self):
        self.approve(self.propose())
        mine = self.readers().filtered(lambda line: line.user_id == self.butler)
        other = self.readers().filtered(lambda line: line.user_id == self.department)
        for user, line, seen in (
            (self.butler, mine, True),
            (self.butler, other, False),
            (self.department, other, True),
            (self.department, mine, False),
            (self.supervisor, mine, True),
            (self.manager, mine, True),
            (self.admin, mine, True),
            (self.stranger, mine, False),
        ):
            line = line.with_user(user)
            self.assertEqual(line.has_access("read"), seen, user.name)
            self.assertFalse(line.has_access("write") or line.has_access("unlink"))
        self.assertTrue(self.page.with_user(self.butler).has_access("read"))
        self.assertFalse(self.page.with_user(self.butler).has_access("write"))

    def test_drafts_are_hidden_from_the_front_line(self):
        draft = self.propose()
        for user in (self.butler, self.department):
            self.assertFalse(draft.with_user(user).has_access("read"))

    # ------------------------------------------------------------------ paper

    def test_the_revision_history_prints(self):
        self.approve(self.propose())
        self.approve(self.propose("3.0", "<p>Ring once</p>"))
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "property_visit.report_document_revisions", self.page.ids
        )
        text = html.decode()
        for words in ("How we visit", "Ring once", "3.0", "Supervisor", "Manager"):
            self.assertIn(words, text)
        self.assertLess(text.index(">2.0<"), text.index(">3.0<", text.index(">2.0<")))


@tagged("post_install", "-at_install")
class TestReviews(CaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_rule(
            event="review_due",
            kept_by="review",
            unit="agreed",
            domain="[('reason', '=', 'half_yearly')]",
        )
        cls.make_rule(
            event="review_due",
            kept_by="review",
            unit="calendar_days",
            amount=5,
            domain="[('reason', '!=', 'half_yearly')]",
        )
        cls.Review = cls.env["property.procedure.review"]

    def reviews(self):
        return self.Review.search([("procedure_id", "=", self.procedure.id)])

    def approved_on(self, moment):
        page = self.env["document.page"].create({"name": "How we visit"})
        self.env["document.page.history"].create(
            {"page_id": page.id, "state": "approved", "approved_date": moment}
        )
        return page

    def finish(self, review):
        review.write(
            {
                "proposal": "Ring twice",
                "participant_ids": [(6, 0, (self.manager | self.butler).ids)],
                "discussion": "Agreed",
                "decision": "keep",
            }
        )
        review = review.with_user(self.manager)
        review.action_discuss()
        review.action_decide()
        review.action_finish()
        self.env.flush_all()

    def test_half_a_year_after_the_last_it_is_due_again(self):
        """Begun 30 days before; one at a time; the promise ends that evening."""
        self.procedure.document_page_id = self.approved_on("2026-11-02 01:00:00")
        self.env["property.procedure"]._cron_review()
        self.assertFalse(self.reviews())
        with self.on("2027-04-02 01:00:00"):  # in force 2 November, due 2 May
            self.env["property.procedure"]._cron_review()
            self.env["property.procedure"]._cron_review()
            review = self.reviews()
            self.assertEqual((len(review), review.reason), (1, "half_yearly"))
            self.assertEqual(review.date_due, local("2027-05-02 23:59:59"))
            self.assertEqual(review.user_id, self.manager)
            promise = self.Ledger._of(review)
            self.finish(review)
            self.assertEqual(promise.state, "kept")
        with self.on("2027-08-02 01:00:00"):
            self.env["property.procedure"]._cron_review()
            self.assertEqual(len(self.reviews()), 1)
        with self.on("2027-09-02 01:00:00"):
            self.env["property.procedure"]._cron_review()
            self.assertEqual(len(self.reviews()), 2)

    def test_a_procedure_without_interval_is_left_alone(self):
        self.procedure.review_months = 0
        with self.on("2028-01-01 01:00:00"):
            self.env["property.procedure"]._cron_review()
        self.assertFalse(self.reviews())

    def test_a_major_complaint_calls_for_one_at_once(self):
        case = self.make_case(severity="major")
        review = self.reviews()
        self.assertEqual((review.reason, review.ticket_ids), ("complaint", case))
        self.assertEqual(review.date_due, local("2026-11-07 23:59:59"))
        second = self.make_case(severity="major")
        self.assertEqual(self.reviews().ticket_ids, case | second)

    def test_one_that_becomes_major_calls_for_it_too(self):
        case = self.make_case()
        self.make_case(severity="major", property_kind="repair")
        self.assertFalse(self.reviews())
        case.severity = "major"
        self.assertEqual(self.reviews().ticket_ids, case)

    def test_a_major_fault_is_a_service_problem(self):
        case = self.make_case(property_kind="repair")
        case.is_major_fault = True
        self.assertEqual(self.reviews().reason, "problem")

    def test_each_step_needs_the_one_before(self):
        review = self.Review.create(
            {"procedure_id": self.procedure.id, "estate_id": self.estate.id}
        )
        with self.assertRefused("what is proposed"):
            review.action_discuss()
        with self.assertRefused("decided first"):
            review.action_finish()
        review.write({"proposal": "x", "participant_ids": [(6, 0, self.manager.ids)]})
        review.action_discuss()
        review.write({"discussion": "y", "decision": "revise"})
        with self.assertRefused("A manager decides"):
            review.with_user(self.supervisor).action_decide()
        review.with_user(self.manager).action_decide()
        with self.assertRefused("approved revision"):
            review.action_finish()

    def test_who_reads_and_writes_reviews(self):
        review = self.Review.create(
            {"procedure_id": self.procedure.id, "estate_id": self.estate.id}
        )
        for user in (self.supervisor, self.manager, self.admin):
            self.assertTrue(review.with_user(user).has_access("write"), user.name)
            self.assertFalse(review.with_user(user).has_access("unlink"))
        for user in (self.butler, self.department):
            self.assertFalse(review.with_user(user).has_access("read"), user.name)
        review.participant_ids = self.butler
        self.assertTrue(review.with_user(self.butler).has_access("read"))
        self.assertFalse(review.with_user(self.butler).has_access("write"))
