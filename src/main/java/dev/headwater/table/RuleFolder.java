package dev.headwater.table;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sorts out what each file of a rules folder is, and reads them in the order in which they need each other. */
final class RuleFolder {
    private static final String DICTIONARY = "dictionary.csv";
    private static final String LISTS = "lists/";
    private static final String CHANNELS = "channels";
    private static final String PROFILES = "profiles/";

    /** Names that can stand in a query and in a variable; "default" is the table beside {@code profiles/}. */
    private static final Pattern PROFILE_NAME = Pattern.compile("(?!default$)[a-z0-9][a-z0-9-]{0,39}");

    private static final Pattern NAMES_A_LIST = Pattern.compile("\\bin\\b");

    static final String TABLE = "decision table";
    static final String LIST = "list";
    private static final Set<String> LEFT_BY_SYSTEMS = Set.of("readme.md", "thumbs.db", "desktop.ini");

    private final Map<String, byte[]> files;
    private final List<Flaw> flaws;
    private final Kept kept;

    private final Map<String, ReferenceList> lists = new LinkedHashMap<>();
    /** By name key: where a list of that name was found first. */
    private final Map<String, String> listFiles = new HashMap<>();

    private final List<Sheet> tables = new ArrayList<>();
    /** How many files and sheets may hold a table that cannot be told. */
    private int unreadable;

    private @Nullable ReferenceList dictionary;
    /** By name: the files of each profile. */
    private final Map<String, Map<String, byte[]>> profiles = new TreeMap<>();

    private final String folder;

    RuleFolder(Map<String, byte[]> files, List<Flaw> flaws, Kept kept) {
        this(folderOf(files), files, flaws, kept);
    }

    private RuleFolder(String folder, Map<String, byte[]> files, List<Flaw> flaws, Kept kept) {
        this.folder = folder;
        this.files = new TreeMap<>(files);
        this.flaws = flaws;
        this.kept = kept;
    }

    private static String folderOf(Map<String, byte[]> files) {
        return files.keySet().stream()
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .findFirst()
                .orElse("rules");
    }

    RuleBook read() {
        files.forEach(this::sortOut);
        Dictionary words = dictionary();
        List<DecisionTable> read = new ArrayList<>();
        for (Sheet sheet : words.words().isEmpty() ? List.<Sheet>of() : tables) {
            table(sheet, words, lists).ifPresent(read::add);
        }
        refuseDoubles();
        tellMissing();
        read.sort(Comparator.comparingInt(
                table -> Stage.named(table.name()).map(Stage::ordinal).orElse(Stage.values().length)));
        List<RuleBook.Profile> others = new ArrayList<>();
        if (!words.words().isEmpty()) {
            profiles.forEach((name, content) -> new RuleFolder(folder + "/" + PROFILES + name, content, flaws, kept)
                    .profile(name, this, words)
                    .ifPresent(others::add));
        }
        return new RuleBook(words, lists, read, others);
    }

    /**
     * Reads this folder as that of a profile: a table Channel, and lists that take the place of the common ones.
     *
     * @param common the folder that holds it
     * @param words those of the common dictionary
     */
    private Optional<RuleBook.Profile> profile(String name, RuleFolder common, Dictionary words) {
        if (!PROFILE_NAME.matcher(name).matches()) {
            flaws.add(Flaw.in(
                    folder,
                    Found.quote(name) + " cannot be the name of a profile.",
                    "A name is small letters, digits and hyphens, and not \"default\""));
            return Optional.empty();
        }
        files.forEach(this::sortOut);
        Map<String, ReferenceList> laidOver = new LinkedHashMap<>(common.lists);
        lists.forEach((list, content) -> {
            laidOver.keySet().removeIf(other -> Text.nameKey(other).equals(Text.nameKey(list)));
            laidOver.put(list, content);
        });
        Dictionary own = lists.isEmpty() || common.dictionary == null
                ? words
                : Dictionary.read(common.dictionary, laidOver, new ArrayList<>());
        refuseDoubles();
        ReferenceList channels = laidOver.get(CHANNELS);
        DecisionTable channel = null;
        for (Sheet sheet : tables) {
            if (stageOf(sheet).equals(Optional.of(Stage.CHANNEL))) {
                channel = table(sheet, own, laidOver).orElse(channel);
            } else {
                flaws.add(Flaw.at(
                        sheet.address(sheet.lines().get(0), 1),
                        "A profile has a table Channel and no other; this one is not read.",
                        "Delete it, or move it to " + common.folder + "/"));
            }
        }
        if (tables.isEmpty() && unreadable == 0) {
            flaws.add(Flaw.in(
                    folder,
                    "The profile has no table Channel.",
                    "A sheet of a workbook, or a .csv file, begins with the line: Decision table | Channel"));
        }
        return channel == null || channels == null
                ? Optional.empty()
                : Optional.of(new RuleBook.Profile(name, channel, channels));
    }

    private Optional<DecisionTable> table(Sheet sheet, Dictionary words, Map<String, ReferenceList> known) {
        List<ReferenceList> named = namesAList(sheet) ? List.copyOf(known.values()) : List.of();
        return kept.get(
                "table " + place(sheet),
                List.of(sheet, words, named),
                flaws,
                found -> TableReader.read(sheet, words, new CellGrammar(known.values()), found));
    }

    /** Whether any cell may ask for a named list ({@code in Paid mediums}); one that only looks so does no harm. */
    private static boolean namesAList(Sheet sheet) {
        return sheet.lines().stream()
                .flatMap(line -> line.cells().stream())
                .anyMatch(cell -> NAMES_A_LIST.matcher(Text.fold(cell.text())).find());
    }

    private void sortOut(String path, byte[] content) {
        String relative = path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
        String file = path.substring(path.lastIndexOf('/') + 1);
        boolean inLists = relative.startsWith(LISTS) && relative.indexOf('/', LISTS.length()) < 0;
        if (isNotMeant(file) || file.endsWith(".drl") || Spreadsheet.isOfDrools(file)) {
            return;
        }
        int inProfile = relative.startsWith(PROFILES) ? relative.indexOf('/', PROFILES.length()) : -1;
        if (inProfile > 0) {
            profiles.computeIfAbsent(relative.substring(PROFILES.length(), inProfile), name -> new TreeMap<>())
                    .put(path, content);
            return;
        }
        if (!Spreadsheet.isNamedLikeOne(file) || relative.contains("/") && !inLists) {
            flaws.add(Flaw.warningIn(
                    path,
                    "Nothing reads this file.",
                    "Tables are .xlsx or .csv files in " + folder + "/, lists are .csv files in " + folder
                            + "/lists/"));
            return;
        }
        boolean isCsv = file.toLowerCase(Locale.ROOT).endsWith(".csv");
        if (content.length == 0 && isCsv) {
            flaws.add(Flaw.in(
                    path,
                    "The file is empty (zero bytes).",
                    "It may have been caught while being saved; save it again"));
            unreadable++;
            return;
        }
        boolean isDictionary = relative.equalsIgnoreCase(DICTIONARY);
        String name = file.substring(0, file.lastIndexOf('.'));
        FileRead read = kept.get("file " + path, List.of(digest(content)), flaws, found -> {
            if (isDictionary) {
                return FileRead.dictionary(path, content, found);
            }
            return inLists && isCsv ? FileRead.list(path, content, name, found) : FileRead.sheets(path, content, found);
        });
        unreadable += read.isReadable() ? 0 : 1;
        if (isDictionary) {
            dictionary = read.list() == null ? dictionary : read.list();
        } else if (read.list() != null) {
            add(read.list());
        } else {
            read.sheets().forEach(this::sheet);
        }
    }

    /**
     * What was read of a file, whatever else stands in the folder.
     *
     * @param sheets those of a file that may hold tables
     * @param list that of a file that is one list; null for others, and where it cannot be read
     * @param isReadable whether all that the file holds can be told
     */
    private record FileRead(List<Sheet> sheets, @Nullable ReferenceList list, boolean isReadable) {
        static FileRead sheets(String path, byte[] content, List<Flaw> flaws) {
            List<Sheet> sheets = Spreadsheet.read(path, content, flaws);
            return new FileRead(sheets, null, flaws.isEmpty());
        }

        static FileRead dictionary(String path, byte[] content, List<Flaw> flaws) {
            FileRead read = sheets(path, content, flaws);
            ReferenceList list = null;
            for (Sheet sheet : read.sheets()) {
                list = ListReader.ofFile(sheet, "dictionary", flaws);
            }
            return new FileRead(List.of(), list, read.isReadable());
        }

        /** The rows of a list can be many: of its sheet nothing is kept. */
        static FileRead list(String path, byte[] content, String name, List<Flaw> flaws) {
            FileRead read = sheets(path, content, flaws);
            ReferenceList list = null;
            boolean isReadable = read.isReadable();
            for (Sheet sheet : read.sheets()) {
                if (sheet.opening().equals(TABLE)) {
                    isReadable = false;
                    flaws.add(Flaw.in(
                            sheet.file(),
                            "The file is a decision table, but stands among the lists.",
                            "Move it one folder up"));
                } else {
                    list = ListReader.ofFile(sheet, name, flaws);
                }
            }
            return new FileRead(List.of(), list, isReadable);
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What systems, editors and Excel leave beside the files that people mean. */
    private static boolean isNotMeant(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return LEFT_BY_SYSTEMS.contains(name)
                || name.startsWith(".")
                || name.startsWith("~")
                || name.endsWith("~")
                || name.startsWith("#") && name.endsWith("#")
                || name.endsWith(".tmp")
                || name.endsWith(".swp")
                || name.endsWith(".bak");
    }

    private void add(ReferenceList list) {
        String earlier = listFiles.putIfAbsent(Text.nameKey(list.name()), place(list.file(), list.sheet()));
        if (earlier == null) {
            lists.put(list.name(), list);
        } else {
            flaws.add(new Flaw(
                    Flaw.Severity.ERROR,
                    list.file(),
                    list.sheet().isEmpty() ? null : list.sheet(),
                    null,
                    "There is a list " + Found.quote(list.name()) + " already, in " + earlier + ".",
                    "Give one of them another name; case, hyphens and blanks make no difference"));
        }
    }

    private void sheet(Sheet sheet) {
        String opening = sheet.opening();
        if (opening.equals(TABLE)) {
            tables.add(sheet);
        } else if (opening.equals(LIST)) {
            ReferenceList list = ListReader.ofSheet(sheet, flaws);
            if (list != null) {
                add(list);
            }
        } else if (!sheet.lines().isEmpty()) {
            tellUnread(sheet);
        }
    }

    /** A sheet that looks as if it was meant to be a table is a flaw; any other is only named. */
    private void tellUnread(Sheet sheet) {
        String what = sheet.name().isEmpty() ? "file" : "sheet";
        Sheet.Line first = sheet.lines().get(0);
        Optional<String> near = Nearest.to(sheet.opening(), List.of("Decision table"));
        if (near.isPresent()) {
            unreadable++;
            flaws.add(Flaw.at(
                    sheet.address(first, 0),
                    Found.quote(first.cell(0).text()) + " does not open a table. Did you mean \"" + near.get() + "\"?",
                    "The " + what + " is read only if A1 says Decision table or List"));
            return;
        }
        Optional<CellAddress> ofDrools = ruleTable(sheet);
        if (ofDrools.isPresent()) {
            unreadable++;
            flaws.add(Flaw.at(
                    ofDrools.get(),
                    "The " + what + " is a decision table in Drools' own format, under a name by which it is not read.",
                    "Write it as a table that begins with Decision table; engineers name such files *.drl.xlsx or"
                            + " *.drl.csv"));
            return;
        }
        for (Sheet.Line line :
                sheet.lines().subList(0, Math.min(5, sheet.lines().size()))) {
            for (int i = 0; i < line.cells().size(); i++) {
                if (Text.fold(line.cell(i).text()).equals(TABLE)) {
                    unreadable++;
                    flaws.add(Flaw.at(
                            sheet.address(line, i),
                            "Decision table stands here, and not in A1, so the " + what + " is not read.",
                            "Delete the rows above and the columns to the left"));
                    return;
                }
            }
        }
        flaws.add(new Flaw(
                Flaw.Severity.WARNING,
                sheet.file(),
                sheet.name().isEmpty() ? null : sheet.name(),
                null,
                "The " + what + " is not read: its cell A1 says neither Decision table nor List.",
                null));
    }

    private static Optional<CellAddress> ruleTable(Sheet sheet) {
        for (Sheet.Line line : sheet.lines()) {
            for (int i = 0; i < line.cells().size(); i++) {
                if (Text.fold(line.cell(i).text()).startsWith("ruletable")) {
                    return Optional.of(sheet.address(line, i));
                }
            }
        }
        return Optional.empty();
    }

    private Dictionary dictionary() {
        if (dictionary == null) {
            String file = folder + "/" + DICTIONARY;
            if (files.keySet().stream().noneMatch(path -> path.equalsIgnoreCase(file))) {
                flaws.add(Flaw.in(
                        file,
                        "The dictionary is missing.",
                        "It names the words that tables use; restore it from a copy"));
            }
            return new Dictionary(List.of());
        }
        ReferenceList read = dictionary;
        return kept.get(
                "dictionary of " + folder,
                List.of(read, List.copyOf(lists.values())),
                flaws,
                found -> Dictionary.read(read, lists, found));
    }

    private void refuseDoubles() {
        Map<Stage, Sheet> first = new HashMap<>();
        for (Sheet sheet : tables) {
            Optional<Stage> stage = stageOf(sheet);
            Sheet earlier = stage.isEmpty() ? null : first.putIfAbsent(stage.get(), sheet);
            if (earlier != null) {
                flaws.add(Flaw.at(
                        sheet.address(sheet.lines().get(0), 1),
                        "There is a table " + stage.get().tableName() + " already, in " + place(earlier) + ".",
                        "Delete or rename one of them"));
            }
        }
    }

    /** A table may be missing because its file or sheet cannot be read, or has another name; that is told already. */
    private void tellMissing() {
        List<Stage> missing = Arrays.stream(Stage.values())
                .filter(Stage::isNeeded)
                .filter(stage ->
                        tables.stream().noneMatch(sheet -> stageOf(sheet).equals(Optional.of(stage))))
                .toList();
        long nameless =
                tables.stream().filter(sheet -> stageOf(sheet).isEmpty()).count();
        if (missing.size() <= unreadable + nameless) {
            return;
        }
        for (Stage stage : missing) {
            flaws.add(Flaw.in(
                    folder,
                    "There is no table " + stage.tableName() + ".",
                    "A sheet of a workbook, or a .csv file, begins with the line: Decision table | "
                            + stage.tableName()));
        }
    }

    private static Optional<Stage> stageOf(Sheet sheet) {
        return Stage.named(sheet.lines().get(0).cell(1).text());
    }

    private static String place(Sheet sheet) {
        return place(sheet.file(), sheet.name());
    }

    private static String place(String file, String sheet) {
        return sheet.isEmpty() ? file : file + ", sheet " + sheet;
    }
}
