package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.Form;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list as shipped makes of the names that apps give their forms. */
class FormsTest {
    private static final Forms FORMS =
            Forms.of(Objects.requireNonNull(ShippedLists.LISTS.get("forms")), new ArrayList<>());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo-request",
                "Demo Request",
                "demoRequest",
                "DEMO_REQUEST",
                "request-a-demo",
                "HSFormDemo",
                "Enterprise demo (EN) v2",
                "2026-q1-demo-request-form",
                "démo"
            })
    void oneNameInManySpellings(String name) {
        assertThat(FORMS.purpose(new Form(name))).isEqualTo("demo-request");
    }

    @ParameterizedTest
    @CsvSource({
        "contact-us, contact",
        "Kontaktformular, contact",
        "Footer contact form, contact",
        "Get a quote, pricing",
        "pricing-page-form, pricing",
        "free-trial, trial",
        "signup, trial",
        "ebook-attribution-guide, download",
        "newsletter_footer, newsletter",
        "Webinar registration 12 May, webinar",
        "job-application, careers",
        "Bewerbung Entwickler, careers",
        "support-ticket, support",
        "become-a-partner, partner",
        "partner demo request, partner",
        "job webinar, careers"
    })
    void theUsualFormsAreKnown(String name, String purpose) {
        assertThat(FORMS.purpose(new Form(name))).isEqualTo(purpose);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "democracy-survey", // not a demo
                "demographics",
                "industrial-enquiries", // not a trial
                "jobber", // not a job
                "misquoted",
                "contactless",
                "form-17",
                "xyz",
                "-"
            })
    void aWordWithinAnotherIsNotThatWord(String name) {
        assertThat(FORMS.purpose(new Form(name))).isNull();
    }

    @Test
    void anExactNameBeatsAPatternAndTheFirstPatternThatFitsDecides() {
        Forms forms = read("* demo * | first", "*demo* | second", "job demo | exact", "matches ^x[0-9]+$ | numbered");
        assertThat(forms.purpose(new Form("a-demo"))).isEqualTo("first");
        assertThat(forms.purpose(new Form("democracy"))).isEqualTo("second");
        assertThat(forms.purpose(new Form("JobDemo"))).isEqualTo("exact");
        assertThat(forms.purpose(new Form("X12"))).isEqualTo("numbered");
    }

    @Test
    void severalNamesMayStandInOneCell() {
        assertThat(read("alpha, beta form | contact").purpose(new Form("BetaForm")))
                .isEqualTo("contact");
    }

    @Test
    void whatIsNeitherANameNorAPatternIsToldAtItsCell() {
        assertThat(flaws("known | contact", "alpha | ", "matches ( | contact", "alpha | contact", "Al-pha | pricing"))
                .satisfiesExactly(
                        flaw -> assertThat(flaw).contains("cell A2").contains("neither a form nor a pattern"),
                        flaw -> assertThat(flaw).contains("cell B3").contains("No purpose stands here."),
                        flaw -> assertThat(flaw).contains("cell A4").contains("not a pattern that can be read"),
                        flaw -> assertThat(flaw).contains("cell A6").contains("is the same as \"alpha\" in cell A5"));
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String name) {
        assertThat(FORMS.purpose(new Form(name))).isNull();
    }

    private static Forms read(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        Forms forms = Forms.of(ListText.of("forms", "form | purpose", rows), flaws);
        assertThat(flaws).isEmpty();
        return forms;
    }

    private static List<String> flaws(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        Forms.of(ListText.of("forms", "form | purpose", rows), flaws);
        return flaws.stream().map(Flaw::toString).toList();
    }
}
