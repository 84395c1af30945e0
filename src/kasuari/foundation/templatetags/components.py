"""The tags `{% c %}` and `{% slot %}`, and the few tags and filters that components need.

    {% c "button" label=_("Kirim") variant="primary" hx-post=url / %}

    {% c "card" title=skp.judul %}
      Text for the slot `body`.
      {% slot actions %}…{% endslot %}
    {% endc %}

What a component does not declare is refused when the template is compiled, with the list of what it accepts.
A component sees its props and slots, `request` and `csrf_token`, and nothing else of the page.
"""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, Node, NodeList, Template, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from kasuari.foundation.components import markup
from kasuari.foundation.components.declaration import PASSTHROUGH, Declaration, declaration_of
from kasuari.foundation.components.memory import inside, remembered

register = template.Library()
for _tag in markup.TAGS:
    register.simple_tag(_tag)
for _filter in markup.FILTERS:
    register.filter(_filter)
OF_THE_PAGE = ("request", "csrf_token")
_ARGUMENT = re.compile(r"^(?P<name>[a-z_][\w:.-]*)=(?P<value>.+)$", re.DOTALL)


class SlotNode(Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        raise TemplateSyntaxError(
            f"slot {self.name} must stand directly inside {{% c %}}, not inside another tag"
        )


class ComponentNode(Node):
    """A component in a page. What does not depend on the page is resolved when the template is compiled."""

    def __init__(
        self,
        declaration: Declaration,
        props: dict[str, FilterExpression],
        attributes: dict[str, FilterExpression],
        slots: dict[str, NodeList],
    ) -> None:
        self.declaration = declaration
        self.props = props
        self.attributes = attributes
        self.slots = slots
        self.template: Template | None = None
        self.unslotted = dict.fromkeys(declaration.slots, "")
        self.fixed = {
            prop.name: prop.default for prop in declaration.props.values() if prop.name not in props
        }
        self.asked = tuple(props.items())
        self.checked = tuple(
            name for name in props if declaration.props[name].allowed and not _is_constant(props[name])
        )

    def render(self, context: Context) -> SafeString:
        values: dict[str, Any] = {**self.fixed, **self.unslotted}
        for name, expression in self.asked:
            values[name] = expression.resolve(context)
        if self.checked and not _is_production():
            for name in self.checked:
                self.declaration.check_value(name, values[name])
        if self.declaration.passes_attributes:
            given = values["attrs"] or {}
            if self.attributes:
                own = {name: expression.resolve(context) for name, expression in self.attributes.items()}
                given = {**given, **own}
            values["attrs"] = markup.flat_attributes(given) if given else ""
        for name, nodes in self.slots.items():
            values[name] = mark_safe(nodes.render(context).strip())  # noqa: S308
        compiled = self.compiled(context)
        if self.declaration.remembered:
            return remembered(compiled, context, values)
        if self.declaration.asks_page:
            for name in OF_THE_PAGE:
                if name in context:
                    values[name] = context[name]
        return compiled.render(inside(context, values))

    def compiled(self, context: Context) -> Template:
        """The template of the component; looked up anew for every rendering while one develops."""
        if self.template is not None:
            return self.template
        engine = context.template.engine if context.template else template.Engine.get_default()
        found = engine.get_template(self.declaration.template_name)
        if not engine.debug:
            self.template = found
        return found


@register.tag("slot")
def slot(parser: Parser, token: Token) -> SlotNode:
    """`{% slot name %}…{% endslot %}`: markup for a declared place of the surrounding component."""
    parts = token.split_contents()
    if len(parts) != 2:
        raise TemplateSyntaxError("write {% slot name %}")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(parts[1], nodelist)


@register.tag("c")
def component(parser: Parser, token: Token) -> ComponentNode:
    """`{% c "name" prop=value … %}…{% endc %}`, or `{% c "name" prop=value … / %}` without slots."""
    _tag, *arguments = token.split_contents()
    if not arguments or arguments[0][0] not in "\"'":
        raise TemplateSyntaxError('write {% c "name" … %} with the name of the component in quotes')
    declaration = declaration_of(arguments.pop(0)[1:-1])
    closed = bool(arguments) and arguments[-1] == "/"
    props: dict[str, FilterExpression] = {}
    attributes: dict[str, FilterExpression] = {}
    for argument in arguments[:-1] if closed else arguments:
        found = _ARGUMENT.match(argument)
        if found is None:
            raise TemplateSyntaxError(f"component {declaration.name}: write name=value, not {argument!r}")
        name, expression = found["name"], parser.compile_filter(found["value"])
        if name in declaration.props:
            props[name] = expression
            if _is_constant(expression):
                declaration.check_value(name, expression.var)
        elif declaration.passes_attributes and name.startswith(PASSTHROUGH):
            attributes[name] = expression
        else:
            declaration.refuse("prop", name)
    for prop in declaration.props.values():
        if prop.required and prop.name not in props:
            raise TemplateSyntaxError(f"component {declaration.name}: the prop {prop.name!r} is required")
    slots: dict[str, NodeList] = {}
    if not closed:
        nodelist = parser.parse(("endc",))
        parser.delete_first_token()
        slots = _slots_in(nodelist, declaration)
    for wanted in declaration.slots.values():
        if wanted.required and wanted.name not in slots:
            raise TemplateSyntaxError(f"component {declaration.name}: the slot {wanted.name!r} is required")
    return ComponentNode(declaration, props, attributes, slots)


def _slots_in(nodelist: NodeList, declaration: Declaration) -> dict[str, NodeList]:
    """The named slots, and everything else that is not blank as the slot `body`."""
    slots: dict[str, NodeList] = {}
    body = NodeList()
    for node in nodelist:
        if not isinstance(node, SlotNode):
            body.append(node)
        elif node.name not in declaration.slots or node.name in slots:
            declaration.refuse("slot", node.name)
        else:
            slots[node.name] = node.nodelist
    if any(getattr(node, "s", "x").strip() for node in body):
        if "body" not in declaration.slots or "body" in slots:
            declaration.refuse("slot", "body")
        slots["body"] = body
    return slots


def _is_constant(expression: FilterExpression) -> bool:
    """Whether the value stands in the template itself; it was checked when the template was compiled."""
    return isinstance(expression.var, str) and not expression.filters


def _is_production() -> bool:
    return bool(getattr(getattr(settings, "KASUARI", None), "is_production", False))
