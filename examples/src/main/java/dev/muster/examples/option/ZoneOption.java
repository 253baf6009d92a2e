// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** The place whose calendar counts. */
public final class ZoneOption {

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose days and months count: Asia/Jakarta, for example (UTC).")
  private ZoneId zone = ZoneOffset.UTC;

  /** UTC unless said otherwise. */
  public ZoneId zone() {
    return zone;
  }
}
