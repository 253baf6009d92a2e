// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.QueryKind;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine logs what nobody else is told of, and nothing else that anybody has to read. */
@Timeout(60)
class EngineLogTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Schema SCHEMA = Schema.builder().attributes(AGE).build();

  private final Logger logger = Logger.getLogger("dev.muster");
  private final Level before = logger.getLevel();
  private final List<LogRecord> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
          lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void capture() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void release() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(before);
  }

  private static EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA);
  }

  private static ProfileUpdate update(String id) {
    return ProfileUpdate.of(id).set(AGE, 1);
  }

  private List<String> linesFrom(Level level) {
    return lines.stream()
        .filter(line -> line.getLevel().intValue() >= level.intValue())
        .map(line -> line.getLevel() + " " + line.getMessage())
        .toList();
  }

  @Test
  void normalLife_logsNothingThatAnybodyHasToRead(@TempDir Path directory) {
    for (int i = 0; i < 2; i++) {
      try (SegmentationEngine engine = builder().directory(directory).open()) {
        engine.update(update("p" + i));
        assertThatThrownBy(() -> engine.count(LongAttribute.of("unknown").is(1)))
            .isInstanceOf(IllegalArgumentException.class);
        engine.snapshot();
        assertThat(engine.count(Predicate.everyone())).isEqualTo(i + 1);
      }
    }

    assertThat(linesFrom(Level.INFO)).isEmpty();
    String place = "FINE engine in " + directory + ": ";
    assertThat(linesFrom(Level.FINE))
        .satisfiesExactly(
            line -> assertThat(line).startsWith(place + "a snapshot was taken, epoch="),
            line -> assertThat(line).isEqualTo(place + "closed"),
            line -> assertThat(line).startsWith(place + "the directory was read, epoch="),
            line -> assertThat(line).startsWith(place + "a snapshot was taken, epoch="),
            line -> assertThat(line).isEqualTo(place + "closed"));
  }

  @Test
  void failingSnapshots_areOneWarningUntilOneIsTakenAgain() {
    FaultyFileStore disk = new FaultyFileStore();
    try (SegmentationEngine engine = builder().open(disk, 4_096)) {
      engine.update(update("a"));
      for (int i = 0; i < 3; i++) {
        disk.withPlan(new FaultPlan(disk.trace().size() + 1, FaultPlan.Kind.ERROR, 1));
        assertThatThrownBy(engine::snapshot).isInstanceOf(StorageException.class);
      }
      disk.withPlan(FaultPlan.none());
      assertThat(linesFrom(Level.INFO))
          .containsExactly(
              "WARNING engine in memory: a snapshot failed; the journal is kept and it is tried"
                  + " again");
      assertThat(lines)
          .filteredOn(line -> line.getLevel() == Level.WARNING)
          .allMatch(line -> line.getThrown() instanceof java.io.IOException);

      long epoch = engine.snapshot();

      assertThat(linesFrom(Level.INFO))
          .hasSize(2)
          .endsWith("INFO engine in memory: a snapshot was taken again, epoch=" + epoch);
    }
  }

  @Test
  void failureOfTheDisk_isOneError() {
    FaultyFileStore disk = new FaultyFileStore();
    SegmentationEngine engine = builder().open(disk, 4_096);
    disk.withPlan(FaultPlan.lasting(disk.trace().size(), FaultPlan.Kind.ERROR, 1));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> engine.update(update("a"))).isInstanceOf(StorageException.class);
    }
    assertThatThrownBy(engine::close).isInstanceOf(StorageException.class);

    assertThat(linesFrom(Level.INFO))
        .containsExactly(
            "SEVERE engine in memory: the directory failed; nothing is written any more, and"
                + " questions are still answered");
  }

  @Test
  void observerThatThrows_isOneWarning() {
    EngineObserver broken =
        new EngineObserver() {
          @Override
          public void queryBegun(QueryKind kind) {
            throw new IllegalStateException("of the application");
          }
        };
    try (SegmentationEngine engine = builder().observer(broken).open()) {
      for (int i = 0; i < 3; i++) {
        assertThat(engine.count(Predicate.everyone())).isZero();
      }
    }
    assertThat(linesFrom(Level.INFO))
        .containsExactly(
            "WARNING an observer threw, which is not logged again, observer="
                + broken.getClass().getName());
  }

  @Test
  void loggerThatThrows_harmsNothing() {
    Handler broken =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            throw new IllegalStateException("of the application");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(broken);
    try (SegmentationEngine engine = builder().open(new FaultyFileStore(), 4_096)) {
      engine.update(update("a"));
      assertThat(engine.snapshot()).isPositive();
    } finally {
      logger.removeHandler(broken);
    }
    assertThat(lines).isNotEmpty();
  }
}
