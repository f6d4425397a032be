"""helpdesk_mgmt's own tests, with our add-on installed: all of them stay green.

Odoo's own loader collects what their package imports; pytest does when the classes
stand in a module of ours.
"""

import inspect

from odoo.addons.helpdesk_mgmt import tests as upstream
from odoo.tests.common import BaseCase

BROWSER = "test_js"  # Odoo's suite in JavaScript; nothing of ours is in its assets

for _name, _module in inspect.getmembers(upstream, inspect.ismodule):
    if not _name.startswith("test_") or _name == BROWSER:
        continue
    for _class_name, _class in inspect.getmembers(_module, inspect.isclass):
        if issubclass(_class, BaseCase) and _class.__module__ == _module.__name__:
            globals()[_class_name] = _class
