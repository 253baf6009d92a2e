// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.EncryptionKeys;
import dev.muster.SegmentationEngine;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a directory, and what commands say then. */
class DirectoryTest {

  @TempDir private Path temporary;
  private Path shop;

  private final CommandLineFixture line = new CommandLineFixture();

  @BeforeEach
  void place() {
    shop = temporary.resolve("shop");
  }

  @Test
  void directoryThatIsNotNamed_isWrongUsage() {
    assertThat(line.run("count")).isEqualTo(2);
    assertThat(line.err.toString())
        .contains("--directory DIR, or set MUSTER_DIRECTORY", "try 'muster count --help'");
  }

  @Test
  void directoryThatIsNotThere_isNotMade() throws IOException {
    assertThat(line.ask(shop, "count")).isEqualTo(1);
    assertThat(line.err.toString()).contains("there is no directory");
    assertThat(shop).doesNotExist();

    Files.createDirectory(shop);
    assertThat(line.ask(shop, "count")).isEqualTo(1);
    assertThat(line.err.toString()).contains("there is no engine in");
    assertThat(line.run("verify", "-d", shop.toString())).isEqualTo(1);
    assertThat(shop).isEmptyDirectory();
  }

  @Test
  void directoryInUse_isToldClearly() {
    CommandLineFixture.fill(shop);
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build())
            .directory(shop)
            .documentsOnHeap()
            .open()) {
      assertThat(line.ask(shop, "count")).isEqualTo(1);
      assertThat(line.err.toString())
          .isEqualTo(
              "muster count: the directory "
                  + shop
                  + " is in use by another process; stop that first\n");
      assertThat(line.run("verify", "-d", shop.toString())).isEqualTo(1);
      assertThat(line.err.toString()).contains("is in use by another process");
      assertThat(engine.schema().attributes()).isNotEmpty();
    }
    assertThat(line.ask(shop, "count")).isZero();
  }

  @Test
  void damagedFile_isFound() throws IOException {
    CommandLineFixture.fill(shop);
    Path journal;
    try (Stream<Path> files = Files.list(shop)) {
      journal =
          files
              .filter(file -> file.getFileName().toString().startsWith("journal"))
              .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
              .orElseThrow();
    }
    try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 150);
    }

    assertThat(line.run("verify", "-d", shop.toString(), "--format", "json")).isEqualTo(3);
    assertThat(line.json().get("summary").get(0).get("state").stringValue()).isEqualTo("damaged");
    assertThat(line.json().get("findings").get(0).get("severity").stringValue())
        .isEqualTo("DAMAGE");

    assertThat(line.run("verify", "-d", shop.toString())).isEqualTo(3);
    assertThat(line.out.toString()).contains("damaged", "DAMAGE", "journal");

    assertThat(line.ask(shop, "count")).isEqualTo(1);
    assertThat(line.err.toString()).contains("is damaged, see muster verify");
  }

  @Test
  void encryptedDirectory_needsItsKey() throws IOException {
    byte[] key = new byte[32];
    key[7] = 42;
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build())
            .directory(shop)
            .encryption(EncryptionKeys.of(key))
            .open()) {
      engine.snapshot();
    }
    Path raw = Files.write(temporary.resolve("raw.key"), key);
    Path hex =
        Files.writeString(temporary.resolve("hex.key"), HexFormat.of().formatHex(key) + "\n");
    key[7] = 43;
    Path other = Files.write(temporary.resolve("other.key"), key);
    Path broken = Files.writeString(temporary.resolve("broken.key"), "not a key");
    Path zeros = Files.write(temporary.resolve("zeros.key"), new byte[32]);

    assertThat(line.ask(shop, "count", "--key-file", raw.toString())).isZero();
    assertThat(line.ask(shop, "count", "--key-file", hex.toString())).isZero();
    assertThat(line.run("verify", "-d", shop.toString(), "--key-file", raw.toString())).isZero();
    assertThat(line.ask(shop, "count")).isEqualTo(1);
    assertThat(line.err.toString()).contains("is encrypted under a key: --key-file FILE");
    assertThat(line.ask(shop, "count", "--key-file", other.toString())).isEqualTo(1);
    assertThat(line.err.toString()).contains("is encrypted under another key than " + other);
    assertThat(line.ask(shop, "count", "--key-file", broken.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("32 bytes or 64 hex digits");
    assertThat(line.ask(shop, "count", "--key-file", zeros.toString())).isEqualTo(2);
  }

  @Test
  void dedupHorizon_mustBeThatOfTheDirectory() {
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build())
            .directory(shop)
            .dedupHorizon(Duration.ofHours(48))
            .open()) {
      engine.snapshot();
    }

    assertThat(line.ask(shop, "count", "--dedup-horizon", "PT48H")).isZero();
    assertThat(line.run("verify", "-d", shop.toString(), "--dedup-horizon", "PT48H")).isZero();
    assertThat(line.ask(shop, "count")).isEqualTo(1);
    assertThat(line.err.toString()).contains("dedupHorizon must be that of the directory, PT48H");
    assertThat(line.ask(shop, "count", "--dedup-horizon", "PT-1H")).isEqualTo(2);
    assertThat(line.ask(shop, "count", "--dedup-horizon", "two days")).isEqualTo(2);
  }

  @Test
  void verbose_showsWhereItFailed() {
    assertThat(line.ask(shop, "count", "--verbose")).isEqualTo(1);
    assertThat(line.err.toString()).contains("DataException", "at dev.muster.");
    assertThat(line.ask(shop, "count")).isEqualTo(1);
    assertThat(line.err.toString().lines()).hasSize(1);
  }
}
