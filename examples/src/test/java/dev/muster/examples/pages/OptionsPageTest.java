// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.schema.Schema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of options in {@code docs/guides/tune.md} has every option, with the range it takes.
 */
class OptionsPageTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]*)\\| ([^|]+) \\|$");
  private static final Pattern RANGE = Pattern.compile("([\\d,]+)( ms)? to ([\\d,]+)( days)?");

  @Test
  void table_namesEveryOption() {
    List<String> options = new ArrayList<>();
    for (Method method : EngineBuilder.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && method.getReturnType() == EngineBuilder.class) {
        options.add(method.getName());
      }
    }

    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void ranges_areThoseThatTheBuilderTakes() throws Exception {
    int checked = 0;
    for (Map.Entry<String, String> row : rows().entrySet()) {
      Matcher range = RANGE.matcher(row.getValue().strip());
      Method option = option(row.getKey());
      Class<?> type = option.getParameterCount() == 0 ? void.class : option.getParameterTypes()[0];
      assertThat(range.matches())
          .as("%s has a range", row.getKey())
          .isEqualTo(type == int.class || type == long.class || type == Duration.class);
      if (range.matches()) {
        long least = number(range.group(1));
        long greatest = number(range.group(3));
        if (range.group(4) != null) {
          greatest = Duration.ofDays(greatest).toMillis();
        }
        taken(option, type, least);
        taken(option, type, greatest);
        refused(option, type, least - 1);
        refused(option, type, greatest + 1);
        checked++;
      }
    }

    assertThat(checked).isGreaterThan(10);
  }

  private static Map<String, String> rows() {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Page.of("docs/guides/tune.md").prose());
    while (row.find()) {
      assertThat(rows.put(row.group(1), row.group(3))).as(row.group(1)).isNull();
    }
    return rows;
  }

  private static Method option(String name) {
    for (Method method : EngineBuilder.class.getMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new AssertionError(name);
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static void taken(Method option, Class<?> type, long value) {
    assertThatCode(() -> option.invoke(builder(), argument(type, value)))
        .as("%s(%s)", option.getName(), value)
        .doesNotThrowAnyException();
  }

  private static void refused(Method option, Class<?> type, long value) {
    assertThatExceptionOfType(InvocationTargetException.class)
        .as("%s(%s)", option.getName(), value)
        .isThrownBy(() -> option.invoke(builder(), argument(type, value)))
        .withCauseInstanceOf(IllegalArgumentException.class)
        .havingCause()
        .withMessageContaining(option.getName());
  }

  private static Object argument(Class<?> type, long value) {
    if (type == Duration.class) {
      return Duration.ofMillis(value);
    }
    return type == int.class ? (Object) Math.toIntExact(value) : (Object) value;
  }

  private static EngineBuilder builder() {
    return SegmentationEngine.builder(Schema.builder().build());
  }
}
