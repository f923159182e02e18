package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Referrer;
import dev.headwater.rules.RuleSetLoader.Loaded;
import dev.headwater.signal.Signals;
import dev.headwater.table.Csv;
import dev.headwater.table.Flaw;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is taken over from an earlier load must not show: neither in the flaws nor in any answer. */
class ReloaderTest {
    private static final List<LeadContext> LEADS = List.of(
            lead("https://acme.example/pricing?utm_source=google&utm_medium=cpc&gclid=x", "https://www.google.com/"),
            lead("https://acme.example/?utm_source=newsletter&utm_medium=email&gclid=x", null),
            lead("https://acme.example/?fbclid=x", "https://m.facebook.com/"),
            lead("https://acme.example/demo", "https://www.bing.com/search?q=crm"),
            lead("https://acme.example/saastr", null),
            lead("https://acme.example/", "https://chatgpt.com/"),
            lead("https://acme.example/", null),
            lead(null, null));

    @Test
    void overRandomEditsOfTheShippedRulesItFindsAndAnswersWhatAFullLoadDoes() {
        edit(9);
    }

    @Test
    @Tag("slow")
    void itDoesSoOverHundredsOfEdits() {
        edit(400);
    }

    @Test
    void whatChangedBackIsAsItWas() {
        Map<String, byte[]> files = shipped();
        Reloader reloader = new Reloader();
        Loaded first = reloader.load(files, List.of());
        Map<String, byte[]> without = new TreeMap<>(files);
        without.remove("rules/lists/channels.csv");
        assertThat(reloader.load(without, List.of()).ruleSet()).isNull();

        Loaded again = reloader.load(files, List.of());
        assertThat(again.flaws()).isEqualTo(first.flaws());
        assertThat(answers(again)).isEqualTo(answers(first));
        first.orThrow().close();
        again.orThrow().close();
    }

    private static void edit(int edits) {
        long seed = Long.getLong("headwater.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, byte[]> shipped = shipped();
        Map<String, byte[]> files = new TreeMap<>(shipped);
        Reloader reloader = new Reloader();
        int live = 0;
        for (int i = 0; i < edits; i++) {
            String edit = i % 4 == 3 ? mendAll(files, shipped) : editOne(files, shipped, random);
            Loaded incremental = reloader.load(files, List.of());
            Loaded full = RuleSetLoader.load(files);
            String which = "-Dheadwater.seed=" + seed + ", edit " + i + ": " + edit;
            assertThat(incremental.flaws()).as(which).isEqualTo(full.flaws());
            assertThat(answers(incremental)).as(which).isEqualTo(answers(full));
            live += full.ruleSet() == null ? 0 : 1;
            for (Loaded loaded : List.of(incremental, full)) {
                if (loaded.ruleSet() != null) {
                    loaded.ruleSet().close();
                }
            }
        }
        assertThat(live).as("loads that went live").isGreaterThanOrEqualTo(edits / 4);
    }

    private static String mendAll(Map<String, byte[]> files, Map<String, byte[]> shipped) {
        files.clear();
        files.putAll(shipped);
        return "everything as shipped";
    }

    /** Changes a file by a line, or takes one out; sound and broken edits alike. */
    private static String editOne(Map<String, byte[]> files, Map<String, byte[]> shipped, Random random) {
        List<String> names = List.copyOf(shipped.keySet());
        String name = names.get(random.nextInt(names.size()));
        int what = random.nextInt(10);
        byte[] content = files.get(name);
        if (content == null) {
            files.put(name, shipped.get(name));
            return name + " put back";
        }
        if (what == 9) {
            files.remove(name);
            return name + " removed";
        }
        if (name.endsWith(".xlsx")) {
            files.put(name, Arrays.copyOf(content, content.length - random.nextInt(3)));
            return name + " cut";
        }
        List<String> lines = new ArrayList<>(new String(content, UTF_8).lines().toList());
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, line.replaceFirst("[a-z]", String.valueOf((char) ('a' + random.nextInt(26)))));
            default -> lines.add(random.nextInt(lines.size() + 1), line);
        }
        files.put(name, String.join("\n", lines).getBytes(UTF_8));
        return name + ", line " + (at + 1);
    }

    /** The shipped rules; all tables but one as text, so that their lines can be edited. */
    private static Map<String, byte[]> shipped() {
        Map<String, byte[]> files = new TreeMap<>(RuleFiles.in(Path.of("rules"), new ArrayList<>()));
        List<String> workbooks =
                files.keySet().stream().filter(name -> name.endsWith(".xlsx")).toList();
        for (String workbook : workbooks.subList(1, workbooks.size())) {
            List<Flaw> flaws = new ArrayList<>();
            List<Sheet> sheets = Spreadsheet.read(workbook, Objects.requireNonNull(files.remove(workbook)), flaws);
            assertThat(flaws).isEmpty();
            for (Sheet sheet : sheets) {
                String folder = workbook.substring(0, workbook.lastIndexOf('/') + 1);
                String stem = workbook.substring(folder.length(), workbook.length() - ".xlsx".length());
                files.put(
                        folder + stem + "-" + sheet.name() + ".csv",
                        Csv.write(sheet).getBytes(UTF_8));
            }
        }
        return files;
    }

    private static @Nullable List<Resolution> answers(Loaded loaded) {
        RuleSet rules = loaded.ruleSet();
        return rules == null
                ? null
                : LEADS.stream()
                        .map(lead -> rules.decide(
                                Signals.of(lead, TouchHistory.EMPTY, rules.catalog(), TestRules.NOW), Explain.FULL))
                        .toList();
    }

    private static LeadContext lead(@Nullable String page, @Nullable String referrer) {
        return new LeadContext(
                null,
                null,
                null,
                null,
                page == null ? null : new LandingPage(page),
                referrer == null ? null : new Referrer(referrer),
                CampaignTags.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("companySize", 250.0));
    }
}
