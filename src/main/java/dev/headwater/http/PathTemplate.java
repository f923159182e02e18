package dev.headwater.http;

import dev.headwater.lead.LeadId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A call's path as the OpenAPI document writes it, in which <code>{id}</code> stands for the name of a lead, and other
 * words in braces for other names.
 *
 * <p>A name is one segment, percent-encoded where it has to be: {@code a/b} is {@code a%2Fb}. A path with a name is
 * taken as it was sent, not normalised, so that a lead called {@code ..} can be asked about too. The colon before a verb
 * is written as it is; encoded ({@code %3A}) it belongs to the name.
 */
final class PathTemplate {
    private static final Pattern NAME = Pattern.compile("\\{\\w+}");

    private final String text;
    private final String pattern;
    private final Pattern compiled;

    PathTemplate(String text) {
        this.text = text;
        // To a router a colon would begin a parameter.
        this.pattern = hasName() ? named("[^/]+") : Pattern.quote(text).replace(":", "\\E(?::|%3[aA])\\Q");
        this.compiled = Pattern.compile(named("([^/]+)"));
    }

    String text() {
        return text;
    }

    private String named(String name) {
        return "\\Q" + NAME.matcher(text).replaceAll(Matcher.quoteReplacement("\\E" + name + "\\Q")) + "\\E";
    }

    /** Whether it has a name in it, and so fits many paths. */
    boolean hasName() {
        return NAME.matcher(text).find();
    }

    /** A regular expression without groups that the whole of each path fits. */
    String pattern() {
        return pattern;
    }

    /**
     * The lead that a path names.
     *
     * @param path as it was sent
     * @return null where no lead can have that name
     * @throws IllegalArgumentException if the path does not fit or a percent sign in it encodes nothing
     */
    @Nullable
    LeadId id(String path) {
        String name = names(path).get(0);
        try {
            return new LeadId(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The names in a path, decoded, from left to right.
     *
     * @param path as it was sent
     * @throws IllegalArgumentException if the path does not fit or a percent sign in it encodes nothing
     */
    List<String> names(String path) {
        Matcher matcher = compiled.matcher(path);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a path of " + text);
        }
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .map(PathTemplate::decoded)
                .toList();
    }

    private static String decoded(String segment) {
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
            } else {
                decoded.put((byte) (hex(bytes, i + 1) << 4 | hex(bytes, i + 2)));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static int hex(byte[] bytes, int at) {
        int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("a percent sign that encodes nothing");
        }
        return digit;
    }

    @Override
    public String toString() {
        return text;
    }
}
