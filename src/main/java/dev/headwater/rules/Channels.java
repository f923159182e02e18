package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.Text;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The channels of {@code lists/channels.csv}, by the names that tables call them by. */
final class Channels {
    private static final String LIST = "channels";
    private static final String FILE = "rules/lists/channels.csv";
    private static final String UNASSIGNED = "unassigned";

    private final Map<String, Channel> byName = new LinkedHashMap<>();
    private final String file;

    private Channels(String file) {
        this.file = file;
    }

    /** @param flaws takes what is wrong with the list; the channels are not to be used if an error was added */
    static Channels of(Map<String, ReferenceList> lists, List<Flaw> flaws) {
        ReferenceList list = lists.get(LIST);
        if (list == null) {
            flaws.add(Flaw.in(FILE, "The list of channels is missing.", "It has the columns id, name, kind and about"));
            return new Channels(FILE);
        }
        Channels channels = of(list, flaws);
        if (channels.byName.values().stream().noneMatch(Channels::isUnassigned)) {
            flaws.add(Flaw.in(
                    list.file(),
                    "There is no channel with the id \"" + UNASSIGNED + "\".",
                    "It takes the leads that no row of the table Channel knows"));
        }
        return channels;
    }

    /** The channels of a profile, none of which needs to be for leads that no row knows. */
    static Channels of(ReferenceList list, List<Flaw> flaws) {
        Channels channels = new Channels(list.file());
        list.rows().forEach(row -> channels.add(list, row, flaws));
        return channels;
    }

    /** Where they are listed. */
    String file() {
        return file;
    }

    private void add(ReferenceList list, ReferenceList.Row row, List<Flaw> flaws) {
        String id = row.cell("id");
        String name = row.cell("name");
        Channel.Kind kind = kind(row.cell("kind"));
        if (id.isEmpty()) {
            flaws.add(Flaw.at(list.address(row, "id"), "The channel has no id.", null));
        } else if (name.isEmpty()) {
            flaws.add(Flaw.at(list.address(row, "name"), "The channel has no name.", null));
        } else if (kind == null) {
            flaws.add(Flaw.at(
                    list.address(row, "kind"),
                    "\"" + row.cell("kind") + "\" is not a kind of channel.",
                    "A kind is one of: "
                            + Arrays.stream(Channel.Kind.values())
                                    .map(Channels::word)
                                    .collect(Collectors.joining(", "))));
        } else if (byName.values().stream().anyMatch(known -> known.id().equals(id))) {
            flaws.add(Flaw.at(list.address(row, "id"), "The id \"" + id + "\" stands above already.", null));
        } else if (byName.putIfAbsent(Text.fold(name), new Channel(id, name, kind)) != null) {
            flaws.add(Flaw.at(list.address(row, "name"), "The channel \"" + name + "\" stands above already.", null));
        }
    }

    /** @param name as a cell has it, in any case; null where there is none of that name */
    @Nullable
    Channel named(String name) {
        return byName.get(Text.fold(name));
    }

    /** All channels, in the order of the list. */
    List<Channel> all() {
        return List.copyOf(byName.values());
    }

    /** The channel of leads that no row knows. */
    Channel unassigned() {
        return Objects.requireNonNull(byName.values().stream()
                .filter(Channels::isUnassigned)
                .findFirst()
                .orElse(null));
    }

    static boolean isUnassigned(Channel channel) {
        return channel.id().equals(UNASSIGNED);
    }

    /** The word that tables and lists use for a kind. */
    static String word(Channel.Kind kind) {
        return switch (kind) {
            case ONLINE -> "online";
            case OFFLINE -> "offline";
            case UNKNOWN -> "unknown";
        };
    }

    private static Channel.@Nullable Kind kind(String word) {
        return Arrays.stream(Channel.Kind.values())
                .filter(kind -> word(kind).equals(Text.fold(word)))
                .findFirst()
                .orElse(null);
    }
}
