package dev.headwater;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings in a file: one {@code name = value} a line, with the names of the options without their dashes. Blank lines
 * and lines that begin with {@code #} say nothing; all else is taken as it is, so that a Windows path needs no care.
 *
 * @param path the file
 * @param entries what it sets, by name
 * @param flaws what is wrong with it, each with its line
 */
record SettingsFile(Path path, Map<String, Entry> entries, List<String> flaws) {

    /** @param line from 1 */
    record Entry(String value, int line) {}

    /** @throws IOException if there is no such file, or it is no text; in words for the one who named it */
    static SettingsFile read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("there is no settings file " + path);
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (CharacterCodingException e) {
            throw new IOException("the settings file " + path + " is not text in UTF-8", e);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> flaws = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                flaws.add(path + ":" + (i + 1) + ": a setting is written as: name = value.");
                continue;
            }
            String name = line.substring(0, equals).strip();
            Entry before = entries.putIfAbsent(
                    name, new Entry(line.substring(equals + 1).strip(), i + 1));
            if (before != null) {
                flaws.add(path + ":" + (i + 1) + ": \"" + name + "\" is set already, in line " + before.line() + ".");
            }
        }
        return new SettingsFile(path, entries, flaws);
    }

    @Nullable
    Entry entry(String name) {
        return entries.get(name);
    }

    /** All that is wrong with it, where only these names mean something. */
    List<String> flaws(Collection<String> known) {
        List<String> all = new ArrayList<>(flaws);
        entries.forEach((name, entry) -> {
            if (!known.contains(name)) {
                all.add(path + ":" + entry.line() + ": there is no setting \"" + name + "\"."
                        + Settings.didYouMean(name, known));
            }
        });
        return all;
    }
}
