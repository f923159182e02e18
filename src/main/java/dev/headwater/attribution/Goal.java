package dev.headwater.attribution;

/** What a path may lead to. */
enum Goal {
    /** Somebody becomes a lead. */
    LEAD,
    /** A lead converts. */
    CONVERSION
}
