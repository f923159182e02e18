package dev.headwater.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.lead.LeadContext;
import java.lang.reflect.RecordComponent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    private Fingerprint() {}

    static String of(LeadContext lead) {
        StringBuilder told = new StringBuilder(256);
        add(told, "lead", lead);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(told.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Each value with its length, so that no value can pass for two. */
    private static void add(StringBuilder told, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Record record) {
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                add(told, name + "." + part.getName(), valueOf(part, record));
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(told, name + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            new TreeMap<>(map).forEach((key, each) -> add(told, name + "[" + key + "]", each));
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

    private static @Nullable Object valueOf(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a part of a lead cannot be read: " + part.getName(), e);
        }
    }
}
