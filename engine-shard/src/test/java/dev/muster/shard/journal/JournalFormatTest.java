// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import static dev.muster.shard.journal.JournalHistory.DIRECTORY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The format is what {@code docs/formats/journal.md} says, and version 1 stays readable. */
class JournalFormatTest {

  private static final Path PAGE = Path.of("..", "docs", "formats", "journal.md");
  private static final JournalOptions OPTIONS = new JournalOptions(DIRECTORY_ID, 512);

  @Test
  void example_isWhatTheWriterWrites() throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    try (Journal journal = Journal.create(store, OPTIONS, 1)) {
      append(journal, 1, 1, "muster");
    }

    byte[] written = store.bytes("journal-0000000000000000001");
    byte[] shown = example();
    assertThat(shown).hasSize(168);
    assertThat(HexFormat.of().formatHex(written, 0, shown.length))
        .isEqualTo(HexFormat.of().formatHex(shown));
    assertThat(Arrays.copyOfRange(written, shown.length, 512)).containsOnly(0);
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

  private static final List<String> GOLDEN_FILES =
      List.of(
          "journal-0000000000000000001",
          "journal-0000000000000000004",
          "journal-0000000000000000010");

  private static final List<String> GOLDEN_FRAMES =
      List.of("1: 1 one", "2: 0 ", "3: 2 two three", "8: 65536 " + "x".repeat(700), "9: 1 nine");

  @Test
  void version1_isRead() throws IOException {
    FaultyFileStore store = golden();
    List<String> frames = new ArrayList<>();

    JournalReader.Outcome outcome =
        JournalReader.read(store, OPTIONS, 0, frame -> frames.add(text(frame)));

    assertThat(frames).isEqualTo(GOLDEN_FRAMES);
    assertThat(outcome.firstEpoch()).isEqualTo(1);
    assertThat(outcome.lastEpoch()).isEqualTo(9);
    assertThat(outcome.tornTail()).isPresent();
    assertThat(outcome.tornTail().orElseThrow().offset()).isEqualTo(64);
  }

  @Test
  void version1_isGoneOnWith() throws IOException {
    FaultyFileStore store = golden();
    try (Journal journal = Journal.open(store, OPTIONS, 8, frame -> {})) {
      append(journal, 10, 1, "ten");
    }

    List<String> frames = new ArrayList<>();
    JournalReader.read(store, OPTIONS, 0, frame -> frames.add(text(frame)));
    assertThat(frames).hasSize(6).endsWith("10: 1 ten");
  }

  private static FaultyFileStore golden() throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    for (String name : GOLDEN_FILES) {
      try (InputStream in = JournalFormatTest.class.getResourceAsStream("version-1/" + name)) {
        store.put(name, in.readAllBytes());
      }
    }
    return store;
  }

  /** Falls with the next version; its writer is then the one of the next golden files. */
  @Test
  void version1_isWhatTheWriterWrites() throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    Journal journal = Journal.create(store, OPTIONS, 1);
    append(journal, 1, 1, "one");
    append(journal, 2, 0, "");
    journal.force();
    append(journal, 3, 2, "two", " three");
    append(journal, 8, 65_536, "x".repeat(300), "x".repeat(400));
    append(journal, 9, 1, "nine");
    journal.prepare(350);
    append(journal, 10, 1, "never forced, and torn");
    byte[] last = store.bytes(SegmentName.of(10));
    last[64 + 50] ^= 1;
    store.put(SegmentName.of(10), last);

    for (String name : GOLDEN_FILES) {
      assertThat(store.bytes(name)).as(name).isEqualTo(golden().bytes(name));
    }
  }

  private static void append(Journal journal, long epoch, int recordCount, String... parts)
      throws IOException {
    ByteBuffer[] payload =
        Arrays.stream(parts)
            .map(part -> ByteBuffer.wrap(part.getBytes(StandardCharsets.US_ASCII)))
            .toArray(ByteBuffer[]::new);
    journal.prepare(Arrays.stream(payload).mapToInt(ByteBuffer::remaining).sum());
    journal.append(epoch, recordCount, payload);
  }

  private static String text(Frame frame) {
    return frame.epoch()
        + ": "
        + frame.recordCount()
        + " "
        + StandardCharsets.US_ASCII.decode(frame.payload());
  }
}
