// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.Damage;
import dev.muster.shard.block.HeapBlocks;
import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailCodecTest {

  private static final int SPAN_EVENTS = 3;

  /**
   * A series that was written and read goes on like its twin that was not, through appends,
   * sealing, merges and purges; and what it had at the moment of writing stays as it was, though
   * the twin has gone on before it was written.
   */
  @SeededTest(count = 60)
  void restoredSeries_goesOnLikeItsTwin(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    EventScenario scenario = new EventScenario(seed, choice.of(List.of(Arrival.values())), 6);
    int sealEvents = choice.of(List.of(1, 4, 64, 16_384));
    EventSeries written = new EventSeries(sealEvents, SPAN_EVENTS);
    EventSeries twin = new EventSeries(sealEvents, SPAN_EVENTS);
    for (long epoch = 1; epoch <= 4; epoch++) {
      write(choice, scenario, epoch, List.of(written, twin));
    }
    EventView view = written.view(4);
    write(choice, scenario, 5, List.of(written));
    byte[] image = Damage.image(out -> TailCodec.write(view, out));

    EventSeries restored =
        EventSeries.restored(sealEvents, SPAN_EVENTS, view.runs(), new HeapBlocks.Input(image));
    requireSame(restored.view(0), twin.view(4));
    for (long epoch = 5; epoch <= 9; epoch++) {
      write(choice, scenario, epoch, List.of(restored, twin));
      requireSame(restored.view(epoch), twin.view(epoch));
    }
    requireSame(restored.view(4), twin.view(4));
  }

  /** An engine that seals earlier than the one that wrote does it with the next event. */
  @SeededTest(count = 20)
  void longTail_isSealedWithTheNextEvent(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    EventScenario scenario = new EventScenario(seed, Arrival.LATE, 6);
    EventSeries series = new EventSeries(1_000, SPAN_EVENTS);
    List<EventModel.Stored> events = new ArrayList<>();
    for (int i = choice.between(1, 200); i > 0; i--) {
      events.add(scenario.event());
      EventScenario.append(series, 1, 0, events.get(events.size() - 1));
    }
    byte[] image = Damage.image(out -> TailCodec.write(series.view(1), out));

    EventSeries restored =
        EventSeries.restored(
            choice.between(1, events.size()), 16, List.of(), new HeapBlocks.Input(image));
    requireSame(restored.view(1), series.view(1));
    events.add(scenario.event());
    EventScenario.append(restored, 2, 0, events.get(events.size() - 1));

    assertThat(restored.view(2).tailSize()).isZero();
    EventSeries sealed = new EventSeries(events.size(), 16);
    events.forEach(event -> EventScenario.append(sealed, 1, 0, event));
    requireSame(restored.view(2), sealed.view(1));
  }

  @SeededTest(count = 10)
  void beginningOfATail_isRefused(long seed) throws IOException {
    Damage.requireWhole(image(new RandomChoice(seed)), TailCodecTest::read);
  }

  @SeededTest(count = 30)
  void changedTail_isRefusedOrRead(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);

    Damage.requireRefusedOrRead(
        image(choice),
        choice,
        2_000,
        in -> {
          EventSeries series = read(in);
          EventView view = series.view(0);
          byte[] again = Damage.image(out -> TailCodec.write(view, out));
          requireSame(read(new HeapBlocks.Input(again)).view(0), view);
          series.append(1, 0, 9, 9, 1, new long[] {9}, 0);
          assertThat(series.eventCount()).isEqualTo(view.eventCount() + 1);
        });
  }

  private static EventSeries read(BlockInput in) throws IOException {
    return EventSeries.restored(1_000, List.of(), in);
  }

  private static byte[] image(RandomChoice choice) throws IOException {
    int count = choice.between(1, 80);
    EventView view =
        new EventView(EventView.EMPTY.sealed(), RunCodecTest.events(choice, count), count);
    return Damage.image(out -> TailCodec.write(view, out));
  }

  private static void write(
      RandomChoice choice, EventScenario scenario, long epoch, List<EventSeries> all) {
    for (int i = choice.of(List.of(0, 1, 7, 100)); i > 0; i--) {
      EventModel.Stored event = scenario.event();
      all.forEach(series -> EventScenario.append(series, epoch, 0, event));
    }
    if (choice.chance(30)) {
      long[] purged = RowMask.create();
      RowMask.add(purged, scenario.row());
      all.forEach(series -> series.purge(epoch, 0, purged));
    }
  }

  static void requireSame(EventView read, EventView view) {
    assertThat(read.eventCount()).isEqualTo(view.eventCount());
    assertThat(read.blockCount()).isEqualTo(view.blockCount());
    for (int b = 0; b < view.blockCount(); b++) {
      EventBlock readBlock = read.block(b);
      EventBlock block = view.block(b);
      assertThat(readBlock.eventCount()).isEqualTo(block.eventCount());
      assertThat(readBlock.minTime()).isEqualTo(block.minTime());
      assertThat(readBlock.maxTime()).isEqualTo(block.maxTime());
      for (int i = 0; i < block.eventCount(); i++) {
        assertThat(event(readBlock, i)).isEqualTo(event(block, i));
      }
    }
  }

  private static List<Object> event(EventBlock block, int index) {
    List<Object> event = new ArrayList<>(List.of(block.row(index), block.time(index)));
    for (int p = 0; p < Long.SIZE; p++) {
      event.add(block.has(p, index) ? block.value(p, index) : "none");
    }
    return event;
  }

  @Test
  void emptyTail_takesOneByte() throws IOException {
    assertThat(Damage.image(out -> TailCodec.write(EventView.EMPTY, out))).hasSize(1);
  }
}
