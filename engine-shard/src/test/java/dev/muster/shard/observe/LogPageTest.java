// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.RecoveryDone;
import dev.muster.metrics.SnapshotDone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page lists what is logged: every line with its level, and nothing else. */
class LogPageTest {

  private static final Path PAGE = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(DEBUG|INFO|WARNING|ERROR)` \\| (.+) \\|$", Pattern.MULTILINE);
  private static final Map<Level, String> LEVELS =
      Map.of(
          Level.FINE, "DEBUG", Level.INFO, "INFO", Level.WARNING, "WARNING", Level.SEVERE, "ERROR");

  private final Set<String> lines = new LinkedHashSet<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          String message = line.getMessage().replaceFirst("^here: ", "");
          // What follows is different each time.
          lines.add(LEVELS.get(line.getLevel()) + " " + message.replaceFirst(", \\w+=.*$", ""));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Test
  void page_listsEveryLine() throws IOException {
    Logger logger = Logger.getLogger("dev.muster");
    Level before = logger.getLevel();
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try {
      logEverything();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
      logger.setLevel(before);
    }

    Set<String> listed = new LinkedHashSet<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> listed.add(row.group(1) + " " + row.group(2)));
    assertThat(lines).hasSizeGreaterThan(7).containsExactlyInAnyOrderElementsOf(listed);
  }

  private static void logEverything() {
    EngineObserver broken =
        new EngineObserver() {
          @Override
          public void queryBegun(QueryKind kind) {
            throw new IllegalStateException();
          }
        };
    Observers observers = Observers.of("here", List.of(broken));
    observers.queryBegun(QueryKind.COUNT);
    observers.recoveryDone(new RecoveryDone(1, 2, 3, 4, 5));
    SnapshotDone taken = new SnapshotDone(1, 2, 3, 4, Optional.empty());
    observers.snapshotDone(taken);
    observers.snapshotDone(SnapshotDone.failed(new IOException(), 1));
    observers.snapshotDone(taken);
    observers.engineFailed(new EngineFailed(new IOException(), true));
    observers.engineClosed();
    Observers.of("here", List.of())
        .engineFailed(new EngineFailed(new IllegalStateException(), false));
    Observers.nobody().engineClosed();
  }
}
