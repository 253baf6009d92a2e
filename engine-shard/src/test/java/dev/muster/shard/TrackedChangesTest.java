// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.epoch.Horizon;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The column of changes while its attribute is written, row 0, one epoch after the other. */
class TrackedChangesTest {

  private static final LongAttribute LEVEL = LongAttribute.of("level");
  private static final int VALUES = 0;
  private static final int CHANGES = 1;

  private final SchemaLayout layout =
      SchemaLayout.of(Schema.builder().attributes(LEVEL).trackingChanges(LEVEL).build());
  private final Shard shard = new Shard(8);
  private long epoch;

  @Test
  void change_notesItsInstantOnce() {
    apply(list -> list.create(0, 7));
    apply(list -> list.change(0, VALUES, 5, CHANGES, 1_000));
    apply(list -> list.change(0, VALUES, 5, CHANGES, 2_000));
    apply(list -> list.change(0, VALUES, 6, CHANGES, 3_000));

    assertThat(changed(1)).isNull();
    assertThat(changed(2)).isEqualTo(1_000);
    assertThat(changed(3)).isEqualTo(1_000);
    assertThat(changed(4)).isEqualTo(3_000);
  }

  @Test
  void change_ofARowMadeInTheSameEpochComparesWithWhatWasWrittenBefore() {
    apply(
        list -> {
          list.create(0, 7);
          list.change(0, VALUES, 5, CHANGES, 1_000);
          list.change(0, VALUES, 5, CHANGES, 2_000);
        });
    apply(
        list -> {
          list.change(0, VALUES, 6, CHANGES, 3_000);
          list.change(0, VALUES, 5, CHANGES, 3_001);
        });

    assertThat(changed(1)).isEqualTo(1_000);
    assertThat(changed(2)).isEqualTo(3_001);
  }

  /** Zero is what an empty cell holds. */
  @Test
  void change_toZeroIsOneForARowWithoutAValue() {
    apply(list -> list.create(0, 7));
    apply(list -> list.change(0, VALUES, 0, CHANGES, 1_000));

    assertThat(changed(2)).isEqualTo(1_000);
  }

  @Test
  void purgedRow_hasNoInstantLeft() {
    apply(list -> list.create(0, 7));
    apply(list -> list.change(0, VALUES, 5, CHANGES, 1_000));
    apply(list -> list.delete(0));
    apply(list -> list.purge(0));

    assertThat(changed(4)).isNull();
    apply(
        list -> {
          list.create(0, 8);
          list.change(0, VALUES, 5, CHANGES, 2_000);
        });
    assertThat(changed(5)).isEqualTo(2_000);
  }

  private void apply(Consumer<OperationList> operations) {
    OperationList list = new OperationList();
    operations.accept(list);
    epoch++;
    shard.apply(epoch, new Horizon(0, epoch - 1), layout, list);
  }

  private @Nullable Long changed(long atEpoch) {
    ColumnChunk column = shard.chunks()[0].column(CHANGES);
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    if (column != null) {
      column.read(atEpoch, 0, cell);
    }
    return cell.isPresent() ? cell.code() : null;
  }
}
