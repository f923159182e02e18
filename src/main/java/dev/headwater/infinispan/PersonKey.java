package dev.headwater.infinispan;

import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import java.io.IOException;

/** A person as one text. A lead and a visitor may have the same name, and are two. */
final class PersonKey {
    private static final String LEAD = "lead:";
    private static final String VISITOR = "visitor:";

    private PersonKey() {}

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
