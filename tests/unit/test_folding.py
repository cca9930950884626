"""Folding: one key for the ways to write a name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_graph.names.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Кыргызстан", "Kyrgyzstan"),
        ("Киргизстан", "Kyrgyzstan"),
        ("Казахстан", "Kazakhstan"),
        ("Узбекистан", "uzbekistan"),
        ("Таджикистан", "Tajikistan"),
        ("Таджикистан", "Tadzhikistan"),
        ("Азербайджан", "Azerbaijan"),
        ("Афганистан", "Afghanistan"),
        ("Ташкент", "TASHKENT"),
        ("Ереван", "Yerevan"),
        ("Худжанд", "Khujand"),
        ("Хорог", "Khorog"),
        ("Нижний Пяндж", "Nijniy Pyanj"),
        ("Щучинск", "Shchuchinsk"),
        ("Семёнов", "Semyonov"),
        ("Семёнов", "Семенов"),
        ("Й", "Й"),
        ("Қирғизистон", "Qirg'iziston"),
        ("Қирғизистон", "Qirgʻiziston"),
        ("Türkiye", "Turkiye"),
        ("Côte d'Ivoire", "COTE D’IVOIRE"),
        ("counter-narcotics", "Counter Narcotics"),
        ("Straße", "strasse"),
    ],
)
def test_two_spellings_of_a_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Austria", "Australia"), ("Guinea", "Guyana"), ("Mali", "Malawi")],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_decimal_is_one_word() -> None:
    assert len(fold("76.39859 kg").split()) == 2


def test_a_text_of_signs_folds_to_nothing() -> None:
    assert fold(" .,;!?*'`\"-\x00\u200f ") == ""


@given(st.text(max_size=300))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.text(alphabet="schdzjkgyeoqi 1.'", max_size=200))
def test_letters_that_are_spelled_together_fold_once_and_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["k" * 100_000 + "h", ("k" * 63 + "h ") * 1600, "😀" * 100_000, "ﷺ" * 100_000])
def test_a_text_longer_than_any_name_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    once = fold(text)
    assert time.perf_counter() - start < 1
    assert fold(once) == once
