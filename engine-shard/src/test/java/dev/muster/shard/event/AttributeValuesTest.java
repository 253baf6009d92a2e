// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class AttributeValuesTest {

  private final EventScratch scratch = new EventScratch();
  private final List<Integer> loads = new ArrayList<>();
  private final List<Integer> translated = new ArrayList<>();
  private final IntUnaryOperator plusOne =
      code -> {
        translated.add(code);
        return code + 1;
      };

  /** Row and code are the same, for the first 10,000 rows. */
  private final AttributeSource rows =
      (attribute, present, codes) -> {
        loads.add(attribute);
        RowMask.clear(present);
        for (int row = 0; row < 10_000; row++) {
          RowMask.add(present, row);
          codes[row] = row;
        }
      };

  @Test
  void attributes_areLoadedOnceAQuery() {
    scratch.attributesFrom(rows);
    AttributeValues first = scratch.attribute(7, null);
    assertThat(scratch.attribute(7, null)).isSameAs(first);
    assertThat(scratch.attribute(7, plusOne)).isNotSameAs(first);
    assertThat(scratch.attribute(3, null).code(9)).isEqualTo(9);

    scratch.attributesFrom(rows);
    scratch.attribute(7, null);

    assertThat(loads).containsExactly(7, 7, 3, 7);
  }

  @Test
  void codes_areTranslatedWhenTheyAreAskedFor() {
    scratch.attributesFrom(rows);
    AttributeValues values = scratch.attribute(1, plusOne);

    assertThat(values.code(5)).isEqualTo(6);
    assertThat(values.code(5)).isEqualTo(6);
    assertThat(values.code(5 + 1_024)).isEqualTo(6 + 1_024);
    assertThat(values.code(0)).isEqualTo(1);

    assertThat(translated).containsExactly(5, 5 + 1_024, 0);
  }

  @Test
  void equalCodes_areTranslatedOnce() {
    scratch.attributesFrom(
        (attribute, present, codes) -> {
          RowMask.clear(present);
          for (int row = 0; row < 100; row++) {
            RowMask.add(present, row);
            codes[row] = row % 2;
          }
        });
    AttributeValues values = scratch.attribute(1, plusOne);

    for (int row = 0; row < 100; row++) {
      assertThat(values.code(row)).isEqualTo(row % 2 + 1);
    }

    assertThat(translated).containsExactly(0, 1);
  }

  /** A value that no event had at one epoch may have been written by the next. */
  @Test
  void translations_areForgottenWithTheQuery() {
    int[] offset = {-1};
    IntUnaryOperator changing = code -> code + offset[0];
    scratch.attributesFrom(rows);
    assertThat(scratch.attribute(1, changing).code(0)).isEqualTo(-1);
    offset[0] = 4;

    scratch.attributesFrom(rows);

    assertThat(scratch.attribute(1, changing).code(0)).isEqualTo(4);
  }

  @Test
  void attribute_needsASource() {
    scratch.attributesFrom(rows);
    scratch.attributesFrom(null);

    assertThatIllegalStateException()
        .isThrownBy(() -> scratch.attribute(5, null))
        .withMessageContaining("attribute=5");
  }
}
