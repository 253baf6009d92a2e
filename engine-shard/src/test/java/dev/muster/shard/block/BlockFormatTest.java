// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import static dev.muster.shard.block.BlockFiles.KIND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.SeededSecureRandom;
import dev.muster.shard.crypt.TestKeys;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The format is what {@code docs/formats/blocks.md} says, and version 1 stays readable. */
class BlockFormatTest {

  private static final Path PAGE = Path.of("..", "docs", "formats", "blocks.md");

  /** The key of the page and of the golden file: the bytes 0 to 31, number 7. */
  private static final byte[] KEY = new byte[32];

  static {
    for (int i = 0; i < KEY.length; i++) {
      KEY[i] = (byte) i;
    }
  }

  private static final BlockKeys KEYS = new BlockKeys(new TestKeys().with(7, KEY));

  @Test
  void plainExample_isWhatTheWriterWrites() throws IOException {
    byte[] written = written(null, "muster".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(written)).isEqualTo(example(0));
  }

  @Test
  void encryptedExample_isWhatTheWriterWrites() throws Exception {
    byte[] written = written(KEYS, "muster".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(written)).isEqualTo(example(1));
    byte[] header = Arrays.copyOf(written, 88);
    assertThat(Arrays.copyOfRange(header, 72, 80))
        .isEqualTo(Arrays.copyOf(derived("muster key check", header), 8));
    assertThat(openedByHand(header, 0, Arrays.copyOfRange(written, 88, 110)))
        .isEqualTo("muster".getBytes(StandardCharsets.US_ASCII));
    assertThat(openedByHand(header, -1, Arrays.copyOfRange(written, 110, 142)))
        .isEqualTo(new byte[] {6, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});
  }

  /** The page in Java, with nothing of the code it describes. */
  private static byte[] openedByHand(byte[] header, int number, byte[] stored) throws Exception {
    byte[] nonce = new byte[12];
    Arrays.fill(nonce, 0, 8, (byte) number);
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(derived("muster block file", header), "AES"),
        new GCMParameterSpec(128, nonce));
    gcm.updateAAD(header);
    gcm.updateAAD(nonce, 0, 8);
    return gcm.doFinal(stored);
  }

  private static byte[] derived(String label, byte[] header) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update(label.getBytes(StandardCharsets.US_ASCII));
    mac.update(header, 40, 32);
    return mac.doFinal();
  }

  /** The bytes of a block of hexadecimal digits of the page, each line with its offset first. */
  private static String example(int index) throws IOException {
    String page = Files.readString(PAGE).split("```hex\n")[index + 1];
    StringBuilder digits = new StringBuilder();
    for (String line : page.substring(0, page.indexOf("```")).split("\n")) {
      assertThat(Integer.parseInt(line.substring(0, 4), 16)).isEqualTo(digits.length() / 2);
      digits.append(line.substring(4).replace(" ", ""));
    }
    return digits.toString();
  }

  @Test
  void version1_isRead() throws IOException {
    assertThat(read(golden("plain"))).isEqualTo(goldenContent());
    assertThat(read(golden("encrypted"))).isEqualTo(goldenContent());
  }

  private static byte[] read(byte[] file) throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    store.put("golden", file);
    return BlockFiles.read(store, "golden", KEYS);
  }

  /** Falls with the next version; its writer is then the one of the next golden files. */
  @Test
  void version1_isWhatTheWriterWrites() throws IOException {
    assertThat(written(null, goldenContent())).isEqualTo(golden("plain"));
    assertThat(written(KEYS, goldenContent())).isEqualTo(golden("encrypted"));
  }

  /** A whole block and a short one. */
  private static byte[] goldenContent() {
    byte[] content = new byte[65_536 + 100];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i >>> 8);
    }
    return content;
  }

  private static byte[] written(@Nullable BlockKeys keys, byte[] content) throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    try (BlockWriter writer =
        BlockWriter.create(store, "file", KIND, keys, new SeededSecureRandom(1))) {
      writer.write(content, 0, content.length);
      writer.finish();
    }
    return store.bytes("file");
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = BlockFormatTest.class.getResourceAsStream("version-1/" + name)) {
      return in.readAllBytes();
    }
  }
}
