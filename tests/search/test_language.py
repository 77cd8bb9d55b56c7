"""Swedish words as search sees them. The tables are of words from council papers; a line that fails is a miss."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.search.language.analyser import bases, folded, is_stop_word, parts, words
from samfrid.search.language.compounds import split

#: two forms of one word: each finds the other
INFLECTIONS: Final = [
    ("våld", "våldet"),
    ("kvinna", "kvinnornas"),
    ("man", "männen"),
    ("barn", "barnens"),
    ("plan", "planerna"),
    ("handlingsplan", "handlingsplanens"),
    ("beslut", "besluten"),
    ("besluta", "beslutade"),
    ("motion", "motionerna"),
    ("bok", "böckerna"),
    ("stad", "städers"),
    ("nämnd", "nämndernas"),
    ("utbilda", "utbildades"),
    ("föreslå", "föreslog"),
    ("bryta", "brutit"),
    ("utsatt", "utsatta"),
    ("ledamot", "ledamöter"),
    ("ansökan", "ansökningarna"),
    ("orosanmälan", "orosanmälningar"),
    ("åtgärd", "åtgärders"),
    ("skyddad", "skyddat"),
    ("avskriva", "avskrivs"),
    ("jour", "jourernas"),
    ("möte", "mötets"),
    ("förening", "föreningarna"),
    ("Linköping", "Linköpings"),
    ("Qarlsson", "Qarlssons"),
    ("fullmäktige", "fullmäktiges"),
    ("kvinnofridssamordnare", "kvinnofridssamordnarna"),
    ("trygghetsvärd", "trygghetsvärdarnas"),
]
#: a word, and a compound with it as a part
COMPOUNDS: Final = [
    ("våld", "våldsutsatta"),
    ("utsatt", "våldsutsatta"),
    ("kvinnofrid", "kvinnofridssamordnare"),
    ("samordnare", "kvinnofridssamordnare"),
    ("frid", "kvinnofrid"),
    ("kvinnor", "kvinnojouren"),
    ("jour", "kvinnojourernas"),
    ("handling", "handlingsplaner"),
    ("plan", "handlingsplanen"),
    ("nämnd", "socialnämndens"),
    ("anmälan", "orosanmälningar"),
    ("oro", "orosanmälan"),
    ("heder", "hedersrelaterat"),
    ("barn", "barnkonventionen"),
    ("skydd", "skyddsboendet"),
    ("boende", "skyddsboende"),
    ("rådgivning", "familjerådgivningen"),
    ("jämställdhet", "jämställdhetsstrategi"),
    ("förslag", "medborgarförslaget"),
    ("medborgare", "medborgarförslag"),
    ("fullmäktige", "kommunfullmäktiges"),
    ("avtal", "samverkansavtalet"),
    ("samverkan", "samverkansgruppen"),
    ("förebygga", "våldsförebyggande"),
    ("brottsoffer", "brottsofferjouren"),
    ("brott", "brottsofferjour"),
    ("polis", "polisanmälningar"),
    ("skola", "skolkuratorer"),
    ("äldre", "äldreomsorgen"),
    ("föräldrar", "föräldrastöd"),
    ("kön", "könsstympning"),
    ("rapport", "uppföljningsrapporten"),
    ("grupp", "arbetsgruppens"),
    ("arbete", "arbetsgrupp"),
    ("brott", "hatbrott"),
    ("besök", "besöksförbud"),
    ("lag", "socialtjänstlagen"),
    ("tvång", "tvångsäktenskap"),
    ("barn", "barnahus"),
    ("våld", "våldtäkter"),
    ("tid", "uppsägningstiden"),
    ("uppgift", "personuppgifter"),
    ("relation", "relationsvåld"),
    ("ungdom", "ungdomsmottagningen"),
    ("offer", "våldsoffer"),
    ("utövare", "våldsutövare"),
]
#: words that look alike and have nothing to do with each other: neither finds the other, not even as a part
NOT_THE_SAME: Final = [
    ("våg", "våld"),
    ("plan", "planta"),
    ("plan", "planet"),
    ("hus", "hu"),
    ("barn", "barr"),
    ("bok", "bock"),
    ("nämnd", "nämna"),
    ("rätt", "rot"),
    ("man", "manual"),
    ("bo", "bok"),
    ("stad", "bostad"),
    ("slag", "förslag"),
    ("svar", "ansvar"),
    ("tal", "avtal"),
    ("roll", "kontroll"),
    ("troll", "kontroll"),
    ("koll", "protokoll"),
    ("ung", "förening"),
    ("kvinna", "kvintett"),
    ("dag", "dagg"),
    ("skydd", "sky"),
    ("lag", "slag"),
    ("mus", "museum"),
    ("graf", "paragraf"),
    ("par", "paragraf"),
    ("pol", "polis"),
    ("is", "polis"),
    ("kommun", "kommunikation"),
    ("social", "socialism"),
    ("nät", "natt"),
    ("ter", "minister"),
    ("läge", "lag"),
    ("ställe", "ställa"),
    ("ord", "ordförande"),
    ("parti", "partikel"),
]


def _finds(word: str, other: str) -> bool:
    return bool(set(bases(folded(word))) & set(bases(folded(other))))


@pytest.mark.parametrize(("word", "form"), INFLECTIONS)
def test_a_word_finds_its_inflections(word: str, form: str) -> None:
    assert _finds(word, form)
    assert _finds(form, word)


@pytest.mark.parametrize(("word", "compound"), COMPOUNDS)
def test_a_compound_is_found_by_its_parts(word: str, compound: str) -> None:
    assert set(bases(folded(word))) & set(parts(folded(compound)))


@pytest.mark.parametrize(("word", "other"), NOT_THE_SAME)
def test_words_that_merely_look_alike_find_neither(word: str, other: str) -> None:
    assert not _finds(word, other)
    assert not set(bases(word)) & set(parts(other))
    assert not set(bases(other)) & set(parts(word))


def test_a_compound_is_not_found_among_whole_words() -> None:
    assert not _finds("våld", "våldsutsatta")
    assert not _finds("plan", "handlingsplan")


def test_a_name_within_a_sentence_is_known_as_one() -> None:
    found = {word.form: word.is_name for word in words("Motion av Martin Lindberg. Handlingsplanen saknas")}
    assert found == {
        "motion": False, "av": False, "martin": True, "lindberg": True, "handlingsplanen": False, "saknas": False,
    }  # fmt: skip


def test_words_keep_their_place() -> None:
    text = "Idé: hot- och våldsfrågor (Müller)"
    assert [text[word.start : word.end] for word in words(text)] == ["Idé", "hot", "och", "våldsfrågor", "Müller"]
    assert [word.form for word in words(text)][0::4] == ["ide", "muller"]


def test_stop_words() -> None:
    assert is_stop_word("och")
    assert not is_stop_word("våld")
    assert not is_stop_word("5")


@given(st.text(max_size=400))
def test_any_text_has_words_and_every_word_a_base(text: str) -> None:
    for word in words(text):
        assert bases(word.form)
        assert all(parts(word.form))
        assert 0 <= word.start < word.end <= len(text)


@given(st.text(alphabet="abcdeikmnorstuvåäö", min_size=1, max_size=64))
def test_a_compounds_parts_are_in_it_or_it_is_none(word: str) -> None:
    found = split(word)
    assert found is None or (len(found.parts) > 1 and 0 < found.last_at < len(word))


@given(st.text(max_size=300))
def test_folding_keeps_what_is_compared_the_same_however_often(text: str) -> None:
    assert folded(folded(text)) == folded(text)
