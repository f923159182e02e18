package dev.headwater.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.attribution.Cost;
import dev.headwater.attribution.Costs;
import dev.headwater.lead.Money;
import dev.headwater.touch.TouchHistory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Costs, wherever they are kept: on the heap and in a cache. */
class InfinispanCostsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    private static final InfinispanTouches TOUCHES = new InfinispanTouches(TouchHistory.Bounds.DEFAULT);

    static Stream<Costs> costs() {
        return Stream.of(Costs.onTheHeap(), TOUCHES.costs());
    }

    @AfterAll
    static void close() {
        TOUCHES.close();
    }

    @ParameterizedTest
    @MethodSource("costs")
    void aCostTakesThePlaceOfTheOneAboutTheSameWhateverItsCapitals(Costs costs) {
        Cost first = cost(DAY, "Autumn", "5");
        Cost corrected = cost(DAY, " autumn", "6");
        Cost other = cost(DAY, "autumn 2", "7");
        assertThat(costs.put(List.of(first, other))).isEmpty();
        assertThat(costs.put(List.of(corrected))).isEmpty();
        assertThat(costs.between(DAY, DAY)).containsExactly(corrected, other);
    }

    @ParameterizedTest
    @MethodSource("costs")
    void whereOneDayWouldHaveTooManyNothingIsKeptOfAnyDay(Costs costs) {
        LocalDate full = DAY.plusDays(1);
        LocalDate next = DAY.plusDays(2);
        List<Cost> many = IntStream.range(0, Costs.MAX_A_DAY)
                .mapToObj(i -> cost(full, "c" + i, "1"))
                .toList();
        assertThat(costs.put(many)).isEmpty();
        assertThat(costs.put(List.of(cost(next, "a", "1"), cost(full, "one more", "1"))))
                .containsExactly(full);
        assertThat(costs.between(next, next)).isEmpty();
        assertThat(costs.between(full, full)).hasSize(Costs.MAX_A_DAY);
        assertThat(costs.put(List.of(cost(full, "c7", "2")))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("costs")
    void ofCostsThatManyTellOfTheSameDayAtOnceNoneIsLost(Costs costs) {
        LocalDate day = DAY.plusDays(5);
        List<CompletableFuture<Void>> tellers = new ArrayList<>();
        for (int teller = 0; teller < 4; teller++) {
            String name = "teller " + teller + "-";
            tellers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 25; i++) {
                    assertThat(costs.put(List.of(cost(day, name + i, "1")))).isEmpty();
                }
            }));
        }
        tellers.forEach(CompletableFuture::join);
        assertThat(costs.between(day, day)).hasSize(100);
    }

    private static Cost cost(LocalDate day, String campaign, String euros) {
        return new Cost(day, null, null, campaign, new Money(new BigDecimal(euros), "EUR"));
    }
}
