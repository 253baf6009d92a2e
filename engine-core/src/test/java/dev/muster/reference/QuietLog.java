// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * The configuration of {@code java.util.logging} in tests that fail disks by the thousand: what
 * engines log of it is not shown. Named by the system property {@code
 * java.util.logging.config.class}.
 */
public final class QuietLog {

  private static final String CONFIGURATION =
      """
      handlers = java.util.logging.ConsoleHandler
      .level = INFO
      dev.muster.level = OFF
      """;

  public QuietLog() throws IOException {
    LogManager.getLogManager()
        .readConfiguration(
            new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
