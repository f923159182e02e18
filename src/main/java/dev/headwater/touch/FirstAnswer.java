package dev.headwater.touch;

import dev.headwater.lead.EventId;
import java.time.Instant;

/**
 * What was answered when a contact was told for the first time.
 *
 * @param eventId names the contact
 * @param question a fingerprint of what was told; another one under the same name is another contact
 * @param body the answer as it went out
 * @param at when it was given
 */
public record FirstAnswer(EventId eventId, String question, String body, Instant at) {}
