package dev.headwater.scenario;

import dev.headwater.decision.CrmField;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Text;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a CRM expects in one of its fields. */
record ExpectedCrm(String field, Place place, Wanted wanted) implements Expected {
    /** Starts the key of each field: {@code crm.salesforce.LeadSource}. */
    static final String PREFIX = "crm.";

    @Override
    public String what() {
        return PREFIX + field;
    }

    @Override
    public String written() {
        return wanted.written();
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        List<CrmField> fields = answer.resolution().crm().stream()
                .filter(each -> (each.product() + "." + each.field()).equals(field))
                .toList();
        List<Object> values = fields.stream()
                .flatMap(each -> Stream.ofNullable(each.value()))
                .<Object>map(Text::fold)
                .toList();
        if (!fields.isEmpty() && wanted.isMetBy(values)) {
            return List.of();
        }
        String actual = fields.isEmpty()
                ? "no such field"
                : fields.stream()
                        .map(each -> Objects.requireNonNullElse(each.value(), "none"))
                        .findFirst()
                        .orElse("none");
        return List.of(
                new Mismatch(what(), place, written(), actual, ExpectedField.deciders(answer, "crm"), List.of()));
    }
}
