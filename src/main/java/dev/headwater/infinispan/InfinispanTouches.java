package dev.headwater.infinispan;

import dev.headwater.attribution.Cost;
import dev.headwater.attribution.Costs;
import dev.headwater.cluster.Cluster;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Converted;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.Journey;
import dev.headwater.touch.Merge;
import dev.headwater.touch.StoreTimes;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.infinispan.commons.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Touch histories in two embedded Infinispan caches, one for dossiers and one for first answers, with one entry for each
 * person.
 *
 * <p>In memory alone they are bounded three ways: a history in length and age ({@link TouchHistory.Bounds}); an entry in
 * time, since it vanishes when nothing was recorded for as long as a touch is kept; and the persons in number. Past that
 * number those seen least and longest ago are forgotten, which costs their history, never a lead.
 *
 * <p>On disk the number only bounds what is held in memory besides: every change is written through to Infinispan's
 * soft-index file store before it is acknowledged, and who has left the memory is read from there. Entries are never
 * passivated: what is written only when it leaves the memory is lost when the process is killed before.
 */
public final class InfinispanTouches implements Touches, AutoCloseable {
    /** How many persons are held in memory unless told otherwise: some 60 MB with one touch each, 180 MB with four. */
    public static final int DEFAULT_MAX_PERSONS = 100_000;

    /** As many bytes as the disk has. */
    public static final long NO_BOUND = Long.MAX_VALUE;

    /** How many bytes of the disk are left alone unless told otherwise. */
    static final long DEFAULT_RESERVE = 64L << 20;

    private final StoreSettings settings;
    private final StoreInUse inUse;

    /** A store in memory for {@value #DEFAULT_MAX_PERSONS} persons. */
    public InfinispanTouches(TouchHistory.Bounds bounds) {
        this(bounds, DEFAULT_MAX_PERSONS);
    }

    /**
     * A store in memory.
     *
     * @param bounds how much of each history is kept
     * @param maxPersons how many persons are kept, 1 or more
     */
    public InfinispanTouches(TouchHistory.Bounds bounds, int maxPersons) {
        this.settings = new StoreSettings(bounds, maxPersons, null, Sync.NEVER, 0, null);
        try {
            this.inUse = new StoreInUse(settings, Writes.ALWAYS);
        } catch (DataRefused e) {
            throw new IllegalStateException("nothing is read from a disk", e);
        }
    }

    private InfinispanTouches(StoreSettings settings, StoreInUse inUse) {
        this.settings = settings;
        this.inUse = inUse;
    }

    /** Whether the disk itself must have a touch before it is acknowledged. */
    public enum Sync {
        /** The operating system has it: it outlives the process, however that ends, and not a power cut. */
        NEVER,
        /** The disk has it: it outlives a power cut too, and takes several times as long. */
        ALWAYS
    }

    /**
     * How histories are written to a disk.
     *
     * @param sync whether the disk itself must have a touch before it is acknowledged
     * @param maxBytes about how many bytes they may have; what would expire soonest is given up then
     */
    public record Disk(Sync sync, long maxBytes) {
        /** What the operating system has is acknowledged, and there may be as much as the disk has room for. */
        public static final Disk DEFAULT = new Disk(Sync.NEVER, NO_BOUND);
    }

    /**
     * A store on disk, which no other process uses at the same time.
     *
     * @param path the folder; made where there is none
     * @param bounds how much of each history is kept
     * @param maxPersons how many persons are held in memory, 1 or more
     * @throws DataRefused if the folder cannot be used, in words for the one who chose it
     */
    public static InfinispanTouches onDisk(Path path, TouchHistory.Bounds bounds, int maxPersons, Disk disk)
            throws DataRefused {
        return onDisk(path, bounds, maxPersons, disk, DEFAULT_RESERVE);
    }

    static InfinispanTouches onDisk(Path path, TouchHistory.Bounds bounds, int maxPersons, Disk disk, long reserve)
            throws DataRefused {
        DataFolder folder = DataFolder.take(path.toAbsolutePath().normalize());
        return open(new StoreSettings(bounds, maxPersons, folder, disk.sync(), reserve, disk.maxBytes(), null));
    }

    /**
     * A store that several processes keep together. Each person is kept by two of them; each has a folder of its own.
     *
     * @param cluster where the others are
     * @param path the folder of this process; null where nothing outlives all of them
     * @param bounds how much of each history is kept; the same for all
     * @param maxPersons how many persons are held in memory by this process, 1 or more
     * @throws DataRefused if the folder cannot be used or the cluster cannot be joined, in words for the one who chose it
     */
    public static InfinispanTouches inCluster(
            Cluster cluster, @Nullable Path path, TouchHistory.Bounds bounds, int maxPersons, Disk disk)
            throws DataRefused {
        DataFolder folder =
                path == null ? null : DataFolder.take(path.toAbsolutePath().normalize());
        return open(
                new StoreSettings(bounds, maxPersons, folder, disk.sync(), DEFAULT_RESERVE, disk.maxBytes(), cluster));
    }

    private static InfinispanTouches open(StoreSettings settings) throws DataRefused {
        DataFolder folder = settings.folder();
        try {
            Writes writes = folder == null ? Writes.ALWAYS : new DiskWrites(folder.path(), settings.reserve());
            return new InfinispanTouches(settings, new StoreInUse(settings, writes));
        } catch (CacheException e) {
            close(folder);
            throw refused(settings, e);
        } catch (DataRefused | RuntimeException e) {
            close(folder);
            throw e;
        }
    }

    private static DataRefused refused(StoreSettings settings, CacheException e) {
        Cluster cluster = settings.cluster();
        DataFolder folder = settings.folder();
        if (cluster != null) {
            return new DataRefused(
                    "The cluster \"" + cluster.name() + "\" cannot be joined from "
                            + cluster.bind().getHostString() + ":"
                            + cluster.bind().getPort() + ": "
                            + Entries.told(e)
                            + ". Say this machine's own address, and a port that nobody uses, with --cluster-bind.",
                    e);
        }
        return new DataRefused(
                "The histories in " + (folder == null ? "memory" : folder.path()) + " cannot be opened: "
                        + Entries.told(e) + ". Say another folder with --data DIR, or keep none with --data none.",
                e);
    }

    private Touches touches() {
        return inUse.store().touches();
    }

    /** How many bytes the files of the histories have; 0 where there are none. */
    public long bytesOnDisk() {
        return inUse.store().bytesOnDisk();
    }

    /** How many entries were given up since the start, so that there are no more bytes than may be. */
    public long givenUp() {
        return inUse.store().givenUp();
    }

    /** Whether the disk took the last write. */
    public boolean isWriting() {
        return inUse.store().isWriting();
    }

    private <T> T kept(T told) {
        inUse.store().kept();
        return told;
    }

    @Override
    public CompletionStage<@Nullable Void> kept() {
        return inUse.store().keeping();
    }

    @Override
    public boolean isAtHand(Person person) {
        return inUse.store().isAtHand(person);
    }

    /** In a cluster nobody is ahead of the others, and in memory there is nothing to be ahead of. */
    @Override
    public Touches ahead() {
        return settings.cluster() == null && settings.folder() != null ? touches() : this;
    }

    /** What marketing cost, kept beside the histories and for as long. */
    public Costs costs() {
        return new Costs() {
            @Override
            public List<LocalDate> put(List<Cost> costs) {
                return kept(inUse.store().costs().put(costs));
            }

            @Override
            public List<Cost> between(LocalDate first, LocalDate last) {
                return inUse.store().costs().between(first, last);
            }
        };
    }

    /** How many processes keep histories together, this one included; 0 while this one has left the others. */
    public int members() {
        return inUse.members();
    }

    /**
     * Whether each person is kept by as many members as can be, and nothing is on its way from one to another: then any one
     * of them may be lost.
     */
    public boolean isSettled() {
        return inUse.isSettled();
    }

    @Override
    public StoreTimes times() {
        return touches().times();
    }

    @Override
    public TouchHistory recent(Person person) {
        return touches().recent(person);
    }

    @Override
    public TouchHistory together(LeadId lead, VisitorId visitor) {
        return touches().together(lead, visitor);
    }

    @Override
    public TouchHistory record(Person person, Touch touch, Instant now) {
        return kept(touches().record(person, touch, now));
    }

    @Override
    public @Nullable TouchHistory recordAfter(Person person, TouchHistory seen, Touch touch, Instant now) {
        TouchHistory after = touches().recordAfter(person, seen, touch, now);
        return after == null ? null : kept(after);
    }

    @Override
    public TouchHistory recordEarlier(Person person, Touch touch, Instant now) {
        return kept(touches().recordEarlier(person, touch, now));
    }

    @Override
    public Converted convert(Person person, Conversion conversion, Instant now) {
        return kept(touches().convert(person, conversion, now));
    }

    @Override
    public boolean takeBack(Person person, ConversionId id) {
        return kept(touches().takeBack(person, id));
    }

    @Override
    public @Nullable Conversions conversions(Person person) {
        return touches().conversions(person);
    }

    @Override
    public void journeys(Predicate<Journey> wantsMore) {
        touches().journeys(wantsMore);
    }

    @Override
    public TouchHistory.Bounds bounds() {
        return touches().bounds();
    }

    @Override
    public Merge merge(Person from, Person into, Instant now) {
        return kept(touches().merge(from, into, now));
    }

    @Override
    public boolean forget(Person person) {
        return kept(touches().forget(person));
    }

    @Override
    public @Nullable FirstAnswer answered(Person person, EventId eventId, Instant now) {
        return touches().answered(person, eventId, now);
    }

    @Override
    public FirstAnswer keep(Person person, FirstAnswer answer, Instant now) {
        return kept(touches().keep(person, answer, now));
    }

    /** Lets go of the caches; asked afterwards, the store does not answer. Closing twice does no harm. */
    @Override
    public void close() {
        inUse.close();
        close(settings.folder());
    }

    private static void close(@Nullable DataFolder folder) {
        if (folder != null) {
            folder.close();
        }
    }
}
