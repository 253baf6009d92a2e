// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.Predicate;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import dev.muster.text.TextSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentJsonTest {

  private static final Predicate ADULTS = PredicateText.parse("age >= 18", TextSchema.SCHEMA);

  @Test
  void print_writesVersionAndNameFirst() {
    assertThat(SegmentJson.print(Segment.of("adults", ADULTS)))
        .isEqualTo(
            "{\"version\":1,\"name\":\"adults\",\"predicate\":{\"attribute\":\"age\",\"atLeast\":18}}");
  }

  @Test
  void printPretty_indentsByTwoBlanks() {
    assertThat(SegmentJson.printPretty(Segment.of("adults", ADULTS)))
        .isEqualTo(
            """
            {
              "version": 1,
              "name": "adults",
              "predicate": {
                "attribute": "age",
                "atLeast": 18
              }
            }""");
  }

  @Test
  void parse_takesMembersInAnyOrder() {
    String json =
        "{\"predicate\":{\"atLeast\":18,\"attribute\":\"age\"},\"name\":\"adults\",\"version\":1}";

    assertThat(SegmentJson.parse(json, TextSchema.SCHEMA)).isEqualTo(Segment.of("adults", ADULTS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'version':1,'predicate':{'all':[]}} | `` | expected the member 'name'",
        "{'version':1,'name':7,'predicate':{'all':[]}} | /name | expected the name of the segment, found the number 7",
        "{'version':1,'name':' ','predicate':{'all':[]}} | /name | a segment name must not be blank, name=' '",
        "{'version':1,'name':'\\ud83d','predicate':{'all':[]}} | /name | half a surrogate pair",
        "{'version':1,'name':'x','predicates':{'all':[]}} | /predicates | did you mean 'predicate'?",
        "{'version':9,'name':'x'} | /version | expected version 1",
      })
  void parse_refuses(String json, String pointer, String message) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> SegmentJson.parse(json.replace('\'', '"'), TextSchema.SCHEMA))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer));
  }
}
