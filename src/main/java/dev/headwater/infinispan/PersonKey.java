package dev.headwater.infinispan;

import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person as one text. A lead and a visitor may have the same name, and are two. */
public final class PersonKey {
    private static final String LEAD = "lead:";
    private static final String VISITOR = "visitor:";

    /** How every one of them begins, wherever it is read. */
    private static final Pattern BEGIN = Pattern.compile("\\b(?:" + LEAD + '|' + VISITOR + ')');

    private PersonKey() {}

    /** Whether a text, such as what Infinispan says of an entry that it could not write, may name a person. */
    public static boolean isIn(String text) {
        return BEGIN.matcher(text).find();
    }

    /** A text up to where it begins to name a person. */
    static String withoutPersons(String text) {
        Matcher begin = BEGIN.matcher(text);
        return begin.find() ? text.substring(0, begin.start()) + "\u2026" : text;
    }

    static String of(Person person) {
        if (person instanceof LeadId lead) {
            return LEAD + lead.value();
        }
        return VISITOR + ((VisitorId) person).value();
    }

    /** @throws IOException if it is no person's */
    static Person person(String key) throws IOException {
        if (key.startsWith(LEAD)) {
            return new LeadId(key.substring(LEAD.length()));
        }
        if (key.startsWith(VISITOR)) {
            return new VisitorId(key.substring(VISITOR.length()));
        }
        throw new IOException("a history is damaged: it names somebody who is neither lead nor visitor");
    }
}
