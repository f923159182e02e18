package dev.headwater.journal;

import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Catalog;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which of the names that an app or an ad network chooses a rule set looks at.
 *
 * @param clickIds parameters that carry click IDs, in lower case
 * @param parameters all other parameters that a list names, in lower case
 * @param attributes those that a table asks about
 */
record LookedAt(Set<String> clickIds, Set<String> parameters, Set<String> attributes) {
    private static final String ATTRIBUTE = "attributes.";
    private static final String PARAMETER = "parameter";

    static LookedAt by(RuleSet rules) {
        Catalog lists = rules.catalog();
        Set<String> parameters = new HashSet<>();
        for (String list : List.of("tag-parameters", "ad-surfaces", "paid-signs")) {
            parameters.addAll(names(lists.entries(list, PARAMETER)));
        }
        parameters.addAll(names(lists.entries("click-ids", "named by")));
        parameters.addAll(names(lists.entries("search-parameters", "parameters")));
        Set<String> attributes = new HashSet<>();
        for (DecisionTable table : rules.tables()) {
            for (Column column : table.conditions()) {
                if (column.word().signal().startsWith(ATTRIBUTE)) {
                    attributes.add(column.word().signal().substring(ATTRIBUTE.length()));
                }
            }
        }
        return new LookedAt(names(lists.entries("click-ids", PARAMETER)), parameters, attributes);
    }

    private static Set<String> names(List<String> cells) {
        Set<String> names = new HashSet<>();
        for (String cell : cells) {
            Arrays.stream(cell.split(",", -1))
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .forEach(names::add);
        }
        return names;
    }
}
