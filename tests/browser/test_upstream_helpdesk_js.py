"""helpdesk_mgmt's own tests in JavaScript, with our add-on installed."""

from odoo.addons.helpdesk_mgmt.tests import test_js


class TestUpstreamHelpdeskJs(test_js.TestHelpdesMgmtJs):
    """As it is, without what it inherits: Odoo's tests of its own test runner."""

    test_get_hoot_filter = None
    test_qunit_desktop = None
