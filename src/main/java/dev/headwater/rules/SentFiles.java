package dev.headwater.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rule files that somebody sends, instead of keeping them in a folder. They are bounded as a folder is, names that lead out
 * of the folder are not taken, and what programs leave lying about is passed over.
 */
public final class SentFiles {
    /** Bytes of all files together, unpacked. */
    public static final long MAX_BYTES = RuleFiles.MAX_BYTES;

    private static final int MAX_NAME = 200;

    /** Folders of a folder of rules; any other that holds everything is the folder itself. */
    private static final Set<String> OWN_FOLDERS = Set.of("lists/", "profiles/");

    /** By name, without the folder of rules before it. */
    private final Map<String, byte[]> files = new TreeMap<>();

    private long bytes;

    /** Why files are not taken. */
    public static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        private final String file;
        private final @Nullable Long limit;

        /** @param file which; empty where it is all of them together */
        public NotTaken(String file, String why) {
            this(file, why, null);
        }

        NotTaken(String file, String why, @Nullable Long limit) {
            super(why);
            this.file = file;
            this.limit = limit;
        }

        /** Which file; empty where it is all of them together. */
        public String file() {
            return file;
        }

        /** The bound that was passed, in bytes or files; null where none was. */
        public @Nullable Long limit() {
            return limit;
        }
    }

    /**
     * Takes one file; a zip file is taken as all that is in it.
     *
     * @param name with its folders, if any
     * @throws NotTaken in words for the one who sent it
     */
    public void add(String name, byte[] content) throws NotTaken {
        if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
            addZip(content);
        } else {
            put(files, name, content);
        }
    }

    /**
     * Takes all that is in a zip file. Where one folder in it holds everything, that is the folder of rules.
     *
     * @throws NotTaken in words for the one who sent it
     */
    public void addZip(byte[] zip) throws NotTaken {
        Map<String, byte[]> unpacked = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            boolean isOne = false;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                isOne = true;
                if (entry.getName().equals("[Content_Types].xml")) {
                    throw new NotTaken(
                            "", "This is a workbook, not a zip of a folder. Send it as multipart/form-data.");
                }
                if (!entry.isDirectory()) {
                    // What is not to be kept is not unpacked either; the next entry is found by skipping it within the
                    // bound.
                    put(unpacked, entry.getName(), in.readNBytes((int) (MAX_BYTES - bytes + 1)));
                }
            }
            if (!isOne) {
                throw new NotTaken("", "This is no zip file, or there is nothing in it.");
            }
        } catch (ZipException e) {
            throw new NotTaken("", "The zip file cannot be read: " + e.getMessage() + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw new NotTaken("", "The zip file cannot be read: it ends too early, or names in it are not UTF-8.");
        }
        String folder = folderIn(unpacked.keySet());
        for (Map.Entry<String, byte[]> file : unpacked.entrySet()) {
            if (file.getKey().startsWith(folder)) {
                keep(files, file.getKey().substring(folder.length()), file.getValue());
            }
        }
    }

    /** The folder of rules among names, with its slash: that which holds all of them, else {@code rules/}, else none. */
    private static String folderIn(Set<String> names) {
        Set<String> tops = names.stream()
                .map(name -> name.substring(0, name.indexOf('/') + 1))
                .collect(Collectors.toSet());
        String top = tops.size() == 1 ? tops.iterator().next() : "";
        if (!top.isEmpty() && !OWN_FOLDERS.contains(top)) {
            return top;
        }
        return tops.contains(RuleFiles.PREFIX) ? RuleFiles.PREFIX : "";
    }

    /** Whether nothing was sent that could be a rule file. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** These files alone, by key. */
    public Map<String, byte[]> alone() {
        return over(Map.of());
    }

    /**
     * These files laid over others, by key. A file without a folder takes the place of the one file of its name, if there is
     * one in the folder itself or one only in those below.
     *
     * @param others content by key, as {@link RuleFiles} gives them
     */
    public Map<String, byte[]> over(Map<String, byte[]> others) {
        Map<String, byte[]> all = new TreeMap<>(others);
        places(others).forEach((name, key) -> all.put(key, content(name)));
        return Collections.unmodifiableMap(all);
    }

    /** Where each file is put, by its name as it was sent. */
    public Map<String, String> places(Map<String, byte[]> others) {
        Map<String, String> places = new TreeMap<>();
        for (String name : files.keySet()) {
            List<String> namesakes = others.keySet().stream()
                    .filter(key -> key.endsWith("/" + name))
                    .toList();
            boolean isBare = name.indexOf('/') < 0;
            boolean isElsewhere = isBare && !others.containsKey(RuleFiles.PREFIX + name) && namesakes.size() == 1;
            places.put(name, isElsewhere ? namesakes.get(0) : RuleFiles.PREFIX + name);
        }
        return places;
    }

    private byte[] content(String name) {
        byte[] content = files.get(name);
        return content == null ? new byte[0] : content;
    }

    /** Takes a file into a collection, under the name that it has in the folder of rules. */
    private void put(Map<String, byte[]> into, String sent, byte[] content) throws NotTaken {
        bytes += content.length;
        if (bytes > MAX_BYTES) {
            throw new NotTaken("", "The files have more than " + (MAX_BYTES >> 20) + " MB together.", MAX_BYTES);
        }
        List<String> steps = steps(sent);
        if (steps.stream().anyMatch(step -> step.equals("__MACOSX") || !RuleFiles.isNoLitter(Path.of(step)))) {
            return;
        }
        String name = String.join("/", steps);
        keep(
                into,
                into == files && name.startsWith(RuleFiles.PREFIX) ? name.substring(RuleFiles.PREFIX.length()) : name,
                content);
    }

    private static void keep(Map<String, byte[]> into, String name, byte[] content) throws NotTaken {
        if (into.size() >= RuleFiles.MAX_FILES) {
            throw new NotTaken(
                    "", "There are more than " + RuleFiles.MAX_FILES + " files.", (long) RuleFiles.MAX_FILES);
        }
        if (into.putIfAbsent(name, content) != null) {
            throw new NotTaken(name, "There are two files of this name.");
        }
    }

    /** A name's folders and its file. Some programs write the separator of Windows into a zip. */
    private static List<String> steps(String sent) throws NotTaken {
        String shown = sent.length() <= MAX_NAME ? sent : sent.substring(0, MAX_NAME) + "…";
        List<String> steps = Arrays.asList(sent.replace('\\', '/').split("/", -1));
        boolean leadsOut = steps.stream().anyMatch(step -> step.isBlank() || step.equals(".") || step.equals(".."));
        if (leadsOut || sent.indexOf(':') >= 0 || sent.chars().anyMatch(Character::isISOControl)) {
            throw new NotTaken(
                    shown, "A name leads from the folder of rules to a file in it, such as lists/hosts.csv.");
        }
        if (sent.length() > MAX_NAME || steps.size() > RuleFiles.MAX_DEPTH) {
            throw new NotTaken(
                    shown, "A name has " + MAX_NAME + " characters and " + RuleFiles.MAX_DEPTH + " folders at most.");
        }
        return steps;
    }
}
