// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnSpecTest {

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
    ColumnSpec parsed = ColumnSpec.parse(text);

    assertThat(parsed.mapping().field()).isEqualTo(column);
    assertThat(parsed.mapping().name()).isEqualTo(name);
    assertThat(parsed.mapping().type()).hasToString(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cds", "cds:", "cds:integer", "paid:decimal", "paid:decimal(19)", ""})
  void parse_withoutAKnownType_isRefused(String text) {
    assertThatThrownBy(() -> ColumnSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not COLUMN:TYPE");
  }

  @Test
  void value_isInCanonicalForm() throws ConversionException {
    assertThat(value("x:long", "-7")).isEqualTo(-7L);
    assertThat(value("x:double", "1.5e2")).isEqualTo(150.0);
    assertThat(value("x:decimal(2)", "12")).isEqualTo(new BigDecimal("12.00"));
    assertThat(value("x:boolean", "True")).isEqualTo(true);
    assertThat(value("x:string", " a ")).isEqualTo(" a ");
    assertThat(value("x:date", "2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(value("x:timestamp", "0")).isEqualTo(Instant.EPOCH);
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
    ColumnSpec column = ColumnSpec.parse("x:" + type);
    ValueType expected = column.mapping().type();

    assertThatThrownBy(() -> value("x:" + type, text))
        .isInstanceOf(ConversionException.class)
        .hasMessage("should be " + expected + ", found \"" + text + "\"");
  }

  @Test
  void arguments_tellHowValuesAreWritten() throws ConversionException {
    assertThat(value("x:set(;)", "a;b;;a")).isEqualTo(Set.of("a", "b"));
    assertThat(value("x:boolean(Yes,no)", "YES")).isEqualTo(true);
    assertThat(value("x:date(dd.MM.yyyy)", "29.02.2024")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(value("x:timestamp(dd.MM.yyyy HH:mm):t", "01.01.1970 00:01"))
        .isEqualTo(Instant.ofEpochSecond(60));
    assertThat(value("x:timestamp(s)", "60")).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(value("x:timestamp(us)", 60_000_000L)).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(value("x:geo", "52.5, 13.4")).isEqualTo(new GeoPoint(52.5, 13.4));
    assertThat(value("x:version", "2.11.0")).isEqualTo(Version.parse("2.11.0"));
    assertThat(ColumnSpec.parse("lat:geo(lon):home").mapping().longitudeField()).isEqualTo("lon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x:long(3)",
        "x:boolean(yes)",
        "x:boolean(y,Y)",
        "x:date({)",
        "x:decimal(a)",
        "x:string(3)"
      })
  void arguments_thatAreNone_areRefused(String text) {
    assertThatThrownBy(() -> ColumnSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  /** What a file of typed values shows, converted only if nothing is lost. */
  @Test
  void typedValues_convertWithoutLoss() throws ConversionException {
    assertThat(value("x:double", 3L)).isEqualTo(3.0);
    assertThat(value("x:decimal(2)", 1.5)).isEqualTo(new BigDecimal("1.50"));
    assertThat(value("x:string", 7L)).isEqualTo("7");
    assertThat(value("x:string", new BigDecimal("1.10"))).isEqualTo("1.10");
    assertThat(value("x:set", List.of("a", 1L))).isEqualTo(Set.of("a", "1"));
    assertThat(value("x:geo", Map.of("lat", 1L, "lon", 2L))).isEqualTo(new GeoPoint(1, 2));
    assertThat(value("x:timestamp", LocalDate.EPOCH)).isEqualTo(Instant.EPOCH);
    assertThat(value("x:long", BigInteger.TEN)).isEqualTo(10L);

    for (Object[] refused :
        new Object[][] {
          {"x:double", (1L << 53) + 1},
          {"x:long", new BigDecimal("1.0")},
          {"x:long", BigInteger.TWO.pow(63)},
          {"x:decimal(2)", 1.005},
          {"x:boolean", 1L},
          {"x:date", Instant.EPOCH},
          {"x:timestamp", LocalDateTime.MIN},
          {"x:set", Arrays.asList("a", null)},
          {"x:set", "a;b"},
          {"x:geo", List.of(1L, 2L)},
          {"x:string", List.of("a")},
          {"x:version", 2L}
        }) {
      assertThatThrownBy(() -> value((String) refused[0], refused[1]))
          .as("%s %s", refused)
          .isInstanceOf(ConversionException.class)
          .hasMessageStartingWith("should be ");
    }
  }

  private static Object value(String spec, Object raw) throws ConversionException {
    ValueMapping mapping = ColumnSpec.parse(spec).mapping();
    return mapping.format().value(mapping.type(), raw);
  }
}
