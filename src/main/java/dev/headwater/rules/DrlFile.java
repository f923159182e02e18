package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.decision.RowAddress;
import dev.headwater.table.Flaw;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * A file of rules that engineers wrote, parsed and checked as far as that goes without compiling.
 *
 * @param file as the author knows it: {@code rules/conflicts.drl}
 * @param text its content
 * @param content the same, parsed
 * @param table the table that the text was generated from; null where engineers wrote the text itself
 */
record DrlFile(
        String file,
        String text,
        PackageDescr content,
        @Nullable EngineerTable table) {
    private static final String OWN_PACKAGE = "dev.headwater";

    /** These would silently keep a rule from firing, or make it fire by the clock. */
    private static final Set<String> REFUSED = Set.of(
            "agenda-group",
            "ruleflow-group",
            "auto-focus",
            "timer",
            "duration",
            "calendars",
            "date-effective",
            "date-expires");

    private static final Pattern TOLD = Pattern.compile("\\.\\s*conflict\\s*\\(\\s*\"([^\"\\\\]*)\"");

    /**
     * Reads one file.
     *
     * @param flaws takes everything that is wrong with it
     * @return null if it cannot be compiled
     */
    static @Nullable DrlFile read(String file, byte[] bytes, List<Flaw> flaws) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            flaws.add(Flaw.in(file, "The file is not text in UTF-8.", "Save it as UTF-8"));
            return null;
        }
        return read(file, text, null, flaws);
    }

    /** @param table what the text was generated from; the flaws name its lines nevertheless */
    static @Nullable DrlFile read(String file, String text, @Nullable EngineerTable table, List<Flaw> flaws) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr content = null;
        try {
            content = parser.parse(false, text);
        } catch (DroolsParserException e) {
            flaws.add(Flaw.in(file, "The file cannot be read: " + e.getMessage(), null));
            return null;
        }
        if (parser.hasErrors()) {
            parser.getErrors().forEach(error -> DrlFlaws.ofParsing(file, text, error, flaws));
            return null;
        }
        DrlFile parsed = new DrlFile(file, text, content == null ? new PackageDescr("") : content, table);
        return parsed.check(flaws) ? parsed : null;
    }

    /** The rules proper, from top to bottom; queries are not among them. */
    List<RuleDescr> rules() {
        return content.getRules().stream().filter(RuleDescr::isRule).toList();
    }

    /** The IDs of conflicts that stand as plain text in the rules' consequences. */
    Set<String> conflictIds() {
        Set<String> ids = new TreeSet<>();
        for (RuleDescr rule : rules()) {
            Matcher told = TOLD.matcher(String.valueOf(rule.getConsequence()));
            while (told.find()) {
                ids.add(told.group(1));
            }
        }
        return ids;
    }

    /** Where a rule stands, as answers name it. */
    RowAddress placeOf(RuleDescr rule) {
        String cell = table == null ? null : table.cellOf(rule.getLine());
        String sheet = table == null ? null : table.sheetName();
        return new RowAddress(file, sheet == null ? "" : sheet, cell == null ? "line " + rule.getLine() : cell);
    }

    /** A flaw of the text, told where its author finds it. */
    Flaw placed(Flaw flaw) {
        return table == null ? flaw : table.placed(flaw);
    }

    Flaw flaw(int line, String problem, @Nullable String remedy) {
        return new Flaw(Flaw.Severity.ERROR, file, null, line > 0 ? "line " + line : null, problem, remedy);
    }

    private boolean check(List<Flaw> flaws) {
        List<Flaw> found = new ArrayList<>();
        if (rules().isEmpty()) {
            flaws.add(Flaw.warningIn(file, "The file holds no rule.", null));
        } else if (content.getName().isEmpty()) {
            found.add(flaw(1, "The file names no package.", "Let it begin with: package rules.conflicts"));
        } else if (content.getName().equals(OWN_PACKAGE) || content.getName().startsWith(OWN_PACKAGE + ".")) {
            found.add(flaw(
                    content.getLine(),
                    "The package \"" + content.getName() + "\" is Headwater's own.",
                    "Choose another, such as rules.conflicts"));
        }
        for (GlobalDescr global : content.getGlobals()) {
            found.add(flaw(
                    global.getLine(),
                    "The global \"" + global.getIdentifier() + "\" would never be set.",
                    "Rules here see the facts Judgement and EvidenceFact, and nothing else"));
        }
        Set<String> names = new HashSet<>();
        for (RuleDescr rule : rules()) {
            if (!names.add(rule.getName())) {
                found.add(flaw(
                        rule.getLine(),
                        "There is a rule \"" + rule.getName() + "\" above already.",
                        "Rename one of them"));
            }
            check(rule, found);
        }
        flaws.addAll(found);
        return found.isEmpty();
    }

    private void check(RuleDescr rule, List<Flaw> found) {
        rule.getAttributes().values().stream()
                .filter(attribute -> REFUSED.contains(attribute.getName()))
                .forEach(attribute -> found.add(flaw(
                        rule.getLine(),
                        "Rule \"" + rule.getName() + "\": " + attribute.getName() + " has no meaning here.",
                        "Leave it out: every rule is asked for every lead, at no particular time")));
        if (rule.getLhs().getDescrs().stream().noneMatch(DrlFile::isJudgement)) {
            found.add(flaw(
                    rule.getLine(),
                    "Rule \"" + rule.getName()
                            + "\" does not ask for the Judgement, so it would not be asked for every lead.",
                    "Begin its conditions with: $judgement : Judgement()"));
        }
    }

    private static boolean isJudgement(BaseDescr condition) {
        return condition instanceof PatternDescr pattern
                && pattern.getSource() == null
                && (pattern.getObjectType().equals(Judgement.class.getSimpleName())
                        || pattern.getObjectType().equals(Judgement.class.getName()));
    }
}
