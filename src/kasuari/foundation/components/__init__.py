"""Components: small templates with declared props and slots.

A component is `components/<name>.html` in the template folder of a module. It opens with a comment that
says what it is for and declares its inputs, one per line:

    {% comment %}
    A button, or a link that looks like one.

    prop label -- The words on it.                          (no default: required)
    prop variant: primary|quiet|danger = "primary" -- ...   (allowed values, default)
    prop attrs = {} -- ...                                  (accepts hx-…, data-… and aria-… as well)
    slot body -- ...
    {% endcomment %}

Pages use it through `{% load components %}`; see `kasuari.foundation.templatetags.components`.
"""

from kasuari.foundation.components.declaration import (
    Declaration,
    Prop,
    Slot,
    declaration_of,
    declared_names,
    parse_declaration,
)

__all__ = ["Declaration", "Prop", "Slot", "declaration_of", "declared_names", "parse_declaration"]
