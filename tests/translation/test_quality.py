"""The checks of one translation: what each finds, what it lets pass, in Swedish, Greek and Arabic."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from translation.quality import Finding, FindingCode, Severity, TermRule, check
from translation.quality.numbers import number_difference
from translation.quality.terms import find_term

E, W = Severity.ERROR, Severity.WARNING


def found(source: str, target: str, language: str = "sv", **options) -> list[tuple[FindingCode, Severity]]:
    return [(finding.code, finding.severity) for finding in check(source, target, language=language, **options)]


def messages(source: str, target: str, language: str = "sv", **options) -> list[str]:
    return [finding.message for finding in check(source, target, language=language, **options)]


class TestGoodTranslations:
    @pytest.mark.parametrize(
        ("source", "target", "language"),
        [
            ("Women hold 12.5% of 1,224 chairs.", "Kvinnor har 12,5 % av 1\u00a0224 professurer.", "sv"),
            ("Women hold 12.5% of 1,224 chairs.", "Οι γυναίκες κατέχουν το 12,5% από 1.224 έδρες.", "el"),
            ("What is bias?", "Τι είναι η μεροληψία;", "el"),
            ("What is bias?", "Τι είναι η μεροληψία\u037e", "el"),
            ("What is bias?", "ما هو التحيز؟", "ar"),
            ("In 2014, 35 girls took part.", "في عام ٢٠١٤ شاركت ٣٥ فتاة.", "ar"),
            ('See <a id="a1">the <b>study</b></a>.', 'Se <b><a id="a1">studien</a></b>.', "sv"),
            ("Hello {name}, %(number)s of {{ all }}", "Hej {name}, %(number)s av {{all}}", "sv"),
            ("“Because we can.”", "”För att vi kan.”", "sv"),
            ("Write to info@example.org.", "Skriv till info@example.org.", "sv"),
            ("Maryam Mirzakhani", "Maryam Mirzakhani", "sv"),
            ("Eddy, S. L. (2014).", "Eddy, S. L. (2014).", "sv"),
            ("Algebra", "Algebra", "sv"),
            ("https://example.org/a-page", "https://example.org/a-page", "sv"),
            ("A sentence of some length about women in science.", "関する文章。", "ja"),
        ],
    )
    def test_nothing_is_found(self, source: str, target: str, language: str) -> None:
        assert check(source, target, language=language) == []

    def test_a_blank_source_has_nothing_to_check(self) -> None:
        assert check(" ", "Hej {name}", language="sv") == []

    @given(st.text(max_size=60))
    def test_a_text_against_itself_gives_no_error_but_for_its_own_markup(self, text: str) -> None:
        assert {finding.code for finding in check(text, text, language="sv") if finding.is_error} <= {FindingCode.TAGS}

    @given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["sv", "el", "ar"]))
    def test_no_text_breaks_a_check(self, source: str, target: str, language: str) -> None:
        check(source, target, language=language, max_length=10, terms=[TermRule(source, target, (source,))])

    @pytest.mark.parametrize(
        "piece", ["<a ", "<a" + " " * 9, "a", "a.", "1 000 ", "1,", "{{ ", "{", "%(", "&", "  ", "a@", "...", "</b>", "http://", "é\u0301"]
    )
    def test_a_long_odd_text_takes_no_time(self, piece: str) -> None:
        """Patterns that try every way to match would not come back from this."""
        check("A word", piece * (30_000 // len(piece)), language="sv", terms=[TermRule("word", "ord", ("a a",))])


class TestOrder:
    def test_errors_come_first(self) -> None:
        severities = [finding.severity for finding in check("About <b>700</b> of them.", "Cirka 7  av dem", language="sv")]
        assert severities == sorted(severities, key=lambda severity: severity is W)
        assert {E, W} <= set(severities)

    def test_messages_are_in_the_active_language(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("translation.quality.checks._", lambda text: f"[{translation.get_language()}] {text}")
        with translation.override("el"):
            assert messages("Word", "") == ["[el] The translation is empty."]

    def test_a_finding_knows_whether_it_is_an_error(self) -> None:
        assert [Finding(FindingCode.TAGS, severity, "").is_error for severity in (E, W)] == [True, False]


class TestEmpty:
    @pytest.mark.parametrize("target", ["", "  ", "<br/>", "<b></b>", "&nbsp;"])
    def test_no_words_is_an_error(self, target: str) -> None:
        assert found("Word", target) == [(FindingCode.EMPTY, E)]


class TestMarkup:
    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("Ett ord och ett till", "Missing tags: <b>"),
            ("Ett <b>ord</b> och <i>ett</i> till", "Tags that the source does not have: <i>"),
            ("Ett <b>ord</b> och <b>ett</b> till", "Tags that the source does not have: <b>"),
            ("Ett <b>ord och ett till", "Tags that are not closed, not opened or not allowed: <b>"),
            ("Ett <b>ord</b></b> och ett till", "Tags that are not closed, not opened or not allowed: </b>"),
            ("Ett <b>ord</b> och <span>ett</span> till", "Tags that are not closed, not opened or not allowed: <span>, </span>"),
            ('Ett <b class="x">ord</b> och ett till', 'Tags that are not closed, not opened or not allowed: <b class="x">, </b>'),
            ("Ett <b>ord</b> och ett till <b", "Tags that are not closed, not opened or not allowed: <b"),
            ("Ett <b>ord</b> och ett <!-- till -->", "Tags that are not closed, not opened or not allowed: <!-- till --"),
        ],
    )
    def test_tags_are_those_of_the_source(self, target: str, message: str) -> None:
        assert message in messages("One <b>word</b> and another", target)
        assert (FindingCode.TAGS, E) in found("One <b>word</b> and another", target)

    def test_crossed_tags_are_an_error(self) -> None:
        assert (FindingCode.TAGS, E) in found("<b>One <i>word</i></b>", "<b>Ett <i>ord</b></i>")

    def test_less_than_is_no_tag(self) -> None:
        assert found("If a &lt; b, stop", "Om a < b, stanna") == []

    def test_line_breaks_may_differ_with_a_warning(self) -> None:
        assert found("One<br/>two", "Ett två") == [(FindingCode.TAGS, W)]
        assert found("One<br/>two", "Ett<br>två") == []

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("Se studien", 'Missing links: <a id="a1">'),
            ('Se <a id="a2">studien</a>', 'Links that the source does not have: <a id="a2">'),
            ('Se <a id="a1">stu</a><a id="a1">dien</a>', 'Links that the source does not have: <a id="a1">'),
            ("Se <a>studien</a>", 'Missing links: <a id="a1">'),
        ],
    )
    def test_links_are_those_of_the_source(self, target: str, message: str) -> None:
        assert message in messages('See <a id="a1">the study</a>', target)
        assert (FindingCode.LINKS, E) in found('See <a id="a1">the study</a>', target)

    def test_an_address_in_the_text_may_differ_with_a_warning(self) -> None:
        source = "Read https://en.example.org/a, write to a@example.org."
        assert found(source, "Läs https://sv.example.org/a, skriv till a@example.org.") == [(FindingCode.LINKS, W)] * 2
        assert messages(source, "Läs https://en.example.org/a.") == ["Missing addresses: a@example.org"]


class TestPlaceholders:
    @pytest.mark.parametrize("placeholder", ["{name}", "{}", "{0}", "%(name)s", "%s", "%d", "%1$s", "{{ name }}", "${name}", "{% url %}"])
    def test_lost_and_invented_ones_are_errors(self, placeholder: str) -> None:
        assert found(f"Hello {placeholder} there", "Hej på dig") == [(FindingCode.PLACEHOLDERS, E)]
        assert found("Hello there", f"Hej {placeholder} där") == [(FindingCode.PLACEHOLDERS, E)]
        assert found(f"Hello {placeholder} there", f"Hej {placeholder} där") == []

    def test_a_renamed_one_is_lost_and_invented(self) -> None:
        assert found("Hello {name}", "Hej {namn}") == [(FindingCode.PLACEHOLDERS, E)] * 2

    @pytest.mark.parametrize("text", ["50 % discount", "50% discount", "100%s", "sets {a, b}"])
    def test_per_cent_and_braces_in_prose_are_none(self, text: str) -> None:
        assert FindingCode.PLACEHOLDERS not in {code for code, _ in found(text, "50 100")}


class TestNumbers:
    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("1,224 letters", "1 224 brev"),
            ("1,224 letters", "1\u00a0224 brev"),
            ("1,224 letters", "1\u202f224 brev"),
            ("1,224 letters", "1.224 brev"),
            ("1,224 letters", "1224 brev"),
            ("1,224 letters", "1'224 brev"),
            ("1,224,500.75 euro", "1.224.500,75 euro"),
            ("1,224,500.75 euro", "1 224 500,75 euro"),
            ("3.50 points", "3,5 poäng"),
            ("at 10:30", "kl. 10.30"),
            ("at 3:30 pm", "kl. 15.30"),
            ("5.12.2020", "5/12 2020"),
            ("1,5,7", "1, 5, 7"),
            ("in 54 100 letters", "i 54: 100 brev"),
            ("٣٫٥ و ١٬٢٢٤", "3.5 and 1,224"),
            ("Article 6(1)(b)", "artikel 6.1 b"),
            ("Article 6(1)(b)", "άρθρο 6 παράγραφος 1"),
            ("1,224 and 1٫224", "1٫224 and 1224"),
            ("the 1990s", "1990-talet"),
            ("50% of 400", "50 procent av 400"),
            ("version 1.10.3", "version 1.10.3"),
            ("0.224 of 1,000", "0,224 av 1 000"),
        ],
    )
    def test_the_same_number_otherwise_written(self, source: str, target: str) -> None:
        difference = number_difference(source, target)
        assert (difference.missing, difference.extra) == ((), ())

    @pytest.mark.parametrize(
        ("source", "target", "missing", "extra"),
        [
            ("1,224 letters", "1 242 brev", ["1,224"], ["1 242"]),
            ("3.5 points", "35 poäng", ["3.5"], ["35"]),
            ("0.224 points", "224 poäng", ["0.224"], ["224"]),
            ("3.5 points", "5,3 poäng", ["3.5"], ["5,3"]),
            ("54 countries", "länder", ["54"], []),
            ("countries", "54 länder", [], ["54"]),
            ("54 and 54", "54", ["54"], []),
            ("12,500 girls", "12,5 flickor", ["12,500"], ["12,5"]),
            ("12 May 2020", "2020-05-12", [], ["05"]),
        ],
    )
    def test_another_number_is_found(self, source: str, target: str, missing: list[str], extra: list[str]) -> None:
        difference = number_difference(source, target)
        assert ([n.text for n in difference.missing], [n.text for n in difference.extra]) == (missing, extra)

    def test_a_changed_number_is_an_error_that_names_both(self) -> None:
        assert messages("In 2014 there were 54", "År 2041 var det 54") == [
            "Missing numbers: 2014",
            "Numbers that the source does not have: 2041",
        ]
        assert found("In 2014 there were 54", "År 2041 var det 54") == [(FindingCode.NUMBERS, E)] * 2

    def test_small_numbers_may_be_words_with_a_warning(self) -> None:
        assert found("7 of 12 girls", "sju av tolv flickor") == [(FindingCode.NUMBERS, W)]
        assert found("three girls", "3 flickor") == [(FindingCode.NUMBERS, W)]
        assert found("13 girls", "tretton flickor") == [(FindingCode.NUMBERS, E)]

    def test_digits_of_links_placeholders_and_addresses_are_no_numbers(self) -> None:
        source, target = '<a id="a17">See</a> {0} www.x.org/99', '<a id="a17">Se</a> {0} www.x.org/99'
        assert found(source, target) == []

    @given(st.lists(st.integers(0, 10**9), max_size=5), st.randoms())
    def test_order_and_separators_do_not_matter(self, numbers: list[int], random) -> None:
        english = " and ".join(f"{number:,}" for number in numbers)
        random.shuffle(numbers)
        swedish = " och ".join(f"{number:,}".replace(",", "\u00a0") for number in numbers)
        assert number_difference(english, swedish).missing == number_difference(english, swedish).extra == ()


class TestLength:
    def test_too_long_for_the_field_is_an_error_in_characters(self) -> None:
        assert messages("A <b>title</b>", "En <b>rubrik &amp; mer</b>", max_length=15) == []
        assert messages("A <b>title</b>", "En <b>rubrik &amp; mer</b>", max_length=14) == ["1 character too long: at most 14 fit."]
        assert found("A title", "En rubrik", max_length=3) == [(FindingCode.LENGTH, E)]

    def test_much_longer_or_shorter_than_the_source_is_a_warning(self) -> None:
        source = "A source of some length"
        assert found(source, "ord " * 20 + "ord") == [(FindingCode.LENGTH, W)]
        assert found(source, "ord") == [(FindingCode.LENGTH, W)]

    def test_short_texts_are_not_compared(self) -> None:
        assert found("No", "Nej, det går inte just nu") == []


class TestTerms:
    RULE = TermRule("gender", "genusperspektiv", ("genus", "könsrollen"))

    def test_a_forbidden_form_is_an_error_that_says_what_to_use(self) -> None:
        assert messages("On gender", "Om genus", terms=[self.RULE]) == ["Not to be used: “genus”. The glossary has “genusperspektiv”."]
        assert found("On gender", "Om GENUS", terms=[self.RULE]) == [(FindingCode.TERMS, E)]

    def test_the_wanted_translation_missing_is_a_warning(self) -> None:
        assert found("On gender", "Om något annat", terms=[self.RULE]) == [(FindingCode.TERMS, W)]

    def test_the_wanted_translation_inflected_is_right(self) -> None:
        assert found("On gender", "Om genusperspektivets värde", terms=[self.RULE]) == []

    def test_a_rule_holds_only_where_the_source_uses_the_term(self) -> None:
        assert found("On sex", "Om genus", terms=[self.RULE]) == []

    def test_a_rule_without_source_holds_everywhere(self) -> None:
        assert found("On sex", "Om genus", terms=[TermRule("", "", ("genus",))]) == [(FindingCode.TERMS, E)]

    def test_a_forbidden_form_inside_the_wanted_translation_does_not_count(self) -> None:
        rule = TermRule("impostor syndrome", "impostor-fenomenet", ("impostor",))
        assert found("The impostor syndrome", "Impostor-fenomenet", terms=[rule]) == []

    def test_markup_between_the_words_does_not_hide_a_term(self) -> None:
        rule = TermRule("role model", "förebild", ("idol",))
        assert found("A role <b>model</b>", "En i<b>dol</b>", terms=[rule]) == [(FindingCode.TERMS, E)]

    @pytest.mark.parametrize(
        ("term", "text", "language"),
        [
            ("flicka", "Flickornas dag", "sv"),
            ("elev", "eleverna", "sv"),
            ("kurs", "kursens", "sv"),
            ("studie", "studier", "sv"),
            ("by", "byn", "sv"),
            ("stor fråga", "De stora frågorna", "sv"),
            ("γυναίκα", "των γυναικών", "el"),
            ("γυναίκα", "ΓΥΝΑΙΚΕΣ", "el"),
            ("άνθρωπος", "τους ανθρώπους", "el"),
            ("πρόγραμμα", "προγραμμάτων", "el"),
            ("επιστήμη", "της επιστήμης", "el"),
            ("study", "Studies", "en"),
            ("student", "the students’ work", "en"),
            ("bias", "biased", "en"),
            ("Schule", "Schulen", "de"),
        ],
    )
    def test_inflected_forms_are_found(self, term: str, text: str, language: str) -> None:
        assert find_term(term, text, language)

    @pytest.mark.parametrize(
        ("term", "text", "language"),
        [
            ("tes", "ett test", "sv"),
            ("ål", "al", "sv"),
            ("genus", "genusvetenskap", "sv"),
            ("kurs", "konkurs", "sv"),
            ("ώρα", "ωραία", "el"),
            ("art", "start", "en"),
            ("study", "student", "en"),
            ("!?", "anything !?", "en"),
        ],
    )
    def test_other_words_are_not(self, term: str, text: str, language: str) -> None:
        assert not find_term(term, text, language)


class TestUntranslated:
    @pytest.mark.parametrize("target", ["The same old words", "the  same old Words", "The <b></b>same old words"])
    def test_the_same_words_are_a_warning(self, target: str) -> None:
        assert (FindingCode.UNTRANSLATED, W) in found("The same old words", target)

    @pytest.mark.parametrize("text", ["Radio", "2014", "{name}", "Rosalind Franklin", "https://example.org", "N = 400", "info@example.org"])
    def test_what_is_the_same_in_every_language_is_not(self, text: str) -> None:
        assert found(text, text) == []


class TestPunctuation:
    @pytest.mark.parametrize(
        ("source", "target", "message"),
        [
            ("Done.", "Klart", "Ends with no mark, the source with “.”."),
            ("Done", "Klart.", "Ends with “.”, the source with no mark."),
            ("Done?", "Klart.", "Ends with “.”, the source with “?”."),
            ("Wait...", "Vänta.", "Ends with “.”, the source with “…”."),
            ("(Done.)", "(Klart)", "Ends with no mark, the source with “.”."),
        ],
    )
    def test_another_end_is_a_warning(self, source: str, target: str, message: str) -> None:
        assert messages(source, target) == [message]
        assert found(source, target) == [(FindingCode.PUNCTUATION, W)]

    @pytest.mark.parametrize(
        ("source", "target"),
        [("Wait...", "Vänta…"), ("“Done.”", "”Klart”."), ("Done!", "完成！"), ("Done <b>now.</b>", "Klart <b>nu</b>.")],
    )
    def test_the_same_mark_otherwise_placed_is_not(self, source: str, target: str) -> None:
        assert found(source, target) == []

    def test_a_raised_point_is_a_semicolon_in_greek(self) -> None:
        assert found("one;", "ένα·", "el") == []

    def test_a_semicolon_asks_in_greek_only(self) -> None:
        assert found("Why?", "Γιατί;", "el") == []
        assert found("Why?", "Varför;", "sv") == [(FindingCode.PUNCTUATION, W)]


class TestSpaces:
    @pytest.mark.parametrize(
        ("source", "target", "message"),
        [
            (" and", "och", "The space at the beginning differs from the source."),
            ("and ", "och", "The space at the end differs from the source."),
            ("One word", "Ett  ord", "Several spaces in a row."),
        ],
    )
    def test_other_spaces_are_a_warning(self, source: str, target: str, message: str) -> None:
        assert messages(source, target) == [message]
        assert found(source, target) == [(FindingCode.SPACES, W)]

    def test_several_spaces_that_the_source_has_too_are_none(self) -> None:
        assert found("One  word", "Ett  ord") == []
