package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    @Test
    void aSoundRuleSetHasNoFlaws() {
        List<Flaw> flaws = new ArrayList<>();
        RuleBook book = RuleBook.read(RuleFolders.base(), flaws);
        assertThat(flaws).isEmpty();
        assertThat(book.tables())
                .extracting(DecisionTable::name)
                .containsExactly("Source", "Channel", "Intent", "Tier");
        assertThat(book.tables().get(1).rows())
                .extracting(DecisionTable.Row::id)
                .containsExactly("ps-1", "em-1", "ev-1", "last");
        assertThat(book.lists()).containsOnlyKeys("channels", "medium-classes", "source-categories", "paid-mediums");
    }
}
