package dev.headwater.lead;

/** Somebody whose touches are kept: a lead, or a visitor who has not become one yet. */
public sealed interface Person permits LeadId, VisitorId {

    /** The longest name that is taken, in characters. */
    int MAX_LENGTH = 200;

    /** The app's own name for this person; opaque to us. */
    String value();
}
