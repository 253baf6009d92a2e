// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.rfm;

import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The 125 cells of three scores as the 25 of recency and of frequency and money together, which is
 * what the names of the groups go by.
 */
public final class RfmGrid {

  private final long[][] profiles = new long[Rfm.SCORES][Rfm.SCORES];
  private final BigDecimal[][] spent = new BigDecimal[Rfm.SCORES][Rfm.SCORES];

  /** The grid of {@code result}. */
  public RfmGrid(Rfm.Result result) {
    for (BigDecimal[] row : spent) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
    for (Rfm.Cell cell : result.cells()) {
      int row = cell.recency() - 1;
      int column = value(cell.frequency(), cell.monetary()) - 1;
      profiles[row][column] += cell.profiles();
      spent[row][column] = spent[row][column].add(money(cell.spent()));
    }
  }

  /** An exact sum as it is, the nearest double as a decimal. */
  static BigDecimal money(Number spent) {
    return spent instanceof BigDecimal exact ? exact : BigDecimal.valueOf(spent.doubleValue());
  }

  /** Frequency and monetary score as one: their mean, halves rounded up. */
  public static int value(int frequency, int monetary) {
    return (frequency + monetary + 1) / 2;
  }

  /** How many there are of two scores in [1, 5]. */
  public long profiles(int recency, int value) {
    return profiles[recency - 1][value - 1];
  }

  /** What they spent together. */
  public BigDecimal spent(int recency, int value) {
    return spent[recency - 1][value - 1];
  }

  /** What they are called. */
  public static RfmGroup group(int recency, int value) {
    return RfmGroup.of(recency, value, value);
  }
}
