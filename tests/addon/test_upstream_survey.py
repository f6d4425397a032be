"""survey's own tests, with our add-on installed: all of them stay green.

Odoo's own loader collects what their package imports; pytest does when the classes
stand in a module of ours. Left out are those that start a browser: nothing of ours is
in the bundles that they try. They read English, which a database need not speak.
"""

import inspect

from odoo.addons.survey import tests as upstream
from odoo.tests.common import BaseCase

BROWSER = ("test_survey_ui", "test_certification_badge")


class English:
    """A new survey speaks the first of the languages by name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.cr.execute("UPDATE res_lang SET active = code = 'en_US'")
        cls.env.invalidate_all()
        cls.registry.clear_all_caches()
        cls.addClassCleanup(cls.registry.clear_all_caches)


for _name, _module in inspect.getmembers(upstream, inspect.ismodule):
    if not _name.startswith("test_") or _name.startswith(BROWSER):
        continue
    for _class_name, _class in inspect.getmembers(_module, inspect.isclass):
        if issubclass(_class, BaseCase) and _class.__module__ == _module.__name__:
            own = {"__module__": _module.__name__}
            globals()[_class_name] = type(_class_name, (English, _class), own)
