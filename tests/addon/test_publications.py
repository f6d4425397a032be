"""What is published where, and who reads it (N1, Q7)."""

from common import PropertyCase
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from portal_world import PortalCase

HERE = ("post_install", "-at_install")


class PublicationCase(PropertyCase):
    @classmethod
    def publish(cls, name="Lift works", estates=None, **values):
        return cls.env["property.publication"].create(
            {
                "name": name,
                "estate_ids": [Command.set((estates or cls.estate).ids)],
                "date": "2026-11-02",
                **values,
            }
        )


@tagged(*HERE)
class TestPublicationForStaff(PublicationCase):
    def test_the_portal_is_one_of_its_places(self):
        """N1: where and since when; taking it down does not take the trace away."""
        shown = self.publish().with_user(self.supervisor)
        shown.action_show()
        shown.action_hide()
        shown.action_show()
        self.assertEqual(shown.place_ids.mapped("place"), ["portal"])
        self.assertEqual(shown.place_ids.date.isoformat(), "2026-11-02")

    def test_a_butler_drafts_and_puts_up_but_does_not_show(self):
        draft = self.env["property.publication"].with_user(self.butler)
        draft = draft.create(
            {"name": "Water off", "estate_ids": [Command.set(self.estate.ids)]}
        )
        with self.assertRefused("Ask your supervisor", AccessError):
            draft.action_show()
        draft.with_user(self.supervisor).action_show()
        place = self.env["property.publication.place"].with_user(self.butler)
        place.create({"publication_id": draft.id, "place": "notice_board"})
        with self.assertRaises(AccessError):
            draft.name = "Water on"

    def test_a_department_reads(self):
        notice = self.publish().with_user(self.department)
        self.assertEqual(notice.name, "Lift works")
        with self.assertRaises(AccessError):
            notice.name = "Changed"

    def test_nobody_publishes_at_a_foreign_estate(self):
        both = self.estate | self.far_estate
        notice = self.publish(estates=both)
        self.assertEqual(notice.with_user(self.butler).name, "Lift works")
        with self.assertRaises(AccessError):
            notice.with_user(self.supervisor).name = "Ours alone"
        with self.assertRaises(AccessError):
            self.env["property.publication"].with_user(self.manager).create(
                {"name": "Far", "estate_ids": [Command.set(both.ids)]}
            )
        notice.with_user(self.admin).name = "By the company"

    def test_strangers_do_not_read_it(self):
        with self.assertRaises(AccessError):
            self.publish().with_user(self.stranger).read(["name"])

    def test_it_names_estates_of_one_company(self):
        other = self.env["res.company"].create({"name": "Other Ltd"})
        with self.assertRefused("of one company", ValidationError):
            self.publish(company_id=other.id)
        with self.assertRefused("Choose the estates", ValidationError):
            self.publish().estate_ids = False

    def test_scripts_are_taken_out_of_what_residents_read(self):
        body = "<p>Fine<script>alert(1)</script><img src=x onerror=alert(2)></p>"
        self.assertNotIn("alert", self.publish(body=body).body)


@tagged(*HERE)
class TestPublicationForResidents(PortalCase, PublicationCase):
    def read_by(self, login):
        found = self.env["property.publication"].with_user(self.user[login])
        return sorted(found.search([]).mapped("name"))

    def test_what_is_shown_where_they_live(self):
        self.publish("Shown", on_portal=True)
        self.publish("Draft")
        self.publish("Tomorrow", on_portal=True, date="2026-11-03")
        self.publish("Put away", on_portal=True, active=False)
        self.publish("Far", self.far_estate, on_portal=True)
        self.assertEqual(self.read_by("wang_portal"), ["Shown"])
        self.assertEqual(self.read_by("wife_portal"), ["Shown"])

    def test_until_they_move_out(self):
        self.publish("Shown", on_portal=True)
        self.membership.date_to = "2026-11-02"
        self.assertEqual(self.read_by("wife_portal"), [])
        self.assertEqual(self.read_by("wang_portal"), ["Shown"])

    def test_the_day_begins_by_the_estates_clock(self):
        self.publish("Tomorrow", on_portal=True, date="2026-11-03")
        with self.on("2026-11-02 15:59:00"):
            self.assertEqual(self.read_by("wang_portal"), [])
        with self.on("2026-11-02 16:00:00"):
            self.assertEqual(self.read_by("wang_portal"), ["Tomorrow"])

    def test_residents_read_no_proofs_and_change_nothing(self):
        notice = self.publish("Shown", on_portal=True)
        notice = notice.with_user(self.user["wang_portal"])
        for refused in (
            lambda: notice.read(["place_ids"]),
            lambda: notice.read(["res_model"]),
            lambda: notice.place_ids.read(["place"]),
            lambda: notice.write({"name": "Mine"}),
            lambda: notice.copy(),
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_files_are_read_with_their_notice(self):
        file = self.env["ir.attachment"].create({"name": "n.pdf", "raw": b"%PDF"})
        notice = self.publish("Shown", attachment_ids=[Command.set(file.ids)])
        mine = notice.with_user(self.user["wang_portal"])
        with self.assertRaises(AccessError):
            mine._get_portal_attachments()
        notice.on_portal = True
        self.assertEqual(mine._get_portal_attachments(), file)
        url = f"/web/content/{file.id}"
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assertEqual(
            self.url_open(f"{url}?access_token={file.access_token}").content, b"%PDF"
        )
