/**
 * Who the other members are that keep histories with this process, how they are found and talked to, and what becomes of them
 * when a network was cut. Start at {@link Cluster}, which is what a user says; {@link ClusterChannel} is what comes of it. What
 * they keep together is Infinispan's part.
 */
@NullMarked
package dev.headwater.cluster;

import org.jspecify.annotations.NullMarked;
