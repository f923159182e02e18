package dev.headwater.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries by table and key in the files of a folder that nobody else uses. Safe for use by many threads.
 *
 * <p>Putting never waits: the entry is readable at once and joins those that the next write takes. {@link #written} tells when
 * all that was put up to now is in the files; only then may anybody be told that it is kept. Asking for that is what begins a
 * write, so that whatever is put before anybody asks goes to the disk together; what nobody asks for is written in a moment
 * too. A write that fails is
 * made again, at the same place and with the same bytes, until the disk takes it: what waits is never given up and nothing after
 * it is written before, so what {@link #written} promised once holds.
 */
public final class Ledger implements AutoCloseable {
    /** So many bytes wait at most before more is refused. */
    private static final long MOST_WAITING = 64L << 20;

    private static final int TABLES = 128;
    private static final int FIRST_READ = 4 << 10;
    private static final int SPARE = 4;
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Path folder;
    private final LedgerSettings settings;
    private final LongSupplier clock;
    private final KeyHash hash = new KeyHash();

    /** Held while entries are moved to another file; shared by those who read them all, on whatever threads. */
    private final StampedLock moving = new StampedLock();

    private final Object lock = new Object();
    // All below is guarded by lock.
    private final @Nullable Places[] places = new @Nullable Places[TABLES];
    private final NavigableMap<Integer, LedgerFile> files = new TreeMap<>();
    private final Deque<Group> waiting = new ArrayDeque<>();
    private final Deque<ByteBuffer> spare = new ArrayDeque<>();
    private LedgerFile current;
    private long begun;
    private long waitingBytes;
    private long bytes;
    private boolean writing;
    private boolean closing;
    private volatile @Nullable IOException trouble;
    private long dropped;

    private final Writer writer;
    private final Cleaner cleaner;

    private Ledger(Path folder, LedgerSettings settings, LongSupplier clock) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        for (LedgerFile file : LedgerFiles.in(folder)) {
            LedgerFiles.scan(file, (entry, offset, length) -> seen(file, entry, offset, length));
            files.put(file.number(), file);
            bytes += file.length();
        }
        begun = beginOfTheLast();
        boolean goesOn = !isOld(begun) && files.lastEntry().getValue().length() < settings.fileBytes();
        current = goesOn ? files.lastEntry().getValue() : next();
        writer = new Writer(this, settings.sync());
        cleaner = new Cleaner(this);
    }

    /**
     * Opens the ledger of a folder, and makes one where there is none.
     *
     * @param clock tells the time in milliseconds since 1970
     * @throws LedgerDamaged if a file holds what was never written to it; nothing is changed then
     * @throws IOException if the folder cannot be read or written
     */
    public static Ledger open(Path folder, LedgerSettings settings, LongSupplier clock) throws IOException {
        Ledger ledger = new Ledger(folder, settings, clock);
        ledger.writer.start();
        ledger.cleaner.start();
        return ledger;
    }

    /**
     * Looks through the files of a folder that nobody has open, and changes nothing.
     *
     * @throws LedgerDamaged if one holds what was never written to it
     */
    public static void check(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (LedgerFile file : LedgerFiles.in(folder)) {
                Scan.read(file.path(), (entry, offset, length) -> {});
            }
        }
    }

    /** One entry on the way through the files at the beginning: what comes later holds. */
    private void seen(LedgerFile file, Entry entry, long offset, int length) {
        if (entry.removed() || entry.expires() <= now()) {
            forgetPlace(hashed(entry.table(), entry.key()), entry.table());
            file.census().addedRemoval();
        } else {
            keepPlace(file, hashed(entry.table(), entry.key()), entry, offset, length);
        }
    }

    /** About when the last file was begun: when the one before was left. It is long ago where that is not known. */
    private long beginOfTheLast() throws IOException {
        var before = files.isEmpty() ? null : files.lowerEntry(files.lastKey());
        return before == null ? 0 : before.getValue().changed();
    }

    private LedgerFile next() {
        begun = now();
        int number = files.isEmpty() ? 1 : files.lastKey() + 1;
        LedgerFile file = new LedgerFile(folder, number, 0);
        files.put(number, file);
        return file;
    }

    long now() {
        return clock.getAsLong();
    }

    Path folder() {
        return folder;
    }

    LedgerSettings settings() {
        return settings;
    }

    // --- writing

    /**
     * Puts a value in the place of what was under a key.
     *
     * @param expires when it is as if it were not there any more, in milliseconds since 1970
     * @throws LedgerFull if so much waits to be written that no more is taken
     * @throws IllegalStateException if the ledger is closed
     */
    public void put(int table, byte[] key, byte[] value, long expires) throws LedgerFull {
        append(new Entry(table, key, value, expires, false), 0);
    }

    /** Removes what is under a key; false where nothing is. */
    public boolean remove(int table, byte[] key) throws LedgerFull {
        return has(table, key) && append(Entry.removed(table, key), 0);
    }

    /**
     * Moves an entry to the end, if it still lies where it was found.
     *
     * @throws LedgerFull as {@link #put}
     */
    void move(Entry entry, long from) throws LedgerFull {
        append(entry, from);
    }

    private boolean append(Entry entry, long onlyFrom) throws LedgerFull {
        long hashed = hashed(entry.table(), entry.key());
        int length = entry.length();
        boolean begin;
        if (length > Entry.MAX_LENGTH) {
            throw new LedgerFull("an entry of " + length + " bytes is too long");
        }
        synchronized (lock) {
            if (closing) {
                throw new IllegalStateException("the ledger is closed");
            }
            if (onlyFrom != 0 && places(entry.table()).get(hashed) != onlyFrom) {
                return false;
            }
            refuseTooMuch(onlyFrom == 0);
            Group group = group(length);
            entry.write(group.room(length));
            long offset = group.file().take(length);
            waitingBytes += length;
            bytes += length;
            if (entry.removed()) {
                forgetPlace(hashed, entry.table());
                group.file().census().addedRemoval();
            } else {
                keepPlace(group.file(), hashed, entry, offset, length);
            }
            if (group.isLong()) {
                group.want();
            }
            begin = !writing && isAnyWanted();
        }
        if (begin) {
            writer.wake();
        }
        return true;
    }

    private void refuseTooMuch(boolean isNew) throws LedgerFull {
        IOException why = trouble;
        if (isNew && why != null) {
            throw new LedgerFull(
                    "a write to " + folder + " failed, and what waits is written first: " + why.getMessage(), why);
        }
        if (waitingBytes > MOST_WAITING) {
            throw new LedgerFull("more waits to be written to " + folder + " than the disk takes", trouble);
        }
        if (isNew && bytes / 5 * 4 > settings.maxBytes()) {
            cleaner.wake();
            throw new LedgerFull(folder + " has more bytes than it may, and cleaning it takes too long");
        }
    }

    private Group group(int length) {
        boolean fresh = false;
        if (current.length() > LedgerFile.HEAD_LENGTH && current.length() + length > settings.fileBytes()) {
            current = next();
            cleaner.wake();
            fresh = true;
        }
        Group last = waiting.peekLast();
        // The first one may be on its way to the disk: nothing is added to it.
        if (last == null || fresh || (last == waiting.peekFirst() && writing)) {
            ByteBuffer room = spare.isEmpty() ? ByteBuffer.allocate(Group.USUAL) : spare.pop();
            last = new Group(current, room);
            waiting.add(last);
            if (current.length() == 0) {
                last.room(LedgerFile.HEAD_LENGTH).put(LedgerFile.head());
                current.take(LedgerFile.HEAD_LENGTH);
                waitingBytes += LedgerFile.HEAD_LENGTH;
                bytes += LedgerFile.HEAD_LENGTH;
            }
        }
        return last;
    }

    private void keepPlace(LedgerFile file, long hashed, Entry entry, long offset, int length) {
        superseded(places(entry.table()).put(hashed, Places.place(file.number(), offset)));
        file.census().added(length, entry.expires());
    }

    private void forgetPlace(long hashed, int table) {
        superseded(places(table).remove(hashed));
    }

    private long hashed(int table, byte[] key) {
        long hashed = hash.of(table, key);
        KeyParts parts = settings.parts();
        return parts == null ? hashed : Places.inPart(parts.of(key), hashed);
    }

    private Places places(int table) {
        Places there = places[table];
        return there == null ? places[table] = new Places() : there;
    }

    private void superseded(long before) {
        LedgerFile file = before == 0 ? null : files.get(Places.file(before));
        if (file != null) {
            file.census().superseded();
        }
    }

    /** Completes when all that was put up to now is in the files; with an error while the disk does not take it. */
    public CompletableFuture<Void> written() {
        CompletableFuture<Void> written;
        synchronized (lock) {
            Group last = waiting.peekLast();
            if (last == null) {
                return DONE;
            }
            IOException why = trouble;
            if (why != null) {
                return CompletableFuture.failedFuture(why);
            }
            last.want();
            written = last.written();
        }
        writer.wake();
        return written;
    }

    /** What the disk said to the last write, if it did not take it. It is asked again and again meanwhile. */
    public @Nullable IOException trouble() {
        return trouble;
    }

    // --- for the writer

    /**
     * What is to be written next, to which nothing is added any more; null where nothing is.
     *
     * @param unasked whether it may be what nobody has asked for yet
     */
    @Nullable
    Group nextGroup(boolean unasked) {
        synchronized (lock) {
            writing = unasked ? !waiting.isEmpty() : isAnyWanted();
            return writing ? waiting.peekFirst() : null;
        }
    }

    boolean isIdle() {
        synchronized (lock) {
            return !isAnyWanted() && !closing;
        }
    }

    private boolean isAnyWanted() {
        Group first = waiting.peekFirst();
        return first != null && (first.isWanted() || waiting.size() > 1 || closing);
    }

    /** Whether nothing waits, and nothing will: seen at once, since something may be put just before the end. */
    boolean isDone() {
        synchronized (lock) {
            return waiting.isEmpty() && closing;
        }
    }

    void took(Group group) {
        CompletableFuture<Void> done;
        synchronized (lock) {
            done = group.written();
            waiting.removeFirst();
            writing = false;
            waitingBytes -= group.length();
            trouble = null;
            if (spare.size() < SPARE && group.bytes().capacity() == Group.USUAL) {
                spare.push(group.empty());
            }
            if (isWhole(group.file())) {
                // It looked in vain as long as that was on its way.
                cleaner.wake();
            }
        }
        done.complete(null);
    }

    /** Whoever waits is told; what waits goes on waiting. */
    void refused(IOException why) {
        List<CompletableFuture<Void>> all;
        synchronized (lock) {
            trouble = why;
            all = waiting.stream().map(Group::waitAnew).toList();
        }
        all.forEach(each -> each.completeExceptionally(why));
    }

    boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
    }

    // --- reading

    /** Whether anything is under a key. Never waits for the disk; for one in thousands of millions it says yes to a stranger. */
    public boolean has(int table, byte[] key) {
        long hashed = hashed(table, key);
        synchronized (lock) {
            return places(table).get(hashed) != 0;
        }
    }

    /**
     * What is under a key; null where nothing is, or it has expired.
     *
     * @throws IOException if the disk does not give it
     */
    public @Nullable Entry get(int table, byte[] key) throws IOException {
        long hashed = hashed(table, key);
        while (true) {
            LedgerFile file;
            long place;
            synchronized (lock) {
                place = places(table).get(hashed);
                if (place == 0) {
                    return null;
                }
                for (Group group : waiting) {
                    if (group.has(place)) {
                        Entry entry = Entry.read(group.bytes(), (int) (Places.offset(place) - group.start()));
                        return theOne(entry, table, key);
                    }
                }
                file = files.get(Places.file(place));
            }
            try {
                if (file != null) {
                    return theOne(read(file, Places.offset(place)), table, key);
                }
            } catch (IOException e) {
                if (isStill(table, hashed, place)) {
                    throw e;
                }
            }
        }
    }

    private boolean isStill(int table, long hashed, long place) {
        synchronized (lock) {
            return places(table).get(hashed) == place;
        }
    }

    private @Nullable Entry theOne(Entry entry, int table, byte[] key) {
        boolean same = entry.table() == table && Arrays.equals(entry.key(), key);
        return same && entry.expires() > now() ? entry : null;
    }

    private static Entry read(LedgerFile file, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FIRST_READ);
        file.read(bytes, offset, Entry.HEAD);
        int length = Entry.HEAD + Entry.lengthIn(bytes, 0);
        if (length > bytes.capacity()) {
            bytes = ByteBuffer.allocate(length).put(bytes.flip());
        }
        if (length > bytes.position()) {
            file.read(bytes, offset + bytes.position(), length - bytes.position());
        }
        try {
            return Entry.read(bytes.flip(), 0);
        } catch (IOException e) {
            throw new LedgerDamaged(file.path() + ": at byte " + offset + ", " + e.getMessage(), e);
        }
    }

    /**
     * Begins to look at all entries of a table, in the order of the files. What is put meanwhile may be seen or not. Until it
     * is closed, no file is cleaned.
     */
    public Walk walk(int table) {
        return walk(table, part -> true);
    }

    /** The same of some parts alone; of all where the settings know of none. */
    public Walk walk(int table, IntPredicate parts) {
        long stamp = moving.readLock();
        long[] found;
        synchronized (lock) {
            found = places(table).in(settings.parts() == null ? part -> true : parts);
        }
        Arrays.sort(found);
        return new Walk(this, table, found, () -> moving.unlockRead(stamp));
    }

    /** The latest of a key of which an entry lies there; null where it is another table's, or there is none any more. */
    @Nullable
    Entry latest(int table, long place) throws IOException {
        Entry entry = at(place);
        if (entry.table() != table || entry.expires() <= now()) {
            return null;
        }
        return isLatest(entry, place) ? entry : get(table, entry.key());
    }

    private Entry at(long place) throws IOException {
        LedgerFile file;
        synchronized (lock) {
            for (Group group : waiting) {
                if (group.has(place)) {
                    return Entry.read(group.bytes(), (int) (Places.offset(place) - group.start()));
                }
            }
            file = files.get(Places.file(place));
        }
        if (file == null) {
            throw new IOException("a file of " + folder + " is gone");
        }
        return read(file, Places.offset(place));
    }

    /** How many keys of a table have something under them; what has expired counts until its file is cleaned. */
    public long size(int table) {
        synchronized (lock) {
            return places(table).size();
        }
    }

    /** How many bytes the files have. */
    public long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    /** How many entries were given up since the start, to keep within the bound on bytes. */
    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    // --- for the cleaner

    /** The oldest file, if it is not the one that is written to. */
    @Nullable
    LedgerFile oldest() {
        synchronized (lock) {
            LedgerFile first = files.firstEntry().getValue();
            return isWhole(first) ? first : null;
        }
    }

    /** Whether all that will ever be in a file is written to it. */
    private boolean isWhole(LedgerFile file) {
        return file != current && waiting.stream().noneMatch(group -> group.file() == file);
    }

    /** Has what comes next put into a new file, if the one that is written to was begun long ago. */
    void leaveOldFile() {
        synchronized (lock) {
            if (isOld(begun) && current.length() > LedgerFile.HEAD_LENGTH) {
                current = next();
            }
        }
    }

    /** Whether something that nobody needs any more lies in a file that has not been written to for long. */
    boolean hasOldRemains() throws IOException {
        List<LedgerFile> withRemains;
        synchronized (lock) {
            withRemains = files.values().stream()
                    .filter(file -> file != current && file.census().hasRemains(now()))
                    .toList();
        }
        for (LedgerFile file : withRemains) {
            if (isOld(file.changed())) {
                return true;
            }
        }
        return false;
    }

    private boolean isOld(long time) {
        return time <= now() - TimeUnit.DAYS.toMillis(Cleaner.MOST_DAYS);
    }

    /** About how many bytes of all files are needed. */
    double needed() {
        synchronized (lock) {
            return files.values().stream()
                    .mapToDouble(file -> file.census().needed(now()))
                    .sum();
        }
    }

    double needed(LedgerFile file) {
        synchronized (lock) {
            return file.census().needed(now());
        }
    }

    /** The time up to which entries would have to expire for so many bytes to be free, about. */
    long expiryOfTheFirst(double bytes) {
        NavigableMap<Long, Double> needed = new TreeMap<>();
        synchronized (lock) {
            files.values().forEach(file -> file.census().addTo(needed, now()));
        }
        double sum = 0;
        for (var hour : needed.entrySet()) {
            sum += hour.getValue();
            if (sum >= bytes) {
                return TimeUnit.HOURS.toMillis(hour.getKey() + 1);
            }
        }
        return Long.MAX_VALUE;
    }

    /** Gives an entry up, if it still lies there. */
    void drop(Entry entry, long place, boolean needed) {
        long hashed = hashed(entry.table(), entry.key());
        synchronized (lock) {
            if (places(entry.table()).get(hashed) == place) {
                forgetPlace(hashed, entry.table());
                dropped += needed ? 1 : 0;
            }
        }
    }

    boolean isLatest(Entry entry, long place) {
        return isStill(entry.table(), hashed(entry.table(), entry.key()), place);
    }

    StampedLock moving() {
        return moving;
    }

    /** The files from one on. */
    List<LedgerFile> from(int number) {
        synchronized (lock) {
            return new ArrayList<>(files.tailMap(number, true).values());
        }
    }

    int lastNumber() {
        synchronized (lock) {
            return current.number();
        }
    }

    void delete(LedgerFile file) throws IOException {
        synchronized (lock) {
            files.remove(file.number());
            bytes -= file.length();
        }
        file.delete();
    }

    /** Writes what waits, if the disk takes it, and lets go of the files. Closing twice does no harm. */
    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
        }
        cleaner.close();
        writer.close();
        from(0).forEach(LedgerFile::close);
    }
}
