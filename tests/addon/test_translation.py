"""Everybody is spoken to in Chinese, completely, and placeholders survive it."""

import re
from pathlib import Path

import polib
import pytest
from common import PropertyCase
from odoo.tests import tagged

I18N = Path(__file__).resolve().parents[2] / "property_visit/i18n"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\$\{\w+\}|\{\{.*?\}\}")
# Expressions of reports and mails, names of fields.
CODE = re.compile(r"\{\{.*?\}\}|object[\w.()]*|%s|\b[a-z]+_[a-z_]+\b")
# The same in both languages.
NEUTRAL = {"ID", "Open-Meteo"}


@pytest.fixture(scope="module")
def chinese():
    return {e.msgid: e.msgstr for e in polib.pofile(str(I18N / "zh_CN.po"))}


def terms():
    return [e.msgid for e in polib.pofile(str(I18N / "property_visit.pot"))]


def test_every_term_is_translated(chinese):
    words = [term for term in terms() if re.search("[A-Za-z]{2}", _text(term))]
    missing = [t for t in words if not chinese.get(t) and t not in NEUTRAL]
    assert missing == []


def test_placeholders_are_those_of_the_source(chinese):
    differing = [
        term
        for term, text in chinese.items()
        if text
        and sorted(PLACEHOLDER.findall(term)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert differing == []


def _text(term):
    """A term without its tags, and without what only the computer reads."""
    return CODE.sub("", re.sub("<[^>]+>", "", term))


@tagged("post_install", "-at_install")
class TestChineseScreens(PropertyCase):
    def test_the_tickets_that_helpdesk_mgmt_shows_are_in_chinese(self):
        for module in ("helpdesk_mgmt", "property_visit"):
            self.env["ir.module.module"].search(
                [("name", "=", module)]
            )._update_translations(["zh_CN"])
        Ticket = self.env["helpdesk.ticket"].with_context(lang="zh_CN")
        view = self.env.ref("helpdesk_mgmt.ticket_view_form")
        arch = Ticket.get_view(view.id, "form")["arch"]
        self.assertEqual(re.findall(r'string="([A-Z][a-z][^"]*)"', arch), [])
        labels = Ticket.fields_get(["team_id", "user_id", "stage_id"], ["string"])
        for label in labels.values():
            self.assertNotRegex(label["string"], "[A-Za-z]")
