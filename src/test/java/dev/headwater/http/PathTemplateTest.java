package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.lead.LeadId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    private static final PathTemplate TOUCHES = new PathTemplate("/v1/leads/{id}/touches");
    private static final PathTemplate MERGE = new PathTemplate("/v1/leads/{id}:merge");
    private static final PathTemplate LEAD = new PathTemplate("/v1/leads/{id}");

    @ParameterizedTest
    @CsvSource({
        "L-1042,L-1042",
        "a%2Fb,a/b",
        "a%2fb,a/b",
        "crm:42,crm:42",
        "crm%3A42,crm:42",
        "a+b,a+b",
        "a%20b,a b",
        "%25,%",
        "%252F,%2F",
        "Zo%C3%AB,Zoë",
        "%F0%9F%9A%80,\uD83D\uDE80",
        "..,..",
        "%2E%2E,..",
        "a;b=c,a;b=c"
    })
    void aNameIsOneSegmentDecodedOnce(String segment, String name) {
        assertThat("/v1/leads/" + segment + "/touches").matches(TOUCHES.pattern());
        assertThat(TOUCHES.id("/v1/leads/" + segment + "/touches")).isEqualTo(new LeadId(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a%", "%FF", "%C3", "%C0%AF", "%ED%A0%80", "%+1"})
    void aPercentSignThatEncodesNothingIsNoName(String segment) {
        assertThatIllegalArgumentException().isThrownBy(() -> TOUCHES.id("/v1/leads/" + segment + "/touches"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0A", "%20", "%7F"})
    void aNameThatNoLeadCanHaveIsNull(String segment) {
        assertThat(TOUCHES.id("/v1/leads/" + segment + "/touches")).isNull();
    }

    @Test
    void aNameOfTheBoundIsOneAndOneCharacterMoreIsNot() {
        assertThat(LEAD.id("/v1/leads/" + "x".repeat(200))).isNotNull();
        assertThat(LEAD.id("/v1/leads/" + "x".repeat(201))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/leads//touches", "/v1/leads/a/b/touches", "/v1/leads/a/touches/", "/v1/leads/a/touchesX"})
    void otherPathsDoNotFit(String path) {
        assertThat(path).doesNotMatch(TOUCHES.pattern());
    }

    @Test
    void theColonOfAVerbStandsAsItIsAndAnEncodedOneBelongsToTheName() {
        assertThat("/v1/leads/v-1:merge").matches(MERGE.pattern());
        assertThat(MERGE.id("/v1/leads/v-1:merge")).isEqualTo(new LeadId("v-1"));
        assertThat(MERGE.id("/v1/leads/a:merge:merge")).isEqualTo(new LeadId("a:merge"));
        assertThat("/v1/leads/a%3Amerge").doesNotMatch(MERGE.pattern());
        assertThat(LEAD.id("/v1/leads/a%3Amerge")).isEqualTo(new LeadId("a:merge"));
    }

    @Test
    void aPathWithoutANameTakesItsColonEncodedToo() {
        PathTemplate resolve = new PathTemplate("/v1/leads:resolve");
        assertThat(resolve.hasName()).isFalse();
        assertThat("/v1/leads%3aresolve").matches(resolve.pattern());
        assertThat("/v1/leadsXresolve").doesNotMatch(resolve.pattern());
    }
}
