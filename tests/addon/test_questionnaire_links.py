"""A household's link in other hands: those of staff, and of whoever tries (Q1, Q8)."""

from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odoo.tests import tagged
from questionnaire_pages import QuestionnairePageCase

HERE = ("post_install", "-at_install")
FUZZED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
NAMES = st.one_of(
    st.sampled_from(["lang", "answer_token", "channel", "debug", "token", "paper"]),
    st.text(max_size=8),
)


@tagged(*HERE)
class TestStaffAtALink(QuestionnairePageCase):
    """Staff who are signed in answer on the household's behalf, and are recorded."""

    def who(self):
        return self.recipient.channel, self.recipient.typed_by_id

    def send(self, answer):
        self.rpc("submit", answer, **self.given(power="satisfied"))
        self.assertEqual(self.recipient.state, "answered")

    def test_staff_who_open_the_link_have_typed(self):
        self.authenticate("test_butler", "test_butler")
        for path in ("", "/p"):
            self.get(f"/q/{self.recipient.token}{path}")
            self.assertEqual(self.who(), ("door", self.butler))
        self.send(self.begin())
        self.assertEqual(self.who(), ("door", self.butler))

    def test_the_way_they_said_stays(self):
        self.recipient.with_user(self.butler)._enter("phone")
        self.authenticate("test_butler", "test_butler")
        self.send(self.begin())
        self.assertEqual(self.who(), ("phone", self.butler))

    def test_staff_who_live_there_answer_for_themselves(self):
        self.butler.partner_id = self.household.partner_id
        self.authenticate("test_butler", "test_butler")
        self.send(self.begin())
        self.assertEqual(self.who(), ("link", self.env["res.users"]))

    def test_who_looked_in_is_not_named_if_the_household_sends_it(self):
        """The household's page was open before, and is sent off after."""
        answer = self.begin()
        self.authenticate("test_butler", "test_butler")
        self.get(f"/q/{self.recipient.token}")
        self.authenticate(None, None)
        self.send(answer)
        self.assertEqual(self.who(), ("link", self.env["res.users"]))

    def test_who_sends_off_what_the_household_began_is_named(self):
        answer = self.begin()
        self.authenticate("test_butler", "test_butler")
        self.send(answer)
        self.assertEqual(self.who(), ("door", self.butler))

    def test_a_resident_is_no_member_of_staff(self):
        self.let_wang_sign_in()
        self.authenticate("wang_portal", "wang_portal")
        self.send(self.begin(f"/q/{self.recipient.token}/p"))
        self.assertEqual(self.who(), ("qr", self.env["res.users"]))


@tagged(*HERE)
class TestFuzzed(QuestionnairePageCase):
    """Whatever is sent: a page of ours, never an error, never a change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("property_visit.link_attempts", "9999")
        cls.let_wang_sign_in()

    def facts(self):
        """All that an answer could change."""
        recipients = self.questionnaire.recipient_ids
        return (
            recipients.mapped(lambda r: (r.state, r.channel, r.typed_by_id.id)),
            self.env["survey.user_input"].search_count([]),
            self.env["survey.user_input.line"].search_count([]),
        )

    def assertHarmless(self, page, statuses=(200, 308, 400, 404)):
        self.assertIn(page.status_code, statuses)
        for private in ("Wang", "A 101", "Traceback", "property.questionnaire"):
            self.assertNotIn(private, page.text)

    @FUZZED
    @given(
        token=st.one_of(
            st.text(min_size=1, max_size=60),
            st.text("23456789abcdefghjkmnpqrstuvwxyz", min_size=14, max_size=14),
        ),
        tail=st.one_of(st.sampled_from(["", "/p", "/q"]), st.text(max_size=6)),
        post=st.booleans(),
    )
    def test_tokens(self, token, tail, post):
        before = self.facts()
        path = f"/q/{_quoted(token)}{'/' + _quoted(tail) if tail else ''}"
        data = {"x": "y"} if post else None
        self.assertHarmless(self.get(path, data=data), (200, 308, 400, 404, 405))
        self.assertEqual(self.facts(), before)

    @FUZZED
    @given(st.dictionaries(NAMES, st.text(max_size=20), max_size=4))
    def test_parameters_of_a_link_that_is_over(self, form):
        """Closed: the page says so in the household's language, whatever is added."""
        if self.questionnaire.state == "collecting":
            self.questionnaire.action_close()
        before = self.facts()
        page = self.get(f"/q/{self.recipient.token}?{_query(form)}")
        self.assertHarmless(page)
        self.assertIn("The questionnaire is closed", page.text)
        self.assertEqual(self.facts(), before)

    @FUZZED
    @given(st.dictionaries(NAMES, st.text(max_size=20), max_size=4))
    def test_parameters_of_an_open_link(self, form):
        """They choose neither the channel, nor who typed, nor another answer."""
        page = self.get(f"/q/{self.recipient.token}?{_query(form)}")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Start Survey", page.text)
        self.assertEqual(
            (self.recipient.channel, self.recipient.typed_by_id.id), ("link", False)
        )
        self.assertEqual(len(self.questionnaire.recipient_ids.user_input_id), 1)

    @FUZZED
    @given(st.dictionaries(NAMES, st.text(max_size=20), max_size=4), st.booleans())
    def test_parameters_of_the_residents_list(self, form, post):
        self.authenticate("wang_portal", "wang_portal")
        before = self.facts()
        path = "/my/questionnaires"
        page = (
            self.get(path, data=form or {"x": "y"})
            if post
            else self.get(f"{path}?{_query(form)}")
        )
        self.assertIn(page.status_code, (200, 400))
        self.assertNotIn("Traceback", page.text)
        self.assertNotIn(self.of(self.neighbour).token, page.text)
        self.assertEqual(self.facts(), before)


def _query(form):
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in form.items())


def _quoted(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
