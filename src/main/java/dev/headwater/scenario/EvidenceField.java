package dev.headwater.scenario;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.table.Text;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of one piece of evidence, under the names that scenarios know them by. */
enum EvidenceField {
    KIND("kind", WantedReader.Type.TEXT),
    WON("won", WantedReader.Type.FLAG),
    SOURCE("source", WantedReader.Type.TEXT),
    CATEGORY("category", WantedReader.Type.TEXT),
    MEDIUM("medium", WantedReader.Type.TEXT),
    VALUE("value", WantedReader.Type.TEXT),
    SEARCH_TERM("searchTerm", WantedReader.Type.TEXT);

    private final String word;
    private final WantedReader.Type type;

    EvidenceField(String word, WantedReader.Type type) {
        this.word = word;
        this.type = type;
    }

    String word() {
        return word;
    }

    WantedReader.Type type() {
        return type;
    }

    List<String> closedSet() {
        return this == KIND
                ? Arrays.stream(EvidenceKind.values()).map(EvidenceKind::word).toList()
                : List.of();
    }

    /** Its value in a piece of evidence, in each of its spellings. */
    List<Object> spellings(WeighedEvidence piece) {
        return switch (this) {
            case KIND -> List.of(piece.kind().word());
            case WON -> List.of(piece.won());
            case SOURCE ->
                piece.source() == null
                        ? List.of()
                        : List.of(
                                Text.fold(piece.source().id()),
                                Text.fold(piece.source().name()));
            case CATEGORY -> folded(piece.category());
            case MEDIUM -> folded(piece.medium());
            case VALUE -> folded(piece.value());
            case SEARCH_TERM -> folded(piece.searchTerm());
        };
    }

    private static List<Object> folded(@Nullable String text) {
        return Stream.ofNullable(text).<Object>map(Text::fold).toList();
    }
}
