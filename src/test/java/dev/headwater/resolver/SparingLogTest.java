package dev.headwater.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class SparingLogTest {
    private final List<String> said = new ArrayList<>();
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final SparingLog log = new SparingLog(listening(), time::get);

    @Test
    void theFirstTroubleIsSaidAtOnceAndThoseRightAfterAreCounted() {
        log.warn("history unavailable", "down");
        log.warn("history unavailable", "down");
        log.warn("touch not recorded", "full");
        assertThat(said).hasSize(1).first().asString().contains("history unavailable", "down");
    }

    @Test
    void afterAWhileTheNextIsSaidWithHowManyThereWere() {
        log.warn("history unavailable", "down");
        log.warn("history unavailable", "down");
        log.warn("history unavailable", "down");
        time.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        log.warn("history unavailable", "down");
        assertThat(said).hasSize(1);
        time.incrementAndGet();
        log.warn("touch not recorded", "full");
        assertThat(said).hasSize(2).last().asString().contains("touch not recorded", "full", "3");
    }

    @Test
    void aSingleTroubleLaterIsSaidAsTheFirstWas() {
        log.warn("history unavailable", "down");
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        log.warn("history unavailable", "down");
        assertThat(said).hasSize(2);
        assertThat(said.get(1)).isEqualTo(said.get(0));
    }

    private Logger listening() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    said.add(Arrays.deepToString(arguments));
                    return null;
                });
    }
}
