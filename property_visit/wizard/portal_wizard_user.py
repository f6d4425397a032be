from odoo import models


class PortalWizardUser(models.TransientModel):
    _inherit = "portal.wizard.user"

    def _send_email(self):
        """Of many invitations each is queued: no mail server keeps the office waiting.

        Odoo's own method sends while somebody waits, with the same template.
        """
        if not self.env.context.get("property_queue"):
            return super()._send_email()
        user = self.user_id.sudo()
        user.partner_id.signup_prepare()
        template = self.env.ref("auth_signup.portal_set_password_email").sudo()
        template.with_context(
            dbname=self.env.cr.dbname,
            lang=user.lang,
            welcome_message=self.wizard_id.welcome_message,
            medium="portalinvite",
        ).send_mail(user.id)
        return True
