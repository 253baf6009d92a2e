// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Cancellation;
import dev.muster.EngineBuilder;
import dev.muster.QueryStoppedException;
import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.metrics.EngineObserver;
import dev.muster.metrics.EpochPublished;
import dev.muster.metrics.IdleWorkDone;
import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryKind;
import dev.muster.metrics.SnapshotDone;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real recording of a real engine holds. */
@Timeout(120)
class EngineRecorderTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Schema SCHEMA = Schema.builder().attributes(AGE).build();

  @TempDir private Path temporary;

  private static EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA).shards(1);
  }

  private static Batch people(int count) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operations.add(ProfileUpdate.of("p" + i).set(AGE, i));
    }
    return Batch.of(operations);
  }

  /** Records {@code work} with every query wanted. */
  private List<RecordedEvent> record(Work work) throws Exception {
    return record(Duration.ZERO, work);
  }

  private List<RecordedEvent> record(Duration threshold, Work work) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("dev.muster.SlowQuery").withThreshold(threshold);
      recording.start();
      work.run();
      recording.stop();
      return eventsOf(recording);
    }
  }

  private List<RecordedEvent> eventsOf(Recording recording) throws IOException {
    Path file = temporary.resolve("recording.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("dev.muster."))
        .toList();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.muster." + name))
        .toList();
  }

  private static RecordedEvent only(List<RecordedEvent> events, String name) {
    List<RecordedEvent> found = named(events, name);
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  @Test
  void lifeOfAnEngine_isRecorded() throws Exception {
    Path directory = temporary.resolve("engine");
    EngineRecorder recorder = EngineRecorder.named("shop").slowEpochs(Duration.ZERO);
    long[] epochs = new long[2];
    List<EpochPublished> published = new ArrayList<>();
    List<SnapshotDone> snapshots = new ArrayList<>();
    CountDownLatch idle = new CountDownLatch(1);
    EngineObserver witness =
        new EngineObserver() {
          @Override
          public void epochPublished(EpochPublished epoch) {
            published.add(epoch);
          }

          @Override
          public void snapshotDone(SnapshotDone snapshot) {
            snapshots.add(snapshot);
          }

          @Override
          public void idleWorkDone(IdleWorkDone work) {
            idle.countDown();
          }
        };
    List<RecordedEvent> events =
        record(
            () -> {
              try (SegmentationEngine engine =
                  builder().directory(directory).observer(recorder).observer(witness).open()) {
                epochs[0] = engine.ingest(people(100)).epoch();
                assertThat(engine.count(AGE.atLeast(40))).isEqualTo(60);
                engine.snapshot();
                epochs[1] = engine.update(ProfileUpdate.of("p1").set(AGE, 7)).epoch();
                idle.await();
              }
              builder().directory(directory).observer(recorder).open().close();
            });

    RecordedEvent query = only(events, "SlowQuery");
    assertThat(query.getString("engine")).isEqualTo("shop");
    assertThat(query.getString("kind")).isEqualTo("count");
    assertThat(query.getString("outcome")).isEqualTo("answered");
    assertThat(query.getString("predicate")).isEqualTo("age >= 40");
    assertThat(query.getLong("result")).isEqualTo(60);
    assertThat(query.getLong("epoch")).isEqualTo(epochs[0]);
    assertThat(query.getDuration()).isPositive();
    assertThat(query.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
    assertThat(query.getStackTrace().getFrames())
        .anyMatch(frame -> frame.getMethod().getType().getName().equals(getClass().getName()));

    List<RecordedEvent> written = named(events, "Epoch");
    assertThat(written)
        .extracting(event -> event.getLong("epoch"))
        .isEqualTo(published.stream().map(EpochPublished::epoch).toList())
        .contains(epochs[0], epochs[1]);
    assertThat(written)
        .extracting(event -> event.getDuration("took"))
        .isEqualTo(published.stream().map(epoch -> Duration.ofNanos(epoch.nanos())).toList());
    assertThat(written.stream().mapToLong(event -> event.getLong("applied")).sum()).isEqualTo(101);
    assertThat(written).allMatch(event -> event.getInt("writes") == 1);

    RecordedEvent snapshot = only(events, "Snapshot");
    SnapshotDone taken = snapshots.get(0);
    assertThat(snapshot.getString("engine")).isEqualTo("shop");
    assertThat(snapshot.getLong("epoch")).isEqualTo(taken.epoch()).isEqualTo(epochs[0]);
    assertThat(snapshot.getLong("written")).isEqualTo(taken.bytes());
    assertThat(snapshot.getDuration("took")).isEqualTo(Duration.ofNanos(taken.nanos()));
    assertThat(snapshot.getDuration("pinned")).isEqualTo(Duration.ofNanos(taken.pinNanos()));
    assertThat(snapshot.getString("failure")).isEmpty();

    RecordedEvent recovery = only(events, "Recovery");
    assertThat(recovery.getLong("epoch")).isEqualTo(epochs[1]);
    assertThat(recovery.getLong("snapshotEpoch")).isEqualTo(epochs[0]);
    assertThat(recovery.getLong("journal")).isPositive();
    assertThat(recovery.getDuration("readingSnapshot"))
        .isPositive()
        .isLessThan(recovery.getDuration("took"));

    RecordedEvent work = named(events, "IdleWork").get(0);
    assertThat(work.getInt("columnsSettled")).isEqualTo(1);
    assertThat(work.getDuration("took")).isPositive();
  }

  @Test
  void everyEvent_hasLabelsAndItsCategory() throws Exception {
    List<EventType> types = new ArrayList<>();
    for (Class<? extends jdk.jfr.Event> event :
        List.of(
            SlowQueryEvent.class,
            EpochEvent.class,
            IdleWorkEvent.class,
            SnapshotEvent.class,
            RecoveryEvent.class)) {
      types.add(EventType.getEventType(event));
    }
    assertThat(types)
        .allSatisfy(
            type -> {
              assertThat(type.getName()).startsWith("dev.muster.");
              assertThat(type.getLabel()).isNotBlank();
              assertThat(type.getDescription()).isNotBlank();
              assertThat(type.getCategoryNames()).containsExactly("Muster");
              assertThat(type.getField("engine")).isNotNull();
              assertThat(type.getFields())
                  .extracting(ValueDescriptor::getLabel)
                  .doesNotContainNull();
            });
    assertThat(types.subList(1, types.size()))
        .allSatisfy(
            type ->
                assertThat(type.getField("took").getAnnotation(Timespan.class).value())
                    .isEqualTo(Timespan.NANOSECONDS));
  }

  @Test
  void stoppedAndFailedQueries_areRecorded() throws Exception {
    List<RecordedEvent> events =
        record(
            () -> {
              try (SegmentationEngine engine =
                  builder().observer(EngineRecorder.named("shop")).open()) {
                Cancellation cancellation = Cancellation.manual();
                try (ReadView view = engine.view(Instant.EPOCH, cancellation)) {
                  cancellation.cancel();
                  assertThatThrownBy(() -> view.count(AGE.is(1)))
                      .isInstanceOf(QueryStoppedException.class);
                }
                assertThatThrownBy(() -> engine.audience(LongAttribute.of("unknown").is(1)))
                    .isInstanceOf(IllegalArgumentException.class);
              }
            });
    assertThat(named(events, "SlowQuery"))
        .extracting(event -> event.getString("kind") + " " + event.getString("outcome"))
        .containsExactly("count stopped", "audience refused");
  }

  @Test
  void thresholds_ofRecordingAndRecorderBothCount() throws Exception {
    EngineRecorder all = EngineRecorder.named("shop");
    assertThat(named(queries(Duration.ZERO, all), "SlowQuery")).hasSize(3);
    assertThat(named(queries(Duration.ofHours(1), all), "SlowQuery")).isEmpty();
    EngineRecorder slow = all.slowQueries(Duration.ofHours(1));
    assertThat(named(queries(Duration.ZERO, slow), "SlowQuery")).isEmpty();
    assertThat(named(queries(Duration.ZERO, all.slowEpochs(Duration.ZERO)), "Epoch")).isNotEmpty();
    assertThat(named(queries(Duration.ZERO, all.slowEpochs(Duration.ofHours(1))), "Epoch"))
        .isEmpty();
  }

  private List<RecordedEvent> queries(Duration threshold, EngineRecorder recorder)
      throws Exception {
    return record(
        threshold,
        () -> {
          try (SegmentationEngine engine = builder().observer(recorder).open()) {
            engine.ingest(people(10));
            for (int i = 0; i < 3; i++) {
              engine.count(Predicate.everyone());
            }
          }
        });
  }

  @Test
  void slowQuery_isNotRecordedUnlessItIsSlow_ifNothingIsSaid() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("dev.muster.SlowQuery");
      recording.start();
      EngineRecorder recorder = EngineRecorder.named("shop");
      recorder.queryBegun(QueryKind.COUNT);
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < Duration.ofMillis(25).toNanos()) {
        Thread.onSpinWait();
      }
      recorder.queryDone(done("slow", System.nanoTime() - begin));
      recording.stop();
      RecordedEvent event = only(eventsOf(recording), "SlowQuery");
      assertThat(event.getString("predicate")).isEqualTo("slow");
      assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(25));
    }
  }

  private static QueryDone done(String text, long nanos) {
    return new QueryDone(QueryKind.COUNT, QueryDone.Outcome.ANSWERED, () -> text, 1, 1, nanos);
  }

  @Test
  void text_isNotMadeUnlessItIsWritten_andCutIfItIsLong() throws Exception {
    EngineRecorder recorder = EngineRecorder.named("shop");
    QueryDone unrendered =
        new QueryDone(
            QueryKind.COUNT,
            QueryDone.Outcome.ANSWERED,
            () -> {
              throw new AssertionError("nobody wants it");
            },
            1,
            1,
            1);
    recorder.queryBegun(QueryKind.COUNT);
    recorder.queryDone(unrendered);
    String wide = "a".repeat(EngineRecorder.TEXT_MAX - 2) + "\uD83D\uDE00" + "tail";

    List<RecordedEvent> events =
        record(
            () -> {
              for (String text :
                  List.of("x".repeat(EngineRecorder.TEXT_MAX), "y".repeat(9_999), wide)) {
                recorder.queryBegun(QueryKind.COUNT);
                recorder.queryDone(done(text, 1));
              }
            });
    assertThat(
            record(
                Duration.ofHours(1),
                () -> {
                  recorder.queryBegun(QueryKind.COUNT);
                  recorder.queryDone(unrendered);
                }))
        .isEmpty();

    assertThat(named(events, "SlowQuery"))
        .extracting(event -> event.getString("predicate"))
        .containsExactly(
            "x".repeat(EngineRecorder.TEXT_MAX),
            "y".repeat(EngineRecorder.TEXT_MAX - 1) + "…",
            "a".repeat(EngineRecorder.TEXT_MAX - 2) + "…");
  }

  @Test
  void failedSnapshot_isRecordedWithItsReason() throws Exception {
    List<RecordedEvent> events =
        record(
            () ->
                EngineRecorder.named("shop")
                    .snapshotDone(SnapshotDone.failed(new IOException("the disk is gone"), 5)));
    RecordedEvent snapshot = only(events, "Snapshot");
    assertThat(snapshot.getString("failure")).isEqualTo("java.io.IOException: the disk is gone");
    assertThat(snapshot.getDuration("took")).isEqualTo(Duration.ofNanos(5));
  }

  @Test
  void badThreshold_isRefused() {
    EngineRecorder recorder = EngineRecorder.named("shop");
    assertThatThrownBy(() -> recorder.slowQueries(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slowQueries must be in [0, 365 days], slowQueries=PT-0.001S");
    assertThatThrownBy(() -> recorder.slowEpochs(Duration.ofDays(366)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slowEpochs must be in [0, 365 days], slowEpochs=PT8784H");
  }
}
