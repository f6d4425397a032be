"""M3: a month held back, counted by hand, equals the dashboard and the notice."""

import json
from datetime import date, datetime

from lived import LivedMonth
from lxml import html
from odoo.tests import HttpCase, new_test_user, tagged
from test_dashboard import SCRIPT

NOW = datetime(2026, 11, 20)
# Cell of the dashboard → figure counted by hand, and which part of it.
CELLS = {
    ("B26", 0): ("coverage", 1),
    ("C26", 0): ("coverage", 0),
    ("D26", 0): ("coverage", None),
    ("B41", 0): ("visits_done", 0),
    ("C41", 0): ("satisfaction", 1),
    ("D41", 0): ("satisfaction", None),
    ("G26", 0): ("on_time", 1),
    ("H26", 0): ("late", 0),
    ("I26", 0): ("on_time", None),
    ("B3", 1): ("on_time", 1),
    ("C3", 1): ("on_time", None),
    ("B4", 1): ("satisfaction", 1),
    ("C4", 1): ("satisfaction", None),
    ("C5", 1): ("complaints_valid", 0),
}
# The same figures of the month before stand beside them.
BEFORE = {
    ("F3", 1): ("on_time", 1),
    ("D3", 1): ("on_time", None),
    ("F4", 1): ("satisfaction", 1),
    ("D4", 1): ("satisfaction", None),
    ("D5", 1): ("complaints_valid", 0),
}
NOTICE = (
    "coverage",
    "on_time",
    "satisfaction",
    "complaints_handled",
    "callbacks_made",
)


@tagged("post_install", "-at_install")
class TestDashboardFigures(LivedMonth, HttpCase):
    """Ten weeks around October 2026 in Shanghai, also around its two midnights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.users"].search([]).tour_enabled = False
        cls.resident = new_test_user(
            cls.env, "resident", groups="base.group_portal", lang="en_US"
        )
        cls.household.partner_id = cls.resident.partner_id

    def setUp(self):
        super().setUp()
        self.live_through()
        # 23:30 and 0:30 in Shanghai: one day in UTC, two months at the estate.
        for day in ("2026-09-30", "2026-10-31"):
            for hour in ("15:30", "16:30"):
                moment = datetime.fromisoformat(f"{day} {hour}")
                with self.on(moment):
                    self.make_visit(date_done=moment, satisfaction=5).action_done()
                    self.make_visit(
                        date_done=moment,
                        purpose="callback",
                        ticket_id=self.make_case().id,
                    ).action_done()
                    self.register(self.household)
        with self.on(NOW):
            self.october = self.by_hand(date(2026, 10, 1), date(2026, 11, 1), NOW)
            self.september = self.by_hand(date(2026, 9, 1), date(2026, 10, 1), NOW)
        self.env.flush_all()

    def test_every_figure_of_the_dashboard(self):
        expected = [
            *self.told(CELLS, self.october),
            *self.told(BEFORE, self.september),
        ]
        dashboard = self.env.ref("property_visit.spreadsheet_dashboard_property")
        with self.on(NOW):
            self.browser_js(
                f"/odoo/dashboards?dashboard_id={dashboard.id}",
                SCRIPT % (CHECK % (self.estate.id, json.dumps(expected))),
                "odoo.isReady === true",
                login=self.manager.login,
                timeout=120,
            )

    def told(self, cells, counted):
        """Triples (cell, sheet, number) as the dashboard has to show them."""
        for (cell, sheet), (key, part) in cells.items():
            number, base = counted[key]
            value = number / base if part is None else counted[key][part]
            yield cell, sheet, value

    def test_every_figure_of_the_notice(self):
        with self.on(NOW):
            summary = self.sum_up("2026-10-01")
            self.propose(summary)
            self.decide(summary, "deferred")
            summary.with_user(self.manager).action_publish()
            notice = self.env["property.publication"].search(
                [("res_model", "=", summary._name), ("res_id", "=", summary.id)]
            )
            self.authenticate("resident", "resident")
            page = html.fromstring(self.url_open(f"/my/notices/{notice.id}").content)
        labels = {
            figure["key"]: figure["label"]
            for section in summary.get_figures()["sections"]
            for figure in section["figures"]
        }
        cards = [
            " ".join(card.text_content().split())
            for card in page.xpath("//div[hasclass('border')][hasclass('h-100')]")
        ]
        for key in NOTICE:
            number, base = self.october[key]
            told = f"{number / base:.1%}"
            (card,) = [
                card for card in cards if card.startswith(f"{labels[key]} {told}")
            ]
            self.assertIn(f"{number}/{base}", card)
            before, of = self.september[key]
            self.assertIn(f"before: {before / of:.1%}", card)


CHECK = """
await filter(ESTATE, { operator: "in", ids: [%s] });
await filter(PERIOD, { type: "month", year: 2026, month: 10 });
for (const [xc, sheet, expected] of %s) {
    const found = getters.getEvaluatedCell({
        sheetId: getters.getSheetIds()[sheet],
        col: xc.charCodeAt(0) - 65,
        row: Number(xc.slice(1)) - 1,
    }).value;
    check(Number(found).toFixed(9), expected.toFixed(9), `${xc} of sheet ${sheet}`);
}
"""
