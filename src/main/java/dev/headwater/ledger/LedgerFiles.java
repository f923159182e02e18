package dev.headwater.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a folder, before they are written to. */
final class LedgerFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFiles.class);
    private static final Pattern NAME = Pattern.compile("(\\d{8,9})\\.ledger");

    private LedgerFiles() {}

    /** The oldest first. */
    static List<LedgerFile> in(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .map(number -> new LedgerFile(folder, number, 0))
                    .toList();
        }
    }

    /** Reads a file and cuts off an end that is half written. */
    static void scan(LedgerFile file, Scan.Reader reader) throws IOException {
        long size = Files.size(file.path());
        long good = Scan.read(file.path(), reader);
        if (good < size) {
            LOG.warn(
                    "{}: the last entry was half written when the process ended; its {} bytes, never acknowledged, are cut"
                            + " off",
                    file.path(),
                    size - good);
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
                channel.truncate(good);
            }
        }
        file.take((int) good);
    }

    /** The disk itself has the names of the files then. */
    static void force(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
