package dev.headwater.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Who reads what we print. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal that shows colours, and its owner wants them ({@code NO_COLOR}). */
    static boolean showsColours() {
        return Ansi.AUTO.enabled();
    }

    /** Whether somebody watches standard output. */
    static boolean isStandardOutput() {
        return isTerminal(1);
    }

    /** Whether somebody watches standard error. */
    static boolean isStandardError() {
        return isTerminal(2);
    }

    /** How many characters a line of the terminal has; 0 where nobody watches standard output, or nobody knows. */
    static int width() {
        if (!isStandardOutput()) {
            return 0;
        }
        try {
            Process asked = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return size.matches("\\d+ \\d{1,5}") ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Java does not tell; where the system does not either, we say no: what depends on it is only decoration. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }
}
