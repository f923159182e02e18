package dev.headwater.rules;

import static dev.headwater.rules.TestRules.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetRevisionTest {

    @Test
    void equalFilesHaveEqualRevisionsInWhateverOrderTheyCome() {
        Map<String, byte[]> backwards = new LinkedHashMap<>();
        backwards.put("rules/b.csv", bytes("2"));
        backwards.put("rules/a.csv", bytes("1"));

        assertThat(RuleSetRevision.of(backwards))
                .isEqualTo(RuleSetRevision.of(Map.of("rules/a.csv", bytes("1"), "rules/b.csv", bytes("2"))))
                .matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void aRevisionIsTheSameOnEveryMachineAndForEver() {
        // printf '\0\0\0\0\0\0\0\x0brules/a.csv\0\0\0\0\0\0\0\x011' | sha256sum
        assertThat(RuleSetRevision.of(Map.of("rules/a.csv", bytes("1"))))
                .isEqualTo("sha256:c49ab9d0b004e9170d083aa10f705303c2d135705716c822c9ed906123abf204");
    }

    @Test
    void everyChangeIsAnotherRevision() {
        String before = RuleSetRevision.of(Map.of("ab", bytes("c"), "d", bytes("")));

        assertThat(RuleSetRevision.of(Map.of("ab", bytes("C"), "d", bytes("")))).isNotEqualTo(before);
        assertThat(RuleSetRevision.of(Map.of("a", bytes("bc"), "d", bytes("")))).isNotEqualTo(before);
        assertThat(RuleSetRevision.of(Map.of("abc", bytes(""), "d", bytes("")))).isNotEqualTo(before);
        assertThat(RuleSetRevision.of(Map.of("ab", bytes("c")))).isNotEqualTo(before);
        assertThat(RuleSetRevision.of(Map.of("ab", bytes("c"), "e", bytes("")))).isNotEqualTo(before);
        assertThat(RuleSetRevision.of(Map.of())).isNotEqualTo(before);
    }
}
