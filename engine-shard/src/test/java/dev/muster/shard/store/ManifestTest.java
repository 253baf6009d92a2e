// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.SmallFile;
import dev.muster.shard.store.Manifest.SnapshotFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Duration HORIZON = Duration.ofHours(24);
  private static final RunFile OLD_RUNS = new RunFile(3, new UUID(1, 2), 700);
  private static final RunFile NEW_RUNS = new RunFile(5, new UUID(3, 4), 1L << 40);

  private final FaultyFileStore store = new FaultyFileStore();

  private static SnapshotFile snapshot(long number, RunFile... runs) {
    DocumentFile documents = number == 5 ? new DocumentFile(5, new UUID(5, 6), 70) : null;
    return new SnapshotFile(
        number, number * 100, new UUID(number, -1), 50, List.of(runs), documents);
  }

  private static Manifest manifest() {
    return Manifest.first(HORIZON, 0)
        .with(snapshot(3, OLD_RUNS), 310, false)
        .with(snapshot(5, NEW_RUNS, OLD_RUNS), 520, false);
  }

  @Test
  void whatIsWritten_isRead() throws IOException {
    Manifest first = Manifest.first(HORIZON, 7);
    first.write(store);
    assertThat(Manifest.read(store)).isEqualTo(first);

    manifest().write(store);
    assertThat(Manifest.read(store.afterPowerLoss(1))).isEqualTo(manifest());
  }

  @Test
  void newestAndOneOther_areNamed() {
    Manifest manifest = manifest();

    assertThat(manifest.snapshots())
        .containsExactly(snapshot(5, NEW_RUNS, OLD_RUNS), snapshot(3, OLD_RUNS));
    assertThat(manifest.nextNumber()).isEqualTo(6);
    assertThat(manifest.keptEpoch()).isEqualTo(520);
    assertThat(manifest.journalNotNeededThrough()).isEqualTo(300);
    assertThat(manifest.names())
        .containsExactlyInAnyOrder(
            "snapshot-0000000000000003",
            "snapshot-0000000000000005",
            "runs-0000000000000003",
            "runs-0000000000000005",
            "documents-0000000000000005");

    Manifest next = manifest.with(snapshot(9, NEW_RUNS), 999, false);
    assertThat(next.snapshots()).extracting(SnapshotFile::number).containsExactly(9L, 5L);
    // The one before still points to it.
    assertThat(next.names()).contains("runs-0000000000000003");
    assertThat(next.journalNotNeededThrough()).isEqualTo(500);
  }

  @Test
  void alone_namesNothingElse() {
    Manifest alone = manifest().with(snapshot(9, NEW_RUNS), 999, true);

    assertThat(alone.snapshots()).containsExactly(snapshot(9, NEW_RUNS));
    assertThat(alone.journalNotNeededThrough()).isEqualTo(900);
  }

  @Test
  void withoutASnapshot_allOfTheJournalIsNeeded() {
    assertThat(Manifest.first(HORIZON, 0).journalNotNeededThrough()).isZero();
  }

  @Test
  void everyFlippedBit_isDamage() throws IOException {
    manifest().write(store);
    byte[] bytes = store.bytes(Manifest.NAME);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      requireDamaged(flipped, "bit " + bit);
    }
  }

  @Test
  void everyCut_isDamage() throws IOException {
    manifest().write(store);
    byte[] bytes = store.bytes(Manifest.NAME);
    for (int size = 0; size < bytes.length; size++) {
      requireDamaged(Arrays.copyOf(bytes, size), "cut to " + size);
    }
    requireDamaged(Arrays.copyOf(bytes, bytes.length + 1), "with one byte more");
  }

  /** Also where the check is right: what counts something is not believed. */
  @Test
  void everyWrongCount_isDamage() throws IOException {
    manifest().write(store);
    byte[] bytes = store.bytes(Manifest.NAME);
    byte[] content = Arrays.copyOfRange(bytes, 16, bytes.length - 4);
    long magic = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int snapshotsAt = 24;
    int runFilesAt = snapshotsAt + 4 + 8;
    for (int at : new int[] {snapshotsAt, runFilesAt}) {
      for (int wrong : new int[] {-1, 10_001, Integer.MAX_VALUE}) {
        byte[] changed = content.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, wrong);
        SmallFile.write(store, Manifest.NAME, magic, 1, changed);

        requireDamaged(store.bytes(Manifest.NAME), wrong + " at " + at);
      }
    }
  }

  private void requireDamaged(byte[] bytes, String what) {
    store.put(Manifest.NAME, bytes);
    DamagedFileException damaged =
        catchThrowableOfType(DamagedFileException.class, () -> Manifest.read(store));

    assertThat(damaged).as(what).isNotNull();
    assertThat(damaged.file()).isEqualTo(Manifest.NAME);
  }
}
