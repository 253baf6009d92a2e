// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonLinesWriterTest {

  @Test
  void line_leavesOutWhatIsMissing() throws IOException {
    StringWriter out = new StringWriter();
    try (JsonLinesWriter lines = new JsonLinesWriter(out, List.of("id", "a", "b"))) {
      lines.line("x", 1L, Set.of("n", "m"));
      lines.line("line\nend", null, false);
      lines.line(null, null, null);
    }

    assertThat(out)
        .hasToString(
            "{\"id\":\"x\",\"a\":1,\"b\":[\"m\",\"n\"]}\n"
                + "{\"id\":\"line\\nend\",\"b\":false}\n"
                + "{}\n");
  }

  @Test
  void noLines_areAnEmptyFile() throws IOException {
    StringWriter out = new StringWriter();

    new JsonLinesWriter(out, List.of("id")).close();

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void line_ofAnotherLength_isRefused() {
    JsonLinesWriter lines = new JsonLinesWriter(new StringWriter(), List.of("id", "a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> lines.line("x"))
        .withMessageContaining("names=2 values=1");
  }

  @Test
  void failureOfTheFile_isToldAsSuch() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("no space");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    JsonLinesWriter lines = new JsonLinesWriter(full, List.of("id"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              lines.line("x");
              lines.close();
            })
        .withMessage("no space");
  }
}
