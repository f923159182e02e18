package dev.headwater.command;

import dev.headwater.journal.Journal;
import dev.headwater.journal.Personal;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether and how a service keeps a log of its decisions. */
final class DecisionLogOptions {
    @Option(
            names = "--decision-log",
            paramLabel = "DIR",
            description = "Keep a log of all decisions in this folder, from which \"replay\" takes them again"
                    + " (default: no such log)")
    private @Nullable Path folder;

    @Option(
            names = "--decision-log-size",
            paramLabel = "SIZE",
            defaultValue = "64MB",
            converter = Values.Bytes.class,
            description = "How large a file of it grows before the next one is begun (default: ${DEFAULT-VALUE})")
    private int size;

    @Option(
            names = "--decision-log-files",
            paramLabel = "FILES",
            defaultValue = "10",
            converter = Values.Count.class,
            description = "How many files of it are kept; then the oldest goes (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(names = "--decision-log-gzip", description = "Compress the files of it that are done")
    private boolean gzip;

    @Option(
            names = "--decision-log-mask",
            paramLabel = "WHAT",
            defaultValue = "ids,free-text,parameters,click-ids,attributes,contacts",
            converter = What.class,
            description = "What of a lead is masked in it, with commas between; or none. A line says what was masked,"
                    + " and whether the decision can still be taken again (default: ${DEFAULT-VALUE})")
    private Set<Personal> masked = Personal.all();

    /** Null where no log is wanted. */
    Journal.@Nullable Settings settings() {
        return folder == null
                ? null
                : new Journal.Settings(folder.toAbsolutePath().normalize(), size, files, gzip, masked);
    }

    static final class What implements ITypeConverter<Set<Personal>> {
        @Override
        public Set<Personal> convert(String written) {
            try {
                return Personal.read(written);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
