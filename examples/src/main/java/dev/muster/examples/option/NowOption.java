// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The present that questions are asked in. */
public final class NowOption {

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description =
          "The present of every question: an ISO date (midnight UTC), an ISO date-time with an"
              + " offset, or epoch milliseconds. The clock's, if not given.")
  private @Nullable Instant now;

  /** The instant given, or that of the clock. */
  public Instant now() {
    return now == null ? Instant.now() : now;
  }
}
