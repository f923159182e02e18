package dev.headwater.json;

import dev.headwater.lead.LeadContext;
import java.util.List;

/** What came of reading one lead context. */
public sealed interface Reading {

    /**
     * It is a lead context.
     *
     * @param lead the context
     * @param unknownFields how many fields were told that nobody here knows; they never fail a lead
     * @param unknown JSON pointers of the first of them, for the one who looks for a misspelt field; at most
     *     {@value #MAX_NAMED}, each cut to a readable length
     */
    record Lead(LeadContext lead, int unknownFields, List<String> unknown) implements Reading {
        /** How many unknown fields are named. */
        public static final int MAX_NAMED = 8;

        public Lead {
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * It is not JSON, or JSON past the bounds of {@link LeadContextJson}.
     *
     * @param reason what is wrong, for people
     * @param line where, 1 for the first line; 0 where no single place is meant
     * @param column where in the line, 1 for the first character; 0 where no single place is meant
     */
    record NotJson(String reason, int line, int column) implements Reading {

        /** The same of a document that begins on a line of something longer. */
        NotJson from(long firstLine) {
            return line == 0 ? this : new NotJson(reason, (int) (line + firstLine - 1), column);
        }

        /** {@code line 3, column 7: a comma is missing}. */
        @Override
        public String toString() {
            return line == 0 ? reason : "line " + line + ", column " + column + ": " + reason;
        }
    }

    /**
     * It is JSON, but not a lead context.
     *
     * @param faults all that is wrong, in the order of the known fields; at least one
     */
    record NotALead(List<Fault> faults) implements Reading {
        public NotALead {
            faults = List.copyOf(faults);
        }
    }
}
