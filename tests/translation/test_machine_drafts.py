"""What is sent to a machine, which of its drafts are let in, the machine without a network, and which machine a site has."""

from __future__ import annotations

import pickle

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from translation.machine import Drafts, LanguageUnsupported, MachineError, QuotaExceeded, from_environment
from translation.machine.checking import accept, protect
from translation.machine.deepl import DeepL
from translation.machine.libretranslate import LibreTranslate
from translation.machine.offline import Offline, draft, original
from translation.quality.markup import canonical

WORDS = st.text(st.sampled_from("aeiou AEIOU xyz åäö αβς 0123 .,!?"), min_size=1)
PIECES = st.one_of(WORDS, st.sampled_from(["<b>", "</b>", '<a id="a1">', "</a>", "<br/>", "&amp;", "{name}", "%(n)s", "www.x.org"]))


class TestProtection:
    @pytest.mark.parametrize(
        ("text", "sent"),
        [
            ("Dear {name},", 'Dear <code translate="no">{name}</code>,'),
            ("%(n)s of %s", '<code translate="no">%(n)s</code> of <code translate="no">%s</code>'),
            ("See www.x.org/a.", 'See <code translate="no">www.x.org/a</code>.'),
            ('<a id="a1">50 % off</a>', '<a id="a1">50 % off</a>'),
        ],
    )
    def test_what_is_no_word_is_marked(self, text: str, sent: str) -> None:
        assert protect(text) == sent
        assert accept(text, sent, "sv") == text

    @given(st.lists(st.one_of(WORDS, st.sampled_from(["{name}", "%s", "&amp;", "a@b.org", "<code>{x}</code>"]))).map(" ".join))
    def test_what_comes_back_untouched_is_what_was_sent(self, text: str) -> None:
        if text.strip():
            assert accept(text, protect(text), "sv") == text


class TestAcceptance:
    SOURCE = 'In 2014, <b>{count}</b> of <a id="a1">1,224 letters</a>'

    @pytest.mark.parametrize(
        "answer",
        [
            '2014 var <b>{count}</b> av <a id="a1">1 224 brev</a>',
            '<a id="a1">1.224</a> var det <b>{count}</b> 2014',
            "2014 var <B>{count}</B> av <a id='a1'>1 224 brev</a>",
        ],
    )
    def test_what_keeps_everything_is_let_in(self, answer: str) -> None:
        assert accept(self.SOURCE, answer, "sv") == canonical(answer)

    @pytest.mark.parametrize(
        "answer",
        [
            '2014 var {count} av <a id="a1">1 224 brev</a>',
            "2014 var <b>{count}</b> av 1 224 brev",
            '2014 var <b>{count}</b> av <a id="a2">1 224 brev</a>',
            '2014 var <b>{count}</b> av <a href="https://x.org">1 224 brev</a>',
            '2014 var <b>{count} av <a id="a1">1 224 brev</a>',
            '2014 var <b>{count}</b> av <a id="a1">1 224 brev</a><script>x</script>',
            '2014 var <b>{antal}</b> av <a id="a1">1 224 brev</a>',
            '2041 var <b>{count}</b> av <a id="a1">1 224 brev</a>',
            "",
            "   ",
            None,
            17,
        ],
    )
    def test_what_lost_or_invented_something_is_dropped(self, answer: object) -> None:
        assert accept(self.SOURCE, answer, "sv") is None

    def test_a_line_break_may_be_written_either_way(self) -> None:
        assert accept("One<br/>two", "Ett<br>två", "sv") == "Ett<br/>två"

    def test_space_at_the_ends_is_the_sources(self) -> None:
        assert accept(" and ", "och", "sv") == " och "

    def test_small_numbers_may_become_words(self) -> None:
        assert accept("7 of 10 girls", "sju av tio flickor", "sv") == "sju av tio flickor"

    @given(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), min_size=1), st.sampled_from(["b", "i", "strong"])
    )
    def test_canonical_strings_are_localizes(self, text: str, tag: str) -> None:
        html = f"x &amp; <{tag}>y {text}</{tag}> &lt; <br/>"
        assert canonical(html) == StringValue.from_translated_html(html).data == html


class TestOffline:
    def test_draft_is_marked_longer_and_strange(self) -> None:
        assert draft("Women in science", "sv") == "⟦sv: Wŏmĕn ĭn scĭĕncĕ ~~~~~⟧"

    def test_what_no_machine_may_touch_stays(self) -> None:
        source = '<a id="a1">One</a> &amp; {name} at a@io.org: <b>1,224</b><br/>'
        assert draft(source, "el").startswith('⟦el: <a id="a1">Ŏnĕ</a> &amp; {name} ăt a@io.org: <b>1,224</b><br/> ~')

    @given(st.lists(PIECES).map("".join), st.sampled_from(["sv", "el", "es-419"]))
    def test_the_way_back_leads_to_the_source(self, text: str, language: str) -> None:
        (found,) = Offline().translate("en", language, [text]).texts
        assert (found is None) == (not text.strip())
        if found is not None:
            assert original(found) == text
            assert accept(text, found, language) is not None or accept(text, text, language) is None

    def test_what_people_wrote_is_no_draft(self) -> None:
        assert original("Kvinnor i vetenskapen") is None

    def test_every_other_language_can_be_had(self) -> None:
        assert Offline().can_translate("en", "sv")
        assert not Offline().can_translate("en", "en-gb")
        assert Offline().translate("en", "en-gb", ["a"]).texts == (None,)


class TestConfiguration:
    def test_no_variable_is_no_machine(self) -> None:
        assert from_environment({}) is None
        assert from_environment({"TRANSLATION_MACHINE": " "}) is None

    def test_offline(self) -> None:
        assert from_environment({"TRANSLATION_MACHINE": "offline"}) == Offline()

    def test_deepl(self) -> None:
        environ = {"TRANSLATION_MACHINE": "DeepL", "TRANSLATION_MACHINE_KEY": " k:fx\n", "TRANSLATION_MACHINE_TIMEOUT": "2.5"}
        assert from_environment(environ) == DeepL(key="k:fx", timeout=2.5)

    def test_libretranslate(self) -> None:
        environ = {"TRANSLATION_MACHINE": "libretranslate", "TRANSLATION_MACHINE_URL": "http://translate:5000/"}
        assert from_environment(environ) == LibreTranslate("http://translate:5000")

    @pytest.mark.parametrize(
        ("environ", "variable"),
        [
            ({"TRANSLATION_MACHINE": "google"}, "TRANSLATION_MACHINE "),
            ({"TRANSLATION_MACHINE": "deepl"}, "TRANSLATION_MACHINE_KEY"),
            ({"TRANSLATION_MACHINE": "deepl", "TRANSLATION_MACHINE_KEY": "secret\nX: y"}, "TRANSLATION_MACHINE_KEY"),
            ({"TRANSLATION_MACHINE": "deepl", "TRANSLATION_MACHINE_KEY": "secrét"}, "TRANSLATION_MACHINE_KEY"),
            ({"TRANSLATION_MACHINE": "libretranslate"}, "TRANSLATION_MACHINE_URL"),
            *(
                ({"TRANSLATION_MACHINE": "libretranslate", "TRANSLATION_MACHINE_URL": address}, "TRANSLATION_MACHINE_URL")
                for address in [
                    "translate:5000",
                    "ftp://x.org",
                    "http://",
                    "https://x.org?a=b",
                    "http://u:p@x.org",
                    "http://x:y",
                    "http://[x",
                ]
            ),
            *(
                ({"TRANSLATION_MACHINE": "offline", "TRANSLATION_MACHINE_TIMEOUT": timeout}, "TRANSLATION_MACHINE_TIMEOUT")
                for timeout in ["soon", "0", "-1", "nan", "inf", "9999"]
            ),
        ],
    )
    def test_what_is_wrong_is_named(self, environ: dict[str, str], variable: str) -> None:
        with pytest.raises(ImproperlyConfigured) as refusal:
            from_environment(environ)
        assert variable in str(refusal.value)
        assert "secr" not in str(refusal.value)


class TestErrors:
    def test_message_names_the_machine_and_its_reason(self) -> None:
        error = LanguageUnsupported("DeepL", "no\n  such")
        assert error.message == str(error) == "DeepL does not translate between these languages. (no such)"

    def test_message_is_in_the_readers_language(self) -> None:
        class ClosedError(MachineError):
            sentence = translation.gettext_lazy("Sunday")

        error = ClosedError("DeepL")
        with translation.override("sv"):
            assert error.message == "söndag"
        assert error.message == "Sunday"

    def test_error_survives_the_way_from_a_worker(self) -> None:
        drafts = Drafts(("a", None), QuotaExceeded("DeepL", "Quota"))
        again = pickle.loads(pickle.dumps(drafts))  # noqa: S301
        assert (again.texts, again.error.message, again.number) == (drafts.texts, drafts.error.message, 1)
