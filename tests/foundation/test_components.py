"""The component mechanism refuses what is not declared, and every component renders its examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.utils.safestring import mark_safe

import kasuari
from kasuari.foundation.access import Denied
from kasuari.foundation.components import (
    declaration_of,
    declared_names,
    markup,
    memory,
    parse_declaration,
)
from kasuari.foundation.components.pills import LOOKS, TONES, look_of
from kasuari.site.gallery.samples import samples
from kasuari.site.gallery.views import example_template

PACKAGE = Path(kasuari.__file__).parent
ASSETS = PACKAGE.parent.parent / "assets"
EXAMPLES = PACKAGE / "site/templates/site/gallery/examples"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
HOSTILE = "D'Arcy <b onmouseover=alert(1)>\"&"


def rendered(source: str, **context: Any) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def test_unknown_prop_is_refused_with_the_accepted_ones() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"card has no prop 'tittle'; it accepts: title, level"):
        Template('{% load components %}{% c "card" tittle="x" / %}')


def test_unknown_slot_is_refused_with_the_accepted_ones() -> None:
    with pytest.raises(
        TemplateSyntaxError, match=r"card has no slot 'footer'; it accepts: body, pill, actions"
    ):
        Template('{% load components %}{% c "card" %}{% slot footer %}x{% endslot %}{% endc %}')


def test_body_is_refused_where_it_is_not_declared() -> None:
    with pytest.raises(TemplateSyntaxError, match="pill has no slot 'body'; it accepts: none"):
        Template('{% load components %}{% c "pill" status="draf" %}x{% endc %}')


def test_missing_prop_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="button: the prop 'label' is required"):
        Template('{% load components %}{% c "button" / %}')


def test_missing_slot_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="sides: the slot 'second' is required"):
        Template('{% load components %}{% c "sides" %}{% slot first %}x{% endslot %}{% endc %}')


def test_value_outside_the_declared_ones_is_refused_when_compiled() -> None:
    with pytest.raises(TemplateSyntaxError, match="variant='loud' is not one of primary, secondary"):
        Template('{% load components %}{% c "button" label="x" variant="loud" / %}')


def test_value_outside_the_declared_ones_is_refused_when_rendered() -> None:
    with pytest.raises(TemplateSyntaxError, match="variant='loud' is not one of"):
        rendered('{% c "button" label="x" variant=chosen / %}', chosen="loud")


def test_unknown_component_is_refused_with_the_list() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"no component 'buton'; there are: .*button"):
        Template('{% load components %}{% c "buton" / %}')


def test_slot_inside_another_tag_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="must stand directly inside"):
        rendered('{% c "card" %}{% if 1 %}{% slot foot %}x{% endslot %}{% endif %}{% endc %}')


def test_positional_input_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="write name=value"):
        Template('{% load components %}{% c "button" "Kirim" / %}')


def test_attributes_pass_only_where_they_are_declared() -> None:
    html = rendered(
        '{% c "button" label="x" hx-post=url data-bare=True data-none=None / %}', url="/a?b=1&c=2"
    )
    assert 'hx-post="/a?b=1&amp;c=2"' in html
    assert re.search(r" data-bare(?!=)", html)
    assert "data-none" not in html
    with pytest.raises(TemplateSyntaxError, match="stat has no prop 'hx-get'"):
        Template('{% load components %}{% c "stat" label="x" value=1 hx-get="/" / %}')


def test_component_does_not_see_the_page() -> None:
    html = rendered('{% c "card" title=name / %}{{ actions }}', name="Satu", actions="dari halaman")
    assert html.count("dari halaman") == 1


def test_slots_see_the_page_and_nest() -> None:
    html = rendered(
        '{% for n in names %}{% c "card" %}{% c "pill" label=n / %}'
        "{% slot foot %}{{ forloop.counter }}{% endslot %}{% endc %}{% endfor %}",
        names=["a", "b"],
    )
    assert re.findall(r'card__foot">(\d)<', html) == ["1", "2"]
    assert html.count('class="pill') == 2


def test_hostile_text_is_escaped_everywhere() -> None:
    html = rendered(
        '{% c "card" title=t id=t data-x=t %}{{ t }}{% endc %}{% c "button" label=t href=t / %}'
        '{% c "button" label=t why_not=t / %}{% c "pill" label=t / %}'
        '{% c "person" name=t nip=t jabatan=t / %}'
        '{% c "notice" title=t next=t / %}{% c "textarea" name="x" label=t value=t / %}'
        '{% c "input" name="x" label=t value=t / %}{% c "select" name="x" label=t options=pairs / %}'
        '{% c "term" term=t text=t / %}{% c "progress" label=t value=1 / %}'
        '{% c "board" caption=t columns=one rows=rows / %}',
        t=HOSTILE,
        one=[HOSTILE],
        pairs=[(HOSTILE, HOSTILE)],
        rows=[
            {
                "label": HOSTILE,
                "cells": [
                    {
                        "predikat": "baik",
                        "count": 1,
                        "here": False,
                        "people": [{"name": HOSTILE, "url": HOSTILE}],
                    }
                ],
            }
        ],
    )
    assert "<b onmouseover" not in html
    assert html.count("&lt;b onmouseover") > 20
    assert not re.search(r'="[^"]*"&[^a#]', html)


def test_declaration_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="does not begin with its declaration"):
        parse_declaration("x", "<p>")
    with pytest.raises(TemplateSyntaxError, match="malformed or stands twice"):
        parse_declaration("x", "{% comment %}\nprop body\nslot body\n{% endcomment %}")
    with pytest.raises(TemplateSyntaxError, match="malformed or stands twice"):
        parse_declaration("x", "{% comment %}\nprop Wrong-Name\n{% endcomment %}")


def test_declaration_reads_defaults_values_and_purpose() -> None:
    declaration = parse_declaration(
        "x",
        '{% comment %}\nTwo\nlines.\n\nprop a: b|c = "b" -- Why.\nprop d\n'
        "slot body required -- Inside.\n{% endcomment %}",
    )
    assert declaration.purpose == "Two lines."
    assert (declaration.props["a"].default, declaration.props["a"].allowed) == ("b", ("b", "c"))
    assert declaration.props["d"].required
    assert declaration.slots["body"].required


@pytest.mark.parametrize("name", declared_names())
def test_every_component_is_described_and_renders_its_examples(name: str, rf: RequestFactory) -> None:
    declaration = declaration_of(name)
    assert declaration.purpose
    assert all(prop.doc for prop in declaration.props.values())
    assert all(slot.doc for slot in declaration.slots.values())
    html = get_template(example_template(name)).render(samples(), rf.get("/ui/"))
    assert "{{" not in html
    assert "{%" not in html
    assert "<" in html


def test_every_example_belongs_to_a_component() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.html")) == declared_names()


@pytest.mark.parametrize("name", declared_names())
def test_every_example_uses_its_component(name: str) -> None:
    assert f'{{% c "{name}"' in (EXAMPLES / f"{name}.html").read_text(encoding="utf-8")


def test_field_ties_hint_error_and_advice_to_the_control() -> None:
    html = rendered('{% c "field" field=form.indikator advice="Tambahkan wilayahnya." / %}', **samples())
    assert 'aria-describedby="id_indikator_hint id_indikator_advice"' in html
    assert 'id="id_indikator_hint"' in html
    assert 'id="id_indikator_advice"' in html
    wrong = rendered('{% c "field" field=form.satuan / %}', **samples())
    assert 'aria-invalid="true"' in wrong
    assert 'id="id_satuan_error"' in wrong
    assert 'for="id_satuan"' in wrong


def test_field_passes_attributes_to_the_control() -> None:
    html = rendered('{% c "field" field=form.satuan hx-get="/satuan/" / %}', **samples())
    assert re.search(r'<select hx-get="/satuan/"[^>]* name="satuan"', html)


def test_radio_cards_keep_the_choice_and_say_what_it_means() -> None:
    html = rendered(
        '{% c "radio_cards" field=form.hasil_kerja descriptions=rating_meanings / %}', **samples()
    )
    assert re.search(r'value="sesuai" checked', html)
    assert html.count("checked") == 1
    assert html.count("cards__text") == 3


def test_greyed_button_says_why_in_the_words_of_the_refusal() -> None:
    html = rendered('{% c "button" label="Kirim" href="/kirim/" why_not=answer / %}', answer=Denied("stale"))
    assert 'aria-disabled="true"' in html
    assert "sudah diubah oleh orang lain" in html
    assert "Muat ulang halaman" in html
    assert "/kirim/" not in html


def test_button_without_a_refusal_acts() -> None:
    html = rendered('{% c "button" label="Kirim" href="/kirim/" why_not=None / %}')
    assert 'href="/kirim/"' in html


@override_settings(LANGUAGE_CODE="id")
def test_table_heading_turns_the_order_around() -> None:
    html = rendered('{% c "table" caption="x" columns=columns sort="nama" %}<tr></tr>{% endc %}', **samples())
    assert 'aria-sort="ascending"' in html
    assert 'href="?urut=-nama"' in html
    assert 'href="?urut=realisasi"' in html


def test_missing_is_never_zero() -> None:
    assert "belum ada data" in rendered('{% c "progress" label="x" value=None / %}')
    assert "<progress" not in rendered('{% c "progress" label="x" value=None / %}')
    assert "belum ada" in rendered('{% c "stat" label="x" value=None / %}')
    assert 'value="0"' in rendered('{% c "progress" label="x" value=0 / %}')


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("dr. Yosefa Wenda, M.Kes.", "YW"),
        ("Petrus", "P"),
        ("D'Arcy <b>", "D"),
        ("Ns. Maria K. Kogoya", "MK"),
        ("…", "…"),
    ],
)
def test_initials_leave_the_titles_out(name: str, letters: str) -> None:
    assert markup.initials(name) == letters


def test_every_status_has_a_known_tone_and_an_icon_of_the_sprite() -> None:
    icons = icon_names()
    assert {look.tone for look in LOOKS.values()} <= set(TONES)
    assert {look.icon for look in LOOKS.values()} <= icons
    assert look_of("DRAF") == LOOKS["draf"]
    with pytest.raises(TemplateSyntaxError, match="no pill for the status 'entah'"):
        look_of("entah")


def icon_names() -> set[str]:
    sprite = (ASSETS / "img/icons.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="([a-z-]+)"', sprite))


def test_every_icon_that_is_named_exists() -> None:
    used = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'{% icon "([a-z-]+)"', text)) | set(re.findall(r'\bicon="([a-z-]+)"', text))
    assert used - icon_names() == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_template_carries_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|javascript:|\son[a-z]+=[\"']", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r'\s(?:src|href)="(?:https?:)?//', text)


def test_bold_words_are_marked_safe_only_by_their_makers() -> None:
    assert markup.breakable("<i>/") == "&lt;i&gt;/<wbr>"
    assert 'data-x="&quot;&gt;"' in markup.flat_attributes({"data-x": '">'})


def test_a_remembered_component_is_rendered_once_for_each_set_of_inputs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[object] = []

    def counted(*given: Any) -> Any:
        looked_up.append(given)
        return markup.pill_of(*given)

    forget()
    node = get_template("components/pill.html").template.nodelist  # type: ignore[attr-defined]
    (tag,) = [item for item in node if getattr(item, "func", None) is markup.pill_of]
    monkeypatch.setattr(tag, "func", counted)
    first = rendered('{% c "pill" status=s / %}', s="draf")
    assert rendered('{% c "pill" status=s / %}', s="draf") == first
    assert len(looked_up) == 1
    assert rendered('{% c "pill" status=s / %}', s="berlaku") != first
    assert len(looked_up) == 2


def test_a_remembered_component_speaks_the_language_of_the_reader() -> None:
    forget()
    assert "Diterima" in rendered('{% c "pill" status="accepted" / %}')
    with translation.override("en"):
        assert "Diterima" not in rendered('{% c "pill" status="accepted" / %}')
    assert "Diterima" in rendered('{% c "pill" status="accepted" / %}')


def test_inputs_that_are_only_alike_are_not_taken_for_each_other() -> None:
    forget()
    bold = mark_safe("<b>x</b>")
    assert "&lt;b&gt;" in rendered('{% c "pill" label=t / %}', t="<b>x</b>")
    assert "<b>x</b>" in rendered('{% c "pill" label=t / %}', t=bold)
    assert "&lt;b&gt;" in rendered('{% c "pill" label=t / %}', t="<b>x</b>")
    assert ">1</span>" in rendered('{% c "pill" label=t / %}', t=1)
    assert ">True</span>" in rendered('{% c "pill" label=t / %}', t=True)


def test_what_may_change_is_not_remembered() -> None:
    class Name:
        words = "lama"

        def __str__(self) -> str:
            return self.words

    name = Name()
    assert ">lama</span>" in rendered('{% c "pill" label=t / %}', t=name)
    name.words = "baru"
    assert ">baru</span>" in rendered('{% c "pill" label=t / %}', t=name)


def test_a_component_remembers_no_more_than_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setattr(memory, "MOST", 3)
    for number in range(10):
        assert f">{number}</span>" in rendered('{% c "pill" label=t / %}', t=number)
    (looks,) = memory._looks.values()
    assert len(looks) <= 3


def test_what_depends_on_the_page_cannot_be_remembered() -> None:
    head = "{% comment %}\nTwo words.\n\nprop a -- Why.\nremembered -- Few.\n{% endcomment %}"
    assert parse_declaration("x", head + "{{ a }}").remembered
    assert parse_declaration("x", head).purpose == "Two words."
    assert parse_declaration("y", "{% comment %}\nOne.\nremembered\n{% endcomment %}").purpose == "One."
    for page in ("{% csrf_token %}", "{{ request.user }}"):
        with pytest.raises(TemplateSyntaxError, match="cannot ask for request or csrf_token"):
            parse_declaration("x", head + page)


def forget() -> None:
    memory._looks.clear()


def test_a_component_is_given_the_request_and_the_token(rf: RequestFactory) -> None:
    source = '{% load components %}{% c "language_switch" action="/b/" languages=languages / %}'
    html = Template(source).render(RequestContext(rf.get("/"), {"languages": []}))
    assert 'name="csrfmiddlewaretoken"' in html
