package dev.headwater.rules;

import dev.headwater.SideBySide;
import dev.headwater.rules.PeerTable.Ask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One decision table through other rule engines and through ours, then all tables that we ship through ours and the nearest
 * of the others; each asked the same leads by turns, after all have been found to answer alike. Not a test; run its main
 * with the test class path of the profile {@code peers}, from the project's folder.
 *
 * <p>Arguments: rounds (15 unless told), seconds of warming up for each engine (3).
 */
final class PeersBenchmark {
    private static final int LEADS = 256;

    private PeersBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        double warmUp = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 3;
        for (int rows : new int[] {30, 1_000}) {
            PeerTable table = PeerTable.of(rows);
            List<Ask> asks = table.asks(LEADS);
            Map<String, Peer> peers = new LinkedHashMap<>();
            peers.put("Headwater", Peer.headwater(table));
            peers.put("OpenL Tablets", Peer.openL(table));
            peers.put("Easy Rules", Peer.easyRules(table));
            peers.put("Evrete", Peer.evrete(table));
            peers.put("KIE DMN", Peer.dmn(table));
            SideBySide measure = new SideBySide(rounds, warmUp);
            peers.forEach((name, peer) -> {
                for (Ask ask : asks) {
                    int row = peer.decide(ask);
                    if (row != table.decide(ask)) {
                        throw new IllegalStateException(name + " says row " + row + ", not " + table.decide(ask));
                    }
                }
                measure.add(name, i -> peer.decide(asks.get(i % LEADS)));
            });
            System.out.printf(Locale.ROOT, "a table of %,d rows; all engines give %d leads the same rows%n", rows, LEADS);
            measure.run();
        }
        PeersWholeJob.run(new SideBySide(rounds, warmUp));
    }
}
