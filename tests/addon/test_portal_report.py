"""Reporting on the portal: one form, one ticket, photos without their secrets."""

import io
import re

from freezegun import freeze_time
from odoo import http
from odoo.tests import tagged
from odoo.tools import mute_logger
from PIL import Image
from portal_world import PortalCase

GPS = 34853


def photo(format_="JPEG", size=(40, 30), exif=True, mode="RGB"):
    """A picture that tells where it was taken."""
    file, tags = io.BytesIO(), Image.Exif()
    tags[0x010E] = "Wang's bathroom"
    tags.get_ifd(GPS)[1] = "N"
    Image.new(mode, size).save(file, format_, **({"exif": tags} if exif else {}))
    return file.getvalue()


class ReportCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["property.commitment.rule"].create(
            {
                "name": "Answer",
                "procedure_id": cls.procedure.id,
                "event": "ticket_received",
                "kept_by": "answer",
                "amount": 24,
            }
        )

    def report(self, *photos, key="k1", **values):
        values = {"kind": "repair", "text": "Tap drips", "key": key, **values}
        values["csrf_token"] = http.Request.csrf_token(self)
        files = [("photos", (f"{n}.jpg", data)) for n, data in enumerate(photos)]
        return self.url_open(
            "/my/report", data=values, files=files or None, allow_redirects=False
        )

    def reported(self):
        return self.env["helpdesk.ticket"].search([("form_key", "!=", False)])

    def follow(self, answer):
        self.assertEqual(answer.status_code, 303, answer.text[:300])
        page = self.url_open(answer.headers["Location"])
        self.assertEqual(page.status_code, 200)
        return page.text


@tagged("post_install", "-at_install")
class TestReport(ReportCase):
    def test_number_and_time_of_answer_at_once(self):
        with freeze_time("2026-11-02 01:00:00", tick=True):
            self.sign_in("wife")
            page = self.follow(self.report(is_leak="1"))
        ticket = self.reported()
        self.assertEqual(ticket.household_id, self.household)
        self.assertEqual(ticket.partner_id, self.wife)
        self.assertEqual(ticket.property_kind, "repair")
        self.assertTrue(ticket.is_leak)
        self.assertEqual(ticket.team_id, self.team)
        self.assertIn(ticket.number, page)
        self.assertIn("tomorrow 09:00", page)
        self.assertNotIn("closed now", page)

    def test_outside_working_hours_it_says_so(self):
        """Monday 20:00; somebody is there on Tuesday at 8:00."""
        with freeze_time("2026-11-02 12:00:00", tick=True):
            self.sign_in("wang")
            page = self.follow(self.report())
        self.assertIn("closed now", page)
        self.assertIn("tomorrow 08:00", page)

    def test_sent_twice_it_stays_one(self):
        self.sign_in("wang")
        first, second = self.report(), self.report()
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(len(self.reported()), 1)
        self.report(key="k2")
        self.assertEqual(len(self.reported()), 2)

    def test_the_database_itself_refuses_a_second(self):
        """As for two forms at the same moment: neither finds the other's ticket."""
        self.sign_in("wang")
        self.report()
        self.reported().active = False
        answer = self.report()
        self.assertEqual(answer.status_code, 303)
        known = self.env["helpdesk.ticket"].with_context(active_test=False)
        self.assertEqual(known.search_count([("form_key", "=", "k1")]), 1)

    def test_anothers_key_tells_nothing(self):
        self.sign_in("wang")
        self.report()
        self.sign_in("zhao")
        page = self.url_open("/my/report/sent?key=k1")
        self.assertNotIn(self.reported().number, page.text)
        self.report(text="Mine")
        self.assertEqual(self.reported().partner_id, self.wang | self.zhao)

    def test_what_is_missing_is_said_and_what_was_typed_stays(self):
        self.sign_in("wang")
        for values in ({"kind": ""}, {"kind": "entrusted"}, {"text": " \n"}):
            with self.subTest(values):
                answer = self.report(**{"text": "Typed before", **values})
                self.assertEqual(answer.status_code, 422)
                self.assertIn('role="alert"', answer.text)
                if "text" not in values:
                    self.assertIn("Typed before", answer.text)
        self.assertFalse(self.reported())

    def test_a_foreign_household_is_none(self):
        self.env["property.household.member"].create(
            {"household_id": self.far_household.id, "partner_id": self.wang.id}
        )
        self.sign_in("wang")
        answer = self.report(household=self.neighbour.id)
        self.assertEqual(answer.status_code, 422)
        self.follow(self.report(household=self.far_household.id))
        self.assertEqual(self.reported().household_id, self.far_household)

    def test_the_department_of_the_category_gets_it(self):
        category = self.category("engineering")
        category.team_id = self.env["helpdesk.ticket.team"].create({"name": "Lifts"})
        self.sign_in("wang")
        self.report(category=category.id)
        self.assertEqual(self.reported().problem_category_id, category)
        self.assertEqual(self.reported().team_id, category.team_id)

    def test_a_script_is_text(self):
        self.sign_in("wang")
        self.report(text="<script>alert(1)</script>")
        page = self.url_open(f"/my/ticket/{self.reported().id}").text
        self.assertNotIn("<script>alert(1)", page)
        self.assertIn("alert(1)", page)

    def test_who_has_no_household_goes_to_helpdesks_form(self):
        self.membership.date_to = "2026-11-02"
        self.sign_in("wife")
        self.assertEqual(self.report().status_code, 303)
        self.assertFalse(self.reported())


@tagged("post_install", "-at_install")
class TestPhotos(ReportCase):
    def files(self):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", "helpdesk.ticket"),
                ("res_id", "in", self.reported().ids),
            ]
        )

    def test_a_photo_is_kept_without_where_it_was_taken(self):
        self.assertIn(b"bathroom", photo())
        self.sign_in("wang")
        self.report(photo(), photo("PNG", mode="RGBA"), photo("GIF", exif=False))
        files = self.files()
        self.assertEqual(files.mapped("mimetype"), ["image/jpeg"] * 3)
        for file in files:
            picture = Image.open(io.BytesIO(file.raw))
            self.assertFalse(picture.getexif())
            self.assertNotIn(b"bathroom", file.raw)
        page = self.url_open(f"/my/ticket/{self.reported().id}").text
        self.assertTrue(re.search(r"photo-1\.jpg", page))

    def test_large_ones_get_smaller(self):
        self.sign_in("wang")
        self.report(photo(size=(4000, 100)))
        self.assertEqual(Image.open(io.BytesIO(self.files().raw)).width, 1920)

    def test_what_is_no_photo_is_refused_whole(self):
        svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
        odd = (
            b"",
            b"no picture",
            svg,
            photo()[:100],
            photo("BMP", exif=False),
            b"%PDF",
        )
        self.sign_in("wang")
        for number, data in enumerate(odd):
            with self.subTest(number), mute_logger("odoo.tools.image"):
                answer = self.report(photo(), data, key=f"k{number}")
                self.assertEqual(answer.status_code, 422)
        self.assertFalse(self.reported())

    def test_too_many(self):
        self.sign_in("wang")
        self.assertEqual(self.report(*[photo()] * 7).status_code, 422)
        self.assertFalse(self.reported())
