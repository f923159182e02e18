package dev.headwater.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.regex.Pattern;

/** Why something is not JSON, in words for the one who sent it: the parser's own, without its insides. */
final class NotJsonReasons {
    /** What the parser adds about itself: where a bracket began in its own notation, and switches that nobody has. */
    private static final Pattern INSIDES = Pattern.compile(
            " \\((?:start marker at|for (?:Object|Array|root)|not recognized|consider enabling)[^\\n]*|: enable `[^\\n]*|\\n.*",
            Pattern.DOTALL);

    private NotJsonReasons() {}

    static Reading.NotJson of(IOException trouble) {
        if (!(trouble instanceof JsonProcessingException unparsable)) {
            return new Reading.NotJson("it is not text in UTF-8", 0, 0);
        }
        JsonLocation at = unparsable.getLocation();
        int line = at == null ? 0 : Math.max(0, at.getLineNr());
        int column = at == null || line == 0 ? 0 : Math.max(1, at.getColumnNr());
        return new Reading.NotJson(reason(unparsable), line, column);
    }

    private static String reason(JsonProcessingException unparsable) {
        String message = unparsable.getOriginalMessage();
        if (unparsable instanceof StreamConstraintsException) {
            return bound(message);
        }
        if (unparsable instanceof JsonEOFException || message.startsWith("Unexpected end-of-input")) {
            return "it ends too early";
        }
        return Unicode.wellFormed(INSIDES.matcher(message).replaceFirst(""));
    }

    private static String bound(String message) {
        if (message.contains("nesting depth")) {
            return "it is nested deeper than " + JsonTree.MAX_DEPTH + " levels";
        }
        if (message.contains("symbol table")) {
            return "it has field names made to collide";
        }
        if (message.contains("Number")) {
            return "it has a number of more than " + JsonTree.MAX_NUMBER + " digits";
        }
        if (message.contains("Name")) {
            return "it has a field name of more than " + JsonTree.MAX_NAME + " characters";
        }
        return "it has a text of more than " + JsonTree.MAX_TEXT + " characters";
    }
}
