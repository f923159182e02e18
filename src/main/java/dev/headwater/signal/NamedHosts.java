package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that a list says one word about; the word holds for their subdomains too. Immutable, and as quick for a long list
 * as for a short one.
 */
public final class NamedHosts {
    private static final String HOST = "host";

    private final Index<String> byHost;

    private NamedHosts(Map<String, String> byHost) {
        this.byHost = Index.of(byHost);
    }

    /**
     * Reads {@code lists/own-hosts.csv}: host, category.
     *
     * @param categories the words that a row may say
     */
    static NamedHosts own(ReferenceList list, Vocabulary categories, List<Flaw> flaws) {
        return of(list, categories, "", flaws);
    }

    /** Reads {@code lists/spam-referrers.csv}: host. */
    static NamedHosts spam(ReferenceList list, List<Flaw> flaws) {
        return of(list, null, "spam", flaws);
    }

    private static NamedHosts of(ReferenceList list, @Nullable Vocabulary categories, String always, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, String> byHost = new HashMap<>();
        if (reader.has(HOST)) {
            for (Row row : list.rows()) {
                HostName host = row.cell(HOST).contains("/") ? null : HostName.of(row.cell(HOST));
                String category = categories == null ? always : categories.read(list, row, ListReader.CATEGORY, flaws);
                if (host == null) {
                    reader.wrong(
                            row,
                            HOST,
                            "\"" + row.cell(HOST) + "\" is not a host.",
                            "Write the host alone: example.com");
                } else if (category != null) {
                    reader.put(byHost, host.name(), row, HOST, category);
                } else if (row.cell(ListReader.CATEGORY).isEmpty()) {
                    reader.wrong(
                            row,
                            ListReader.CATEGORY,
                            "No category stands here.",
                            "Write own, internal, payment or sign-on");
                }
            }
        }
        return new NamedHosts(byHost);
    }

    /** What the list says of a host or of a domain that it is a part of; null where it says nothing. */
    @Nullable
    String find(HostName host) {
        String name = host.name();
        String found = byHost.get(name);
        for (int dot = name.indexOf('.'); found == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            found = byHost.get(name.substring(dot + 1));
        }
        return found;
    }
}
