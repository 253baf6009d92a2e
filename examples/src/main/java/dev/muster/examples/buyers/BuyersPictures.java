// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.analysis.Retention;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import dev.muster.examples.buyers.Cohorts.Cohort;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.HeatMap;
import dev.muster.examples.report.HeatMap.Cell;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The answers as heat maps. */
final class BuyersPictures {

  private final Buyers buyers;

  BuyersPictures(Buyers buyers) {
    this.buyers = buyers;
  }

  /** Writes all three to {@code directory}, which is made if need be; returns where they are. */
  List<Path> write(Path directory, int cohortsMax) throws IOException {
    Files.createDirectories(directory);
    Path scores = directory.resolve("buyers-rfm.png");
    Path cohorts = directory.resolve("buyers-cohorts.png");
    Path transitions = directory.resolve("buyers-transitions.png");
    scores().writePng(scores);
    cohorts(cohortsMax).writePng(cohorts);
    transitions().writePng(transitions);
    return List.of(scores, cohorts, transitions);
  }

  /** Groups by recency and value; the darker, the more customers. */
  HeatMap scores() {
    RfmGrid grid = new RfmGrid(buyers.rfm());
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
                Figures.count(buyers.rfm().buyers())
                    + " customers on "
                    + day(buyers.period().now())
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
                percentOf(profiles, buyers.rfm().buyers()) + " of customers",
                percentOf(grid.spent(recency, value).doubleValue(), spent.doubleValue())
                    + " of money"));
      }
      String heading = recency == Rfm.SCORES ? "5 latest" : recency == 1 ? "1 longest ago" : "";
      map.row(heading.isEmpty() ? Integer.toString(recency) : heading, cells);
    }
    return map;
  }

  /** Who bought again, by month of the first purchase and months since. */
  HeatMap cohorts(int cohortsMax) {
    Cohorts cohorts = buyers.cohorts();
    List<Cohort> shown = cohorts.latest(cohortsMax);
    double most = 0;
    boolean anyIncomplete = false;
    for (Cohort cohort : shown) {
      for (int i = 0; i < cohort.intervals().size(); i++) {
        most = Math.max(most, cohort.share(i));
        anyIncomplete |= !cohort.intervals().get(i).complete();
      }
    }
    HeatMap map =
        new HeatMap("Customers who bought again, by month of first purchase", 56, 28)
            .subtitle("percent of the cohort that bought in each later month")
            .captions("first purchase", "months since the first purchase")
            .legend("0%", Figures.percent(most) + "% of the cohort")
            .note("0: bought again in the month of the first purchase.")
            .note("all: every cohort for which the month is over.")
            .column("customers");
    if (anyIncomplete) {
      map.note("*: the month is not over yet.");
    }
    for (int i = 0; i < cohorts.intervals(); i++) {
      map.column(Integer.toString(i));
    }
    for (Cohort cohort : shown) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.plain(Figures.count(cohort.profiles()))));
      for (int i = 0; i < cohorts.intervals(); i++) {
        cells.add(i < cohort.intervals().size() ? cell(cohort, i, most) : Cell.EMPTY);
      }
      map.row(cohort.month().toString(), cells);
    }
    map.row("all", average(cohorts));
    return map;
  }

  private static Cell cell(Cohort cohort, int index, double most) {
    Retention.Interval interval = cohort.intervals().get(index);
    double share = cohort.share(index);
    return Cell.shaded(
        most == 0 ? 0 : share / most, Figures.percent(share) + (interval.complete() ? "" : "*"));
  }

  private static List<Cell> average(Cohorts cohorts) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.plain(Figures.count(cohorts.profiles()))));
    for (int i = 0; i < cohorts.intervals(); i++) {
      OptionalDouble average = cohorts.average(i);
      cells.add(
          average.isPresent() ? Cell.plain(Figures.percent(average.getAsDouble())) : Cell.EMPTY);
    }
    return cells;
  }

  /** Where each group went; the darker, the larger the part of the group. */
  HeatMap transitions() {
    HeatMap map =
        new HeatMap(
                "From group to group, "
                    + day(buyers.period().earlier())
                    + " to "
                    + day(buyers.period().now()),
                84,
                38)
            .subtitle("customers, and percent of those who were in the group then")
            .captions("group then", "group now")
            .legend("0%", "100% of the group then")
            .note("Framed: those who have stayed.");
    RfmGroup[] groups = RfmGroup.values();
    for (RfmGroup group : groups) {
      map.column(GroupNames.of(group));
    }
    map.column("all then");
    long[] now = new long[groups.length];
    for (RfmGroup from : groups) {
      long then = 0;
      for (RfmGroup to : groups) {
        then += buyers.transitions().profiles(from, to);
        now[to.ordinal()] += buyers.transitions().profiles(from, to);
      }
      List<Cell> cells = new ArrayList<>();
      for (RfmGroup to : groups) {
        Cell cell = cell(buyers.transitions().profiles(from, to), then);
        cells.add(from == to ? cell.framed() : cell);
      }
      cells.add(Cell.plain(Figures.count(then)));
      map.row(GroupNames.of(from), cells);
    }
    List<Cell> totals = new ArrayList<>();
    long all = 0;
    for (long profiles : now) {
      totals.add(Cell.plain(Figures.count(profiles)));
      all += profiles;
    }
    totals.add(Cell.plain(Figures.count(all)));
    return map.row("all now", totals);
  }

  private static Cell cell(long profiles, long then) {
    return profiles == 0
        ? Cell.shaded(0)
        : Cell.shaded((double) profiles / then, Figures.count(profiles), percentOf(profiles, then));
  }

  private static String percentOf(double part, double whole) {
    return whole <= 0 ? "-" : Figures.percent(part / whole) + "%";
  }

  /** A date if it is midnight, otherwise the instant. */
  private String day(Instant instant) {
    ZonedDateTime time = instant.atZone(buyers.period().zone());
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : instant.toString();
  }
}
