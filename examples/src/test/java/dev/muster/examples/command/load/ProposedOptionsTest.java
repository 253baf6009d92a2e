// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.load.mapping.ColumnSpec;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.TimeFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposedOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:long",
        "a:double:b",
        "a:decimal(2)",
        "a:decimal(0)",
        "a b:string:c d",
        "a:boolean",
        "a:boolean(yes,no)",
        "a:date",
        "a:date(dd.MM.yyyy)",
        "a:timestamp",
        "a:timestamp(s)",
        "a:timestamp(us)",
        "a:timestamp(dd.MM.yyyy HH:mm)",
        "a:set",
        "a:set(;)",
        "a:geo",
        "lat:geo(lon):home",
        "a:version"
      })
  void column_isReadAsWhatItWas(String text) {
    ColumnSpec column = ColumnSpec.parse(text);

    assertThat(ProposedOptions.column(column.mapping(), false)).isEqualTo(text);
    assertThat(ColumnSpec.parse(ProposedOptions.column(column.mapping(), false))).isEqualTo(column);
  }

  @Test
  void mapping_isSaidInFull() {
    assertThat(
            ProposedOptions.of(
                Mapping.events("the id")
                    .time("at", TimeFormat.pattern("dd.MM.yyyy"))
                    .typeField("what")
                    .eventId("key")
                    .column(ColumnSpec.parse("n:long"))
                    .nullTexts("NULL", "-"),
                Set.of()))
        .isEqualTo(
            "--events --id 'the id' --time at --time-format dd.MM.yyyy --type what --event-id key"
                + " --property n:long --null - --null NULL");
    assertThat(
            ProposedOptions.of(
                Mapping.profiles("id").column(ColumnSpec.parse("it's:set(|):tags")), Set.of()))
        .isEqualTo("--profiles --id id --attribute 'it'\\''s:set(|):tags'");
    assertThat(
            ProposedOptions.of(
                Mapping.events("id").time("t", TimeFormat.epochSeconds()).type("visit"), Set.of()))
        .isEqualTo("--events --id id --time t --time-format s --fixed-type visit");
  }
}
