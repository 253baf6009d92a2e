// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.analysis.Retention;
import dev.muster.analysis.RfmGroup;
import dev.muster.examples.buyers.Cohorts.Cohort;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.HeatMap;
import dev.muster.examples.report.HeatMap.Cell;
import dev.muster.examples.rfm.GroupNames;
import dev.muster.examples.rfm.RfmPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return RfmPicture.of(buyers.rfm(), buyers.period().now(), buyers.period().zone());
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
                    + Figures.day(buyers.period().earlier(), buyers.period().zone())
                    + " to "
                    + Figures.day(buyers.period().now(), buyers.period().zone()),
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
        : Cell.shaded(
            (double) profiles / then, Figures.count(profiles), Figures.percentOf(profiles, then));
  }
}
