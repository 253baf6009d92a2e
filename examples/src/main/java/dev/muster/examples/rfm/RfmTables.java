// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.rfm;

import dev.muster.analysis.Rfm;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** How many buyers there are of which scores, and what each group is worth, as text. */
public final class RfmTables {

  private RfmTables() {}

  /** Both tables, the legend between them, each line ended by a line feed. */
  public static String of(Rfm.Result rfm) {
    return scores(new RfmGrid(rfm))
        + "value: the mean of the scores of frequency and money, halves rounded up\n\n"
        + groups(rfm);
  }

  private static Table scores(RfmGrid grid) {
    Table scores = new Table().left("recency");
    for (int value = 1; value <= Rfm.SCORES; value++) {
      scores.right("value " + value);
    }
    for (int recency = Rfm.SCORES; recency >= 1; recency--) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(recency)));
      for (int value = 1; value <= Rfm.SCORES; value++) {
        row.add(Figures.count(grid.profiles(recency, value)));
      }
      scores.row(row.toArray(String[]::new));
    }
    return scores;
  }

  private static Table groups(Rfm.Result rfm) {
    Table table =
        new Table()
            .left("group")
            .right("customers")
            .right("share")
            .right("purchases")
            .right("spent")
            .right("each");
    for (Rfm.Group group : rfm.groups()) {
      BigDecimal spent = RfmGrid.money(group.spent());
      table.row(
          GroupNames.of(group.name()),
          Figures.count(group.profiles()),
          Figures.share(group.profiles(), rfm.buyers()),
          Figures.count(group.purchases()),
          Figures.money(spent),
          group.profiles() == 0
              ? "-"
              : Figures.money(
                  spent.divide(BigDecimal.valueOf(group.profiles()), 2, RoundingMode.HALF_EVEN)));
    }
    return table;
  }
}
