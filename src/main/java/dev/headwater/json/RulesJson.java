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
    static void flaw(JsonOut json, Flaw flaw) throws IOException {
        json.text("severity", flaw.severity().name().toLowerCase(Locale.ROOT));
        json.text("file", flaw.file());
        json.text("sheet", flaw.sheet());
        json.text("cell", flaw.cell());
        json.text("problem", flaw.problem());
        json.text("remedy", flaw.remedy());
        json.text("text", flaw.toString().replace("\r\n", "\n"));
    }
}
