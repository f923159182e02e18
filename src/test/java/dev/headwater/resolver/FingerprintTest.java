package dev.headwater.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private static final String LEAD =
            "{'leadId': 'L', 'eventId': 'e', 'occurredAt': '2026-11-23T10:15:00Z', 'clickIds': {'gclid': 'x'}, 'attributes':"
                    + " {'b': 1, 'a': 'two', 'c': true}}";

    /** Were it another one in the next release, every retry across the change of releases would be refused. */
    @Test
    void aContactHasTheSameFingerprintInEveryRelease() {
        assertThat(of(LEAD)).isEqualTo("87c6b61debdd1aa85847d0ec35780bc9ac9d5fed9d986ca10c31978cfaf94ea6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'leadId': 'L', 'promoCode': 'X'} | {'promoCode': 'X', 'leadId': 'L'}",
                "{'leadId': 'L'} | {'leadId': 'L', 'promoCode': null, 'crm': {'leadSource': ''}}",
                "{'leadId': 'L'} | {'leadId': 'L', 'unheardOf': 1}",
                "{'attributes': {'a': 1, 'b': 2}} | {'attributes': {'b': 2, 'a': 1.0}}",
                "{'occurredAt': '2026-11-23T10:15:00Z'} | {'occurredAt': '2026-11-23T11:15:00+01:00'}"
            })
    void theSameWordsHaveTheSameFingerprint(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'leadId': 'L'} | {'visitorId': 'L'}",
                "{'leadId': 'L'} | {'leadId': 'l'}",
                "{'leadId': 'L'} | {'leadId': 'L', 'promoCode': 'X'}",
                "{'promoCode': 'X'} | {'crm': {'leadSource': 'X'}}",
                "{'attributes': {'a': '1', 'b': '2'}} | {'attributes': {'a': '2', 'b': '1'}}",
                "{'attributes': {'a': '1'}} | {'attributes': {'a': 1}}",
                "{'campaign': {'source': 'a', 'medium': 'b'}} | {'campaign': {'source': 'ab', 'medium': ''}}"
            })
    void otherWordsHaveAnother(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    private static String of(String json) {
        Reading reading = LeadContextJson.read(json.replace('\'', '"').getBytes(UTF_8));
        assertThat(reading).isInstanceOf(Reading.Lead.class);
        return Fingerprint.of(((Reading.Lead) reading).lead());
    }
}
