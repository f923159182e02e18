package dev.headwater.json;

import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import dev.headwater.table.RuleSheets;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules as JSON: which revision is in force, which tables it has, and why the last load was refused. */
public final class RulesJson {
    /** How many flaws of rules that were sent are written; how many there are is told. */
    public static final int MAX_FLAWS = 1_000;

    private RulesJson() {}

    /**
     * A load that was refused.
     *
     * @param at when
     * @param flaws why, and whatever else was found
     */
    public record Refused(Instant at, List<Flaw> flaws) {
        public Refused {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * Writes what is in force, in UTF-8.
     *
     * @param revision null where nothing is in force
     * @param tables in the order in which they decide; empty where nothing is in force
     * @param lastRefused the last load that was refused; null where none was since rules last went live
     */
    public static byte[] write(@Nullable String revision, List<DecisionTable> tables, @Nullable Refused lastRefused) {
        return JsonOut.object(1_024, json -> {
            json.text("revision", revision);
            json.objects("tables", tables, RulesJson::table);
            if (lastRefused == null) {
                json.nothing("lastRefused");
            } else {
                json.object("lastRefused", out -> {
                    out.text("at", lastRefused.at().toString());
                    out.objects("flaws", lastRefused.flaws(), RulesJson::flaw);
                });
            }
        });
    }

    /**
     * A rule file that was sent to be checked.
     *
     * @param file where it would stand
     * @param change what it would be there: new, changed or same
     */
    public record Sent(String file, String change) {}

    /**
     * Writes what would come of rules, in UTF-8.
     *
     * @param fine whether they would go live
     * @param revision theirs
     * @param files what was sent
     * @param flaws all that was found; of very many, only the first are written
     */
    public static byte[] checked(boolean fine, String revision, List<Sent> files, List<Flaw> flaws) {
        return JsonOut.object(4_096, json -> {
            json.flag("fine", fine);
            json.text("revision", revision);
            json.objects("files", files, (out, file) -> {
                out.text("file", file.file());
                out.text("change", file.change());
            });
            json.whole("errors", count(flaws, Flaw.Severity.ERROR));
            json.whole("warnings", count(flaws, Flaw.Severity.WARNING));
            json.objects("flaws", flaws.subList(0, Math.min(flaws.size(), MAX_FLAWS)), RulesJson::flaw);
        });
    }

    private static long count(List<Flaw> flaws, Flaw.Severity severity) {
        return flaws.stream().filter(flaw -> flaw.severity() == severity).count();
    }

    /** Writes that a revision serves, in UTF-8. */
    public static byte[] ready(String revision) {
        return JsonOut.object(128, json -> {
            json.text("status", "ready");
            json.text("revision", revision);
        });
    }

    private static void table(JsonOut json, DecisionTable table) throws IOException {
        json.text("name", table.name());
        json.text("path", "/v1/rules/tables/" + RuleSheets.shortName(table.file(), table.name()));
        json.text("file", table.file());
        json.text("sheet", table.sheet().isEmpty() ? null : table.sheet());
        json.text("hitPolicy", table.hitPolicy().words());
        json.text("about", table.about());
        json.whole("rows", table.rows().size());
    }

    /** The parts for programs, and the text that the command line shows for people. */
    private static void flaw(JsonOut json, Flaw flaw) throws IOException {
        json.text("severity", flaw.severity().name().toLowerCase(Locale.ROOT));
        json.text("file", flaw.file());
        json.text("sheet", flaw.sheet());
        json.text("cell", flaw.cell());
        json.text("problem", flaw.problem());
        json.text("remedy", flaw.remedy());
        json.text("text", flaw.toString().replace("\r\n", "\n"));
    }
}
