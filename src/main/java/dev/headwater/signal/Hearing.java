package dev.headwater.signal;

import dev.headwater.signal.Heard.Abstained;
import dev.headwater.signal.Heard.Named;
import dev.headwater.signal.Heard.Why;
import dev.headwater.signal.Phrase.How;
import dev.headwater.signal.Phrase.Role;
import dev.headwater.signal.PhraseBook.Found;
import dev.headwater.signal.Words.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Weighs the phrases found in one answer against each other: which are denied, which count, and whether one is left. */
final class Hearing {
    /** How many words a negation looks ahead for what it denies ("I did not really find you through any Google ads"). */
    private static final int NEGATION_REACHES = 8;

    /** How many words lie at most between a source and a negation after it ("Google war es nicht"). */
    private static final int NEGATION_REACHES_BACK = 3;

    /** How many words lie at most between a source and the ad on it. */
    private static final int AD_REACHES = 6;

    private final List<Word> words;
    private final List<Found> found;
    private final BitSet unlisted = new BitSet();
    private final Set<Found> denied = new HashSet<>();
    private final Set<Found> muted = new HashSet<>();

    Hearing(List<Word> words, List<Found> found) {
        this.words = words;
        this.found = found;
        unlisted.set(0, words.size());
        found.forEach(one -> unlisted.clear(one.from(), one.to()));
    }

    /** A source that the answer names and does not deny, where it does. */
    private record Mention(Found at, Recognised recognised) {
        boolean is(How how) {
            return at.phrase().is(how);
        }
    }

    Heard heard() {
        for (int i = 0; i < found.size(); i++) {
            switch (found.get(i).phrase().role()) {
                case NEGATION -> deny(i);
                case WANTED -> muteNext(i);
                case THING -> mutePrevious(i);
                case SOURCE, NO_ANSWER, CONTRAST, JOINER, AD, MAINLY, THEN, AFTER, ARTICLE, FILLER -> {}
            }
        }
        List<Mention> all = mentions();
        List<Recognised> sources = distinct(all);
        if (sources.isEmpty()) {
            return new Abstained(whyNothing(), sources);
        }
        List<Mention> mentions = withoutWeak(all);
        List<Mention> particular = withoutGeneral(mentions);
        Recognised primary = single(particular);
        if (primary == null) {
            primary = ofOneKind(mentions, particular);
        }
        if (primary == null) {
            primary = emphasised(particular);
        }
        if (primary == null) {
            primary = earlier(particular);
        }
        return primary == null ? new Abstained(Why.SEVERAL, sources) : new Named(primary, sources);
    }

    private Why whyNothing() {
        if (!denied.isEmpty()) {
            return Why.DENIED;
        }
        if (has(Role.AD)) {
            return Why.SOME_AD;
        }
        return has(Role.NO_ANSWER) || !muted.isEmpty() ? Why.NO_ANSWER : Why.NOT_LISTED;
    }

    // Negation

    private void deny(int at) {
        Found negation = found.get(at);
        int last = -1;
        for (int i = at + 1; i < found.size() && clause(found.get(i)) == clause(negation); i++) {
            Found next = found.get(i);
            if (is(next, Role.CONTRAST)) {
                break;
            }
            if (isDeniable(next)) {
                boolean reached = last < 0 ? next.from() - negation.to() < NEGATION_REACHES : goesOn(last, i);
                if (!reached) {
                    break;
                }
                denied.add(next);
                last = i;
            }
        }
        if (last < 0) {
            denyBefore(at);
        }
    }

    /** "Google nicht", "Google? No, it was not": a negation that ends a clause denies what stands before it. */
    private void denyBefore(int at) {
        Found negation = found.get(at);
        int next = negation.to();
        boolean endsClause = next >= words.size() || words.get(next).clause() != clause(negation);
        for (int i = at - 1; endsClause && i >= 0; i--) {
            Found before = found.get(i);
            if (clause(before) != clause(negation) || negation.from() - before.to() > NEGATION_REACHES_BACK) {
                return;
            }
            if (isDeniable(before)) {
                denied.add(before);
                return;
            }
        }
    }

    private static boolean isDeniable(Found one) {
        return is(one, Role.SOURCE) || is(one, Role.AD);
    }

    /** Whether a negation goes on from one thing to the next: "not Google or Facebook", "no ad on Google". */
    private boolean goesOn(int from, int to) {
        boolean joined = is(found.get(from), Role.AD);
        int at = found.get(from).to();
        for (Found between : found.subList(from + 1, to)) {
            if (between.from() != at || !meansNothing(between)) {
                return false;
            }
            joined |= is(between, Role.JOINER);
            at = between.to();
        }
        return joined && at == found.get(to).from();
    }

    private static boolean meansNothing(Found one) {
        return is(one, Role.FILLER) || is(one, Role.ARTICLE) || is(one, Role.JOINER);
    }

    // What is spoken of, but not as a source

    /** "Looking for a radio", "we print magazines and newspapers", "please send me your newsletter". */
    private void muteNext(int at) {
        int next = found.get(at).to();
        for (int i = at + 1; i < found.size(); i++) {
            Found one = found.get(i);
            if (one.from() != next || clause(one) != clause(found.get(at)) || !goesOnBeingWanted(one)) {
                return;
            }
            mute(one);
            next = one.to();
        }
    }

    private static boolean goesOnBeingWanted(Found one) {
        return switch (one.phrase().role()) {
            case SOURCE, AD, NO_ANSWER, ARTICLE, JOINER, THING, WANTED -> true;
            case NEGATION, CONTRAST, MAINLY, THEN, AFTER, FILLER -> false;
        };
    }

    /** "Facebook integration". */
    private void mutePrevious(int at) {
        Found thing = found.get(at);
        Found previous = at == 0 ? thing : found.get(at - 1);
        if (previous.to() == thing.from() && clause(previous) == clause(thing)) {
            mute(previous);
        }
    }

    private void mute(Found one) {
        if (is(one, Role.SOURCE) || is(one, Role.AD)) {
            muted.add(one);
        }
    }

    // What is named

    private List<Mention> mentions() {
        List<Mention> mentions = new ArrayList<>();
        Set<Found> paidFor = paidFor();
        for (Found one : found) {
            Recognised named = one.phrase().recognised();
            if (named == null
                    || denied.contains(one)
                    || muted.contains(one)
                    || (one.phrase().is(How.ALONE) && !standsAlone(one))) {
                continue;
            }
            Recognised paid = one.phrase().paid();
            mentions.add(new Mention(one, paid != null && paidFor.contains(one) ? paid : named));
        }
        return mentions;
    }

    /** Nothing beside it in its clause but what is listed: a word that is not might make another thing of it. */
    private boolean standsAlone(Found one) {
        int next = unlisted.nextSetBit(0);
        while (next >= 0 && words.get(next).clause() != clause(one)) {
            next = unlisted.nextSetBit(next + 1);
        }
        return next < 0;
    }

    /** For each ad the nearest source in its clause. */
    private Set<Found> paidFor() {
        Set<Found> paidFor = new HashSet<>();
        for (Found ad : found) {
            if (!is(ad, Role.AD) || denied.contains(ad) || muted.contains(ad)) {
                continue;
            }
            Found nearest = null;
            for (Found one : found) {
                if (is(one, Role.SOURCE)
                        && clause(one) == clause(ad)
                        && distance(one, ad) <= AD_REACHES
                        && (nearest == null || distance(one, ad) < distance(nearest, ad))) {
                    nearest = one;
                }
            }
            if (nearest != null) {
                paidFor.add(nearest);
            }
        }
        return paidFor;
    }

    // Which one counts

    /** "Recommended on Reddit" is Reddit. */
    private static List<Mention> withoutWeak(List<Mention> mentions) {
        List<Mention> strong =
                mentions.stream().filter(one -> !one.is(How.WEAK)).toList();
        return strong.isEmpty() ? mentions : strong;
    }

    /** A kind yields to a particular one of it: "social media, LinkedIn" is LinkedIn. */
    private static List<Mention> withoutGeneral(List<Mention> mentions) {
        return mentions.stream()
                .filter(one -> !one.is(How.GENERAL)
                        || mentions.stream().noneMatch(other -> !other.is(How.GENERAL) && sameCategory(one, other)))
                .toList();
    }

    private static @Nullable Recognised single(List<Mention> mentions) {
        List<Recognised> sources = distinct(mentions);
        return sources.size() == 1 ? sources.get(0) : null;
    }

    /**
     * The kind, where the answer names it and several of it, as the choices of a form do ("Search engine (Google, Bing)"),
     * or the first of several names for one kind ("trade show / conference").
     */
    private static @Nullable Recognised ofOneKind(List<Mention> mentions, List<Mention> particular) {
        if (!mentions.stream().allMatch(one -> sameCategory(one, mentions.get(0)))) {
            return null;
        }
        return mentions.stream()
                .filter(one -> one.is(How.GENERAL))
                .findFirst()
                .map(Mention::recognised)
                .filter(general ->
                        particular.stream().noneMatch(one -> one.recognised().equals(general))
                                || particular.stream().allMatch(one -> one.is(How.GENERAL)))
                .orElse(null);
    }

    /** "Mostly LinkedIn, but also Google": the one beside such a word. */
    private @Nullable Recognised emphasised(List<Mention> mentions) {
        List<Mention> emphasised = new ArrayList<>();
        for (Found mainly : found) {
            if (is(mainly, Role.MAINLY)) {
                Mention after = first(mentions, one -> one.at().from() >= mainly.to() && sameClause(one, mainly));
                Mention beside = after != null
                        ? after
                        : last(mentions, one -> one.at().to() <= mainly.from() && sameClause(one, mainly));
                if (beside != null) {
                    emphasised.add(beside);
                }
            }
        }
        return single(emphasised);
    }

    /** "A friend told me, then I googled you", "googled you after a friend told me": the one that came first. */
    private @Nullable Recognised earlier(List<Mention> mentions) {
        for (Found marker : found) {
            if (is(marker, Role.AFTER)) {
                Mention cause = first(mentions, one -> one.at().from() >= marker.to());
                if (cause != null) {
                    return cause.recognised();
                }
            }
            if (is(marker, Role.THEN)) {
                List<Mention> before = mentions.stream()
                        .filter(one -> one.at().to() <= marker.from())
                        .toList();
                if (!before.isEmpty()) {
                    return single(before);
                }
            }
        }
        return null;
    }

    // Places

    private static @Nullable Mention first(List<Mention> mentions, Predicate<Mention> wanted) {
        return mentions.stream().filter(wanted).findFirst().orElse(null);
    }

    private static @Nullable Mention last(List<Mention> mentions, Predicate<Mention> wanted) {
        return mentions.stream().filter(wanted).reduce((one, later) -> later).orElse(null);
    }

    private static List<Recognised> distinct(List<Mention> mentions) {
        Map<String, Recognised> bySource = new LinkedHashMap<>();
        mentions.forEach(one -> bySource.putIfAbsent(one.recognised().source().id(), one.recognised()));
        return List.copyOf(bySource.values());
    }

    private static boolean sameCategory(Mention one, Mention other) {
        return one.recognised().category().equals(other.recognised().category());
    }

    private boolean sameClause(Mention mention, Found other) {
        return clause(mention.at()) == clause(other);
    }

    private static int distance(Found one, Found other) {
        return one.from() < other.from() ? other.from() - one.to() : one.from() - other.to();
    }

    private int clause(Found one) {
        return words.get(one.from()).clause();
    }

    private boolean has(Role role) {
        return found.stream().anyMatch(one -> is(one, role));
    }

    private static boolean is(Found one, Role role) {
        return one.phrase().role() == role;
    }
}
