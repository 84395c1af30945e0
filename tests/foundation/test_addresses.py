"""Many addresses of one kind are those that Django would give."""

from __future__ import annotations

from django.urls import reverse

from kasuari.foundation.web.addresses import addresses


def test_the_addresses_are_those_of_reverse() -> None:
    rate = addresses("evaluation:rate", 7)
    for number in (1, 21, 9_999_999):
        assert rate(number) == reverse("evaluation:rate", args=[number, 7])
    assert addresses("evaluation:result")(3) == reverse("evaluation:result", args=[3])
