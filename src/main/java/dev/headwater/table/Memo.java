package dev.headwater.table;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a function answered lately, for questions that come again and again, as campaigns and answers of people do. The
 * function must be pure: the same question always gets an equal answer.
 *
 * <p>Bounded: each question has one place, by its hash, and the last one that came there holds it. Safe for use by many
 * threads, without locks; two that ask the same at the same time may both have it worked out.
 */
public final class Memo<Q, A> {
    private final AtomicReferenceArray<@Nullable Known<Q, A>> places;
    private final Function<? super Q, ? extends A> function;

    /** A question and its answer, always seen together. */
    private record Known<Q, A>(Q question, A answer) {}

    /**
     * @param most how many answers are kept at most
     * @param function gives an answer that is not null
     */
    public Memo(int most, Function<? super Q, ? extends A> function) {
        this.places = new AtomicReferenceArray<>(most);
        this.function = function;
    }

    /** The function's answer; what it throws is thrown on, and not kept. */
    public A answer(Q question) {
        int place = Math.floorMod(spread(question.hashCode()), places.length());
        Known<Q, A> known = places.get(place);
        if (known != null && (known.question() == question || known.question().equals(question))) {
            return known.answer();
        }
        A answer = function.apply(question);
        places.setRelease(place, new Known<>(question, answer));
        return answer;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }
}
