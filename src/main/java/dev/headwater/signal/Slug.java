package dev.headwater.signal;

/**
 * The ID that follows from a name: {@code SaaStr 2026} becomes {@code saastr-2026}. Names that differ only in case,
 * blanks, accents or punctuation have one ID.
 */
public final class Slug {
    private static final int LONGEST = 100;

    private Slug() {}

    /**
     * The slug of a name: letters and digits of any script, in lower case, and single hyphens between words; never
     * empty and at most 100 characters. A plus sign is spelled out, so that {@code Google+} is not {@code google}; a
     * name without a single letter or digit is told by the numbers of its characters.
     */
    public static String of(String name) {
        String head = name.length() > Letters.MOST ? name.substring(0, Letters.MOST) : name;
        StringBuilder slug = new StringBuilder();
        boolean gap = false;
        String plain = Letters.plain(head).replace("'", "").replace("+", " plus ");
        for (int i = 0; i < plain.length() && slug.length() < LONGEST; ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (!Letters.isOne(c)) {
                gap = slug.length() > 0;
                continue;
            }
            if (gap) {
                slug.append('-');
                gap = false;
            }
            slug.appendCodePoint(c);
        }
        return slug.length() == 0 ? numbersOf(head) : withoutLastHyphen(slug.substring(0, cut(slug)));
    }

    private static int cut(StringBuilder slug) {
        if (slug.length() <= LONGEST) {
            return slug.length();
        }
        return Character.isLowSurrogate(slug.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    }

    private static String withoutLastHyphen(String slug) {
        return slug.endsWith("-") ? slug.substring(0, slug.length() - 1) : slug;
    }

    private static String numbersOf(String name) {
        StringBuilder numbers = new StringBuilder("u");
        name.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .limit(8)
                .forEach(c -> numbers.append('-').append(Integer.toHexString(c)));
        return numbers.length() == 1 ? "unnamed" : numbers.toString();
    }
}
