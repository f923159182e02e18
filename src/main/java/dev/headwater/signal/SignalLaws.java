package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.table.Condition;
import dev.headwater.table.Condition.Flag;
import dev.headwater.table.Condition.Known;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Condition.NoneOf;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.Never;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What no lead's signals can be, whatever the app sends, as {@link SignalReader} takes them from a lead. Whoever asks
 * whether two tables differ need not look there.
 */
public final class SignalLaws {
    private static final Condition KNOWN = new Known();
    private static final Condition MISSING = new Missing();
    private static final Condition NO = new Flag(false);
    private static final Condition YES = new Flag(true);

    private SignalLaws() {}

    /**
     * All of them, those of certain lists too.
     *
     * @param names what tables ask of the name of the source that won
     */
    public static List<Never> of(Catalog catalog, Collection<Condition> names) {
        List<Never> laws = new ArrayList<>(ofEveryCatalog());
        laws.addAll(ofReferrers(catalog));
        laws.addAll(new SourceNames(catalog).laws(names));
        return laws;
    }

    /** The medium of a referring page follows from the category of its site, and so does the medium's class. */
    private static List<Never> ofReferrers(Catalog catalog) {
        List<Never> laws = new ArrayList<>();
        for (String listed : catalog.entries("source-categories", "category")) {
            String category = Text.fold(listed);
            String free = catalog.mediums().classOf(Media.free(category));
            String paid = catalog.mediums().classOf(Media.paid(category));
            if (free != null && paid != null) {
                Map<String, Condition> facts = new LinkedHashMap<>();
                facts.put(Signal.EVIDENCE, new OneOf(List.of(EvidenceKind.REFERRER.word())));
                facts.put(Signal.SOURCE_CATEGORY, new OneOf(List.of(category)));
                facts.put(Signal.MEDIUM_CLASS, new NoneOf(List.of(free, paid)));
                laws.add(new Never(facts));
            }
        }
        return laws;
    }

    private static List<Never> ofEveryCatalog() {
        List<Never> laws = new ArrayList<>();
        for (String always : List.of(
                Signal.TAGGED,
                Signal.VISIT,
                Signal.INTERNAL,
                Signal.TOUCHES,
                Signal.TOUCHES_IN_7_DAYS,
                Signal.TOUCHES_IN_30_DAYS)) {
            laws.add(Never.one(always, MISSING));
        }
        laws.add(Never.both(Signal.CLICK_ID_COST, KNOWN, Signal.CLICK_ID, MISSING));
        laws.add(Never.both(Signal.CRM_TAG_CATEGORY, KNOWN, Signal.CRM_TAG, MISSING));
        laws.add(Never.both(Signal.SELF_REPORT_CATEGORY, KNOWN, Signal.SELF_REPORT, MISSING));
        laws.add(Never.both(Signal.TAG_MEDIUM, KNOWN, Signal.TAGGED, NO));
        // Where there was no visit, nothing was told that only a visit can tell.
        laws.add(Never.both(Signal.VISIT, NO, Signal.CLICK_ID, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.REFERRER, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.REFERRER_CATEGORY, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.TAGGED, YES));
        laws.add(Never.both(Signal.VISIT, NO, Signal.VANITY_PATH, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.PAGE_CLASS, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.INTERNAL, YES));
        for (String tag : List.of(Signal.CAMPAIGN, Signal.UTM_SOURCE, Signal.UTM_MEDIUM)) {
            laws.add(Never.both(tag, KNOWN, Signal.TAGGED, NO));
            laws.add(Never.both(tag, KNOWN, Signal.VISIT, NO));
        }
        laws.add(Never.both(Signal.TAG_SOURCE_CATEGORY, KNOWN, Signal.VISIT, NO));
        laws.addAll(ofAnalytics());
        return laws;
    }

    /** Google Analytics has both of its words for a visit that nothing led to, or neither, and such a visit no campaign. */
    private static List<Never> ofAnalytics() {
        Condition direct = new OneOf(List.of(AnalyticsView.DIRECT.source()));
        Condition none = new OneOf(List.of(AnalyticsView.DIRECT.medium()));
        return List.of(
                Never.both(
                        Signal.GA_SOURCE, direct, Signal.GA_MEDIUM, new NoneOf(List.of(AnalyticsView.DIRECT.medium()))),
                Never.both(
                        Signal.GA_MEDIUM, none, Signal.GA_SOURCE, new NoneOf(List.of(AnalyticsView.DIRECT.source()))),
                Never.both(Signal.GA_SOURCE, direct, Signal.GA_SOURCE_CATEGORY, KNOWN),
                Never.both(Signal.GA_SOURCE, direct, Signal.CAMPAIGN, KNOWN));
    }
}
