package dev.headwater.table;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts that fit a pattern, to try other patterns on.
 *
 * <p>A wildcard is told apart from every other by one text: the one in which each star stands for a letter that no cell
 * of the column uses. If another wildcard fits that text, its own stars took those letters, and so would take anything;
 * it fits whatever the first one fits. Whether two wildcards share a text is found by walking both at once. For regular
 * expressions some texts that fit are made and tried.
 */
final class TextSamples {
    /** Letters that could be the one that no cell uses, the plainest first. */
    private static final String PLAIN_LETTERS = "xzqjkvwy0123456789abcdefghilmnoprstu\u00F8\u00E6\u00FE\u0436\u4E16";

    private static final int MOST = 64;
    private static final int MOST_PAIRED = 200;

    private final String letter;

    /**
     * Samples for one column.
     *
     * @param written all that stands in the column's cells
     */
    TextSamples(List<String> written) {
        StringBuilder used = new StringBuilder();
        written.forEach(cell -> used.append(Text.fold(cell)));
        String all = used.toString();
        this.letter = PLAIN_LETTERS
                .chars()
                .filter(c -> all.indexOf(c) < 0)
                .mapToObj(c -> String.valueOf((char) c))
                .findFirst()
                .orElse("\u2042");
    }

    /** Texts that no wildcard and no plain text of the column fits; some may fit a regular expression. */
    List<String> others() {
        return List.of(letter.repeat(3), "some other text", "1", letter + " " + letter, "\u00A7");
    }

    /** Texts that fit a pattern; none where none was found. */
    List<String> of(Condition.Like like) {
        Stream<String> made = isRegularExpression(like)
                ? RegularExpressionSamples.of(like.pattern().pattern(), letter).stream()
                : Stream.concat(
                        TextCell.wildcards(like.written()).stream().map(wildcard -> wildcard.replace("*", letter)),
                        TextCell.plainTexts(like.written()).stream());
        return made.map(Text::fold)
                .filter(text -> !text.isEmpty() && like.test(text))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** For each two wildcards that some text fits both of, such a text. */
    List<String> ofPairs(Collection<Condition.Like> likes) {
        List<String> wildcards = likes.stream()
                .filter(like -> !isRegularExpression(like))
                .flatMap(like -> TextCell.wildcards(like.written()).stream())
                .distinct()
                .limit(MOST_PAIRED)
                .toList();
        List<String> shared = new ArrayList<>();
        for (int i = 0; i < wildcards.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (String between : List.of("", letter)) {
                    String text = shared(wildcards.get(i), wildcards.get(j), between);
                    if (text != null) {
                        shared.add(text);
                    }
                }
            }
        }
        return shared;
    }

    /**
     * A text that fits two wildcards; null where none does. Walks both side by side.
     *
     * @param between what to put where both have a star
     */
    static @Nullable String shared(String one, String other, String between) {
        Map<List<Integer>, String> seen = new HashMap<>();
        Deque<List<Integer>> open = new ArrayDeque<>();
        open.add(List.of(0, 0));
        seen.put(List.of(0, 0), "");
        while (!open.isEmpty()) {
            List<Integer> place = open.remove();
            int i = place.get(0);
            int j = place.get(1);
            String walked = Objects.requireNonNull(seen.get(place));
            if (i == one.length() && j == other.length()) {
                return walked;
            }
            boolean star = i < one.length() && one.charAt(i) == '*';
            boolean otherStar = j < other.length() && other.charAt(j) == '*';
            String text = star && otherStar ? walked + between : walked;
            // Stars that end cost no letter, so these places come first.
            if (star && seen.putIfAbsent(List.of(i + 1, j), text) == null) {
                open.addFirst(List.of(i + 1, j));
            }
            if (otherStar && seen.putIfAbsent(List.of(i, j + 1), text) == null) {
                open.addFirst(List.of(i, j + 1));
            }
            if (i < one.length() && !star && (otherStar || j < other.length() && other.charAt(j) == one.charAt(i))) {
                List<Integer> on = List.of(i + 1, otherStar ? j : j + 1);
                if (seen.putIfAbsent(on, text + one.charAt(i)) == null) {
                    open.add(on);
                }
            }
            if (j < other.length() && !otherStar && star) {
                List<Integer> on = List.of(i, j + 1);
                if (seen.putIfAbsent(on, text + other.charAt(j)) == null) {
                    open.add(on);
                }
            }
        }
        return null;
    }

    static boolean isRegularExpression(Condition.Like like) {
        return Text.fold(like.written()).startsWith("matches ");
    }

    /** Walks a regular expression and makes texts of it; what it does not understand it gets wrong, and that is tried. */
    private static final class RegularExpressionSamples {
        private final String expression;
        private final String letter;
        private int at;

        private RegularExpressionSamples(String expression, String letter) {
            this.expression = expression;
            this.letter = letter;
        }

        static List<String> of(String expression, String letter) {
            List<String> samples = new RegularExpressionSamples(expression, letter).alternatives(0);
            List<String> padded = new ArrayList<>(samples);
            // Without anchors anything may stand around a match.
            samples.forEach(sample -> padded.add(letter + sample + letter));
            return padded;
        }

        private List<String> alternatives(int depth) {
            List<String> all = new ArrayList<>(sequence(depth));
            while (at < expression.length() && expression.charAt(at) == '|') {
                at++;
                all.addAll(sequence(depth));
            }
            return cut(all);
        }

        private List<String> sequence(int depth) {
            List<String> texts = List.of("");
            while (at < expression.length() && expression.charAt(at) != '|' && expression.charAt(at) != ')') {
                texts = joined(texts, repeated(atom(depth)));
            }
            return texts;
        }

        private List<String> atom(int depth) {
            char c = expression.charAt(at++);
            return switch (c) {
                case '(' -> group(depth);
                case '[' -> List.of(oneOfClass());
                case '.' -> List.of(letter);
                case '^', '$' -> List.of("");
                case '\\' -> List.of(escaped());
                default -> List.of(String.valueOf(c));
            };
        }

        private List<String> group(int depth) {
            if (depth > 100) {
                at = expression.length();
                return List.of("");
            }
            if (expression.startsWith("?", at)) {
                int end = at;
                while (end < expression.length() && ":)>".indexOf(expression.charAt(end)) < 0) {
                    end++;
                }
                at = Math.min(expression.length(), end + 1);
                if (end < expression.length() && expression.charAt(end) == ')') {
                    return List.of("");
                }
            }
            List<String> inner = alternatives(depth + 1);
            at++;
            return inner;
        }

        private String escaped() {
            if (at >= expression.length()) {
                return "";
            }
            char c = expression.charAt(at++);
            return switch (c) {
                case 'd' -> "1";
                case 'w', 'D', 'S' -> letter;
                case 's', 'W' -> " ";
                case 'b', 'B', 'A', 'z', 'Q', 'E' -> "";
                default -> String.valueOf(c);
            };
        }

        /** A character of the class: its first, or an unused one where the class says what is not wanted. */
        private String oneOfClass() {
            boolean not = expression.startsWith("^", at);
            int start = at + (not ? 1 : 0);
            int end = expression.indexOf(']', start + 1);
            at = end < 0 ? expression.length() : end + 1;
            Pattern whole;
            try {
                whole = Pattern.compile(expression.substring(start - (not ? 2 : 1), at));
            } catch (com.google.re2j.PatternSyntaxException e) {
                return letter;
            }
            String inside = expression.substring(Math.min(start, at), Math.max(start, at - 1));
            return Stream.concat(
                            not ? Stream.of(letter, "1", " ", "-") : Stream.<String>empty(),
                            inside.chars().mapToObj(c -> String.valueOf((char) c)))
                    .filter(whole::matches)
                    .findFirst()
                    .orElse(letter);
        }

        private List<String> repeated(List<String> texts) {
            if (at >= expression.length()) {
                return texts;
            }
            char c = expression.charAt(at);
            List<String> made = texts;
            if (c == '*' || c == '?') {
                at++;
                made = new ArrayList<>(List.of(""));
                made.addAll(texts);
            } else if (c == '+') {
                at++;
            } else if (c == '{') {
                int end = expression.indexOf('}', at);
                String counts = end < 0 ? "" : expression.substring(at + 1, end);
                String least = counts.contains(",") ? counts.substring(0, counts.indexOf(',')) : counts;
                if (least.matches("\\d{1,3}")) {
                    at = end + 1;
                    int times = Integer.parseInt(least);
                    made = texts.stream().map(text -> text.repeat(times)).toList();
                } else {
                    return texts;
                }
            } else {
                return texts;
            }
            if (at < expression.length() && expression.charAt(at) == '?') {
                at++;
            }
            return cut(made);
        }

        private static List<String> joined(List<String> starts, List<String> ends) {
            List<String> joined = new ArrayList<>();
            for (String end : ends) {
                for (String start : starts) {
                    joined.add(start + end);
                }
            }
            return cut(joined);
        }

        private static List<String> cut(List<String> texts) {
            return texts.size() <= MOST ? texts : List.copyOf(texts.subList(0, MOST));
        }
    }
}
