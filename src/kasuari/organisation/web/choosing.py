"""Choosing a person in a form: by part of a name or by NIP, and without any script."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.foundation.access import Actor
from kasuari.organisation import queries

OFFERED = 8


class PersonField(forms.CharField):
    """Words that `ChoosesPeople` looks up."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        how = gettext_lazy("Ketik nama, sebagian nama, atau NIP.")
        said = format_lazy("{} {}", help_text, how) if help_text else how
        super().__init__(label=label, max_length=120, help_text=said)


class ChoosesPeople(forms.Form):
    """A form with a `PersonField` for each of `people`. Where several people fit the words, the same form
    comes back with everything that was written and asks which of them is meant."""

    people: ClassVar[tuple[str, ...]] = ()

    def chosen_people(self, actor: Actor, *, on: date) -> dict[str, int]:
        """Takes the words out of `cleaned_data` and answers who is meant. Whoever is not in the answer has an
        error at the field. Two queries for each field, and two more where the form has to ask."""
        chosen = {}
        for name in self.people:
            found = list(queries.search(actor, self.cleaned_data.pop(name)).pegawai_ids)
            meant = str(self.data.get(f"{name}_pilih", ""))
            picked = [pk for pk in found[:OFFERED] if str(pk) == meant] or found
            if len(picked) == 1:
                chosen[name] = picked[0]
            else:
                self._ask(name, found, on)
        return chosen

    def _ask(self, name: str, found: list[int], on: date) -> None:
        if not found:
            self.add_error(name, _("Tidak ada yang cocok. Coba sebagian nama saja, atau NIP."))
            return
        people = queries.identity_many(found[:OFFERED], on, with_pangkat=False)
        lines = [people[pk] for pk in found[:OFFERED] if pk in people]
        self.fields[f"{name}_pilih"] = forms.ChoiceField(
            label=_("Siapa yang dimaksud?"),
            widget=forms.RadioSelect,
            choices=[(str(item.pegawai_id), f"{item.nama} – {item.jabatan}, {item.unit}") for item in lines],
        )
        more = len(found) > OFFERED
        self.add_error(
            name,
            _("Banyak yang cocok. Pilih di bawah, atau tulis namanya lebih lengkap.")
            if more
            else _("Beberapa orang cocok. Pilih salah satu di bawah."),
        )
