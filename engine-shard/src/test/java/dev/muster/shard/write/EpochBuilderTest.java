// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Batch;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Horizon;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a batch to what the columns of an attribute hold whose changes are tracked. */
class EpochBuilderTest {

  private static final StringAttribute STATUS = StringAttribute.of("status");

  private final SchemaLayout layout =
      SchemaLayout.of(Schema.builder().attributes(STATUS).trackingChanges(STATUS).build());
  private final OperationEncoder encoder = new OperationEncoder(Duration.ofHours(1), null);
  private final EpochBuilder builder =
      new EpochBuilder(new ProfileRows(1, 1), new EventDedup(1_000), new EventFloor(), null);
  private final EpochTask task = new EpochTask(1, layout);
  private final Shard shard = new Shard(8);

  /** A text that is new travels another way than one that has a code already. */
  @Test
  void change_isOfTheInstantOfItsBatch() {
    write(1_000, ProfileUpdate.of("p").set(STATUS, "new"));
    assertThat(column(1)).isEqualTo(1_000);

    write(2_000, ProfileUpdate.of("q").set(STATUS, "other"));
    write(3_000, ProfileUpdate.of("p").set(STATUS, "other"));
    assertThat(column(1)).isEqualTo(3_000);

    write(4_000, ProfileUpdate.of("p").set(STATUS, "other"));
    assertThat(column(1)).isEqualTo(3_000);
  }

  /** Clocks of several callers may disagree; each is believed about its own write. */
  @Test
  void change_mayBeEarlierThanTheOneBefore() {
    write(2_000, ProfileUpdate.of("p").set(STATUS, "a"));
    write(1_999, ProfileUpdate.of("p").set(STATUS, "b"));

    assertThat(column(1)).isEqualTo(1_999);
  }

  @Test
  void unset_takesTheInstantAwayToo() {
    write(1_000, ProfileUpdate.of("p").set(STATUS, "a"));
    write(2_000, ProfileUpdate.of("p").unset(STATUS));

    assertThat(column(0)).isNull();
    assertThat(column(1)).isNull();
  }

  private void write(long ingestMillis, ProfileUpdate update) {
    EncodedBatch batch = encoder.encode(layout, Batch.of(update), ingestMillis);
    task.clear();
    task.epoch++;
    builder.add(task, new Ticket(new Command.Write(batch), 1, true), batch);
    shard.apply(task.epoch, new Horizon(0, task.epoch - 1), layout, task.lists[0]);
  }

  /** What the first profile has in a column: values, or changes. */
  private @Nullable Long column(int index) {
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    shard.chunks()[0].column(index).read(task.epoch, 0, cell);
    return cell.isPresent() ? cell.code() : null;
  }
}
