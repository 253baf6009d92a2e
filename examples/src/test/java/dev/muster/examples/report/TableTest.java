// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void toString_alignsEveryColumnToItsWidestCell() {
    Table table = new Table().right("#").left("audience").right("profiles").left("");

    table.row("1", "everyone", "1,000", "####").row("12", "a", "7", "");

    assertThat(table.toString().lines())
        .containsExactly(
            " #  audience  profiles",
            "--  --------  --------  ----",
            " 1  everyone     1,000  ####",
            "12  a                7");
  }

  @Test
  void toString_withoutRows_isTheHeadings() {
    assertThat(new Table().left("a").right("bb")).hasToString("a  bb\n-  --\n");
  }

  @Test
  void row_withAnotherNumberOfCells_isRefused() {
    Table table = new Table().left("a").left("b");

    assertThatThrownBy(() -> table.row("only one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns=2 cells=1");
  }
}
