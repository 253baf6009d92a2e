// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The manifest is what {@code docs/formats/directory.md} shows, and every byte of it is checked.
 */
class ManifestPageTest {

  private static final Path PAGE = Path.of("..", "docs", "formats", "directory.md");

  private static final UUID SNAPSHOT = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
  private static final UUID RUNS = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final RunFile RUN_FILE = new RunFile(2, RUNS, 300);

  private static Manifest.SnapshotFile snapshot(long number, long epoch, RunFile... files) {
    return new Manifest.SnapshotFile(number, epoch, SNAPSHOT, 1_000, List.of(files), null);
  }

  private static Manifest manifest(Manifest.SnapshotFile... snapshots) {
    return new Manifest(Duration.ofDays(1), 7, 3, List.of(snapshots));
  }

  @Test
  void example_isWhatIsWritten_andIsRead() throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    Manifest manifest = manifest(snapshot(2, 7, RUN_FILE));

    manifest.write(store);

    assertThat(HexFormat.of().formatHex(store.bytes(Manifest.NAME)))
        .isEqualTo(HexFormat.of().formatHex(example()));
    store.put(Manifest.NAME, example());
    assertThat(Manifest.read(store)).isEqualTo(manifest);
    assertThat(manifest.contradiction()).isEmpty();
  }

  /** The bytes of the one block of hexadecimal digits, each line with its offset first. */
  private static byte[] example() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("```hex\n") + "```hex\n".length();
    StringBuilder digits = new StringBuilder();
    for (String line : page.substring(begin, page.indexOf("```", begin)).split("\n")) {
      assertThat(Integer.parseInt(line.substring(0, 4), 16)).isEqualTo(digits.length() / 2);
      digits.append(line.substring(4).replace(" ", ""));
    }
    return HexFormat.of().parseHex(digits);
  }

  @Test
  void anyBitThatChanges_isRefused() throws IOException {
    byte[] whole = example();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      FaultyFileStore store = new FaultyFileStore();
      store.put(Manifest.NAME, bytes);

      DamagedFileException refused =
          catchThrowableOfType(DamagedFileException.class, () -> Manifest.read(store));

      assertThat(refused).as("bit %s", bit).isNotNull();
      assertThat(refused.file()).isEqualTo(Manifest.NAME);
    }
  }

  @Test
  void whatNoEngineWrites_isTold() {
    String order = "an older snapshot must have a smaller number and an earlier epoch";
    assertThat(manifest(snapshot(3, 7)).contradiction()).contains(order);
    assertThat(manifest(snapshot(2, 7), snapshot(2, 5)).contradiction()).contains(order);
    assertThat(manifest(snapshot(2, 7), snapshot(1, 7)).contradiction()).contains(order);
    assertThat(manifest(snapshot(2, 7), snapshot(1, -1)).contradiction())
        .contains("no epoch is negative");
    String runs = "no snapshot before had the file of runs runs-0000000000000002";
    assertThat(manifest(snapshot(1, 7, RUN_FILE)).contradiction()).contains(runs);
    assertThat(manifest(snapshot(2, 7), snapshot(1, 6)).contradiction()).isEmpty();
  }
}
