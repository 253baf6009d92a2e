// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyColumnTest {

  @ParameterizedTest
  @CsvSource({
    "cds:long, cds, cds, LONG",
    "cds:LONG:discs, cds, discs, LONG",
    "paid:decimal(2), paid, paid, DECIMAL(2)",
    "a:b:string, a:b, a:b, STRING",
    "a:b:string:c, a:b, c, STRING",
    "long:long, long, long, LONG",
    "w:double, w, w, DOUBLE",
    "f:boolean, f, f, BOOLEAN",
    "d:date, d, d, DATE",
    "t:timestamp, t, t, TIMESTAMP"
  })
  void parse_readsColumnTypeAndName(String text, String column, String name, String type) {
    PropertyColumn parsed = PropertyColumn.parse(text);

    assertThat(parsed.column()).isEqualTo(column);
    assertThat(parsed.property().name()).isEqualTo(name);
    assertThat(parsed.property().type()).hasToString(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cds", "cds:", "cds:integer", "paid:decimal", "paid:decimal(19)", ""})
  void parse_withoutAKnownType_isRefused(String text) {
    assertThatThrownBy(() -> PropertyColumn.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not COLUMN:TYPE");
  }

  @Test
  void value_isInCanonicalForm() throws MalformedLineException {
    assertThat(PropertyColumn.parse("x:long").value("-7")).isEqualTo(-7L);
    assertThat(PropertyColumn.parse("x:double").value("1.5e2")).isEqualTo(150.0);
    assertThat(PropertyColumn.parse("x:decimal(2)").value("12")).isEqualTo(new BigDecimal("12.00"));
    assertThat(PropertyColumn.parse("x:boolean").value("True")).isEqualTo(true);
    assertThat(PropertyColumn.parse("x:string").value(" a ")).isEqualTo(" a ");
    assertThat(PropertyColumn.parse("x:date").value("2024-02-29"))
        .isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(PropertyColumn.parse("x:timestamp").value("0")).isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "long, 1.0",
    "long, 9223372036854775808",
    "long, ' 1'",
    "double, NaN",
    "double, 0x1p3",
    "double, 1f",
    "double, 1e999",
    "decimal(2), 1.005",
    "decimal(2), 1e400",
    "'decimal(2)', '1,50'",
    "decimal(18), 10",
    "boolean, yes",
    "date, 2023-02-29",
    "date, 2023-02-28T00:00:00Z",
    "timestamp, 2023-02-28T00:00:00"
  })
  void value_ofAnotherType_isRefusedWithColumnTypeAndText(String type, String text) {
    PropertyColumn column = PropertyColumn.parse("x:" + type);
    ValueType expected = column.property().type();

    assertThatThrownBy(() -> column.value(text))
        .isInstanceOf(MalformedLineException.class)
        .hasMessage("column 'x' should be " + expected + ", found \"" + text + "\"");
  }
}
