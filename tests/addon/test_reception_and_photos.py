"""Where households reach the reception (C1), and what a department shows (C7)."""

import base64

from cases import CaseCase
from odoo.exceptions import AccessError
from odoo.tests import tagged
from portal_world import PortalCase

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestReception(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hotline = cls.env.ref("property_visit.channel_hotline")
        cls.env["property.channel.receiver"].create(
            [
                {
                    "estate_id": estate.id,
                    "channel_id": hotline.id,
                    "user_id": cls.supervisor.id,
                    "reach": reach,
                }
                for estate, reach in (
                    (cls.estate, "0571-8888 1234"),
                    (cls.far_estate, "0571-9999 0000"),
                )
            ]
        )

    def test_the_pages_of_tickets_name_the_reception_of_ones_own_estate(self):
        self.sign_in("wang")
        ticket = f"/my/ticket/{self.ticket.id}"
        for page in ("/my/tickets", ticket, "/new/ticket", "/my/report"):
            with self.subTest(page):
                text = self.url_open(page).text
                self.assertIn("0571-8888 1234", text)
                self.assertNotIn("0571-9999 0000", text)

    def test_without_channels_the_estates_own_phone_and_address(self):
        self.env["property.channel.receiver"].search([]).reach = False
        self.estate.partner_id = self.env["res.partner"].create(
            {"name": "Office", "phone": "0571-7777", "street": "Lake Road 1"}
        )
        [(estate, reception)] = self.estate._receptions()
        self.assertEqual(estate, self.estate)
        self.assertEqual(
            [(way["channel"], way["reach"]) for way in reception],
            [("Phone", "0571-7777"), ("Office", reception[1]["reach"])],
        )
        self.assertIn("Lake Road 1", reception[1]["reach"])

    def test_who_has_no_household_is_told_of_no_estate(self):
        partner = self.env["res.partner"].create({"name": "Li"})
        self.make_resident("li_portal", partner)
        self.sign_in("li")
        self.assertNotIn("0571-", self.url_open("/my/tickets").text)


@tagged("post_install", "-at_install")
class TestPhotos(CaseCase):
    def photo(self, user, name):
        return (
            self.env["ir.attachment"]
            .with_user(user)
            .create({"name": name, "raw": PIXEL, "mimetype": "image/png"})
        )

    def test_photos_before_and_after_belong_to_the_case(self):
        """Uploaded loose, seen by whoever sees the case, and by nobody else."""
        case = self.make_case()
        self.dispatch(case)
        mine = self.as_(self.department, case)
        mine._receive()
        before, after = (
            self.photo(self.department, name) for name in ("before.png", "after.png")
        )
        mine.write(
            {
                "photo_before_ids": [(4, before.id)],
                "photo_after_ids": [(4, after.id)],
            }
        )
        for photo in (before, after):
            self.assertEqual((photo.res_model, photo.res_id), (case._name, case.id))
            self.assertTrue(photo.with_user(self.butler).raw)
            with self.assertRaises(AccessError):
                photo.with_user(self.stranger).read(["raw"])

    def test_a_new_case_can_come_with_its_photo(self):
        photo = self.photo(self.butler, "leak.png")
        case = self.make_case(photo_before_ids=[(4, photo.id)])
        self.assertEqual(photo.res_id, case.id)
        self.assertFalse(case._get_portal_attachments(), "residents see what we send")
