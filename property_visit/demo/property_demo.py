from dateutil.relativedelta import relativedelta
from odoo import api, models

from .agreements import Agreements
from .callbacks import Callbacks
from .cases import Cases
from .free_help import FreeHelp
from .history import History
from .meetings import Meetings
from .office import Office
from .quality import Quality
from .questionnaires import Questionnaires
from .register import households
from .summaries import Summaries
from .waiting import Waiting

# Nobody is mailed, and no year of history fills the chatter.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_mail_to_attendees": True,
    "dont_notify": True,
    "mail_activity_quick_update": True,
    "tz": "Asia/Shanghai",
}
ESTATES = ("estate_garden", "estate_plaza", "estate_tower")


class PropertyDemo(models.AbstractModel):
    """Lets a year pass at the demonstration estates.

    Called once, by the last of the demonstration files; nothing else uses it.
    """

    _name = "property.demo"
    _description = "Demonstration data"

    @api.model
    def _load(self):
        """Finish the register that the demo files laid out, and give it a history."""
        demo = self.with_context(**QUIET, lang=self._load_chinese())
        estates = demo.env["property.estate"].browse(
            [self.env.ref(f"property_visit.{name}").id for name in ESTATES]
        )
        staff = demo.env["res.users"].search([("login", "=like", "demo\\_%")])
        demo._speak_chinese(staff, estates)
        demo._keep_time_zone(staff)
        # Their addresses lead nowhere: they are told inside Odoo.
        staff.filtered(lambda user: not user.share).notification_type = "inbox"
        demo._build_history(estates, estates[0]._today())
        Callbacks(estates, estates[0]._today()).make()
        Office(estates, estates[0]._today()).set_up()
        Questionnaires(estates, estates[0]._today()).ask()
        Meetings(estates, estates[0]._today()).meet()
        FreeHelp(estates, estates[0]._today()).give()
        Summaries(estates, estates[0]._today()).sum_up()
        Quality(estates, estates[0]._today()).look_again()
        Waiting(estates).arise()
        Agreements(estates, estates[0]._today()).agree()

    @api.model
    def _build_history(self, estates, today):
        """Twelve months of plans, visits and feedback, and what is next.

        The same register and day give the same history.

        :param estates: `property.estate` records with households, butlers and staff
        :param today: local date, not later than the present one
        """
        estates = estates.with_context(**QUIET)
        agreed = households(estates, ("agreement_number", "!=", False))
        agreed.agreement_until = today + relativedelta(months=8, day=31)
        History(estates, today).pass_by()
        Cases(estates).arise()

    @api.model
    def _load_chinese(self):
        """Return the language in which the estates publish.

        What the demonstration publishes is rendered before Odoo would load the terms.
        """
        if "zh_CN" not in dict(self.env["res.lang"].get_installed()):
            return self.env.lang
        self.env["ir.module.module"]._load_module_terms(["property_visit"], ["zh_CN"])
        return "zh_CN"

    @api.model
    def _speak_chinese(self, staff, estates):
        """Staff and residents speak Chinese wherever the language is installed."""
        if "zh_CN" not in dict(self.env["res.lang"].get_installed()):
            return
        people = staff.partner_id | estates.stakeholder_ids
        people |= households(estates).member_ids.partner_id
        people.lang = "zh_CN"

    @api.model
    def _keep_time_zone(self, staff):
        """They live in Shanghai: a first login would bring the browser's time zone."""
        for user in staff:
            user.with_user(user)._update_last_login()
