package dev.headwater.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.lead.LeadContext;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two contacts were told in the same words, across restarts and releases: what is not told leaves no trace
 * in it, so that a field which a later release knows changes nothing for those who do not use it. The order of fields and
 * what nobody here understands make no difference either.
 */
final class Fingerprint {
    /** The parts of each kind of record, found once: to find them, the JVM makes all that describes them anew. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(part -> new Part(part.getName(), part.getAccessor()))
                    .toList();
        }
    };

    private Fingerprint() {}

    static String of(LeadContext lead) {
        StringBuilder told = new StringBuilder(256);
        add(told, new StringBuilder("lead"), lead);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(told.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Each value with its length, so that no value can pass for two.
     *
     * @param name of the value; as it was when this returns
     */
    private static void add(StringBuilder told, StringBuilder name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        int length = name.length();
        if (value instanceof Record record) {
            for (Part part : PARTS.get(record.getClass())) {
                add(told, name.append('.').append(part.name()), part.of(record));
                name.setLength(length);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(told, name.append('[').append(i).append(']'), list.get(i));
                name.setLength(length);
            }
        } else if (value instanceof Map<?, ?> map) {
            new TreeMap<>(map).forEach((key, each) -> {
                add(told, name.append('[').append(key).append(']'), each);
                name.setLength(length);
            });
        } else {
            String text = value.toString();
            told.append(name)
                    .append('=')
                    .append(text.length())
                    .append(':')
                    .append(text)
                    .append('\n');
        }
    }

    private record Part(String name, Method accessor) {
        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a part of a lead cannot be read: " + name, e);
            }
        }
    }
}
