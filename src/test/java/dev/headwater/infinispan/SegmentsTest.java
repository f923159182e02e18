package dev.headwater.infinispan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ledger.KeyParts;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    /** Were it not so, a member would keep a person whom it is asked for back when it hands its part over. */
    @Test
    void theBytesOfAKeyAreInTheSegmentOfItsText() {
        Random random = new Random(5);
        BitSet seen = new BitSet();
        for (int i = 0; i < 20_000; i++) {
            int most = i % 3 == 0 ? Character.MAX_CODE_POINT : i % 3 == 1 ? 0x7ff : 0x7f;
            String key = "lead:"
                    + random.ints(0, most + 1)
                            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                            .limit(random.nextInt(40))
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            int segment = Segments.of(key.getBytes(UTF_8));
            assertThat(segment).as(key).isEqualTo(Segments.ALL.getSegment(key));
            seen.set(segment);
        }
        assertThat(seen.cardinality()).isEqualTo(KeyParts.COUNT);
    }
}
