// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A child process writes from several threads and is killed, again and again, in the same
 * directory; every write that it was told of is there afterwards, and nothing that it never wrote.
 *
 * <p>Each thread writes numbers, one after the other, to a profile of its own: as an attribute and
 * as an event, in one batch. It prints a number once it is acknowledged. One more thread takes
 * snapshots all the time, so that most kills hit one. 10 kills; {@code -Dmuster.kills=200} for
 * more.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledProcessTest {

  private static final int THREADS = 4;
  private static final LongAttribute LAST = LongAttribute.of("last");
  private static final EventType WRITTEN = EventType.of("written");
  private static final Schema SCHEMA =
      Schema.builder().attributes(LAST).eventTypes(WRITTEN).build();

  @TempDir Path directory;

  private static SegmentationEngine open(Path directory) {
    return builder(directory).open();
  }

  private static EngineBuilder builder(Path directory) {
    return SegmentationEngine.builder(SCHEMA).shards(3).sealEvents(16).directory(directory);
  }

  /** Snapshots are taken by themselves, too, if it lives that long. */
  private static SegmentationEngine openToBeKilled(Path directory) {
    return builder(directory).snapshots(new SnapshotPolicy(1, Duration.ofMillis(100))).open();
  }

  /** The child. */
  public static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      SegmentationEngine engine = openToBeKilled(Path.of(args[0]));
      for (int thread = 0; thread < THREADS; thread++) {
        ProfileId id = ProfileId.of("thread " + thread);
        int number = thread;
        new Thread(() -> write(engine, id, number)).start();
      }
      new Thread(() -> snapshots(engine)).start();
    }

    private static void snapshots(SegmentationEngine engine) {
      while (true) {
        engine.snapshot();
      }
    }

    private static void write(SegmentationEngine engine, ProfileId id, int thread) {
      long next = engine.profile(id).map(profile -> profile.value(LAST) + 1).orElse(0L);
      for (; ; next++) {
        List<Operation> operations =
            List.of(ProfileUpdate.of(id).set(LAST, next), Event.of(id, WRITTEN));
        engine.ingest(Batch.of(operations));
        // One line at once, whoever else prints.
        System.out.println(thread + " " + next);
      }
    }
  }

  @Test
  void kill_losesNothingAcknowledgedAndInventsNothing() throws Exception {
    long[] acknowledged = new long[THREADS];
    Arrays.fill(acknowledged, -1);
    for (int kill = 0; kill < Integer.getInteger("muster.kills", 10); kill++) {
      writeAndKill(acknowledged, 40 + 17 * (kill % 7));
      try (SegmentationEngine engine = open(directory)) {
        for (int thread = 0; thread < THREADS; thread++) {
          ProfileId id = ProfileId.of("thread " + thread);
          Profile profile = engine.profile(id, Integer.MAX_VALUE).orElse(null);
          long last = profile == null ? -1 : profile.value(LAST);

          // At most one more: it may have been written and the process killed before it said so.
          assertThat(last)
              .as("thread %s after kill %s", thread, kill)
              .isBetween(acknowledged[thread], acknowledged[thread] + 1);
          assertThat(profile == null ? 0 : profile.events().size()).isEqualTo(last + 1);
          acknowledged[thread] = last;
        }
        assertThat(engine.count(Predicate.everyone())).isLessThanOrEqualTo(THREADS);
      }
    }
    assertThat(Arrays.stream(acknowledged).min().orElseThrow()).isPositive();
    assertThat(directory.toFile().list()).anyMatch(name -> name.startsWith("snapshot-"));
  }

  private void writeAndKill(long[] acknowledged, int lines)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Writer.class.getName());
    command.add(directory.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int read = 0;
      // What was printed before the kill was acknowledged before it, however late it is read.
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String[] words = line.split(" ");
        if (words.length == 2 && !words[1].isEmpty()) {
          int thread = Integer.parseInt(words[0]);
          acknowledged[thread] = Math.max(acknowledged[thread], Long.parseLong(words[1]));
        }
        if (++read == lines) {
          // By its handle: destroying the process object closes what is still to be read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
