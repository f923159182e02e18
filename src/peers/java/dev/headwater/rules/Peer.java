package dev.headwater.rules;

import dev.headwater.rules.PeerTable.Ask;
import dev.headwater.rules.PeerTable.Line;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.evrete.KnowledgeService;
import org.evrete.api.StatefulSession;
import org.evrete.api.ValuesPredicate;
import org.evrete.api.builders.LhsBuilder;
import org.evrete.api.builders.RuleSetBuilder;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngineParameters;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;
import org.openl.rules.runtime.RulesEngineFactory;

/** An engine that was given the table, used as its own documentation says, with what can be kept between leads kept. */
interface Peer {
    /** The number of the row that decides. */
    int decide(Ask ask);

    /** The path that a table takes in {@code serve}: from values to the rows that fit. */
    static Peer headwater(PeerTable peers) {
        var table = peers.ours();
        Slots slots = new Slots(List.of(table));
        TableRules rules = new TableRules(table);
        RowMatcher matcher = new EngineMatcher(rules, TableNetwork.of(rules.rules()), slots);
        int campaign = slots.of(table.conditions().get(0).word());
        int region = slots.of(table.conditions().get(1).word());
        int amount = slots.of(table.conditions().get(2).word());
        return ask -> {
            @Nullable Object[] values = new @Nullable Object[3];
            values[campaign] = ask.getCampaign();
            values[region] = ask.getRegion();
            values[amount] = ask.getAmount();
            return matcher.match(values)[0];
        };
    }

    static Peer dmn(PeerTable table) {
        Resource resource = ResourceFactory.newReaderResource(new StringReader(PeerDmn.text(table)));
        resource.setSourcePath("peers.dmn");
        DMNRuntime runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(resource))
                .getOrElseThrow(IllegalStateException::new);
        DMNModel model = runtime.getModels().get(0);
        return ask -> {
            DMNContext context = runtime.newContext();
            context.set("campaign", ask.getCampaign());
            context.set("region", ask.getRegion());
            context.set("amount", ask.getAmount());
            return ((BigDecimal) runtime.evaluateAll(model, context)
                            .getDecisionResultByName("row")
                            .getResult())
                    .intValue();
        };
    }

    /** The one method of OpenL's workbook. */
    interface OpenLTable {
        Integer decide(String campaign, String region, Double amount);
    }

    static Peer openL(PeerTable table) throws Exception {
        Path file = Files.createTempFile("peers", ".xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            XSSFSheet sheet = workbook.createSheet("Peers");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
            row(sheet, 0, "Rules Integer decide(String campaign, String region, Double amount)");
            row(sheet, 1, "C1", "C2", "C3", "RET1");
            row(sheet, 2, "campaign", "region", "amount", "row");
            row(sheet, 3, "String c", "String r", "DoubleRange a", "Integer row");
            row(sheet, 4, "Campaign", "Region", "Amount", "Row");
            int number = 0;
            for (Line line : table.lines()) {
                XSSFRow cells = row(
                        sheet,
                        number + 5,
                        line.campaign(),
                        line.region(),
                        line.from() == null ? null : "[" + line.from() + "; " + line.below() + ")");
                cells.createCell(3).setCellValue(number++);
            }
            workbook.write(out);
        }
        OpenLTable rules =
                new RulesEngineFactory<>(file.toUri().toURL(), OpenLTable.class).newEngineInstance();
        Files.delete(file);
        return ask -> rules.decide(ask.getCampaign(), ask.getRegion(), ask.getAmount());
    }

    private static XSSFRow row(XSSFSheet sheet, int number, @Nullable String... texts) {
        XSSFRow row = sheet.createRow(number);
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                row.createCell(i).setCellValue(texts[i]);
            }
        }
        return row;
    }

    static Peer easyRules(PeerTable table) {
        int[] answer = new int[1];
        Rules rules = new Rules();
        for (int i = 0; i < table.lines().size(); i++) {
            int row = i;
            Line line = table.lines().get(i);
            rules.register(new RuleBuilder()
                    .name("r" + i)
                    .priority(i)
                    .when(facts -> line.fits(facts.get("ask")))
                    .then(facts -> answer[0] = row)
                    .build());
        }
        DefaultRulesEngine engine =
                new DefaultRulesEngine(new RulesEngineParameters().skipOnFirstAppliedRule(true));
        return ask -> {
            Facts facts = new Facts();
            facts.put("ask", ask);
            engine.fire(rules, facts);
            return answer[0];
        };
    }

    static Peer evrete(PeerTable table) {
        int[] answer = new int[1];
        RuleSetBuilder<org.evrete.api.Knowledge> builder =
                new KnowledgeService().newKnowledge().builder();
        for (int i = 0; i < table.lines().size(); i++) {
            int row = i;
            Line line = table.lines().get(i);
            LhsBuilder<org.evrete.api.Knowledge> rule = builder.newRule("r" + i).forEach("$a", Ask.class);
            if (line.campaign() != null) {
                rule.where(is(line.campaign()), "$a.campaign");
            }
            if (line.region() != null) {
                rule.where(is(line.region()), "$a.region");
            }
            if (line.from() != null && line.below() != null) {
                rule.where(within(line.from(), line.below()), "$a.amount");
            }
            rule.execute(context -> answer[0] = Math.min(answer[0], row));
        }
        StatefulSession session = builder.build().newStatefulSession();
        return ask -> {
            answer[0] = Integer.MAX_VALUE;
            session.insert(ask);
            session.fire();
            session.clear();
            return answer[0];
        };
    }

    private static ValuesPredicate is(String text) {
        return values -> text.equals(values.get(0));
    }

    private static ValuesPredicate within(double from, double below) {
        return values -> values.get(0, Double.class) >= from && values.get(0, Double.class) < below;
    }
}
