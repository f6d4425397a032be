"""What a link refuses: opening is no answer, and nothing leaks (design: Privacy)."""

import base64
from datetime import datetime, timedelta
from urllib.parse import quote

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from link_world import LinkCase
from odoo.tests import tagged

FUZZED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
PURPOSES = ("confirm", "rate", "solved", "proposal", "outcome")


@tagged("post_install", "-at_install")
class TestLinks(LinkCase):
    def facts(self):
        """All that an answer could change."""
        return [
            (
                self.visit.household_answer,
                self.visit.appointment_state,
                self.visit.write_date,
            ),
            (self.done.resident_rating, self.done.satisfaction),
            (self.case.handling_state, self.case.reopen_count, self.case.satisfied_at),
            (self.proposal.state, self.proposal.answered_at),
            (self.answered.outcome_answered_at,),
        ]

    def test_every_purpose_is_served_by_one_model(self):
        mixin = self.env["property.link.mixin"]
        served = [
            purpose
            for name in self.registry.descendants([mixin._name], "_inherit")
            for purpose in self.env[name]._link_purposes()
        ]
        self.assertEqual(len(served), len(set(served)))
        self.assertLessEqual(set(PURPOSES), set(served))

    def test_opening_a_link_changes_nothing(self):
        before = self.facts()
        for purpose in PURPOSES:
            path = self.path(purpose)
            for url in (path, f"{path}?answer=yes&text=x", f"{path}?answer=5"):
                opened = self.url_open(url)
                self.assertEqual(opened.status_code, 200, purpose)
                self.assertEqual(opened.headers["Cache-Control"], "no-store")
                self.assertEqual(opened.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(self.opener.head(self.base_url() + path).status_code, 200)
        self.assertEqual(self.facts(), before)

    def test_expired(self):
        for purpose, record in self.asked().items():
            token = record._link_token(purpose, datetime.now() - timedelta(seconds=1))
            path = f"/v/{purpose}/{token}"
            self.assertRefusedPolitely(self.url_open(path))
            self.assertRefusedPolitely(self.answer(path, "yes"))

    def test_runs_out_after_the_days_of_the_setting(self):
        self.env["ir.config_parameter"].set_param("property_visit.link_days", "3")
        token = self.path("rate").rsplit("/", 1)[1]
        visits = self.env["property.visit"]
        for days, known in ((2, self.done), (4, visits)):
            with freeze_time(datetime.now() + timedelta(days=days)):
                self.assertEqual(visits._from_link("rate", token), known)

    def test_foreign_purpose(self):
        before = self.facts()
        for purpose in PURPOSES:
            token = self.path(purpose).rsplit("/", 1)[1]
            for other in {*PURPOSES, "", "unlink", "_name", purpose.upper()} - {
                purpose
            }:
                found = self.env["property.link.mixin"]._link_model(other)
                if found is not None:
                    self.assertFalse(found._from_link(other, token))
        token = self.path("rate").rsplit("/", 1)[1]
        self.assertRefusedPolitely(self.url_open(f"/v/confirm/{token}"))
        self.assertRefusedPolitely(self.url_open(f"/v/nothing/{token}"))
        self.assertEqual(self.facts(), before)

    def test_foreign_record_and_foreign_signature(self):
        """The number of another record under a signature of one's own."""
        path = self.path("rate")
        token = path.rsplit("/", 1)[1]
        raw = base64.urlsafe_b64decode(token + "===")
        other = raw[:41] + f"[{self.done.id + 1}, null]".encode()
        forged = base64.urlsafe_b64encode(other).decode().rstrip("=")
        self.assertRefusedPolitely(self.url_open(f"/v/rate/{forged}"))
        self.env["ir.config_parameter"].set_param("database.secret", "another one")
        self.assertRefusedPolitely(self.url_open(path))

    def test_a_record_that_is_gone(self):
        path = self.path("outcome")
        self.answered.with_user(self.env.ref("base.user_root")).unlink()
        self.assertRefusedPolitely(self.url_open(path))

    def test_refused_in_the_language_of_the_browser(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for asked, spoken in (("zh-CN,zh;q=0.9", "zh-CN"), ("en-US", "en-US")):
            headers = {"Accept-Language": asked}
            page = self.url_open("/v/rate/x", headers=headers)
            self.assertEqual(page.status_code, 404)
            self.assertIn(f'<html lang="{spoken}"', page.text)

    def test_who_is_signed_in_answers_as_the_household(self):
        """A resident's own session gives a foreign link no more, and no less."""
        path = self.path("proposal")
        self.make_user("base.group_portal", "resident")
        self.authenticate("test_resident", "test_resident")
        self.assertThanked(self.answer(path, "yes"))
        self.assertFalse(self.proposal.answered_to_id)

    def test_an_answer_that_was_not_offered(self):
        before = self.facts()
        for answer in ("", "6", "0", "agreed", "YES"):
            for purpose in PURPOSES:
                again = self.answer(self.path(purpose), answer)
                self.assertEqual(again.status_code, 422)
        self.assertEqual(self.facts(), before)

    def test_long_words_are_cut_and_null_bytes_dropped(self):
        self.assertThanked(self.answer(self.path("rate"), "4", "a\0" * 3000))
        self.assertEqual(self.done.resident_rating_words, "a" * 1500 + "a" * 500)


@tagged("post_install", "-at_install")
class TestTooManyAttempts(LinkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("property_visit.link_attempts", "3")

    def test_an_address_that_guesses_has_to_wait(self):
        path = self.path("rate")
        for guess in range(3):
            self.assertEqual(self.url_open(f"/v/rate/{guess}").status_code, 404)
        self.assertEqual(self.url_open(path).status_code, 429)
        self.assertEqual(self.answer(path, "5").status_code, 429)
        self.assertFalse(self.done.resident_rating)
        self.env.cr.execute(
            "UPDATE property_link_attempt SET create_date = create_date - %s",
            [timedelta(minutes=16)],
        )
        self.env.invalidate_all()
        self.assertThanked(self.answer(path, "5"))

    def test_a_link_that_is_tried_out_has_to_wait(self):
        path = self.path("proposal")
        for _attempt in range(3):
            self.assertEqual(self.answer(path, "no").status_code, 422)
        self.assertEqual(self.answer(path, "no", "Blue").status_code, 429)
        self.assertEqual(self.proposal.state, "proposed")
        self.assertThanked(self.answer(self.path("rate"), "5"))

    def test_good_links_are_not_counted(self):
        for _attempt in range(8):
            self.assertEqual(self.url_open(self.path("rate")).status_code, 200)

    def test_attempts_go_by_themselves(self):
        attempts = self.env["property.link.attempt"]
        attempts._note("address 1.2.3.4")
        self.env.cr.execute(
            "UPDATE property_link_attempt SET write_date = write_date - %s",
            [timedelta(days=2)],
        )
        attempts._transient_vacuum()
        self.assertFalse(attempts.search([]))


@tagged("post_install", "-at_install")
class TestFuzzed(LinkCase):
    """Whatever is sent: a page of ours, never an error, never a change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("property_visit.link_attempts", "9999")

    def assertHarmless(self, response):
        self.assertIn(response.status_code, (200, 308, 400, 404, 422))
        for private in ("Wang", "101", "Traceback", "drips since", "property.visit("):
            self.assertNotIn(private, response.text)

    @FUZZED
    @given(
        purpose=st.one_of(st.sampled_from(PURPOSES), st.text(min_size=1, max_size=12)),
        token=st.one_of(
            st.text(min_size=1, max_size=90),
            st.binary(min_size=1, max_size=90).map(
                lambda raw: base64.urlsafe_b64encode(b"\x01" + raw).decode()
            ),
        ),
        post=st.booleans(),
    )
    def test_tokens(self, purpose, token, post):
        path = f"/v/{_quoted(purpose)}/{_quoted(token)}"
        self.assertHarmless(self.answer(path, "yes") if post else self.url_open(path))

    @FUZZED
    @given(
        purpose=st.sampled_from(PURPOSES),
        form=st.dictionaries(
            st.one_of(st.sampled_from(["answer", "text", "lang"]), st.text(max_size=8)),
            st.text(max_size=20).filter(
                lambda text: text not in ("yes", "no", "other")
            ),
            max_size=4,
        ),
        post=st.booleans(),
    )
    def test_parameters(self, purpose, form, post):
        form = {name: value for name, value in form.items() if not value.isdigit()}
        path = self.path(purpose)
        if post:
            answer = self.url_open(path, data=form or {"x": "y"})
        else:
            pairs = (f"{_quoted(n)}={_quoted(v)}" for n, v in form.items())
            answer = self.url_open(f"{path}?{'&'.join(pairs)}")
        self.assertHarmless(answer)
        self.assertEqual(self.done.resident_rating, False)
        self.assertEqual(self.case.handling_state, "handled")

    @FUZZED
    @given(position=st.integers(0, 200), byte=st.integers(1, 255))
    def test_one_changed_byte_is_not_valid(self, position, byte):
        token = self.path("rate").rsplit("/", 1)[1]
        raw = bytearray(base64.urlsafe_b64decode(token + "==="))
        raw[position % len(raw)] ^= byte
        changed = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
        self.assertFalse(self.env["property.visit"]._from_link("rate", changed))


def _quoted(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
