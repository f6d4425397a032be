"""Strangers, those who moved out, and odd input: nothing told, never a failure."""

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from portal_world import PortalCase

ODD = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.sampled_from(
        ["", "0", "-1", "1.5", "9" * 30, "None", "true", "1;--", "../..", "%00", "\x00"]
    ),
)
FUZZ = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


class StrangerCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.visit = cls.make_visit(date_planned="2026-11-03")
        cls.made = cls.make_visit(state="done", date_done="2026-11-01 02:00:00")
        cls.proposal = cls.env["property.case.proposal"].create(
            {"ticket_id": cls.ticket.id, "description": "A new lift"}
        )

    def ways(self):
        """Every page and form that names a record of household 101."""
        return [
            (f"/my/visits/{self.visit.id}", None),
            (f"/my/visits/{self.made.id}", None),
            (f"/my/ticket/{self.ticket.id}", None),
            (f"/my/visits/{self.visit.id}/answer", {"answer": "no"}),
            (f"/my/visits/{self.made.id}/answer", {"answer": "1"}),
            (f"/my/ticket/{self.ticket.id}/answer", {"answer": "solved"}),
            (
                f"/my/ticket/{self.ticket.id}/answer",
                {"answer": "agree", "proposal": self.proposal.id},
            ),
        ]

    def assertNothingDone(self):
        self.assertFalse(self.visit.household_answer)
        self.assertFalse(self.made.resident_rating)
        self.assertEqual(self.proposal.state, "proposed")
        self.assertEqual(self.ticket.handling_state, "received")

    def assertTurnedAway(self):
        for url, form in self.ways():
            with self.subTest(url):
                answer = (
                    self.submit(url, **form)
                    if form
                    else self.url_open(url, allow_redirects=False)
                )
                self.assertIn(answer.status_code, (302, 303, 404))
                self.assertNotIn("Lift stuck", answer.text)
        self.assertNothingDone()


@tagged("post_install", "-at_install")
class TestStrangers(StrangerCase):
    def test_a_neighbour(self):
        self.sign_in("zhao")
        self.assertTurnedAway()

    def test_who_moved_out_today(self):
        self.membership.date_to = "2026-11-02"
        self.sign_in("wife")
        self.assertTurnedAway()

    def test_when_the_household_moved_out(self):
        """Its visits, and its tickets but the person's own, are gone for all of it."""
        self.household.write({"occupancy": "moved_out", "move_out_date": "2026-11-02"})
        self.sign_in("wife")
        self.assertTurnedAway()

    def test_the_butler_answers_no_visit_in_the_households_place(self):
        """Staff see the visit in the backend; the pages are for who lives there."""
        self.authenticate(self.butler.login, self.butler.login)
        for url, form in self.ways()[:5]:
            if "visits" in url:
                with self.subTest(url):
                    answer = self.submit(url, **form) if form else self.url_open(url)
                    self.assertNotIn(f"/my/visits/{self.visit.id}/answer", answer.text)
        self.assertNothingDone()

    def test_nobody_at_all(self):
        for url, _form in self.ways()[:2]:
            answer = self.url_open(url, allow_redirects=False)
            self.assertIn("/web/login", answer.headers["Location"])

    @mute_logger(
        "odoo.http",
        "odoo.models",
        "odoo.orm.models",
        "odoo.addons.base.models.ir_model",
    )
    def test_residents_reach_no_model_beside_the_pages(self):
        self.sign_in("wang")
        models = ("property.visit", "property.household", "property.case.proposal")
        for model in models:
            for method in ("search_read", "search_count", "fields_get"):
                if method == "fields_get":
                    continue
                with self.subTest(model, method=method):
                    self.assertDenied(self.call(method, [], model=model))
        self.assertDenied(self.call("search_count", [("form_key", "!=", False)]))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_residents_do_not_look_each_other_up(self):
        """Wang and Zhao are contacts of one company, which Odoo shows to both."""
        self.wang.phone = "13800000101"
        self.sign_in("zhao")
        for domain in ([("id", "=", self.wang.id)], [("phone", "=", self.wang.phone)]):
            rows = self.call("search_read", domain, ["name"], model="res.partner")
            self.assertEqual(rows, [])
        self.assertDenied(
            self.call("read", self.wang.ids, ["phone"], model="res.partner")
        )
        own = self.call("read", self.zhao.ids, ["name"], model="res.partner")
        self.assertEqual(own[0]["name"], self.zhao.name)

    def test_the_record_rules_protect_not_the_pages(self):
        """Whoever asks for all of them as a resident gets their household's alone."""
        resident = self.user["wife_portal"]
        visits = self.env["property.visit"].with_user(resident)
        self.make_visit(self.neighbour)
        self.assertEqual(visits._of_resident(), self.visit | self.made)
        households = self.env["property.household"].with_user(resident)
        self.assertEqual(households._of_resident(), self.household)
        with self.assertRaises(AccessError):
            visits.search([])


@tagged("post_install", "-at_install")
class TestOddInput(StrangerCase):
    @given(text=ODD)
    @FUZZ
    @mute_logger("odoo.http", "werkzeug")
    def check_forms(self, text):
        forms = (
            (f"/my/visits/{self.visit.id}/answer", ("answer",)),
            (f"/my/ticket/{self.ticket.id}/answer", ("answer", "proposal", "score")),
            ("/my/visits/ask", ("household", "way")),
            ("/my/household", ("household", "way", "days", "language")),
            ("/my/household/choose", ("household", "back")),
            ("/my/report", ("kind", "key", "household", "category")),
        )
        for url, names in forms:
            answer = self.submit(url, **dict.fromkeys(names, text))
            self.assertLess(answer.status_code, 500, (url, text))

    @given(text=ODD)
    @FUZZ
    @mute_logger("odoo.http", "werkzeug")
    def check_addresses(self, text):
        for path, name in (
            ("/my/visits", "page"),
            ("/my/visits", "asked"),
            ("/my/notices", "page"),
            ("/my/report", "kind"),
            ("/my/report/sent", "key"),
            ("/my/household", "saved"),
            (f"/my/visits/{self.visit.id}", "answered"),
            (f"/my/ticket/{self.ticket.id}", "answered"),
        ):
            answer = self.session_get(path, {name: text})
            self.assertLess(answer.status_code, 500, (path, name, text))

    def session_get(self, path, params):
        return self.opener.get(
            self.base_url() + path, params=params, timeout=30, allow_redirects=False
        )

    def test_forms(self):
        self.sign_in("wang")
        self.check_forms()

    def test_addresses(self):
        self.sign_in("wang")
        self.check_addresses()
        for number in ("0", "9" * 12, "9" * 30):
            for path in ("/my/visits/", "/my/notices/", "/my/visits/page/"):
                with self.subTest(path + number):
                    answer = self.url_open(path + number)
                    self.assertLess(answer.status_code, 500)
