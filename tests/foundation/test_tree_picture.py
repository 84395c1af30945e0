"""The drawn tree: boxes that do not overlap, links that fold, signs beside colours, text that stays text."""

from __future__ import annotations

from xml.etree import ElementTree

from kasuari.foundation.tree_picture import SIGNS, PictureNode, tree_picture


def _drawn(*nodes: PictureNode) -> ElementTree.Element:
    return ElementTree.fromstring(tree_picture("Pohon", nodes))


def _boxes(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    return [
        (
            float(item.get("x") or 0),
            float(item.get("y") or 0),
            float(item.get("width") or 0),
            float(item.get("height") or 0),
        )
        for item in svg.iter("rect")
    ]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
    return not (apart or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1])


def test_boxes_do_not_overlap_and_stay_inside() -> None:
    def grow(key: str, depth: int) -> PictureNode:
        children = [grow(f"{key}{number}", depth - 1) for number in range(3)] if depth else []
        return PictureNode(
            key=key, text="Kata " * (len(key) * 4), meta=("Nama",), mark="x", children=children
        )

    svg = _drawn(grow("a", 3), grow("b", 2))
    boxes = _boxes(svg)
    assert len(boxes) == 40 + 13
    assert not any(_overlap(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    width, height = (float(svg.get(name) or 0) for name in ("width", "height"))
    assert all(x + w <= width and y + h <= height for x, y, w, h in boxes)


def test_a_node_with_an_address_is_a_link_that_says_whether_it_is_open() -> None:
    svg = _drawn(
        PictureNode(key="u1", text="Dinas", url="?buka=u1", label="Dinas", more=3),
        PictureNode(key="u2", text="Badan", url="?buka=", label="Badan", more=-1, open=True),
        PictureNode(key="r3", text="Hasil", label="Hasil"),
    )
    links = list(svg.iter("a"))
    assert [(link.get("id"), link.get("aria-expanded")) for link in links] == [
        ("n-u1", "false"),
        ("n-u2", "true"),
    ]
    assert [(link.get("href"), link.get("hx-get")) for link in links] == [("?buka=u1",) * 2, ("?buka=",) * 2]
    assert [item.text for item in svg.iter("text") if item.get("class") == "pohon__count"] == ["3", "−"]
    assert next(item for item in svg.iter("g")).get("aria-label") == "Hasil"


def test_what_a_colour_says_is_said_by_a_sign_and_by_words() -> None:
    nodes = [
        PictureNode(key=f"i{n}", text="x", tone=tone, mark=f"kata {tone}") for n, tone in enumerate(SIGNS)
    ]
    svg = _drawn(*nodes)
    signs = [item.get("d") for item in svg.iter("path") if item.get("class") == "pohon__sign"]
    assert len(signs) == len(set(signs)) == len(SIGNS)
    assert [item.text for item in svg.iter("text") if item.get("class") == "pohon__mark"] == [
        f"kata {tone}" for tone in SIGNS
    ]


def test_text_is_cut_with_a_mark_and_never_becomes_markup() -> None:
    svg = _drawn(PictureNode(key="r1", text="<script>alert(1)</script> " + "panjang " * 60))
    lines = [item.text or "" for item in svg.iter("tspan")]
    assert len(lines) == 4
    assert lines[0].startswith("<script>")
    assert lines[-1].endswith("…")


def test_an_empty_tree_is_a_picture_all_the_same() -> None:
    assert _boxes(_drawn()) == []
