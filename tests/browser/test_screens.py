"""Every menu, view and filter of the application opens in a real browser.

Odoo's own clickbot walks through them; an error dialog or an error on the console,
which includes every response of 400 or more, fails the test.
"""

from common import PropertyCase
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

START = "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader')"
APP = "property_visit.property_visit_menu_root"


@tagged("post_install", "-at_install")
class TestScreens(PropertyCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.users"].search([]).tour_enabled = False
        # Somebody with every trait a card or a line can show.
        cls.household.segment_ids = cls.segment("key")
        cls.household.log_visit(
            {
                "method_id": cls.method("office").id,
                "date_done": "2026-10-20 02:00:00",
                "satisfaction": 2,
            }
        )
        cls.make_feedback().action_create_ticket()
        cls.estate.stakeholder_ids = [Command.create({"name": "Committee chair"})]
        cls.estate.action_generate_month("2026-11-01")
        cls.env.flush_all()

    def walk(self, user, light):
        """Open every menu of the application; views and filters too unless `light`."""
        options = "true" if light else "false"
        self.browser_js(
            "/odoo",
            f"{START}.startClickEverywhere('{APP}', {options})",
            "odoo.isReady === true",
            login=user.login,
            timeout=600,
            success_signal="clickbot test succeeded",
        )

    def test_everything_in_english(self):
        self.walk(self.admin, light=False)

    def test_every_menu_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.ref("base.module_property_visit")._update_translations(["zh_CN"])
        self.admin.lang = "zh_CN"
        self.walk(self.admin, light=True)

    def test_every_menu_of_each_role(self):
        for user in (self.department, self.butler, self.supervisor, self.manager):
            with self.subTest(role=user.name):
                self.walk(user, light=True)

    def test_every_menu_before_there_is_anything(self):
        company = self.env["res.company"].create({"name": "Nothing yet"})
        self.admin.write(
            {"company_ids": [Command.set(company.ids)], "company_id": company.id}
        )
        self.walk(self.admin, light=True)
