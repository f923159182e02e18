package dev.headwater.rules;

import dev.headwater.table.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A snapshot of a folder of rules: every file is read once, so that what is checked, compiled and named by the revision
 * is the same content, whatever happens to the folder meanwhile.
 *
 * <p>Keys start with {@code rules/} and use forward slashes whatever the folder is called, so that a flaw or a reason
 * names a row the same way everywhere. Lock files ({@code ~$…}), dot files and editors' temporary files are passed over.
 */
public final class RuleFiles {
    static final String PREFIX = "rules/";
    static final long MAX_BYTES = 64L << 20;
    static final int MAX_FILES = 5_000;
    static final int MAX_DEPTH = 8;

    /** What spreadsheet programs, editors and file managers leave lying about; nobody wrote a rule in these. */
    private static final Pattern LITTER = Pattern.compile(
            "\\..*|~\\$.*|.*~|#.*#|.*\\.(tmp|temp|swp|swo|part|crdownload)|thumbs\\.db|desktop\\.ini",
            Pattern.CASE_INSENSITIVE);

    private final Path root;
    private final long maxBytes;
    private final List<Flaw> flaws;
    private final SortedMap<String, byte[]> contents = new TreeMap<>();
    private long bytes;

    private RuleFiles(Path root, long maxBytes, List<Flaw> flaws) {
        this.root = root;
        this.maxBytes = maxBytes;
        this.flaws = flaws;
    }

    /**
     * Reads a folder.
     *
     * @param folder holds the tables, with its lists in {@code lists}
     * @param flaws takes what could not be read
     * @return content by key, in the order of the keys; not to be changed
     */
    public static Map<String, byte[]> in(Path folder, List<Flaw> flaws) {
        return in(folder, MAX_BYTES, flaws);
    }

    /**
     * Reads the rules that travel with the program.
     *
     * @param flaws takes what could not be read
     * @return content by key, in the order of the keys; not to be changed
     */
    public static Map<String, byte[]> embedded(List<Flaw> flaws) {
        CodeSource source = RuleFiles.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            flaws.add(Flaw.in("rules", "The rules inside the program cannot be found.", "Name a folder of rules"));
            return Map.of();
        }
        try {
            Path home = Path.of(source.getLocation().toURI());
            return Files.isDirectory(home) ? in(home.resolve("rules"), flaws) : inJar(home, flaws);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place is no path: " + source.getLocation(), e);
        }
    }

    /** Whether a file may be a rule file by its name, and is none that programs leave lying about. */
    public static boolean isNoLitter(Path file) {
        return !LITTER.matcher(nameOf(file)).matches();
    }

    static Map<String, byte[]> inJar(Path jar, List<Flaw> flaws) {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            return in(inside.getPath("rules"), flaws);
        } catch (IOException e) {
            flaws.add(Flaw.in(jar.toString(), "It cannot be read: " + saying(e) + ".", null));
            return Map.of();
        }
    }

    static Map<String, byte[]> in(Path folder, long maxBytes, List<Flaw> flaws) {
        if (!Files.isDirectory(folder)) {
            String problem = Files.exists(folder) ? "This is not a folder." : "There is no such folder.";
            flaws.add(Flaw.in(folder.toString(), problem, "Name the folder that holds the tables"));
            return Map.of();
        }
        try {
            Path root = folder.toRealPath();
            RuleFiles files = new RuleFiles(root, maxBytes, flaws);
            files.readFolder(root, PREFIX, List.of(root));
            return Collections.unmodifiableMap(files.contents);
        } catch (IOException e) {
            flaws.add(Flaw.in(folder.toString(), "It cannot be read: " + saying(e) + ".", null));
            return Map.of();
        }
    }

    /** @param within the real folders being read, outermost first; a link back to one of them would never end */
    private void readFolder(Path folder, String prefix, List<Path> within) throws IOException {
        for (Path entry : entriesOf(folder)) {
            String name = nameOf(entry);
            if (!LITTER.matcher(name).matches()) {
                readEntry(entry, prefix + name, within);
            }
        }
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    private void readEntry(Path entry, String key, List<Path> within) {
        try {
            Path real = entry.toRealPath();
            if (!real.startsWith(root)) {
                flaws.add(Flaw.in(
                        key,
                        "This is a link to a place outside the folder of rules, and is not followed.",
                        "Put the file itself into the folder"));
            } else if (Files.isDirectory(real)) {
                descend(real, key, within);
            } else if (Files.isRegularFile(real)) {
                readFile(real, key);
            } else {
                flaws.add(Flaw.warningIn(key, "This is neither a file nor a folder, and is not read.", null));
            }
        } catch (IOException e) {
            flaws.add(Flaw.in(key, "It cannot be read: " + saying(e) + ".", null));
        }
    }

    private void descend(Path folder, String key, List<Path> within) throws IOException {
        if (within.contains(folder)) {
            flaws.add(Flaw.in(key, "This is a link to a folder that it stands in.", "Remove the link"));
        } else if (within.size() > MAX_DEPTH) {
            flaws.add(Flaw.in(key, "Folders stand more than " + MAX_DEPTH + " deep here.", "Move its files up"));
        } else {
            List<Path> deeper = new ArrayList<>(within);
            deeper.add(folder);
            readFolder(folder, key + "/", deeper);
        }
    }

    private void readFile(Path file, String key) throws IOException {
        if (contents.size() == MAX_FILES) {
            flaws.add(Flaw.in(key, "A folder of rules holds " + MAX_FILES + " files at most; this is one more.", null));
            return;
        }
        // One byte more than fits, so that a file that grows while it is read cannot pass the bound unseen.
        int room = (int) Math.min(Integer.MAX_VALUE - 8, maxBytes - bytes + 1);
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(room);
        }
        if (content.length > maxBytes - bytes) {
            flaws.add(Flaw.in(
                    key,
                    "A folder of rules holds " + (maxBytes >> 20) + " MB at most; this file no longer fits.",
                    "Move out what is not a rule"));
            return;
        }
        bytes += content.length;
        contents.put(key, content);
    }

    private static String nameOf(Path entry) {
        // Folders inside a jar end in a slash.
        String name = String.valueOf(entry.getFileName());
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static String saying(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this program may not read it";
        }
        if (e instanceof NoSuchFileException) {
            return "it is a link to nothing, or was just removed";
        }
        return String.valueOf(e.getMessage());
    }
}
