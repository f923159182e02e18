package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who searched for us by name: each case with a near miss beside it. */
class OwnBrandsTest {

    @ParameterizedTest
    @CsvSource({
        "acme, true",
        "ACME pricing, true",
        "acme.example login, true",
        "buy rocket-skates online, true",
        "acmeology, false",
        "pacme, false",
        "rocket and skates, false",
        "'', false",
        "крылья, true",
    })
    void aBrandIsAWordAndNotAPartOfOne(String term, boolean named) {
        OwnBrands brands = brands(new ArrayList<>(), "Acme", "Rocket Skates", "Крылья");
        assertThat(brands.isNamedIn(term)).isEqualTo(named);
    }

    @Test
    void aTextTooLongToBeASearchNamesNobody() {
        assertThat(brands(new ArrayList<>(), "Acme").isNamedIn("acme " + "x".repeat(300)))
                .isFalse();
    }

    @Test
    void theSearchTermOfALinkIsLookedAt() {
        assertThat(Leads.landing("utm_source=google&utm_medium=cpc&utm_term=acme+crm")
                        .value(Signal.OWN_BRAND))
                .isEqualTo(true);
        assertThat(Leads.landing("utm_source=google&utm_medium=cpc&utm_term=crm+for+less")
                        .value(Signal.OWN_BRAND))
                .isEqualTo(false);
    }

    @Test
    void emptyAndRepeatedRowsAreTold() {
        List<Flaw> flaws = new ArrayList<>();
        brands(flaws, "Acme", "", "acme", "-");
        assertThat(flaws)
                .extracting(Flaw::problem)
                .containsExactly("No brand stands here.", "This brand stands above already.", "No brand stands here.");
    }

    private static OwnBrands brands(List<Flaw> flaws, String... names) {
        return OwnBrands.of(ListText.of("own-brands", "brand", names), flaws);
    }
}
