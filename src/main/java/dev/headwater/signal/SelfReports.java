package dev.headwater.signal;

import dev.headwater.lead.SelfReport;
import dev.headwater.signal.Heard.Abstained;
import dev.headwater.signal.Heard.Why;
import dev.headwater.signal.Phrase.How;
import dev.headwater.signal.Phrase.Role;
import dev.headwater.signal.Words.Word;
import dev.headwater.table.Flaw;
import dev.headwater.table.Memo;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers to "How did you hear about us?", by {@code lists/self-reports.csv}: phrase, source, category. Immutable.
 *
 * <p>Listed phrases are looked for word by word, the longest first, with slips of the finger forgiven in long words. An
 * answer that names one source, or clearly one above others, gives that one; any other gives none: it abstains rather
 * than guesses. The time is linear in the length of the answer, and a very long one is not read at all.
 *
 * <p>Instead of a source's category a row may have one of the words of {@link Role}, which say what its phrase does to
 * others. Further columns: {@code medium class}; {@code paid source}, which takes the source's place when the answer
 * speaks of an ad; and {@code how} the phrase counts, in the words of {@link How}.
 */
public final class SelfReports {
    private static final String PHRASE = "phrase";
    private static final String PAID_SOURCE = "paid source";
    private static final String HOW = "how";
    private static final String PAID = "paid";

    /** A tag, a template, a script, a formula, a call with a quoted text, a comparison as attackers write it. */
    private static final Pattern CODE = Pattern.compile(
            "<[a-z/!?]|\\{\\{|\\$\\{|[a-z]:alert|^=\\p{Alnum}+\\(|\\p{Alnum}\\(['\"]|'='|['\";]\\s*--|[a-z]=\\p{Alnum}+;",
            Pattern.CASE_INSENSITIVE);

    /** A longer phrase is a sentence, and no two people write the same one. */
    private static final int MOST_WORDS = 16;

    private static final int MOST_ANSWERS = 512;
    private static final int USUAL_LENGTH = 128;

    private final PhraseBook book;

    /** Most answers are a word or two, and the same few: of these each is listened to once. */
    private final Memo<String, Heard> heard = new Memo<>(MOST_ANSWERS);

    private SelfReports(PhraseBook book) {
        this.book = book;
    }

    /**
     * Reads the list.
     *
     * @param list self-reports
     * @param flaws takes all that is wrong with it
     */
    public static SelfReports of(ReferenceList list, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        PhraseBook book = new PhraseBook();
        Map<String, Phrase> once = new HashMap<>();
        if (reader.has(PHRASE, ListReader.SOURCE, ListReader.CATEGORY)) {
            for (Row row : list.rows()) {
                List<String> words = words(row, reader);
                Phrase phrase = phrase(row, reader);
                if (!words.isEmpty() && phrase != null) {
                    reader.put(once, String.join(" ", words), row, PHRASE, phrase);
                    book.add(words, phrase);
                }
            }
        }
        book.close();
        return new SelfReports(book);
    }

    private static List<String> words(Row row, ListReader reader) {
        String written = row.cell(PHRASE);
        List<String> words = written.length() > Letters.MOST
                ? List.of()
                : Words.of(Letters.plain(written)).stream().map(Word::text).toList();
        if (words.isEmpty()) {
            reader.wrong(row, PHRASE, "No phrase stands here.", "A phrase needs a letter or a digit");
        } else if (words.size() > MOST_WORDS) {
            reader.wrong(
                    row,
                    PHRASE,
                    "A phrase of " + words.size() + " words stands here; at most " + MOST_WORDS + " are looked for.",
                    "Keep the words that matter");
            return List.of();
        }
        return words;
    }

    private static @Nullable Phrase phrase(Row row, ListReader reader) {
        Set<How> hows = hows(row, reader);
        Optional<Role> role = Role.ofCategory(Text.fold(row.cell(ListReader.CATEGORY)));
        if (role.isPresent()) {
            if (!row.cell(ListReader.SOURCE).isEmpty()) {
                reader.wrong(
                        row,
                        ListReader.SOURCE,
                        "A source stands beside the category \"" + role.get().category() + "\", which has none.",
                        "Empty this cell, or write the source's category");
                return null;
            }
            return new Phrase(role.get(), null, null, hows);
        }
        Recognised recognised = reader.recognised(row);
        if (recognised == null) {
            return null;
        }
        String paid = row.cell(PAID_SOURCE);
        return new Phrase(
                Role.SOURCE,
                recognised,
                paid.isEmpty() ? null : new Recognised(Recognised.sourceNamed(paid), recognised.category(), null, PAID),
                hows);
    }

    private static Set<How> hows(Row row, ListReader reader) {
        Set<How> hows = EnumSet.noneOf(How.class);
        for (String written : row.cell(HOW).split(",", -1)) {
            if (!written.isBlank()) {
                How.of(Text.fold(written))
                        .ifPresentOrElse(
                                hows::add, () -> reader.unknown(row, HOW, written.strip(), "\"how\"", How.words()));
            }
        }
        return hows;
    }

    /** What an answer says; never fails, whatever stands in it. */
    public Heard hear(SelfReport report) {
        String answer = report.answer().strip();
        return answer.length() <= USUAL_LENGTH ? heard.answer(answer, this::listen) : listen(answer);
    }

    private Heard listen(String answer) {
        if (answer.length() > Letters.MOST) {
            return new Abstained(Why.TOO_LONG, List.of());
        }
        if (CODE.matcher(answer).find()) {
            return new Abstained(Why.CODE, List.of());
        }
        List<Word> words = Words.of(Letters.plain(answer));
        return new Hearing(words, book.find(words)).heard();
    }
}
