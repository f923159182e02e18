package dev.headwater.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that the cells of one column speak of: those that they name, and some that fit their patterns. */
public final class ExampleTexts {
    private ExampleTexts() {}

    /** @param column of a table of text */
    public static List<String> of(DecisionTable table, int column) {
        Set<String> texts = new LinkedHashSet<>();
        for (DecisionTable.Row row : table.rows()) {
            Condition condition = row.conditions().get(column);
            if (condition instanceof Condition.OneOf oneOf) {
                texts.addAll(oneOf.texts());
            } else if (condition instanceof Condition.NoneOf noneOf) {
                texts.addAll(noneOf.texts());
            } else if (condition instanceof Condition.Like like) {
                texts.addAll(of(like));
            }
        }
        return List.copyOf(texts);
    }

    private static Set<String> of(Condition.Like like) {
        Set<String> texts = new LinkedHashSet<>();
        for (String wildcard : TextCell.wildcards(like.written())) {
            String bare = wildcard.replace("*", "");
            texts.addAll(List.of(bare, "2026-" + bare, bare + "-2026", "2026-" + bare + "-b"));
        }
        texts.addAll(TextCell.plainTexts(like.written()));
        texts.addAll(new TextSamples(List.of(like.written())).of(like));
        texts.removeIf(text -> text.isEmpty() || !like.test(text));
        return texts;
    }
}
