package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;

import dev.headwater.attribution.Dimension;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import dev.headwater.attribution.Path.Rules;
import dev.headwater.attribution.Report;
import dev.headwater.attribution.ReportQuestion;
import dev.headwater.attribution.Reports;
import dev.headwater.attribution.Ways;
import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory.Bounds;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * How long a report over a store on disk takes, of which a tenth is in memory. Run it with a number of leads (default
 * 20,000), each with one to four touches, every fifth converted; the folder is a new one in the temporary folder and stays.
 */
public final class ReportBenchmark {
    private static final int CHANNELS = 12;
    private static final int CAMPAIGNS = 300;

    private ReportBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int leads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        Path folder = Files.createTempDirectory("headwater-reports");
        try (InfinispanTouches kept = InfinispanTouches.onDisk(folder, Bounds.DEFAULT, leads / 10, Disk.DEFAULT)) {
            fill(kept, leads);
            Ways all = Ways.of(Models.standard(Model.WEEK));
            measure(kept, "linear", all.only(List.of("linear")), Dimension.CHANNEL);
            measure(kept, "markov", all.only(List.of("markov")), Dimension.CHANNEL);
            measure(kept, "markov", all.only(List.of("markov")), Dimension.CAMPAIGN);
            measure(kept, "all eleven", all, Dimension.CHANNEL);
        }
    }

    private static void fill(InfinispanTouches kept, int leads) {
        Random random = new Random(1);
        for (int i = 0; i < leads; i++) {
            LeadId lead = new LeadId("lead-" + i);
            for (int touches = 1 + random.nextInt(4); touches > 0; touches--) {
                kept.record(lead, touch(random, touches), NOW);
            }
            if (i % 5 == 0) {
                Money value = new Money(BigDecimal.valueOf(random.nextInt(1_000_000), 2), "EUR");
                kept.convert(lead, new Conversion(new ConversionId("D"), "deal-won", NOW, value, null, null), NOW);
            }
        }
    }

    private static Touch touch(Random random, int daysAgo) {
        String channel = "channel-" + random.nextInt(CHANNELS);
        return new Touch(
                NOW.minus(Duration.ofDays(daysAgo)),
                null,
                Outcome.RESOLVED,
                EvidenceKind.CLICK_ID,
                new Source(channel, channel),
                "search",
                new Channel(channel, channel, Channel.Kind.ONLINE),
                "paid",
                new Campaign(null, null, "campaign " + random.nextInt(CAMPAIGNS), null, null, null),
                new Intent(IntentTier.LOW, 5),
                "sha256:00");
    }

    private static void measure(InfinispanTouches kept, String what, Ways ways, Dimension by) {
        ReportQuestion question =
                new ReportQuestion(ways, by, NOW.minus(Duration.ofDays(30)), NOW.plusSeconds(1), Rules.DEFAULT, null);
        long start = System.nanoTime();
        Report report = Reports.over(kept, kept.costs(), question, () -> true);
        System.out.printf(
                "%-12s by %-9s %6.2f s, %s leads, %s conversions%n",
                what,
                by.word(),
                (System.nanoTime() - start) / 1e9,
                report == null ? "no" : report.totals().leadsCredited().toBigInteger(),
                report == null ? "no" : report.totals().conversionsCredited().toBigInteger());
    }
}
