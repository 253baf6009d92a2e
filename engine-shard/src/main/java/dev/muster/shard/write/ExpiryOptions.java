// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the sequencer lets go of by itself, and when.
 *
 * @param clock tells when
 * @param retention how long events are kept, or null for ever
 * @param inactivity how long profiles without an update or event are kept, or null for ever; a part
 *     of a day counts as a whole one
 */
public record ExpiryOptions(
    Clock clock, @Nullable Duration retention, @Nullable Duration inactivity) {

  /** Keeps everything. */
  static ExpiryOptions none() {
    return new ExpiryOptions(Clock.systemUTC(), null, null);
  }
}
