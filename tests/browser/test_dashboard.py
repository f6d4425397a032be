"""M3: the dashboard in a real browser: no error cell, filters, records behind."""

from common import PropertyCase, local
from odoo.tests import HttpCase, tagged

SCRIPT = """
(async () => {
    const ESTATE = "5f0c7c1e-0000-4000-8000-000000000002";
    const PERIOD = "5f0c7c1e-0000-4000-8000-000000000001";
    const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const services = odoo.__WOWL_DEBUG__.root.env.services;
    const board = () => services.spreadsheet_dashboard_loader?.getActiveDashboard();
    while (!board()?.model) await wait(200);
    const { getters } = board().model;
    const cells = () =>
        getters
            .getSheetIds()
            .flatMap((id) => Object.values(getters.getEvaluatedCells(id)));
    // What is asked of the server, and asked again once the answer is evaluated.
    let asked = 0;
    const { rpcBus } = odoo.loader.modules.get("@web/core/network/rpc");
    rpcBus.addEventListener("RPC:REQUEST", () => asked++);
    rpcBus.addEventListener("RPC:RESPONSE", () => asked--);
    const settle = async () => {
        for (let quiet = 0; quiet < 3; quiet = asked > 0 ? 0 : quiet + 1) {
            cells();
            await wait(300);
        }
    };
    const value = (xc, sheet = 0) =>
        getters.getEvaluatedCell({
            sheetId: getters.getSheetIds()[sheet],
            col: xc.charCodeAt(0) - 65,
            row: Number(xc.slice(1)) - 1,
        }).formattedValue;
    const filter = async (id, value) => {
        const done = board().model.dispatch("SET_GLOBAL_FILTER_VALUE", { id, value });
        check(done.isSuccessful, true, `filter ${JSON.stringify(done.reasons)}`);
        await settle();
    };
    const check = (found, expected, what) => {
        if (String(found) !== String(expected)) {
            const all = JSON.stringify(cells().map((cell) => cell.formattedValue));
            throw new Error(`${what}: ${found} instead of ${expected} in ${all}`);
        }
    };
    const noErrors = () =>
        check(cells().filter((cell) => cell.type === "error").length, 0, "error cells");
    await settle();
    noErrors();
    %s
    noErrors();
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestDashboard(PropertyCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.users"].search([]).tour_enabled = False
        cls.dashboard = cls.env.ref("property_visit.spreadsheet_dashboard_property")
        cls.make_done(cls.household, 5, 5)
        cls.make_done(cls.neighbour, 6, 2)
        cls.make_done(cls.far_household, 7, 5)
        cls.env["helpdesk.ticket"].create(
            {
                "name": "Dark stairs",
                "description": "No light",
                "household_id": cls.household.id,
                "property_kind": "complaint",
            }
        )
        cls.env.flush_all()

    @classmethod
    def make_done(cls, household, day, satisfaction):
        return cls.make_visit(
            household,
            state="done",
            date_done=local(f"2026-10-{day:02} 10:00"),
            satisfaction=satisfaction,
            role_id=cls.role("butler").id,
        )

    def open(self, user, script):
        self.browser_js(
            f"/odoo/dashboards?dashboard_id={self.dashboard.id}",
            SCRIPT % script,
            "odoo.isReady === true",
            login=user.login,
            timeout=120,
        )

    def test_an_empty_database_shows_dashes_and_no_error(self):
        nobody = self.make_user("supervisor", "newcomer")
        self.open(
            nobody,
            """
            for (const xc of ["C2", "C3", "C4", "C6"]) check(value(xc, 1), "–", xc);
            check(value("C5", 1), "0", "complaints");
            """,
        )

    def test_figures_follow_the_filters(self):
        """Two of ours were seen in October, one of the other estate."""
        self.open(
            self.admin,
            f"""
            await filter(ESTATE, {{ operator: "in", ids: [{self.estate.id}] }});
            await filter(PERIOD, {{ type: "month", year: 2026, month: 10 }});
            check(value("B26"), 2, "wanted");
            check(value("C26"), 2, "seen");
            check(value("D26"), "100%", "coverage");
            check(value("B41"), 2, "visits of the butler");
            check(value("D41"), "50%", "satisfaction");
            check(value("C4", 1), "50%", "satisfaction in all");
            await filter(ESTATE, {{ operator: "in", ids: [{self.far_estate.id}] }});
            check(value("C26"), 1, "seen at the other estate");
            check(value("D41"), "100%", "satisfaction there");
            await filter(PERIOD, {{ type: "month", year: 2026, month: 9 }});
            check(value("B41"), "", "nobody in September");
            """,
        )

    def test_a_number_leads_to_its_records(self):
        self.open(
            self.manager,
            """
            await filter(PERIOD, { type: "month", year: 2026, month: 10 });
            const { SEE_RECORDS_PIVOT, SEE_RECORDS_PIVOT_VISIBLE } =
                odoo.loader.modules.get("@spreadsheet/pivot/pivot_actions");
            const position = { sheetId: getters.getSheetIds()[0], col: 1, row: 40 };
            check(SEE_RECORDS_PIVOT_VISIBLE(position, getters), true, "clickable");
            const count = value("B41");
            const env = odoo.__WOWL_DEBUG__.root.env;
            await SEE_RECORDS_PIVOT(
                position,
                { model: board().model, services: env.services },
                false
            );
            while (!document.querySelector(".o_list_view .o_data_row")) await wait(200);
            check(document.querySelectorAll(".o_data_row").length, count, "rows");
            """,
        )
