package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.attribution.Cost;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Converted;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.Dossier.Move;
import dev.headwater.touch.Merge;
import dev.headwater.touch.TouchFixtures;
import dev.headwater.touch.TouchHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.impl.TagWriterImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier release wrote is read, what a later one adds is passed over, and what nobody here knows is refused. */
class StoredFormTest {
    private static final Path FORM_1 = Path.of("src/test/resources/stores/form-1");

    private static final Path FORM_1_CONVERSIONS = Path.of("src/test/resources/stores/form-1-conversions");

    private static final Path FORM_2 = Path.of("src/test/resources/stores/form-2");

    @TempDir
    private Path folder;

    private final SerializationContext schema = schema();

    @Test
    void aStoreOfFormOneIsReadAndWrittenOn() throws Exception {
        Path copy = copied(FORM_1);
        try (InfinispanTouches touches = open(copy)) {
            TouchHistory ben = touches.recent(StoredForm.BEN);
            assertThat(ben.recent()).containsExactly(StoredForm.BARE, StoredForm.FULL);
            assertThat(ben.first()).isEqualTo(StoredForm.BARE);
            TouchHistory anna = touches.recent(StoredForm.ANNA);
            assertThat(anna.recent()).extracting(TouchFixtures::name).containsExactly("day 3", "day 2", "day 1");
            assertThat(TouchFixtures.name(anna.first())).isEqualTo("day 6");
            assertThat(anna.total()).isEqualTo(6);
            assertThat(touches.recent(StoredForm.VISITOR)).isEqualTo(anna);
            assertThat(touches.merge(StoredForm.VISITOR, StoredForm.BEN, NOW)).isEqualTo(Merge.TAKEN);
            assertThat(touches.recent(new LeadId("forgotten"))).isEqualTo(TouchHistory.EMPTY);
            touches.record(StoredForm.VISITOR, touch("new", NOW), NOW);
            assertThat(touches.conversions(StoredForm.BEN)).isEqualTo(Conversions.NONE);
            assertThat(touches.convert(StoredForm.BEN, StoredForm.DEAL, NOW)).isEqualTo(Converted.DONE);
        }
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.recent(StoredForm.ANNA).total()).isEqualTo(7);
            assertThat(touches.conversions(StoredForm.BEN)).isEqualTo(new Conversions(List.of(StoredForm.DEAL)));
            assertThat(touches.recent(StoredForm.BEN).recent()).containsExactly(StoredForm.BARE, StoredForm.FULL);
        }
    }

    @Test
    void aStoreOfFormOneWhoseProcessWasKilledIsReadToo() throws Exception {
        Path copy = copied(FORM_1);
        Files.delete(copy.resolve("touches/index/index.stats"));
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.recent(StoredForm.BEN).recent()).containsExactly(StoredForm.BARE, StoredForm.FULL);
            assertThat(touches.recent(StoredForm.ANNA).total()).isEqualTo(6);
            assertThat(touches.recent(new LeadId("forgotten"))).isEqualTo(TouchHistory.EMPTY);
        }
    }

    @Test
    void whatIsAsideOfFormOneIsGoneOnceItIsTakenOverAndTheFormIsTwo() throws Exception {
        Path copy = copied(FORM_1);
        open(copy).close();
        assertThat(copy.resolve("form")).hasContent("2");
        assertThat(copy.resolve("touches")).doesNotExist();
        assertThat(copy.resolve("earlier")).isEmptyDirectory();
        open(copy).close();
    }

    @Test
    void aHalfWrittenLastEntryOfFormOneIsCutOffAndWhatWasAcknowledgedBeforeStays() throws Exception {
        Path copy = copied(FORM_1);
        Files.delete(copy.resolve("touches/index/index.stats"));
        Path file = copy.resolve("touches/data/ispn12.0");
        byte[] half = Arrays.copyOf(Files.readAllBytes(file), 40);
        Files.write(file, half, StandardOpenOption.APPEND);
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.recent(StoredForm.ANNA).total()).isEqualTo(6);
            assertThat(touches.recent(StoredForm.BEN).recent()).containsExactly(StoredForm.BARE, StoredForm.FULL);
        }
    }

    @Test
    void damageInAStoreOfFormOneIsToldAndLeftAlone() throws Exception {
        Path copy = copied(FORM_1);
        Path file = copy.resolve("touches/data/ispn12.0");
        byte[] damaged = Files.readAllBytes(file);
        damaged[150] ^= 0x10;
        Files.write(file, damaged);
        assertThatThrownBy(() -> open(copy))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll(file + ": at byte 0", "checksum", "mv ", "--data");
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        assertThat(copy.resolve("form")).hasContent("1");
    }

    @Test
    void aStoreThatKnewNoCostsKeepsThemFromNowOn() throws Exception {
        Path copy = copied(FORM_1);
        LocalDate day = LocalDate.of(2026, 11, 1);
        Cost cost = new Cost(day, "paid-search", null, "Z\u00f6e", new Money(new BigDecimal("120.5"), "EUR"));
        Cost corrected = new Cost(day, "paid-search", null, "Z\u00f6e", new Money(new BigDecimal("99"), "EUR"));
        Cost other = new Cost(day.plusDays(2), null, null, null, new Money(new BigDecimal("7"), "JPY"));
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.costs().between(day, day.plusDays(9))).isEmpty();
            assertThat(touches.costs().put(List.of(cost, other))).isEmpty();
            assertThat(touches.costs().put(List.of(corrected))).isEmpty();
        }
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.costs().between(day, day.plusDays(2))).containsExactly(corrected, other);
            assertThat(touches.costs().between(day, day)).containsExactly(corrected);
        }
    }

    @Test
    void aStoreOfFormOneWithConversionsAndCostsIsReadAndWrittenOn() throws Exception {
        Path copy = copied(FORM_1_CONVERSIONS);
        Cost corrected = new Cost(StoredForm.DAY, null, null, null, new Money(new BigDecimal("8"), "JPY"));
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.conversions(StoredForm.BEN))
                    .isEqualTo(new Conversions(List.of(StoredForm.TRIAL, StoredForm.DEAL)));
            assertThat(touches.conversions(StoredForm.ANNA)).isEqualTo(new Conversions(List.of(), 1));
            assertThat(touches.convert(StoredForm.BEN, StoredForm.DEAL, NOW)).isEqualTo(Converted.ALREADY);
            assertThat(touches.costs().between(StoredForm.DAY, StoredForm.DAY.plusDays(29)))
                    .isEqualTo(StoredForm.COSTS);
            assertThat(touches.costs().put(List.of(corrected))).isEmpty();
            assertThat(touches.convert(StoredForm.ANNA, StoredForm.TRIAL, NOW)).isEqualTo(Converted.DONE);
        }
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.costs().between(StoredForm.DAY, StoredForm.DAY))
                    .containsExactly(StoredForm.COSTS.get(0), corrected);
            assertThat(touches.conversions(StoredForm.ANNA)).isEqualTo(new Conversions(List.of(StoredForm.TRIAL), 1));
            assertThat(touches.recent(StoredForm.BEN).recent()).containsExactly(StoredForm.BARE, StoredForm.FULL);
        }
    }

    @Test
    void aStoreOfFormTwoIsReadAndWrittenOnWhereItLies() throws Exception {
        Path copy = copied(FORM_2);
        Path file = copy.resolve("ledger/00000001.ledger");
        byte[] before = Files.readAllBytes(file);
        Cost corrected = new Cost(StoredForm.DAY, null, null, null, new Money(new BigDecimal("8"), "JPY"));
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.recent(StoredForm.BEN).recent()).containsExactly(StoredForm.BARE, StoredForm.FULL);
            assertThat(touches.recent(StoredForm.VISITOR)).isEqualTo(touches.recent(StoredForm.ANNA));
            assertThat(touches.recent(StoredForm.ANNA).recent())
                    .extracting(TouchFixtures::name)
                    .containsExactly("day 3", "day 2", "day 1");
            assertThat(touches.recent(new LeadId("forgotten"))).isEqualTo(TouchHistory.EMPTY);
            assertThat(touches.merge(StoredForm.VISITOR, StoredForm.BEN, NOW)).isEqualTo(Merge.TAKEN);
            assertThat(touches.conversions(StoredForm.BEN))
                    .isEqualTo(new Conversions(List.of(StoredForm.TRIAL, StoredForm.DEAL)));
            assertThat(touches.conversions(StoredForm.ANNA)).isEqualTo(new Conversions(List.of(), 1));
            assertThat(touches.costs().between(StoredForm.DAY, StoredForm.DAY.plusDays(29)))
                    .isEqualTo(StoredForm.COSTS);
            touches.record(StoredForm.VISITOR, touch("new", NOW), NOW);
            assertThat(touches.costs().put(List.of(corrected))).isEmpty();
        }
        assertThat(Files.readAllBytes(file)).as("nothing in it is changed").startsWith(before);
        assertThat(copy.resolve("form")).hasContent("2");
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.recent(StoredForm.ANNA).total()).isEqualTo(7);
            assertThat(touches.costs().between(StoredForm.DAY, StoredForm.DAY))
                    .containsExactly(StoredForm.COSTS.get(0), corrected);
        }
    }

    @Test
    void aStoreOfFormTwoWhoseProcessWasKilledWhileItWroteIsReadUpToThere() throws Exception {
        Path copy = copied(FORM_2);
        Path file = copy.resolve("ledger/00000001.ledger");
        byte[] half = Arrays.copyOfRange(Files.readAllBytes(file), 17, 100);
        Files.write(file, half, StandardOpenOption.APPEND);
        try (InfinispanTouches touches = open(copy)) {
            assertThat(touches.recent(StoredForm.ANNA).total()).isEqualTo(6);
            assertThat(touches.conversions(StoredForm.BEN))
                    .isEqualTo(new Conversions(List.of(StoredForm.TRIAL, StoredForm.DEAL)));
        }
    }

    @Test
    void whatThisReleaseWritesIsWhatItReads() throws Exception {
        Dossier dossier = dossier();
        byte[] written = ProtobufUtil.toWrappedByteArray(schema, dossier);
        Object read = ProtobufUtil.fromWrappedByteArray(schema, written);
        assertThat(read).isEqualTo(dossier);
    }

    @Test
    void fieldsThatALaterReleaseAddsArePassedOverWhereverTheyStand() throws Exception {
        byte[] body = Sealed.bytes(schema, out -> {
            out.text(90, "new in the dossier");
            new DossierWire().write(out, dossier());
            out.message(2, touch -> {
                touch.text(91, "new in the touch");
                TouchWire.write(touch, StoredForm.FULL);
                touch.number(92, 1.5);
                touch.message(93, inner -> inner.whole(1, 7));
            });
            out.whole(94, Long.MAX_VALUE);
        });
        Dossier read = (Dossier) ProtobufUtil.fromWrappedByteArray(schema, wrapped(1, body, checksum(body)));
        assertThat(read.joined()).isEqualTo(dossier().joined());
        assertThat(read.history().recent()).containsExactly(StoredForm.BARE, StoredForm.FULL, StoredForm.FULL);
    }

    @Test
    void aFormThatOnlyALaterReleaseKnowsIsRefusedByItsNumber() throws Exception {
        byte[] body = Sealed.bytes(schema, out -> new DossierWire().write(out, dossier()));
        assertThatThrownBy(() -> ProtobufUtil.fromWrappedByteArray(schema, wrapped(2, body, checksum(body))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("form 2")
                .hasMessageContaining("forms up to 1");
    }

    @Test
    void whatTheDiskHasChangedIsToldFromWhatWasWritten() throws Exception {
        byte[] body = Sealed.bytes(schema, out -> new DossierWire().write(out, dossier()));
        int checksum = checksum(body);
        body[body.length / 2] ^= 1;
        assertThatThrownBy(() -> ProtobufUtil.fromWrappedByteArray(schema, wrapped(1, body, checksum)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checksum");
    }

    private static Dossier dossier() {
        return new Dossier(
                new TouchHistory(StoredForm.BARE, List.of(StoredForm.BARE, StoredForm.FULL), 17),
                List.of(new Move(new VisitorId("v"), NOW), new Move(new LeadId("L"), NOW.plusNanos(1))),
                new Move(new LeadId("other"), NOW),
                new Conversions(List.of(StoredForm.TRIAL, StoredForm.DEAL), 4),
                NOW.minusNanos(3),
                5);
    }

    private byte[] wrapped(int version, byte[] body, int checksum) throws IOException {
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        TagWriter fields = TagWriterImpl.newInstance(schema, envelope);
        fields.writeInt32(1, version);
        fields.writeFixed32(2, checksum);
        fields.writeBytes(3, body);
        fields.flush();
        ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
        TagWriter outer = TagWriterImpl.newInstance(schema, wrapped);
        outer.writeString(16, "headwater.touch.SealedDossier");
        outer.writeBytes(17, envelope.toByteArray());
        outer.flush();
        return wrapped.toByteArray();
    }

    private static int checksum(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return (int) sum.getValue();
    }

    private static SerializationContext schema() {
        SerializationContext schema = ProtobufUtil.newSerializationContext();
        new TouchSchema().register(schema);
        return schema;
    }

    private Path copied(Path form) throws IOException {
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(form)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(form.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    private static InfinispanTouches open(Path path) throws DataRefused {
        return InfinispanTouches.onDisk(path, StoredForm.BOUNDS, 100, Disk.DEFAULT, 0);
    }
}
