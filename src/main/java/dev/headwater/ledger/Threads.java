package dev.headwater.ledger;

/** Threads of a ledger, which end before its files are let go of. */
final class Threads {
    private Threads() {}

    /** Waits until a thread has ended; whoever is interrupted meanwhile is so afterwards. */
    static void end(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
