package dev.headwater.signal;

import dev.headwater.lead.LandingPage;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of pages leads land on, by {@code lists/pages.csv}: path, class. Immutable.
 *
 * <p>Case, accents, a slash at the end, underscores for hyphens, and endings such as {@code .html} never matter. A path
 * below a language ({@code /de/preise}, {@code /pt-br/precos}) that no row knows as it stands is looked for without it.
 */
public final class Pages {
    private static final String PATH = "path";
    private static final String CLASS = "class";
    private static final Pattern LANGUAGE = Pattern.compile("/[a-z]{2}(-[a-z]{2,4})?(?=/.)");
    private static final Pattern ENDING = Pattern.compile("(/(index|default))?\\.(html?|php\\d?|aspx?|jsp|shtml)$");

    private final Patterns patterns;

    private Pages(Patterns patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads the list.
     *
     * @param list pages
     * @param flaws takes all that is wrong with it
     */
    public static Pages of(ReferenceList list, List<Flaw> flaws) {
        return new Pages(Patterns.of(list, PATH, CLASS, cell -> comparable(PagePath.of(cell)), flaws));
    }

    /** The class of a landing page, folded; null where no row knows its path. */
    public @Nullable String classOf(LandingPage page) {
        return classOf(PagePath.of(page.url()));
    }

    @Nullable
    String classOf(PagePath page) {
        String path = comparable(page);
        String known = find(path);
        if (known != null) {
            return known;
        }
        Matcher language = LANGUAGE.matcher(path);
        return language.lookingAt() ? find(path.substring(language.end())) : null;
    }

    private @Nullable String find(String path) {
        String exact = patterns.exactly(path);
        return exact != null ? exact : patterns.like(List.of(path));
    }

    private static String comparable(PagePath page) {
        String path = page.path().replace('_', '-').replace(' ', '-');
        String bare = path.indexOf('.') < 0 ? path : ENDING.matcher(path).replaceFirst("");
        return bare.isEmpty() ? "/" : bare;
    }
}
