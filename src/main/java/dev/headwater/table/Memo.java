package dev.headwater.table;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was answered lately, for questions that come again and again, as campaigns and answers of people do. Whoever asks
 * brings the way to an answer, which must be pure: the same question always gets an equal one.
 *
 * <p>Bounded: each question has one place, by its hash, and the last one that came there holds it. Safe for use by many
 * threads, without locks; two that ask the same at the same time may both have it worked out.
 */
public final class Memo<Q, A> {
    private final AtomicReferenceArray<@Nullable Known<Q, A>> places;

    /** A question and its answer, always seen together. */
    private record Known<Q, A>(Q question, A answer) {}

    /** @param most how many answers are kept at most */
    public Memo(int most) {
        this.places = new AtomicReferenceArray<>(most);
    }

    /**
     * The answer, worked out where it is not known; what is thrown by that is thrown on, and nothing is kept.
     *
     * @param way gives an answer that is not null
     */
    public A answer(Q question, Function<? super Q, ? extends A> way) {
        int place = Math.floorMod(spread(question.hashCode()), places.length());
        Known<Q, A> known = places.get(place);
        if (known != null && (known.question() == question || known.question().equals(question))) {
            return known.answer();
        }
        A answer = way.apply(question);
        places.setRelease(place, new Known<>(question, answer));
        return answer;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }
}
