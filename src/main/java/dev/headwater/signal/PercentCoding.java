package dev.headwater.signal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as it is met, not as it is specified: a percent sign that begins no pair of digits stays as it
 * stands, and bytes that are no UTF-8 are read as Latin-1, as old systems meant them.
 */
final class PercentCoding {
    private PercentCoding() {}

    /** The text with its {@code %XX} decoded once. */
    static String decode(String text) {
        int at = nextPair(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        byte[] bytes = new byte[(text.length() - at) / 3];
        int from = 0;
        while (at >= 0) {
            decoded.append(text, from, at);
            int count = 0;
            while (isPair(text, at)) {
                bytes[count++] = (byte) Integer.parseInt(text, at + 1, at + 3, 16);
                at += 3;
            }
            decoded.append(characters(bytes, count, StandardCharsets.ISO_8859_1));
            from = at;
            at = nextPair(text, at);
        }
        return decoded.append(text, from, text.length()).toString();
    }

    /** The text as a form sends it: a plus sign is a blank. */
    static String decodeForm(String text) {
        return decode(text.replace('+', ' '));
    }

    /**
     * The same, for a text that was encoded as a whole, maybe by a system that knew no UTF-8.
     *
     * @param otherwise what its bytes are where they are no UTF-8
     */
    static String decodeForm(String text, Charset otherwise) {
        String form = text.replace('+', ' ');
        if (nextPair(form, 0) < 0) {
            return form;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(form.length());
        for (int at = 0; at < form.length(); ) {
            if (isPair(form, at)) {
                bytes.write(Integer.parseInt(form, at + 1, at + 3, 16));
                at += 3;
            } else {
                int next = at + Character.charCount(form.codePointAt(at));
                bytes.writeBytes(form.substring(at, next).getBytes(StandardCharsets.UTF_8));
                at = next;
            }
        }
        return characters(bytes.toByteArray(), bytes.size(), otherwise);
    }

    /** Whether anything in the text would be decoded. */
    static boolean isEncoded(String text) {
        return nextPair(text, 0) >= 0;
    }

    private static int nextPair(String text, int from) {
        for (int at = text.indexOf('%', from); at >= 0; at = text.indexOf('%', at + 1)) {
            if (isPair(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private static String characters(byte[] bytes, int count, Charset otherwise) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, count, otherwise);
        }
    }
}
