package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The lists that ship with the product, read once for all tests. */
final class ShippedLists {
    static final List<Flaw> FLAWS = new ArrayList<>();
    static final Map<String, ReferenceList> LISTS = read();
    static final Catalog CATALOG = Catalog.of(LISTS, FLAWS);

    private ShippedLists() {}

    static ReferenceList list(String name) {
        return Objects.requireNonNull(LISTS.get(name), name);
    }

    private static Map<String, ReferenceList> read() {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("rules/lists"))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                files.put("rules/lists/" + path.getFileName(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The tables are not of interest here, and so neither are flaws that tell of their absence.
        return RuleBook.read(files, new ArrayList<>()).lists();
    }
}
