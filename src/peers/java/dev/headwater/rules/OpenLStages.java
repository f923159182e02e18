package dev.headwater.rules;

import static java.util.Objects.requireNonNull;

import dev.headwater.table.DecisionTable;
import dev.headwater.table.HitPolicy;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.openl.rules.runtime.RulesEngineFactory;

/**
 * All our tables in one workbook of OpenL Tablets. What stands between them, and what is told of a row, is the Java that
 * stands between ours.
 */
final class OpenLStages {
    private final Stages ours;
    private final Map<DecisionTable, RowMatcher> matchers = new LinkedHashMap<>();

    private OpenLStages(Stages ours) {
        this.ours = ours;
    }

    /** The same stages, each of whose tables OpenL is asked. */
    static Stages of(Stages ours) throws Exception {
        OpenLStages stages = new OpenLStages(ours);
        // Of the source table all rows that fit are told, as reasons why other evidence lost; of points each counts.
        List<OpenLTable> tables = Stream.of(
                        ours.source(), ours.channel(), ours.intent(), ours.tier(), ours.followUp(), ours.crm())
                .map(StageTable::table)
                .map(table -> new OpenLTable(
                        table, table == ours.source().table() || table.hitPolicy() == HitPolicy.SUM_POINTS))
                .toList();
        Path file = Files.createTempFile("peers", ".xlsx");
        try {
            write(tables, file);
            stages.compile(tables, file);
        } finally {
            Files.delete(file);
        }
        return new Stages(
                ours.slots(),
                ours.engineers(),
                stages.asked(ours.source()),
                stages.asked(ours.channel()),
                stages.asked(ours.intent()),
                stages.asked(ours.tier()),
                ours.followUp() == null ? null : stages.asked(ours.followUp()),
                ours.crm() == null ? null : stages.asked(ours.crm()),
                Map.of(),
                ours.unassigned());
    }

    private <T> StageTable<T> asked(StageTable<T> stage) {
        List<T> decisions =
                IntStream.range(0, stage.rows().size()).mapToObj(stage::decision).toList();
        return stage.changed(requireNonNull(matchers.get(stage.table())), decisions, ours.slots());
    }

    private static void write(List<OpenLTable> tables, Path file) throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            write(
                    workbook.createSheet("Environment"),
                    List.of(List.of("Environment"), List.of("import", "dev.headwater.rules")));
            for (OpenLTable table : tables) {
                write(workbook.createSheet(table.table().name()), table.lines());
            }
            workbook.write(out);
        }
    }

    private static void write(XSSFSheet sheet, List<List<@Nullable String>> lines) {
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, lines.get(1).size() - 1));
        for (int line = 0; line < lines.size(); line++) {
            XSSFRow row = sheet.createRow(line);
            for (int i = 0; i < lines.get(line).size(); i++) {
                String text = lines.get(line).get(i);
                if (text != null) {
                    row.createCell(i).setCellValue(text);
                }
            }
        }
    }

    private void compile(List<OpenLTable> tables, Path file) throws Exception {
        RulesEngineFactory<Object> factory = new RulesEngineFactory<>(file.toUri().toURL());
        factory.setExecutionMode(true);
        Object rules = factory.newEngineInstance();
        for (OpenLTable table : tables) {
            Method method = factory.getInterfaceClass().getMethod(table.method(), table.parameters());
            MethodHandle call = MethodHandles.publicLookup()
                    .unreflect(method)
                    .bindTo(rules)
                    .asSpreader(Object[].class, table.parameters().length);
            matchers.put(table.table(), new Matcher(table, call, ours.slots()));
        }
    }

    /** Asks one of OpenL's tables. */
    private static final class Matcher implements RowMatcher {
        private static final int[] NONE = {};

        private final OpenLTable table;
        private final MethodHandle call;
        private final int[] columnSlots;

        Matcher(OpenLTable table, MethodHandle call, Slots slots) {
            this.table = table;
            this.call = call;
            this.columnSlots = table.table().conditions().stream()
                    .mapToInt(column -> slots.of(column.word()))
                    .toArray();
        }

        @Override
        public DecisionTable table() {
            return table.table();
        }

        @Override
        public int[] match(@Nullable Object[] slots) {
            @Nullable Object[] values = new @Nullable Object[columnSlots.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = slots[columnSlots[i]];
            }
            Object rows = call(values);
            if (rows instanceof Integer row) {
                return new int[] {row};
            } else if (rows instanceof Integer[] several) {
                int[] numbers = new int[several.length];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = several[i];
                }
                return numbers;
            }
            return NONE;
        }

        private @Nullable Object call(@Nullable Object[] values) {
            try {
                return call.invoke(values);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
