package dev.headwater.signal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.headwater.lead.DialledNumber;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Our own phone lines, each given to one campaign, by {@code lists/phone-lines.csv}: number, source, category, and a
 * region (a country's two letters) for numbers written without their country's code. Immutable.
 *
 * <p>A dialled number is found in any formatting: with {@code +} or {@code 00}, with a trunk zero in brackets, with
 * letters for digits, as {@code tel:}, in other digits, with an extension. Without a country's code it is read as a number
 * of each country that the list has lines in; where that fits two lines, it is nobody's. No number is ever logged.
 */
public final class PhoneLines {
    private static final String NUMBER = "number";
    private static final String REGION = "region";
    private static final String SAY_COUNTRY =
            "Write it with its country's code, as in +44 20 7946 0101, or the country's"
                    + " two letters in a column named \"region\"";
    private static final String NO_REGION = "ZZ";

    /** No number is longer, however it is formatted. */
    private static final int LONGEST = 100;

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final Map<String, Recognised> byNumber;
    private final Set<String> regions;

    private PhoneLines(Map<String, Recognised> byNumber, Set<String> regions) {
        this.byNumber = Map.copyOf(byNumber);
        this.regions = Set.copyOf(regions);
    }

    /**
     * Reads the list.
     *
     * @param list phone-lines
     * @param flaws takes all that is wrong with it
     */
    public static PhoneLines of(ReferenceList list, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Recognised> byNumber = new HashMap<>();
        Set<String> regions = new TreeSet<>();
        if (reader.has(NUMBER, ListReader.SOURCE, ListReader.CATEGORY)) {
            for (Row row : list.rows()) {
                PhoneNumber number = line(row, reader);
                Recognised recognised = reader.recognised(row);
                if (number != null && recognised != null) {
                    reader.put(byNumber, key(number), row, NUMBER, recognised);
                    regions.addAll(PHONES.getRegionCodesForCountryCode(number.getCountryCode()));
                }
            }
        }
        return new PhoneLines(byNumber, regions);
    }

    private static @Nullable PhoneNumber line(Row row, ListReader reader) {
        String written = row.cell(NUMBER);
        String quoted = ListReader.quote(written);
        if (ListReader.looksChanged(written)) {
            reader.wrong(
                    row,
                    NUMBER,
                    quoted + " is what a spreadsheet made of a phone number.",
                    "Format the column as Text and type the number again");
            return null;
        }
        String region = region(row);
        if (!region.isEmpty() && !PHONES.getSupportedRegions().contains(region)) {
            String found = ListReader.quote(row.cell(REGION));
            reader.wrong(row, REGION, found + " is not the two letters of a country.", "As in GB, DE, US");
            return null;
        }
        String cleaned = cleaned(written);
        if (region.isEmpty() && !cleaned.startsWith("+")) {
            reader.wrong(row, NUMBER, quoted + " does not say which country's number it is.", SAY_COUNTRY);
            return null;
        }
        PhoneNumber number = parsed(cleaned, region.isEmpty() ? NO_REGION : region);
        if (number == null || PHONES.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
            reader.wrong(row, NUMBER, quoted + " is not a whole phone number.", "As in +44 20 7946 0101");
            return null;
        }
        if (!PHONES.isValidNumber(number)) {
            reader.doubtful(
                    row, NUMBER, quoted + " is not a number that its country gives out.", "Look for a slip in it");
        }
        return number;
    }

    private static String region(Row row) {
        String region = row.cell(REGION).toUpperCase(Locale.ROOT);
        return region.equals("UK") ? "GB" : region;
    }

    /** The line that a number belongs to; null where it is none of ours. */
    public @Nullable Recognised find(DialledNumber dialled) {
        String cleaned = cleaned(dialled.number());
        Set<String> lines = new HashSet<>();
        if (cleaned.startsWith("+")) {
            add(cleaned, NO_REGION, lines);
        } else {
            regions.forEach(region -> add(cleaned, region, lines));
            if (lines.isEmpty()) {
                add("+" + cleaned, NO_REGION, lines);
            }
        }
        return lines.size() == 1 ? byNumber.get(lines.iterator().next()) : null;
    }

    private void add(String cleaned, String region, Set<String> lines) {
        PhoneNumber number = parsed(cleaned, region);
        if (number != null && byNumber.containsKey(key(number))) {
            lines.add(key(number));
        }
    }

    private static @Nullable PhoneNumber parsed(String cleaned, String region) {
        try {
            return PHONES.parse(cleaned, region);
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static String key(PhoneNumber number) {
        return PHONES.format(number, PhoneNumberFormat.E164);
    }

    /** Without invisible characters and any scheme before the number, and with + for 00; empty where it is too long. */
    private static String cleaned(String written) {
        String visible = DisplayName.line(written, LONGEST + 1);
        if (visible.length() > LONGEST) {
            return "";
        }
        String number = visible.substring(visible.indexOf(':') + 1).strip().replace('＋', '+');
        int at = number.indexOf('@');
        number = at < 0 ? number : number.substring(0, at);
        return number.startsWith("00") ? "+" + number.substring(2) : number;
    }
}
