// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.rfm;

import dev.muster.analysis.Rfm;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.HeatMap;
import dev.muster.examples.report.HeatMap.Cell;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Buyers by recency and by frequency and money; the darker, the more. */
public final class RfmPicture {

  private RfmPicture() {}

  /**
   * The picture.
   *
   * @param now the present of the scores
   * @param zone whose date of now is shown
   */
  public static HeatMap of(Rfm.Result rfm, Instant now, ZoneId zone) {
    RfmGrid grid = new RfmGrid(rfm);
    long most = 1;
    BigDecimal spent = BigDecimal.ZERO;
    for (int recency = 1; recency <= Rfm.SCORES; recency++) {
      for (int value = 1; value <= Rfm.SCORES; value++) {
        most = Math.max(most, grid.profiles(recency, value));
        spent = spent.add(grid.spent(recency, value));
      }
    }
    HeatMap map =
        new HeatMap("Customers by recency, frequency and money", 148, 70)
            .subtitle(
                Figures.count(rfm.buyers())
                    + " customers on "
                    + Figures.day(now, zone)
                    + ", scored from 1 to 5 among themselves")
            .captions("recency", "how often and how much they buy")
            .legend("no customers", Figures.count(most) + " customers");
    for (int value = 1; value <= Rfm.SCORES; value++) {
      map.column(value + (value == 1 ? " least" : value == Rfm.SCORES ? " most" : ""));
    }
    for (int recency = Rfm.SCORES; recency >= 1; recency--) {
      List<Cell> cells = new ArrayList<>();
      for (int value = 1; value <= Rfm.SCORES; value++) {
        long profiles = grid.profiles(recency, value);
        cells.add(
            Cell.shaded(
                (double) profiles / most,
                GroupNames.of(RfmGrid.group(recency, value)),
                Figures.count(profiles) + " customers",
                Figures.percentOf(profiles, rfm.buyers()) + " of customers",
                Figures.percentOf(grid.spent(recency, value).doubleValue(), spent.doubleValue())
                    + " of money"));
      }
      String heading = recency == Rfm.SCORES ? "5 latest" : recency == 1 ? "1 longest ago" : "";
      map.row(heading.isEmpty() ? Integer.toString(recency) : heading, cells);
    }
    return map;
  }
}
