package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.attribution.Milestone;
import dev.headwater.attribution.Model;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomModelsTest {
    private final List<Flaw> flaws = new ArrayList<>();

    @Test
    void theListAsShippedHasItsModels() {
        assertThat(ShippedLists.CATALOG.attributionModels().keySet())
                .containsExactly("first-and-lead", "j-shaped", "reverse-j-shaped");
        assertThat(ShippedLists.CATALOG.attributionModels())
                .containsEntry(
                        "j-shaped",
                        new Model.Peaks(
                                Map.of(Milestone.FIRST, BigDecimal.valueOf(20), Milestone.LAST, BigDecimal.valueOf(60)),
                                BigDecimal.valueOf(20)));
    }

    @Test
    void sharesMayBeWrittenAsPeopleWriteThem() {
        assertThat(models("Ours", " Customer-Won ", "22.5 %", "ours", "others", "77.5"))
                .containsExactly(Map.entry(
                        "ours",
                        new Model.Peaks(
                                Map.of(Milestone.CUSTOMER_WON, new BigDecimal("22.5")), new BigDecimal("77.5"))));
        assertThat(flaws).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "our model;first;100;\"our model\" is not a name that apps can ask by.;A2",
                "'';first;100;\"\" is not a name that apps can ask by.;A2",
                "ours;frist;100;\"frist\" is not known in the column place. Did you mean \"first\"?;B2",
                "ours;first;22,5;\"22,5\" is not a share in per cent.;C2",
                "ours;first;-5;\"-5\" is not a share in per cent.;C2",
                "ours;first;;\"\" is not a share in per cent.;C2",
                "ours;first;90;The shares of \"ours\" sum to 90.;C2",
                "ours;first;0;The shares of \"ours\" sum to 0.;C2"
            })
    void whatIsWrongIsToldAtItsCell(String model, String place, String share, String problem, String cell) {
        assertThat(models(model, place, share == null ? "" : share)).isEmpty();
        assertThat(flaws).singleElement().satisfies(flaw -> {
            assertThat(flaw.problem()).isEqualTo(problem);
            assertThat(flaw.cell()).isEqualTo(cell);
            assertThat(flaw.severity()).isEqualTo(Flaw.Severity.ERROR);
        });
    }

    @Test
    void aPlaceHasOneShareInAModel() {
        models("ours", "first", "50", "ours", "first", "50");
        assertThat(flaws).extracting(Flaw::problem).contains("\"ours\" has a share for first already.");
    }

    private Map<String, Model> models(String... cells) {
        List<ReferenceList.Row> rows = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 3) {
            rows.add(new ReferenceList.Row(
                    i / 3 + 2, Map.of("model", cells[i], "place", cells[i + 1], "share", cells[i + 2])));
        }
        return CustomModels.of(
                new ReferenceList(
                        "attribution-models",
                        "rules/lists/attribution-models.csv",
                        List.of("model", "place", "share"),
                        rows),
                flaws);
    }
}
