package dev.headwater.infinispan;

import dev.headwater.attribution.Cost;
import dev.headwater.attribution.CostDay;
import dev.headwater.lead.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The costs of a day as they lie on disk. */
final class CostsWire implements Sealed.Body<CostDay> {
    static Sealed<CostDay> sealed() {
        return new Sealed<>(CostDay.class, "headwater.touch.SealedCosts", new CostsWire());
    }

    @Override
    public void write(WireOut out, CostDay day) throws IOException {
        for (Cost cost : day.costs()) {
            out.message(1, each -> {
                each.text(1, cost.day().toString());
                each.text(2, cost.channel());
                each.text(3, cost.source());
                each.text(4, cost.campaign());
                each.text(5, cost.amount().amount().toPlainString());
                each.text(6, cost.amount().currency());
            });
        }
    }

    @Override
    public CostDay read(WireIn in) throws IOException {
        List<Cost> costs = new ArrayList<>();
        while (in.next()) {
            if (in.field() == 1) {
                costs.add(cost(in.message()));
            }
        }
        return new CostDay(costs);
    }

    private static Cost cost(WireIn in) throws IOException {
        String day = "";
        @Nullable String channel = null;
        @Nullable String source = null;
        @Nullable String campaign = null;
        String amount = "";
        String currency = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> day = in.text();
                case 2 -> channel = in.text();
                case 3 -> source = in.text();
                case 4 -> campaign = in.text();
                case 5 -> amount = in.text();
                case 6 -> currency = in.text();
                default -> {}
            }
        }
        try {
            return new Cost(
                    LocalDate.parse(day), channel, source, campaign, new Money(new BigDecimal(amount), currency));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("costs are damaged: " + e.getMessage(), e);
        }
    }
}
