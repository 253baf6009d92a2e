// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.Predicate;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import dev.muster.text.TextSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/json-form.md} are what it says. */
class JsonFormPageTest {

  @Test
  void examples_meanWhatTheTextBesideThemMeans() {
    List<FormPage.Example> examples = FormPage.examples();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(79);
    for (FormPage.Example example : examples) {
      assertThat(parsed(example.document()))
          .as(example.document())
          .isEqualTo(PredicateText.parse(example.text(), TextSchema.SCHEMA));
    }
  }

  @Test
  void examples_fitTheJsonSchema() {
    for (FormPage.Example example : FormPage.examples()) {
      assertThat(FormSchema.faults(example.document())).as(example.document()).isEmpty();
    }
  }

  @Test
  void examples_survivePrinting() {
    for (FormPage.Example example : FormPage.examples()) {
      Predicate predicate = parsed(example.document());

      for (String printed :
          List.of(PredicateJson.print(predicate), PredicateJson.printPretty(predicate))) {
        assertThat(PredicateJson.parse(printed, TextSchema.SCHEMA)).isEqualTo(predicate);
        assertThat(FormSchema.faults(printed)).as(printed).isEmpty();
      }
    }
  }

  @Test
  void error_readsAsShown() {
    String[] parts = FormPage.error();

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> PredicateJson.parse(parts[0], TextSchema.SCHEMA))
        .withMessage(parts[1]);
  }

  private static Predicate parsed(String document) {
    if (!document.contains("\"name\"")) {
      return PredicateJson.parse(document, TextSchema.SCHEMA);
    }
    Segment segment = SegmentJson.parse(document, TextSchema.SCHEMA);
    assertThat(segment.name()).isEqualTo("adults");
    return segment.predicate();
  }
}
