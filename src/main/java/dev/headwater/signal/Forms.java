package dev.headwater.signal;

import dev.headwater.lead.Form;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What forms are for, by {@code lists/forms.csv}: form, purpose. Immutable.
 *
 * <p>A form's name is taken word by word, however its words are joined ({@code demo-request}, {@code DemoRequest}, {@code
 * demo_request}). A pattern sees the words with single blanks between, and before the first and after the last: so {@code
 * "* demo *"} is the word demo anywhere, and no part of <i>democracy</i>.
 */
public final class Forms {
    private static final String FORM = "form";
    private static final String PURPOSE = "purpose";

    /** No app names a form at more length. */
    private static final int LONGEST = 300;

    private final Patterns patterns;

    private Forms(Patterns patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads the list.
     *
     * @param list forms
     * @param flaws takes all that is wrong with it
     */
    public static Forms of(ReferenceList list, List<Flaw> flaws) {
        return new Forms(Patterns.of(list, FORM, PURPOSE, Letters::only, flaws));
    }

    /** What a form is for, folded; null where no row knows it. */
    public @Nullable String purpose(Form form) {
        if (form.name().length() > LONGEST) {
            return null;
        }
        String exact = patterns.exactly(Letters.only(form.name()));
        if (exact != null) {
            return exact;
        }
        String words = words(form.name());
        return patterns.like(List.of(words, " " + words + " "));
    }

    /** The words of a name, folded, with single blanks between them. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean camel = i > 0
                    && Character.isUpperCase(c)
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || (Character.isUpperCase(name.charAt(i - 1))
                                    && i + 1 < name.length()
                                    && Character.isLowerCase(name.charAt(i + 1))));
            words.append(camel ? " " : "").append(Letters.isOne(c) || Character.isSurrogate(c) ? c : ' ');
        }
        return Text.fold(Letters.plain(words.toString()));
    }
}
