package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexTest {
    @Test
    void anIndexSaysWhatAMapSays() {
        Random random = new Random(11);
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 31, 32, 33, 5_000}) {
            Map<String, Integer> map = new HashMap<>();
            while (map.size() < size) {
                map.put("host" + random.nextInt(20_000) + ".example", random.nextInt(7));
            }
            Index<Integer> index = Index.of(map);
            assertThat(index.texts()).containsExactlyInAnyOrderElementsOf(map.keySet());
            for (int i = 0; i < 20_000; i++) {
                String host = "host" + i + ".example";
                assertThat(index.get(host)).as(host).isEqualTo(map.get(host));
            }
        }
    }

    @Test
    void textsOfOneHashAreToldApart() {
        Index<String> index = Index.of(Map.of("AaAa", "first", "BBBB", "second"));
        assertThat("AaBB").hasSameHashCodeAs("BBBB");
        assertThat(index.get("AaAa")).isEqualTo("first");
        assertThat(index.get("BBBB")).isEqualTo("second");
        assertThat(index.get("AaBB")).isNull();
    }

    @Test
    void manyValuesAndLongTextsAreKeptWhole() {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 70_000; i++) {
            map.put("ключ" + i, i);
        }
        String longer = "a".repeat(70_000);
        map.put(longer, -1);
        Index<Integer> index = Index.of(map);
        map.forEach((text, value) -> assertThat(index.get(text)).isEqualTo(value));
        assertThat(index.get(longer + "a")).isNull();
        assertThat(index.texts()).containsExactlyInAnyOrderElementsOf(map.keySet());
    }

    @Test
    void theEmptyTextIsATextLikeAnyOther() {
        assertThat(Index.of(Map.of("a", 1)).get("")).isNull();
        assertThat(Index.of(Map.of("", 1)).get("")).isEqualTo(1);
    }
}
