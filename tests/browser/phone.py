"""A phone in somebody's hand, on Monday 2 November, 9:00."""

from freezegun import freeze_time
from odoo.tests import HttpCase


class PhoneCase(HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A clock that stands still would wait for ever for a page that never comes.
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.env["res.users"].search([]).tour_enabled = False


class ChinesePhoneCase(PhoneCase):
    """Its owner reads Chinese, once a test has said who that is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
