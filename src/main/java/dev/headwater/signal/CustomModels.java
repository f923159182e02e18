package dev.headwater.signal;

import dev.headwater.attribution.Milestone;
import dev.headwater.attribution.Model;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attribution models of {@code lists/attribution-models.csv}: for each its shares in per cent, of a place on the path
 * ({@link Milestone}) or of all the others. Of a model the shares sum to 100.
 */
final class CustomModels {
    private static final String MODEL = "model";
    private static final String PLACE = "place";
    private static final String SHARE = "share";
    private static final String OTHERS = "others";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PER_CENT = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?\\s*%?");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final ListReader reader;
    private final List<Flaw> flaws;
    private final ReferenceList list;
    private final Map<String, Shares> models = new LinkedHashMap<>();

    private CustomModels(ReferenceList list, List<Flaw> flaws) {
        this.list = list;
        this.flaws = flaws;
        this.reader = new ListReader(list, flaws);
    }

    /**
     * Reads the list.
     *
     * @param flaws takes all that is wrong with it
     * @return the models by name, in the order of the list
     */
    static Map<String, Model> of(ReferenceList list, List<Flaw> flaws) {
        CustomModels custom = new CustomModels(list, flaws);
        if (custom.reader.has(MODEL, PLACE, SHARE)) {
            list.rows().forEach(custom::add);
        }
        Map<String, Model> models = new LinkedHashMap<>();
        custom.models.forEach((name, shares) -> {
            Model model = custom.model(name, shares);
            if (model != null) {
                models.put(name, model);
            }
        });
        return models;
    }

    private void add(Row row) {
        String name = Text.fold(row.cell(MODEL));
        String place = Text.fold(row.cell(PLACE));
        String share = row.cell(SHARE).strip();
        boolean isNamed = NAME.matcher(name).matches();
        boolean isShare = PER_CENT.matcher(share).matches();
        if (!isNamed) {
            reader.wrong(
                    row,
                    MODEL,
                    ListReader.quote(row.cell(MODEL)) + " is not a name that apps can ask by.",
                    "Use letters, digits and hyphens, such as j-shaped");
        }
        if (!isShare) {
            reader.wrong(
                    row,
                    SHARE,
                    ListReader.quote(row.cell(SHARE)) + " is not a share in per cent.",
                    "Write a number from 0 to 100 with a point, such as 22.5");
        }
        if (!places().contains(place)) {
            reader.unknown(row, PLACE, row.cell(PLACE), PLACE, places());
        } else if (isNamed && isShare) {
            Shares shares = models.computeIfAbsent(name, first -> new Shares(row, new LinkedHashMap<>()));
            BigDecimal value = new BigDecimal(share.replace("%", "").strip());
            if (shares.byPlace().putIfAbsent(place, value) != null) {
                reader.wrong(
                        row,
                        PLACE,
                        "\"" + name + "\" has a share for " + place + " already.",
                        "Keep one of the two rows");
            }
        }
    }

    private @Nullable Model model(String name, Shares shares) {
        BigDecimal sum = shares.byPlace().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(ALL) != 0) {
            flaws.add(Flaw.at(
                    list.address(shares.first(), SHARE),
                    "The shares of \"" + name + "\" sum to "
                            + sum.stripTrailingZeros().toPlainString() + ".",
                    "Those of one model sum to 100; what is left goes to the place \"" + OTHERS + "\""));
            return null;
        }
        Map<Milestone, BigDecimal> peaks = new EnumMap<>(Milestone.class);
        for (Milestone place : Milestone.values()) {
            BigDecimal share = shares.byPlace().get(place.word());
            if (share != null) {
                peaks.put(place, share);
            }
        }
        return new Model.Peaks(peaks, shares.byPlace().getOrDefault(OTHERS, BigDecimal.ZERO));
    }

    private static List<String> places() {
        List<String> places = new ArrayList<>();
        Stream.of(Milestone.values()).forEach(place -> places.add(place.word()));
        places.add(OTHERS);
        return places;
    }

    /** One model's shares by place, and the row that first names it. */
    private record Shares(Row first, Map<String, BigDecimal> byPlace) {}
}
