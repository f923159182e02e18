package dev.headwater.command;

/** What the jar's commands say to the shell. */
final class ExitCode {
    /** All is well. */
    static final int FINE = 0;

    /** It ran, and the answer is no: a flaw, a difference, a lead that was refused. */
    static final int NO = 1;

    /** It could not run. */
    static final int CANNOT = 2;

    private ExitCode() {}
}
