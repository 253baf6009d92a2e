// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

class ListCommandTest {

  @TempDir private static Path shop;
  @TempDir private Path files;

  private final CommandLineFixture line = new CommandLineFixture();

  @BeforeAll
  static void fill() {
    CommandLineFixture.fill(shop);
  }

  private int list(String... arguments) {
    return line.ask(shop, "list", arguments);
  }

  @Test
  void ids_areWrittenToStandardOutput() {
    assertThat(list("country = 'PL'", "--sorted")).isZero();
    assertThat(line.out.toString()).isEqualTo("1\n3\n");
    assertThat(line.err.toString()).isEmpty();

    assertThat(list()).isZero();
    assertThat(line.lines()).containsExactlyInAnyOrder("1", "2", "3", "4");
  }

  @Test
  void attributes_makeCsv_unlessSaidOtherwise() {
    assertThat(list("--attribute", "tags,country", "--attribute", "age", "--sorted")).isZero();
    assertThat(line.lines())
        .containsExactly("id,tags,country,age", "1,vip,PL,31", "2,,IN,20", "3,,PL,", "4,,,64");

    assertThat(list("--all-attributes", "--attribute", "age", "--sorted", "--id-name", "who"))
        .isZero();
    assertThat(line.lines()).first().isEqualTo("who,age,country,tags");

    assertThat(list("age > 60", "--attribute", "age", "--format", "ndjson")).isZero();
    assertThat(line.out.toString()).isEqualTo("{\"id\":\"4\",\"age\":64}\n");
  }

  @Test
  void file_hasTheFormatOfItsName() throws IOException {
    for (String name : new String[] {"a.csv", "a.ndjson", "a.jsonl", "a.txt", "a.ids"}) {
      Path file = files.resolve(name);

      assertThat(list("country = 'IN'", "--output", file.toString())).isZero();

      assertThat(Files.readString(file))
          .isEqualTo(
              name.endsWith("csv")
                  ? "id\n2\n"
                  : name.endsWith("l") || name.endsWith("n") ? "{\"id\":\"2\"}\n" : "2\n");
      assertThat(line.out.toString()).isEmpty();
      assertThat(line.err.toString()).startsWith("1 profiles in " + file);
    }
  }

  @Test
  void bitmaps_areReadByRoaring() throws IOException {
    Path file = files.resolve("a.roaring");
    Path file64 = files.resolve("a.roaring64");
    assertThat(list("did view", "-o", file.toString())).isZero();
    assertThat(list("did view", "-o", file64.toString())).isZero();

    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.deserialize(new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file))));
    Roaring64NavigableMap bitmap64 = new Roaring64NavigableMap();
    bitmap64.deserializePortable(
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file64))));

    assertThat(bitmap.toArray()).containsExactly(1, 2, 3);
    assertThat(bitmap64.toArray()).containsExactly(1, 2, 3);
    assertThat(list("--format", "roaring")).isEqualTo(2);
    assertThat(line.err.toString()).contains("--output FILE");
  }

  @Test
  void file_isNotReplacedUnlessSaid() throws IOException {
    Path file = Files.writeString(files.resolve("a.txt"), "mine");

    assertThat(list("--output", file.toString())).isEqualTo(1);
    assertThat(line.err.toString()).contains("there is a file already; --replace takes its place");
    assertThat(file).hasContent("mine");

    assertThat(list("--output", file.toString(), "--replace", "--sorted")).isZero();
    assertThat(file).hasContent("1\n2\n3\n4\n");
    assertThat(list("--replace")).isEqualTo(2);
  }

  @Test
  void wrongOptions_areTold() {
    assertThat(list("--attribute", "contry")).isEqualTo(2);
    assertThat(line.err.toString()).contains("--attribute", "country");
    assertThat(list("--attribute", "age", "--id-name", "age")).isEqualTo(2);
    assertThat(list("--format", "parchment")).isEqualTo(2);
    assertThat(list("--attribute", "age", "--format", "ids")).isEqualTo(2);
    assertThat(line.err.toString()).contains("holds identifiers only");
    Path text = files.resolve("a.txt");
    assertThat(list("--attribute", "age", "--output", text.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("--format ids holds identifiers only");
    assertThat(list("--format", "parquet")).isEqualTo(2);
    assertThat(line.err.toString()).contains("parquet is no text for standard output");
    assertThat(list("--output", files.resolve("a.xls").toString())).isEqualTo(2);
    assertThat(line.err.toString())
        .contains("a.xls is told by its end: .ids, .txt, .csv, ", ".roaring64; or by --format");
    assertThat(files).isEmptyDirectory();
    assertThat(list("--output", files.resolve("a.xls").toString(), "--format", "csv")).isZero();
  }

  @Test
  void dash_isStandardOutput() {
    assertThat(list("country = 'PL'", "--sorted", "--output", "-")).isZero();
    assertThat(line.out.toString()).isEqualTo("1\n3\n");
    assertThat(list("--output", "-", "--attribute", "age", "--sorted")).isZero();
    assertThat(line.lines()).first().isEqualTo("id,age");
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void fileWithoutAPlace_isToldBeforeAnythingIsDone() {
    Path nowhere = files.resolve("none").resolve("a.csv");

    assertThat(list("--output", nowhere.toString())).isEqualTo(2);
    assertThat(line.err.toString())
        .contains("--output " + nowhere + ": there is no directory " + nowhere.getParent());
    assertThat(list("--format", "csv", "--output", files.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("there is a directory");
    assertThat(list("--key-file", files.resolve("nope").toString())).isEqualTo(2);
    assertThat(line.err.toString())
        .contains("--key-file: there is no file to read at " + files.resolve("nope"));
  }

  @Test
  void writerStream_putsHalvesOfCharactersTogether() throws IOException {
    String text = "größte €uro 😀".repeat(3_000);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringWriter all = new StringWriter();
    StringWriter single = new StringWriter();
    try (OutputStream stream = new WriterStream(new PrintWriter(all))) {
      for (int i = 0; i < bytes.length; i += 7) {
        stream.write(bytes, i, Math.min(7, bytes.length - i));
      }
    }
    try (OutputStream stream = new WriterStream(new PrintWriter(single))) {
      stream.write(bytes);
    }

    assertThat(all).hasToString(text);
    assertThat(single).hasToString(text);
  }

  @Test
  void writerStream_stopsWhenNobodyReads() {
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    Assertions.assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              try (OutputStream stream = new WriterStream(new PrintWriter(closed))) {
                stream.write(new byte[100]);
              }
            })
        .withMessageContaining("nobody reads");
  }
}
