package dev.headwater.signal;

import static dev.headwater.signal.Leads.landing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.EvidenceKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every source whose category Google Analytics publishes is of that category here, however it is tagged. */
class PublishedChannelsTest {

    @ParameterizedTest
    @CsvSource({"'', null", "&utm_medium=cpc, paid", "&utm_medium=organic, organic", "&utm_medium=referral, referral"})
    void aPublishedSourceKeepsItsCategoryUnderAnyMedium(String medium, String mediumClass) {
        Map<String, String> differ = new LinkedHashMap<>();
        ShippedLists.list("ga4-source-categories").rows().forEach(row -> {
            String tag = URLEncoder.encode(row.cell("source"), StandardCharsets.UTF_8);
            Signals signals = landing("utm_source=" + tag + medium);
            Evidence evidence = signals.evidence().get(0);
            assertThat(evidence.kind()).isEqualTo(EvidenceKind.CAMPAIGN_TAGS);
            if (!row.cell("category").equals(evidence.category())
                    || !mediumClass.equals(String.valueOf(evidence.mediumClass()))) {
                differ.put(row.cell("source"), evidence.toString());
            }
        });
        assertThat(differ).isEmpty();
    }
}
