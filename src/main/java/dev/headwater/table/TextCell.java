package dev.headwater.table;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one cell of a column of text: texts, {@code not}, wildcards, {@code matches} and {@code in}. */
final class TextCell {
    private static final Pattern COMPARISON =
            Pattern.compile("^(?:[<>=\u2264\u2265]|(?:at (?:least|most)|more than|less than) \\d"
                    + "|within \\d|(?:\\d+(?:\\.\\d+)?) ?\\.\\. ?\\d)");
    private static final Pattern OTHER_SEPARATORS = Pattern.compile("\\s*(?:[;|/+&\n]|\\bor\\b|\\band\\b)\\s*");
    private static final Pattern LINE_BREAK = Pattern.compile("[^,\\s]\\s*\n");

    private final String cell;
    private final Word word;
    private final NamedLists lists;

    TextCell(String cell, Word word, NamedLists lists) {
        this.cell = cell;
        this.word = word;
        this.lists = lists;
    }

    /** One text among others, as the author separated them by commas. */
    private record Item(String text, boolean quoted) {
        boolean isPattern() {
            return !quoted && text.indexOf('*') >= 0;
        }
    }

    Condition condition() throws Misread {
        String tidy = Text.tidy(Text.straightQuotes(cell));
        String lower = tidy.toLowerCase(Locale.ROOT);
        if (lower.equals("matches") || lower.startsWith("matches ")) {
            return RegularExpression.read(
                    Text.tidy(cell), tidy.substring("matches".length()).strip(), word);
        }
        if (lower.startsWith("in ")) {
            return inList(tidy.substring(3));
        }
        if (lower.startsWith("not in ")) {
            return narrowed(new Condition.NoneOf(List.copyOf(lists.texts(unquoted(tidy.substring(7))))));
        }
        if (lower.equals("not") || lower.startsWith("not ") || lower.startsWith("not(")) {
            return noneOf(tidy.substring(3).strip());
        }
        refuseComparison(lower);
        List<Item> items = items(tidy);
        if (items.size() > 1) {
            refuseKeywordAmong(items);
        }
        return items.stream().anyMatch(Item::isPattern) ? pattern(items) : oneOf(items);
    }

    /** The text of a THEN cell: as written, or in the word's own spelling where the word is closed. */
    static String outcome(String tidy, Word word) throws Misread {
        String text = unquoted(Text.straightQuotes(tidy));
        boolean quoted = text.length() < tidy.length();
        if (!word.isClosed()) {
            return quoted ? text : tidy;
        }
        return known(text, word, tidy);
    }

    /** The texts of a cell of wildcards, folded, each star a {@code *}; plain texts among them have none. */
    static List<String> wildcards(String written) {
        Word any = Word.ofFreeText("");
        try {
            return new TextCell(written, any, new NamedLists(List.of()))
                    .items(Text.tidy(Text.straightQuotes(written))).stream()
                            .filter(Item::isPattern)
                            .map(item -> Text.fold(item.text()).replaceAll("\\*+", "*"))
                            .toList();
        } catch (Misread e) {
            return List.of();
        }
    }

    /** The plain texts in a cell of wildcards, folded. */
    static List<String> plainTexts(String written) {
        Word any = Word.ofFreeText("");
        try {
            return new TextCell(written, any, new NamedLists(List.of()))
                    .items(Text.tidy(Text.straightQuotes(written))).stream()
                            .filter(item -> !item.isPattern())
                            .map(item -> Text.fold(item.text()))
                            .toList();
        } catch (Misread e) {
            return List.of();
        }
    }

    private Condition inList(String name) throws Misread {
        Set<String> texts = lists.texts(unquoted(name));
        if (!word.isClosed()) {
            return new Condition.InList(Text.tidy(unquoted(name)), texts);
        }
        Set<String> possible = foldedValues();
        Set<String> common = new LinkedHashSet<>(texts);
        common.retainAll(possible);
        if (common.isEmpty()) {
            throw new Misread(
                    "No value of the list " + Found.quote(unquoted(name)) + " is " + Found.withArticle(word.name())
                            + ".",
                    Found.oneOf(word.name(), word.values()));
        }
        return new Condition.InList(Text.tidy(unquoted(name)), common);
    }

    private Condition noneOf(String rest) throws Misread {
        boolean bracketed = rest.startsWith("(") && rest.endsWith(")");
        String inner = bracketed ? rest.substring(1, rest.length() - 1).strip() : rest;
        if (inner.isEmpty()) {
            throw new Misread(
                    Found.quote(cell) + " does not say what is not wanted.", "Write, for example, not (email, sms)");
        }
        List<Item> items = items(inner);
        if (items.size() > 1 && !bracketed) {
            throw new Misread(
                    Found.quote(cell) + " can be meant in two ways.",
                    "Write not (" + inner + ") for none of them, and a row of its own for anything else");
        }
        for (Item item : items) {
            if (item.isPattern()) {
                throw new Misread(
                        Found.quote(cell) + " puts not before a pattern, where only plain texts can stand.",
                        "Put a row with " + item.text() + " above, so that this row sees only the rest");
            }
            String folded = Text.fold(item.text());
            if (!item.quoted()
                    && items.size() == 1
                    && Set.of("set", "empty", "blank", "null").contains(folded)) {
                throw new Misread(
                        Found.quote(cell) + " can be meant in two ways.",
                        "Write missing or known to ask whether there is a value, or not \"" + folded
                                + "\" for any other text");
            }
            if (!item.quoted() && Set.of("any", "-").contains(folded)) {
                throw new Misread(Found.quote(cell) + " can never fit.", "Write missing for no value");
            }
        }
        refuseKeywordAmong(items);
        List<String> texts = new ArrayList<>();
        for (Item item : items) {
            addText(texts, item);
        }
        return narrowed(new Condition.NoneOf(texts));
    }

    private Condition oneOf(List<Item> items) throws Misread {
        List<String> texts = new ArrayList<>();
        for (Item item : items) {
            addText(texts, item);
        }
        return new Condition.OneOf(texts);
    }

    private void addText(List<String> texts, Item item) throws Misread {
        String text = word.isClosed() ? known(item.text(), word, cell) : item.text();
        String folded = Text.fold(text);
        if (!texts.contains(folded)) {
            texts.add(folded);
        }
    }

    /** Wildcards, perhaps with plain texts among them. Of a closed word's values, those that fit are written out. */
    private Condition pattern(List<Item> items) throws Misread {
        List<String> alternatives = new ArrayList<>();
        for (Item item : items) {
            if (item.isPattern() && item.text().chars().allMatch(c -> c == '*')) {
                throw new Misread(
                        Found.quote(item.text()) + " can be meant in two ways.",
                        "Leave the cell empty for anything, or write known for any text");
            }
            String alternative = wildcard(item);
            if (word.isClosed()
                    && foldedValues().stream().noneMatch(Pattern.compile("^" + alternative + "$")::matches)) {
                throw new Misread(
                        Found.quote(item.text()) + " fits no " + Found.inSentence(word.name()) + ".",
                        Found.oneOf(word.name(), word.values()));
            }
            alternatives.add(alternative);
        }
        Pattern whole = Pattern.compile("^(?:" + String.join("|", alternatives) + ")$", Pattern.DOTALL);
        if (word.isClosed()) {
            return new Condition.OneOf(
                    foldedValues().stream().filter(whole::matches).toList());
        }
        return new Condition.Like(Text.tidy(cell), whole);
    }

    private static String wildcard(Item item) {
        String folded = Text.fold(item.text());
        if (item.quoted()) {
            return Pattern.quote(folded);
        }
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (int star = folded.indexOf('*'); star >= 0; star = folded.indexOf('*', from)) {
            pattern.append(Pattern.quote(folded.substring(from, star)));
            if (!pattern.toString().endsWith(".*")) {
                pattern.append(".*");
            }
            from = star + 1;
        }
        return pattern.append(Pattern.quote(folded.substring(from))).toString();
    }

    /** A NoneOf of a closed word names only values that the word can take. */
    private Condition narrowed(Condition.NoneOf noneOf) {
        if (!word.isClosed()) {
            return noneOf;
        }
        Set<String> possible = foldedValues();
        List<String> texts = noneOf.texts().stream().filter(possible::contains).toList();
        return texts.isEmpty() ? new Condition.Anything() : new Condition.NoneOf(texts);
    }

    private Set<String> foldedValues() {
        return word.values().stream().map(Text::fold).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String known(String text, Word word, String cell) throws Misread {
        String folded = Text.fold(text);
        for (String value : word.values()) {
            if (Text.fold(value).equals(folded)) {
                return value;
            }
        }
        for (String value : word.values()) {
            if (Text.nameKey(value).equals(Text.nameKey(folded))) {
                throw new Misread(
                        Found.quote(text) + " is not " + Found.withArticle(word.name()) + ". Did you mean \"" + value
                                + "\"?",
                        Found.oneOf(word.name(), word.values()));
            }
        }
        Optional<String> separated = separated(cell, word);
        String isNot = Found.quote(text) + " is not " + Found.withArticle(word.name()) + ".";
        throw separated.isPresent()
                ? new Misread(isNot, separated.get())
                : new Misread(isNot + Nearest.question(text, word.values()), Found.oneOf(word.name(), word.values()));
    }

    /** Where other separators than commas would make known values of it all, say so. */
    private static Optional<String> separated(String cell, Word word) {
        String[] parts = OTHER_SEPARATORS.split(cell.strip().toLowerCase(Locale.ROOT));
        Set<String> values = word.values().stream().map(Text::fold).collect(Collectors.toSet());
        boolean all = parts.length > 1 && Arrays.stream(parts).allMatch(part -> values.contains(Text.fold(part)));
        return all ? Optional.of("Put commas between values: " + String.join(", ", parts)) : Optional.empty();
    }

    private void refuseComparison(String lower) throws Misread {
        if (COMPARISON.matcher(lower).find()) {
            throw new Misread(
                    Found.quote(cell) + " is a comparison, but " + word.name() + " is text.",
                    "Put quotes round it if it is meant as text");
        }
        boolean otherSeparator = !lower.startsWith("\"") && (lower.contains(";") || lower.contains("|"));
        if (!word.isClosed()
                && (otherSeparator || LINE_BREAK.matcher(cell.strip()).find())) {
            throw new Misread(
                    Found.quote(cell) + " can be meant in two ways.",
                    "Put commas between several texts, or quotes round one text");
        }
    }

    private void refuseKeywordAmong(List<Item> items) throws Misread {
        for (Item item : items) {
            String folded = Text.fold(item.text());
            boolean keyword = Set.of("any", "-", "known", "missing", "not", "in", "matches")
                            .contains(folded)
                    || folded.startsWith("not ")
                    || folded.startsWith("in ")
                    || folded.startsWith("matches ");
            boolean value = word.isClosed() && foldedValues().contains(folded);
            if (!item.quoted() && keyword && !value) {
                throw new Misread(
                        Found.quote(item.text()) + " cannot stand among other values.",
                        "Give it a row of its own, or put quotes round it if it is meant as text");
            }
        }
    }

    private List<Item> items(String tidy) throws Misread {
        List<Item> items = new ArrayList<>();
        int from = 0;
        while (true) {
            while (from < tidy.length() && tidy.charAt(from) == ' ') {
                from++;
            }
            int end;
            Item item = quotedItem(tidy, from);
            if (item == null) {
                int comma = tidy.indexOf(',', from);
                end = comma < 0 ? tidy.length() : comma;
                item = new Item(tidy.substring(from, end).strip(), false);
            } else {
                end = endOfQuotes(tidy, from);
            }
            if (item.text().isEmpty() && !item.quoted()) {
                throw new Misread(
                        Found.quote(cell) + " has a comma with nothing beside it.",
                        "Take the comma out; for no value at all, write missing in a row of its own");
            }
            if (Text.fold(item.text()).isEmpty()) {
                throw new Misread(
                        Found.quote(cell) + " asks for an empty text, which never comes.",
                        "Write missing for no value");
            }
            items.add(item);
            if (end >= tidy.length()) {
                return items;
            }
            from = end + 1;
        }
    }

    private @Nullable Item quotedItem(String tidy, int from) throws Misread {
        if (from >= tidy.length() || tidy.charAt(from) != '"') {
            return singleQuoted(tidy, from);
        }
        StringBuilder text = new StringBuilder();
        for (int i = from + 1; i < tidy.length(); i++) {
            if (tidy.charAt(i) != '"') {
                text.append(tidy.charAt(i));
            } else if (i + 1 < tidy.length() && tidy.charAt(i + 1) == '"') {
                text.append('"');
                i++;
            } else {
                int next = i + 1;
                while (next < tidy.length() && tidy.charAt(next) == ' ') {
                    next++;
                }
                if (next < tidy.length() && tidy.charAt(next) != ',') {
                    throw new Misread(
                            Found.quote(cell) + " goes on after a closing quote.",
                            "Put a comma between two texts, or \"\" for a quote within quotes");
                }
                return new Item(text.toString(), true);
            }
        }
        throw new Misread(Found.quote(cell) + " opens a quote and never closes it.", "Add the closing quote");
    }

    private static @Nullable Item singleQuoted(String tidy, int from) {
        int comma = tidy.indexOf(',', from);
        String text = tidy.substring(from, comma < 0 ? tidy.length() : comma).strip();
        return text.length() > 2 && text.startsWith("'") && text.endsWith("'")
                ? new Item(text.substring(1, text.length() - 1), true)
                : null;
    }

    /** The place of the comma after a quoted text, or the cell's end. */
    private static int endOfQuotes(String tidy, int from) {
        boolean quoted = false;
        for (int i = from; i < tidy.length(); i++) {
            if (tidy.charAt(i) == '"') {
                quoted = !quoted;
            } else if (tidy.charAt(i) == ',' && !quoted) {
                return i;
            }
        }
        return tidy.length();
    }

    /** Without quotes round the whole; with them, if there are others within. */
    private static String unquoted(String text) {
        String stripped = text.strip();
        boolean quoted =
                stripped.length() > 1 && stripped.startsWith("\"") && stripped.indexOf('"', 1) == stripped.length() - 1;
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }
}
