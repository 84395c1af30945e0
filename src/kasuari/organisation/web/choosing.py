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
    """A form with a `PersonField` for each of `people`. A NIP, or a whole name that nobody else bears, is
    taken; of anything less the same form comes back with everything that was written and asks who is meant,
    so that nobody is named by half a name."""

    people: ClassVar[tuple[str, ...]] = ()

    def chosen_people(self, actor: Actor, *, on: date) -> dict[str, int]:
        """Takes the words out of `cleaned_data` and answers who is meant. Whoever is not in the answer has an
        error at the field. Three queries for each field, and two more where the form has to ask."""
        chosen = {}
        for name in self.people:
            words = self.cleaned_data.pop(name)
            found = list(queries.search(actor, words).pegawai_ids)
            meant = str(self.data.get(f"{name}_pilih", ""))
            picked = [pk for pk in found[:OFFERED] if str(pk) == meant]
            if picked or (len(found) == 1 and queries.is_named(found[0], words)):
                chosen[name] = (picked or found)[0]
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
        if len(found) > OFFERED:
            self.add_error(name, _("Banyak yang cocok. Pilih di bawah, atau tulis namanya lebih lengkap."))
        elif len(found) > 1:
            self.add_error(name, _("Beberapa orang cocok. Pilih salah satu di bawah."))
        else:
            self.add_error(name, _("Satu orang cocok. Pilih di bawah bila memang dia."))
