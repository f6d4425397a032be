"""Signed links: one record, one purpose, one period (design.md §6, Portal)."""

from datetime import datetime, timedelta

from common import PropertyCase
from freezegun import freeze_time
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestLinks(PropertyCase):
    def setUp(self):
        super().setUp()
        self.link = self.env["property.link.mixin"]
        self.until = datetime.now() + timedelta(days=2)

    def test_scope_is_part_of_the_signature(self):
        self.assertNotEqual(
            self.env["property.link.mixin"]._link_scope("rate"),
            self.env["property.link.mixin"]._link_scope("confirm"),
        )

    def test_garbage_names_nothing(self):
        for token in ("", "x", "AAAA", "é", "AQ", "AQ" * 60, "1234" * 40):
            with self.subTest(token=token):
                self.assertFalse(self.link._from_link("rate", token))

    def test_runs_out(self):
        token = self.link._sign("rate", 7, self.until)
        self.assertEqual(self.link._signed("rate", token), 7)
        self.assertIsNone(self.link._signed("confirm", token))
        with freeze_time(self.until + timedelta(minutes=1)):
            self.assertIsNone(self.link._signed("rate", token))
