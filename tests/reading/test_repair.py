"""Repair of text that lost its å, ä and ö: what comes right, and what must never be touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from bench.garble import garbled, sentences
from bench.repair import errors, mended
from samfrid.reading import sources
from samfrid.reading.prepare import prepare
from samfrid.reading.repair import mend
from samfrid.reading.repair.words import VARIABLE, NoWords, words, words_path
from samfrid.reading.source import Page, Source
from samfrid.reading.sources.text import pages_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reading"
#: damaged text around a line that is to be tested, so that the whole is known to be damaged
AROUND = (
    "Kommunstyrelsen foreslar att motionen ska anses besvarad med hanvisning till den oversyn som pagar.",
    "Socialnamnden tillstyrker forslaget under forutsattning att medel tillfors for nasta ar.",
    "Vald i nara relationer maste forebyggas pa alla nivaer, och arendet bor darfor utredas vidare.",
)


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    try:
        words_path()
    except NoWords as error:
        pytest.skip(str(error))


def clear_channel() -> None:
    """Forget the opened word list."""
    import_module("samfrid.reading.repair.mend")._channel.cache_clear()


def repaired(line: str, before: Sequence[str] = AROUND) -> str:
    """A line as it comes out when it stands in damaged text."""
    return mended([*before, line])[0][-1]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Handlingsplan mot vald i nira relationer.", "Handlingsplan mot våld i nära relationer."),
        ("Arendet aterremitteras till namnden.", "Ärendet återremitteras till nämnden."),
        ("En &tgard for hyresgister i omradet.", "En åtgärd för hyresgäster i området."),
        ("Det sker 1 samrad med lanets kommuner.", "Det sker i samråd med länets kommuner."),
        ("I 6vrigt foreslas inga andringar.", "I övrigt föreslås inga ändringar."),
        ("De kommunalidgda bolagen har god kdinnedom.", "De kommunalägda bolagen har god kännedom."),
        ("lank till kommunens Gvergripande mal", "länk till kommunens övergripande mål"),
        ("TJANSTESKRIVELSE fran Boras stad", "TJÄNSTESKRIVELSE från Borås stad"),
        ("Kunskaps-, informations- och radgivningsarbete", "Kunskaps-, informations- och rådgivningsarbete"),
        ("Social- och aldreomsorgsnamnden har ordet.", "Social- och äldreomsorgsnämnden har ordet."),
    ],
)
def test_lost_letters_come_back(read: str, right: str) -> None:
    assert repaired(read) == right


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Det ar tva ar sedan planen antogs.", "Det är två år sedan planen antogs."),
        ("Under forra ar och 2023 ar behovet stort.", "Under förra år och 2023 är behovet stort."),
        ("Fragan ar viktig i var kommun.", "Frågan är viktig i vår kommun."),
        ("Avtalet skrevs under av Par Ekholm.", "Avtalet skrevs under av Pär Ekholm."),
        ("Det galler ett par boenden.", "Det gäller ett par boenden."),
        ("Bidraget ar 600 000 kr/ar till jouren.", "Bidraget är 600 000 kr/år till jouren."),
        ("Planen antogs ar 2021 men galler inte.", "Planen antogs år 2021 men gäller inte."),
        ("I landet drabbas var fjarde kvinna.", "I landet drabbas var fjärde kvinna."),
        ("Stodet ska finnas for alla som bor kvar.", "Stödet ska finnas för alla som bor kvar."),
        ("Kommunens plan mot mans vald mot kvinnor.", "Kommunens plan mot mäns våld mot kvinnor."),
        ("Det som lag till grund for beslutet.", "Det som låg till grund för beslutet."),
    ],
)
def test_neighbours_tell_words_apart_that_only_dots_do(read: str, right: str) -> None:
    assert repaired(read) == right


@pytest.mark.parametrize(
    "sacred",
    [
        "Dnr KS 2021-257 och SON 2021-459",
        "den 1 mars 2024, § 267",
        "212000-2965",
        "https://www.linkoping.se/namnd/forslag.pdf",
        "boras.stad@boras.example",
        "450 000 kr",
        "(MP) (S) (KD)",
        "HSLF-FS 2022:39",
        "1. 2) a) 1(4)",
        "AB KSAU KF",
        "klockan 1",
        "15:30",
    ],
)
def test_numbers_addresses_and_abbreviations_are_sacred(sacred: str) -> None:
    assert repaired(sacred) == sacred


@pytest.mark.parametrize("counted", ["1 mars", "1 år", "1 procent", "1 kvinna"])
def test_a_one_that_counts_stays_a_number(counted: str) -> None:
    assert repaired(f"Det galler {counted} enligt planen.").split()[2] == "1"


@pytest.mark.parametrize("name", ["Hovenberg", "Bergfasth", "Fristedt", "Irene", "Yusuf", "Huskurage"])
def test_names_that_no_pattern_explains_stay_as_they_are(name: str) -> None:
    assert repaired(f"Motionen lamnades av {name} igar.").split()[3] == name


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Frigan om vild mot iildre kvinnor.", "Frågan om våld mot äldre kvinnor."),
        ("Den foreslagna 16sningen ar l6sning nog.", "Den föreslagna lösningen är lösning nog."),
        ("I6ner och 18per tas upp.", "Löner och löper tas upp."),
        ("Tolkférmedlingen och samhéllsvigledare.", "Tolkförmedlingen och samhällsvägledare."),
        ("Avtalet galler 1 tre ar.", "Avtalet gäller i tre år."),
        ("Sa var det forra ar, och nasta ar.", "Så var det förra år, och nästa år."),
        ("Dar KS 2023/118 galler.", "Dnr KS 2023/118 gäller."),
        ("Dar finns stodet.", "Där finns stödet."),
        ("BESLUT FOR OKAD TRYGGHET PA SKOLAN", "BESLUT FÖR ÖKAD TRYGGHET PÅ SKOLAN"),
        ("Var uppfattning. Var tredje kvinna.", "Vår uppfattning. Var tredje kvinna."),
        ("Vara kommun i Vastra Gotaland.", "Vara kommun i Västra Götaland."),
        ("Skolan och Fjallhem lamnar platser.", "Skolan och Fjällhem lämnar platser."),
        ("verenskommelsen galler", "överenskommelsen gäller"),
    ],
)
def test_what_a_real_reader_makes_of_swedish_comes_right(read: str, right: str) -> None:
    assert repaired(read) == right


@pytest.mark.parametrize(
    "kept", ["16maj", "18arig", "16 procent", "10st", "1 680 kr", "KS 16/8", "5G", "B6", "F-3", "H2O"]
)
def test_digits_before_letters_are_no_word(kept: str) -> None:
    assert kept in repaired(f"Beslutet galler {kept} och ar klart.")


@pytest.mark.parametrize("name", ["Marit", "Backlund", "Olle", "Jonas", "Ange"])
def test_a_name_that_is_one_without_dots_stays(name: str) -> None:
    assert repaired(f"Motionen lamnades av {name} igar.").split()[3] == name


def test_names_with_a_clear_ending_are_repaired() -> None:
    assert repaired("Motionen lamnades av Karin Kvistlundstrom igar.").split()[4] == "Kvistlundström"


def test_forms_of_one_name_help_each_other() -> None:
    alone = mended([*AROUND, "Ett samrad med AB Stingistaden."])[0][-1]
    together = mended(
        [*AROUND, "AB Stangastaden, AB Stdngéstaden och AB Stdngastaden.", "Ett samrad med AB Stingistaden."]
    )[0][-1]
    assert "Stingistaden" in alone
    assert "Stångåstaden" in together


def test_a_word_broken_over_two_lines_is_read_as_one() -> None:
    changed, _ = mended([*AROUND, "Arendet har behandlats i kommunfull-", "maktige under varen."])
    assert changed[-2:] == ["Ärendet har behandlats i kommunfull-", "mäktige under våren."]


def test_word_error_is_below_two_per_cent_also_on_sentences_held_out() -> None:
    for right in (sentences(), sentences(held_out=True)):
        counts = [errors(right, mended([garbled(line, seed) for line in right])[0]) for seed in (101, 102, 103)]
        before = [errors(right, [garbled(line, seed) for line in right]) for seed in (101, 102, 103)]
        assert sum(wrong for wrong, _ in before) > 0.25 * sum(total for _, total in before)
        assert sum(wrong for wrong, _ in counts) <= 0.02 * sum(total for _, total in counts)


def test_clean_swedish_comes_through_untouched() -> None:
    assert mend(sentences(), [True] * len(sentences()))[0] == []


@pytest.mark.parametrize(
    "clean",
    [
        (
            "The board decided to refer the matter back to the committee, and no further action has been taken. "
            "For all of us who work with the plan this is a great step, and the man in charge has said so many times."
        ),
        "KS 2021-257 KS 2022-311 SON 2020-14 " * 12,
        (
            "Öfverståthållareämbetet hafva uti sin skrifvelse anhållit, att ärendet måtte blifva afgjordt i år, "
            "hvarefter nämnden eger att derom besluta och skrifvelsen öfverlemna till magistraten i staden."
        ),
        (
            "Anna Bergman, Karin Lindgren, Sara Holm, Maria Berg, Eva Lund, Bengt Olsson, Erik Nilsson, Lena Persson, "
            "Karl Hansson, Per Svensson, Nils Andersson, Olof Karlsson, Tomas Eriksson, Marie Larsson, Ulla Gustafsson"
        ),
    ],
    ids=["english", "numbers", "old spelling", "names"],
)
def test_text_that_lacks_the_letters_for_other_reasons_is_left_alone(clean: str) -> None:
    assert mend([clean], [True])[0] == []


def test_a_clean_document_with_an_english_quotation_is_left_alone() -> None:
    english = (
        "The convention states that parties shall take the necessary measures to promote changes in the social and "
        "cultural patterns of behaviour of women and men with a view to eradicating prejudices and other practices. "
        "They shall also take the measures that are needed to protect all persons from any form of violence."
    )
    lines = [*sentences(), english, *sentences(held_out=True)]
    assert mend(lines, [True] * len(lines))[0] == []


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (
            "En lagesbild ver arbetet, som ven ska folja det under ret.",
            "En lägesbild över arbetet, som även ska följa det under året.",
        ),
        ("Inom tv veckor har tv gett svar.", "Inom två veckor har tv gett svar."),
        (
            "I de senaste tre Aren har den Atgirden, till nista Ar, varit i Amal.",
            "I de senaste tre åren har den åtgärden, till nästa år, varit i Åmål.",
        ),
        (
            "I samband med delarsrapporten redovisas funktionshinderomradet.",
            "I samband med delårsrapporten redovisas funktionshinderområdet.",
        ),
    ],
)
def test_lost_letters_misread_capitals_and_endings(read: str, right: str) -> None:
    assert repaired(read) == right


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (
            "Hon sade: ”Det ar svirt att fa hjalp ver natten i Vaxjo.”",
            "Hon sade: ”Det är svårt att få hjälp över natten i Växjö.”",
        ),
        ("I brevet star ”att verksamheien ar viktig” och mer.", "I brevet står ”att verksamheien är viktig” och mer."),
        ("I brevet star att verksamheien ar viktig.", "I brevet står att verksamheten är viktig."),
    ],
)
def test_of_a_quotation_only_the_dots_are_put_back(read: str, right: str) -> None:
    assert repaired(read) == right


def test_a_damaged_appendix_in_a_clean_document_is_repaired_alone() -> None:
    good = sentences()[:30]
    bad = [garbled(line, 5) for line in sentences(held_out=True)[:6]]
    lines = [*good, *bad]
    breaks = [True] * len(good) + [True] + [False] * (len(bad) - 1)
    changes, damaged = mend(lines, breaks)
    assert damaged == [False] * len(good) + [True] * len(bad)
    assert changes
    assert all(change.line >= len(good) for change in changes)


def test_no_digit_of_a_number_changes() -> None:
    numbers = ("2021-03-30", "§ 267", "KS 2021-257", "450 000", "1(4)", "18.30", "090-12 34 56", "5 kap. 35 §")
    text = [f"{line} {number}" for line, number in zip(AROUND * 6, numbers, strict=False)]
    for before, after in zip(text, mended(text)[0], strict=True):
        assert re.findall(r"\d", before) == re.findall(r"\d", after)


def test_small_margins_are_told() -> None:
    changes = mended([*AROUND, "Jag ar saker pa att de saknar lagen."])[1]
    assert all(0 <= change.margin <= 1 for change in changes)
    margins = {change.new: change.margin for change in changes}
    assert margins["Socialnämnden"] > 0.8
    assert margins["är"] < 0.5


def test_a_document_says_that_it_was_repaired_and_where() -> None:
    source = Source("text", pages_of("\n\n".join(AROUND)))
    document = prepare(source)
    assert "repaired_text" in document.warnings
    assert document.edits
    for edit in document.edits:
        assert document.text[edit.start : edit.end] == edit.new
        begin, end = document.original_of(edit.start, edit.end)
        assert document.original_text[begin:end] == edit.raw


@pytest.fixture
def no_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An installation without the word list."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.marisa"))
    words.cache_clear()
    clear_channel()
    yield
    monkeypatch.undo()
    words.cache_clear()
    clear_channel()


@pytest.mark.usefixtures("no_words")
def test_without_a_word_list_the_text_stays_and_the_document_says_so() -> None:
    document = prepare(Source("text", pages_of("\n\n".join(AROUND))))
    assert document.edits == ()
    assert "repair_unavailable" in document.warnings
    assert "Socialnamnden" in document.text


@pytest.mark.usefixtures("no_words")
def test_without_a_word_list_a_text_that_needs_no_repair_says_nothing_of_it() -> None:
    clean = "Socialnämnden föreslår att kommunen ska följa upp arbetet mot våld i nära relationer varje år. " * 6
    assert prepare(Source("text", pages_of(clean), language="sv")).warnings == ()
    english = "The board proposes that the municipality shall follow up the work against violence every year. " * 6
    assert prepare(Source("text", pages_of(english), language="en")).warnings == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")
def test_the_clean_documents_of_the_development_set_are_left_alone() -> None:
    edited = []
    for path in sorted((SHARED / "dev" / "docs").iterdir()):
        if path.suffix in (".txt", ".md", ".html", ".docx") and not path.name.startswith("112"):
            document = prepare(sources.load(path))
            edited += [(path.name, edit.raw, edit.new) for edit in document.edits]
    assert edited == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")
def test_the_real_damaged_document_reads_right() -> None:
    text = prepare(sources.load(next((SHARED / "seeds").glob("002*")))).text
    assert "Handlingsplan mot våld i nära relationer och hedersrelaterat våld och förtryck" in text.replace(
        "planen", "plan"
    )
    for right in ("Linköping", "bovärdar", "Stångåstadens", "AB Stångåstaden", "Paul Håkansson", "Motionärerna"):
        assert right in text
    assert not re.search(r"[éáàâ&]|\b1 nära", text)
    assert not re.search(r"\b(?:vald|for|pa|ar|namnden|forslag)\b", text, re.I)


def test_the_word_list_knows_the_field_and_its_rank() -> None:
    assert words().zipf("våld") > words().zipf("vald") > 0
    assert words().zipf("kommunövergripande") > 0
    assert words().zipf("xyzzyx") == 0


def test_pages_are_damaged_one_by_one() -> None:
    clean = sentences()[:20]
    bad = [garbled(line, 9) for line in sentences(held_out=True)[:8]]
    pages = (
        Page(1, 0, 0, pages_of("\n".join(clean))[0].lines),
        Page(2, 0, 0, pages_of("\n".join(bad))[0].lines),
    )
    document = prepare(Source("pdf", pages))
    assert document.edits
    boundary = document.text.index(document.of(next(s for s in document.segments if s.page == 2))[:20])
    assert all(edit.start >= boundary for edit in document.edits)
