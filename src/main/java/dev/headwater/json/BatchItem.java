package dev.headwater.json;

/** What came of reading one of many leads. */
public sealed interface BatchItem {

    /** What came of reading it, with the refusal in words. */
    static BatchItem of(Reading reading) {
        if (reading instanceof Reading.Lead lead) {
            return new Lead(lead);
        }
        return new Refused(
                reading instanceof Reading.NotALead notALead
                        ? Problem.of(notALead)
                        : Problem.of((Reading.NotJson) reading));
    }

    /** It is a lead. */
    record Lead(Reading.Lead reading) implements BatchItem {}

    /** It is none; the others do not suffer from that. */
    record Refused(Problem problem) implements BatchItem {}
}
