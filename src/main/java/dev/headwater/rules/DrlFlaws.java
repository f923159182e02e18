package dev.headwater.rules;

import dev.headwater.table.Flaw;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.compiler.DescrBuildError;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DroolsError;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.jci.CompilationProblem;

/**
 * What the rule compiler complains of, told to the engineer who wrote the file: the line, and words without the names of
 * generated classes.
 */
final class DrlFlaws {
    private static final String FACTS = "The facts are Judgement and EvidenceFact, of the package dev.headwater.rules";
    private static final String PROPERTIES = "An EvidenceFact has kind, value, sourceId, sourceName, category, network,"
            + " medium, mediumClass and cost";

    private static final Pattern PARSER_NOISE = Pattern.compile("^\\[ERR \\d+] Line \\d+:\\d+ ");
    private static final Pattern TOKEN = Pattern.compile("(?:mismatched input|no viable alternative at input) '(.*?)'");
    private static final Pattern EXPRESSION =
            Pattern.compile("Unable to Analyse Expression (.*?):\\R\\[Error: (.*?)]", Pattern.DOTALL);
    private static final Pattern UNKNOWN_PROPERTY =
            Pattern.compile("unable to resolve method using strict-mode: [\\w.$]*?(\\w+)\\.(\\$?\\w+)\\(.*");
    private static final Pattern UNKNOWN_FACT = Pattern.compile("Unable to resolve ObjectType '(.*?)'");
    private static final Pattern UNKNOWN_IMPORT = Pattern.compile("Error importing : '(.*?)'");
    private static final Pattern GENERATED = Pattern.compile("for the type Rule_\\w+|in the type Rule_\\w+");

    /** The line of a generated class on which the first line of a rule's consequence stands. */
    private static final int FIRST_GENERATED_LINE = 9;

    private DrlFlaws() {}

    static void ofParsing(String file, String text, DroolsError error, List<Flaw> flaws) {
        int line = firstLine(error.getLines());
        if (line <= 0) {
            // The parser's last word is that nothing came of the file, which is no news.
            return;
        }
        String said = PARSER_NOISE.matcher(error.getMessage()).replaceFirst("");
        Matcher token = TOKEN.matcher(said);
        if (!token.find()) {
            add(flaws, file, line, said, null);
            return;
        }
        String rule = said.contains(" in rule ") ? "," + said.substring(said.indexOf(" in rule ")) : "";
        if (token.group(1).isEmpty() || token.group(1).equals("<eof>")) {
            int last = (int) text.lines().count();
            int quote = openQuote(text);
            String remedy = quote > 0 ? "A quote that opens on line " + quote + " does not seem to be closed" : null;
            add(flaws, file, Math.min(line, last), "The file ends too soon" + rule, remedy);
        } else {
            add(flaws, file, line, "\"" + token.group(1) + "\" is not expected here" + rule, null);
        }
    }

    /** The first line with an odd number of quotes; 0 where there is none. */
    private static int openQuote(String text) {
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String code = lines[i].replace("\\\"", "").replaceFirst("//.*", "");
            if (code.chars().filter(c -> c == '"').count() % 2 == 1) {
                return i + 1;
            }
        }
        return 0;
    }

    static void ofCompiling(DrlFile file, KnowledgeBuilderError error, List<Flaw> flaws) {
        RuleDescr rule = ruleOf(error);
        if (error instanceof DescrBuildError build && build.getObject() instanceof CompilationProblem[] problems) {
            for (CompilationProblem problem : problems) {
                // A wrong import is told for the import itself; each rule would tell it again.
                if (!problem.getMessage().contains("import")) {
                    String said = GENERATED.matcher(problem.getMessage()).replaceAll("here");
                    add(flaws, file.file(), lineOf(problem, file, rule), in(rule) + said, null);
                }
            }
            return;
        }
        String said = error.getMessage().strip();
        Matcher expression = EXPRESSION.matcher(said);
        Matcher fact = UNKNOWN_FACT.matcher(said);
        Matcher imported = UNKNOWN_IMPORT.matcher(said);
        int line = firstLine(error.getLines());
        if (expression.find()) {
            String asked = expression.group(1).lines().findFirst().orElse("").strip();
            Matcher property = UNKNOWN_PROPERTY.matcher(expression.group(2));
            boolean unknown = property.matches();
            add(
                    flaws,
                    file.file(),
                    line > 0 && (rule == null || line != rule.getLine()) ? line : lineOf(asked, file, rule),
                    in(rule) + asked + ": "
                            + (unknown
                                    ? property.group(1) + " has no \"" + property.group(2) + "\""
                                    : expression.group(2).strip()),
                    unknown && property.group(1).equals("EvidenceFact") ? PROPERTIES : null);
        } else if (fact.find()) {
            add(flaws, file.file(), line, in(rule) + "there is no fact \"" + fact.group(1) + "\".", FACTS);
        } else if (imported.find()) {
            int at = lineOf(imported.group(1), file, null);
            // The rest are the compiler's own imports of functions that do not compile.
            if (at > 0) {
                add(flaws, file.file(), at, "There is no \"" + imported.group(1) + "\" to import.", FACTS);
            }
        } else {
            add(flaws, file.file(), line, in(rule) + said.replaceAll("\\s+", " "), null);
        }
    }

    private static void add(List<Flaw> flaws, String file, int line, String problem, @Nullable String remedy) {
        String sentence = problem.endsWith(".") ? problem : problem + ".";
        Flaw flaw = new Flaw(Flaw.Severity.ERROR, file, null, line > 0 ? "line " + line : null, sentence, remedy);
        if (!flaws.contains(flaw)) {
            flaws.add(flaw);
        }
    }

    private static @Nullable RuleDescr ruleOf(KnowledgeBuilderError error) {
        if (error instanceof DescrBuildError build) {
            if (build.getDescr() instanceof RuleDescr rule) {
                return rule;
            }
            if (build.getParentDescr() instanceof RuleDescr rule) {
                return rule;
            }
        }
        return null;
    }

    private static String in(@Nullable RuleDescr rule) {
        return rule == null ? "" : "Rule \"" + rule.getName() + "\": ";
    }

    private static int firstLine(int[] lines) {
        return lines.length == 0 ? -1 : lines[0];
    }

    /** Where an expression stands: the first line from the rule's own on that holds it, else the rule's own. */
    private static int lineOf(String expression, DrlFile file, @Nullable RuleDescr rule) {
        String[] lines = file.text().split("\\R", -1);
        int from = rule == null ? 1 : rule.getLine();
        for (int i = from; i <= lines.length; i++) {
            if (!expression.isEmpty() && lines[i - 1].contains(expression)) {
                return i;
            }
        }
        return rule == null ? -1 : from;
    }

    /**
     * Where a problem of a consequence stands: its lines are copied into the generated class one to one, from the first
     * one on that is not blank.
     */
    private static int lineOf(CompilationProblem problem, DrlFile file, @Nullable RuleDescr rule) {
        if (rule == null) {
            return -1;
        }
        String[] lines = file.text().split("\\R", -1);
        int first = rule.getConsequenceLine();
        String besideThen = lines[first - 1].replaceFirst("^.*?\\bthen\\b", "");
        if (besideThen.isBlank()) {
            do {
                first++;
            } while (first < lines.length && lines[first - 1].isBlank());
        }
        int offset = problem.getStartLine() - FIRST_GENERATED_LINE;
        long length = String.valueOf(rule.getConsequence()).lines().count();
        return offset >= 0 && offset < length ? first + offset : rule.getLine();
    }
}
