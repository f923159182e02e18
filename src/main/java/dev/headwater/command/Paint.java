package dev.headwater.command;

/** Colours for a terminal that shows them. */
enum Paint {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    CYAN("36"),
    BOLD_BLUE("1;34"),
    BOLD_GREEN("1;32");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /**
     * The text in this colour.
     *
     * @param shown whether the reader's terminal shows colours; else the text as it is
     */
    String on(String text, boolean shown) {
        return shown && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
