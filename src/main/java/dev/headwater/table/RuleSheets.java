package dev.headwater.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sheets of files, as people see them.
 *
 * @param all in the order of the files and of their tabs; hidden ones too
 * @param flaws what kept files, or parts of them, from being read
 */
public record RuleSheets(List<SheetParts> all, List<Flaw> flaws) {
    private static final Pattern OF_A_PROFILE = Pattern.compile("[^/]+/profiles/([^/]+)/.*");

    public RuleSheets {
        all = List.copyOf(all);
        flaws = List.copyOf(flaws);
    }

    /**
     * Takes files apart.
     *
     * @param files content by name; files that are no spreadsheets are left out
     * @param before what kept other files from being read
     */
    public static RuleSheets of(Map<String, byte[]> files, List<Flaw> before) {
        List<Flaw> flaws = new ArrayList<>(before);
        List<SheetParts> sheets = new ArrayList<>();
        files.forEach((file, content) -> {
            if (Spreadsheet.isNamedLikeOne(file)) {
                for (Sheet sheet : Spreadsheet.read(file, content, flaws)) {
                    if (!sheet.lines().isEmpty()) {
                        sheets.add(SheetParts.of(sheet));
                    }
                }
            }
        });
        return new RuleSheets(sheets, flaws);
    }

    /** The tables and lists of a name, whatever its case, hyphens and blanks; or all sheets of a file of that name. */
    public List<SheetParts> named(String name) {
        String key = Text.nameKey(name);
        List<SheetParts> found = all.stream()
                .filter(sheet -> Text.nameKey(sheet.title()).equals(key))
                .toList();
        return !found.isEmpty()
                ? found
                : all.stream()
                        .filter(sheet -> Text.nameKey(stem(sheet)).equals(key))
                        .toList();
    }

    /** The name that somebody most likely meant, as a question with a leading blank; empty where none is near. */
    public String question(String name) {
        return Nearest.to(name, all.stream().map(SheetParts::title).toList())
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
    }

    /**
     * The name by which programs ask for a table or list: {@code follow-up}, and {@code ga4/channel} for one of a profile.
     *
     * @param file that holds it
     * @param title as its first line has it, or as its file is called
     */
    public static String shortName(String file, String title) {
        Matcher profile = OF_A_PROFILE.matcher(file);
        String name = Text.nameKey(title).replace(' ', '-').replace('/', '-');
        return profile.matches() ? profile.group(1) + "/" + name : name;
    }

    private static String stem(SheetParts sheet) {
        String file = sheet.sheet().file();
        return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
    }
}
