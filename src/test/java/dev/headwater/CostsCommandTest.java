package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headwater.attribution.Cost;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.lead.Money;
import dev.headwater.touch.TouchHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Costs out of spreadsheets, told to a folder that nobody serves or to a running service. */
class CostsCommandTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aWorkbookIsReadAsExcelShowsIt() throws IOException {
        Path file = folder.resolve("november.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream to = Files.newOutputStream(file)) {
            Sheet sheet = workbook.createSheet("November");
            Row heading = sheet.createRow(0);
            List.of("Day", "Channel", "Cost EUR")
                    .forEach(name -> heading.createCell(heading.getPhysicalNumberOfCells())
                            .setCellValue(name));
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("d.m.yy"));
            Row row = sheet.createRow(1);
            row.createCell(0).setCellValue(FIRST);
            row.getCell(0).setCellStyle(date);
            row.createCell(1).setCellValue("Paid Search");
            row.createCell(2).setCellValue(100.1 + 0.2);
            workbook.createSheet("empty");
            workbook.write(to);
        }
        openFolder().close();
        assertThat(run(file.toString(), "--source", "google-ads")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("1 cost of 2026-11-01: 100.30 EUR. All are kept.\n");
        assertThat(kept()).containsExactly(new Cost(FIRST, "Paid Search", "google-ads", null, euros("100.30")));
    }

    @Test
    void aMonthToldAgainCorrectedCountsOnce() throws IOException {
        openFolder().close();
        Path file = Files.writeString(
                folder.resolve("costs.csv"), "day,campaign,value EUR\n2026-11-01,a,5\n2026-11-02,a,6\n");
        assertThat(run(file.toString())).isZero();
        Files.writeString(file, "day,campaign,value EUR\n2026-11-01,a,5\n2026-11-02,A,7\n");
        assertThat(run(file.toString())).isZero();
        assertThat(kept())
                .extracting(cost -> cost.amount().amount().toPlainString())
                .containsExactly("5.00", "7.00");
    }

    @Test
    void ofTwoFilesOfWhichOneIsWrongNothingIsKept() throws IOException {
        openFolder().close();
        Path fine = Files.writeString(folder.resolve("fine.csv"), "day,value EUR\n2026-11-01,5\n");
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "day,value EUR\n11/2/2026,5\n2026-11-03,\n");
        assertThat(run(fine.toString(), wrong.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("wrong.csv, cell A2: found \"11/2/2026\", expected a day, such as 2026-11-01")
                .contains("wrong.csv, cell B3: found nothing")
                .endsWith("Nothing was kept." + System.lineSeparator());
        assertThat(kept()).isEmpty();
        assertThat(run(
                        fine.toString(),
                        Files.copy(fine, folder.resolve("copy.csv")).toString()))
                .as("told by two files")
                .isEqualTo(1);
        assertThat(kept()).isEmpty();
    }

    @Test
    void theHelpNamesTheColumnsAndGivesExamples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "day (or date), channel, source, campaign", "Exit codes:", "headwater.jar costs november.xlsx");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void aCheckKeepsNothing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("costs.csv"), "day,value,currency\n2026-11-01,5,EUR\n2026-11-02,5,JPY\n");
        assertThat(run(file.toString(), "--check")).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        "2 costs from 2026-11-01 to 2026-11-02: 5.00 EUR, 5 JPY. Nothing was kept.\n");
        assertThat(run(file.toString(), "--check", "--currency", "EUR"))
                .as("told twice")
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadOrKeptIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("costs.csv"), "day,value EUR\n2026-11-01,5\n");
        assertThat(run(folder.resolve("nowhere.csv").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere.csv: there is no such file.");
        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There are no histories in " + folder.resolve("data"));
        try (InfinispanTouches serving = openFolder()) {
            assertThat(serving.costs().between(FIRST, FIRST)).isEmpty();
            assertThat(run(file.toString())).isEqualTo(2);
        }
        assertThat(err.toString()).contains("are in use").contains("--url");
    }

    @Test
    void aServiceIsToldAsManyAtATimeAsItTakesAndItsRefusalIsReadable() throws Exception {
        List<String> bodies = new ArrayList<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/v1/costs", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = ("{\"title\": \"Full\", \"detail\": \"No more.\", \"errors\": [{\"pointer\": \"/costs/0\","
                            + " \"found\": \"x\", \"expected\": \"y\"}]}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(bodies.size() == 1 ? 200 : 409, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        try {
            StringBuilder many = new StringBuilder("day,campaign,value EUR\n");
            for (int i = 0; i < 2_001; i++) {
                many.append("2026-11-01,").append(i).append(",1\n");
            }
            Path file = Files.writeString(folder.resolve("costs.csv"), many);
            String url = "http://127.0.0.1:" + service.getAddress().getPort();
            assertThat(run(file.toString(), "--url", url)).isEqualTo(2);
            assertThat(bodies).hasSize(2);
            assertThat(err.toString())
                    .contains("The service refuses (409): Full. No more.")
                    .contains("/costs/0: found x, expected y")
                    .contains("The first 2000 of 2001 costs are kept");
        } finally {
            service.stop(0);
        }
        assertThat(run(folder.resolve("costs.csv").toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("does not answer");
    }

    private InfinispanTouches openFolder() throws IOException {
        return InfinispanTouches.onDisk(
                folder.resolve("data"), TouchHistory.Bounds.DEFAULT, 100, InfinispanTouches.Disk.DEFAULT);
    }

    private List<Cost> kept() throws IOException {
        try (InfinispanTouches opened = openFolder()) {
            return opened.costs().between(FIRST, FIRST.plusDays(30));
        }
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("costs", "--data", folder.resolve("data").toString()));
        all.addAll(List.of(arguments));
        CommandLine commands = Main.commands(
                new Settings(Map.of()), new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        commands.setErr(new PrintWriter(err, true));
        commands.setOut(new PrintWriter(out, true));
        return commands.execute(all.toArray(String[]::new));
    }
}
