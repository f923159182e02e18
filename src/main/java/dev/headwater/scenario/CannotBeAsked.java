package dev.headwater.scenario;

/** A scenario is sound, and there is no way to put it to whoever is asked. */
final class CannotBeAsked extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    /** @param why for people */
    CannotBeAsked(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
