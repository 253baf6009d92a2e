// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.text.PredicateText;
import dev.muster.text.TextSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Documents of version 1, written once and never changed: every later release reads them as what
 * they were. New language adds lines to the two files; no line is ever changed or taken away.
 */
class GoldenDocumentsTest {

  @Test
  void version1_isStillRead() throws IOException {
    List<String> documents = lines("version-1.jsonl");
    List<String> texts = lines("version-1.txt");

    assertThat(documents).hasSameSizeAs(texts).hasSizeGreaterThanOrEqualTo(79);
    for (int i = 0; i < texts.size(); i++) {
      Predicate predicate = PredicateJson.parse(documents.get(i), TextSchema.SCHEMA);

      assertThat(predicate)
          .as(documents.get(i))
          .isEqualTo(PredicateText.parse(texts.get(i), TextSchema.SCHEMA));
      assertThat(FormSchema.faults(documents.get(i))).isEmpty();
    }
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(GoldenDocumentsTest.class.getResourceAsStream(name))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
