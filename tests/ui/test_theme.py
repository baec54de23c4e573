"""Colours can be told apart by everybody, in every theme and size."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.table import Tone
from resources import path
from ui.theme import THEMES, font, icon, set_icon, theme

MEANINGS = ("on_time", "soon", "late", "held_late", "information")
GROUNDS = ("background", "surface", "hover", "accent_tint")


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_on_every_ground(name: str) -> None:
    roles = THEMES[name]
    words = ("text", "quiet", "accent", *MEANINGS)
    pairs = [
        *product(words, GROUNDS),
        *((m, f"{m}_tint") for m in MEANINGS),
        *(("text", f"{m}_tint") for m in MEANINGS),
    ]
    pairs += [("accent_text", ground) for ground in ("accent", *MEANINGS)]  # on buttons, and on the bars of charts
    weak = {pair: contrast(getattr(roles, pair[0]), getattr(roles, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_controls_and_charts_can_be_seen(name: str) -> None:
    roles = THEMES[name]
    pairs = product(("control", "accent", *MEANINGS), ("background", "surface"))
    weak = {pair: contrast(getattr(roles, pair[0]), getattr(roles, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("name", THEMES)
def test_what_cannot_be_done_looks_other_than_what_can(name: str) -> None:
    roles = THEMES[name]
    assert contrast(roles.disabled, roles.text) > 1.5
    assert contrast(roles.disabled, roles.surface) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_meaning_has_a_colour_of_its_own(name: str) -> None:
    theme().set(name)
    assert len({theme().tone(tone).name() for tone in Tone}) == len(Tone)


@pytest.mark.parametrize("name", THEMES)
def test_a_chosen_theme_dresses_the_application(name: str, qtbot: QtBot) -> None:
    page = QWidget()
    page.setObjectName("page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    qtbot.addWidget(page)
    theme().set(name)
    assert page.grab().toImage().pixelColor(1, 1).name() == THEMES[name].background
    assert theme().name == name


def test_text_grows_to_twice_its_size_and_rows_with_it(qtbot: QtBot) -> None:
    label = QLabel("Reviews due")
    qtbot.addWidget(label)
    label.ensurePolished()
    usual, row = label.fontMetrics().height(), theme().row_height
    theme().set(factor=200)
    label.ensurePolished()
    assert label.fontMetrics().height() >= usual * 2 - 2
    assert theme().row_height == row * 2
    theme().set(factor=900)
    assert theme().factor == 200


def test_rows_can_be_made_compact() -> None:
    assert theme().row_height == 28
    theme().set(compact=True)
    assert theme().row_height == 22


def test_figures_have_one_width() -> None:
    assert font().isFeatureSet(font().Tag("tnum"))


@pytest.mark.parametrize("file", sorted(file.stem for file in path("icons").glob("*.svg")))
def test_every_icon_can_be_drawn_and_takes_the_colour_of_the_theme(file: str) -> None:
    image = icon(file).pixmap(24, 24).toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(color.alpha() for color in colors)
    assert {color.name() for color in colors if color.alpha() == 255} <= {theme().roles.text}


def test_an_icon_follows_the_theme(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme().set("light")
    set_icon(button, "save")
    before = button.icon().pixmap(24, 24).toImage()
    theme().set("dark")
    assert button.icon().pixmap(24, 24).toImage() != before


def test_the_licence_of_the_icons_ships_with_them() -> None:
    assert "ISC License" in path("icons/LICENCE.txt").read_text(encoding="utf-8")
