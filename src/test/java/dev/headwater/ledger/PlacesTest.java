package dev.headwater.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void everyKeyIsWhereItWasPutLastHoweverManyComeAndGo() {
        Random random = new Random(3);
        Places places = new Places();
        Map<Long, Long> expected = new HashMap<>();
        for (int i = 1; i <= 100_000; i++) {
            // Few values of those bits that choose a slot, so that many want the same.
            long hash = (long) random.nextInt(4) << 56 | (long) random.nextInt(500) << 32 | random.nextInt(8);
            Long before = random.nextInt(3) == 0
                    ? check(places.remove(hash), expected.remove(hash))
                    : check(places.put(hash, i), expected.put(hash, (long) i));
            assertThat(places.get(hash)).isEqualTo(expected.getOrDefault(hash, 0L));
            assertThat(before).isNotNegative();
        }
        expected.forEach((hash, place) -> assertThat(places.get(hash)).isEqualTo(place));
        assertThat(places.in(part -> true))
                .containsExactlyInAnyOrder(
                        expected.values().stream().mapToLong(Long::longValue).toArray());
    }

    private static long check(long found, @Nullable Long expected) {
        assertThat(found).isEqualTo(expected == null ? 0 : expected);
        return found;
    }

    @Test
    void aPlaceHasItsFileAndItsByte() {
        long place = Places.place(1_234_567, 3_000_000_000L);
        assertThat(Places.file(place)).isEqualTo(1_234_567);
        assertThat(Places.offset(place)).isEqualTo(3_000_000_000L);
    }

    @Test
    void keysAreHashedAsPublished() {
        byte[] key = new byte[0];
        KeyHash hash = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertThat(hash.of(0, key)).as("the first test vector of SipHash-1-3").isEqualTo(0xabac0158050fc4dcL);
    }

    @Test
    void noTwoOfManyKeysComeToTheSame() {
        KeyHash hash = new KeyHash();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(hash.of(1, ("lead:" + i).getBytes(UTF_8)))).isTrue();
            assertThat(seen.add(hash.of(2, ("lead:" + i).getBytes(UTF_8)))).isTrue();
        }
    }
}
