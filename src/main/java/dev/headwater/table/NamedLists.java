package dev.headwater.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists that {@code in …} can name, found whatever the case, hyphens and blanks of the name. */
final class NamedLists {
    private final Map<String, ReferenceList> byKey = new LinkedHashMap<>();

    NamedLists(Collection<ReferenceList> lists) {
        for (ReferenceList list : lists) {
            byKey.putIfAbsent(Text.nameKey(list.name()), list);
        }
    }

    /** The folded texts of a list's first column, without empty ones; never an empty set. */
    Set<String> texts(String name) throws Misread {
        ReferenceList list = byKey.get(Text.nameKey(name));
        if (list == null) {
            List<String> names =
                    byKey.values().stream().map(ReferenceList::name).sorted().toList();
            throw new Misread(
                    "There is no list named " + Found.quote(name) + "." + Nearest.question(name, names),
                    names.isEmpty()
                            ? "A list is a file rules/lists/….csv or a sheet whose A1 says List"
                            : "The lists are: " + Found.list(names)
                                    + ". Put quotes round a text that begins with \"in\"");
        }
        Set<String> texts = new LinkedHashSet<>();
        if (!list.columns().isEmpty()) {
            String first = list.columns().get(0);
            list.rows().stream()
                    .map(row -> Text.fold(row.cell(first)))
                    .filter(text -> !text.isEmpty())
                    .forEach(texts::add);
        }
        if (texts.isEmpty()) {
            throw new Misread("The list " + Found.quote(list.name()) + " is empty.", "Its file is " + list.file());
        }
        return texts;
    }
}
