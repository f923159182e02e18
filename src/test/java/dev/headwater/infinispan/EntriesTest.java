package dev.headwater.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import org.infinispan.commons.CacheException;
import org.junit.jupiter.api.Test;

class EntriesTest {
    @Test
    void whatFailedIsToldByItsLastCauseWithoutThePerson() {
        Throwable lock = new TimeoutException("Unable to acquire lock for key lead:Anna Muster and requestor x:1");
        assertThat(Entries.told(new CacheException("it failed", lock)))
                .isEqualTo("Unable to acquire lock for key \u2026");
        assertThat(Entries.told(new CacheException("writing keys [visitor:v-7, lead:L-1]")))
                .isEqualTo("writing keys [\u2026");
    }

    @Test
    void whatNamesNobodyIsToldWhole() {
        assertThat(Entries.told(new CacheException("no leader: the member misled: 2 of 3")))
                .isEqualTo("no leader: the member misled: 2 of 3");
        assertThat(Entries.told(new CacheException())).isEqualTo("null");
    }
}
