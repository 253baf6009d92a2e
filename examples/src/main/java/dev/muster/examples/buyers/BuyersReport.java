// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.analysis.Retention;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import dev.muster.examples.buyers.Cohorts.Cohort;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.examples.report.Table;
import dev.muster.examples.rfm.GroupNames;
import dev.muster.examples.rfm.RfmTables;
import java.util.ArrayList;
import java.util.List;

/** The answers as text. */
final class BuyersReport {

  private final Buyers buyers;
  private final Screen screen;

  BuyersReport(Buyers buyers, Screen screen) {
    this.buyers = buyers;
    this.screen = screen;
  }

  /** How many customers there are of which scores, and what each group is worth. */
  void scores() {
    screen.heading("Recency, frequency and money, now = " + buyers.period().now());
    screen.print(RfmTables.of(buyers.rfm()));
    screen.line("");
    long cells = buyers.rfm().cells().stream().mapToLong(Rfm.Cell::profiles).sum();
    screen.line(
        String.format(
            "%d cells with %s customers + %s without a purchase = %s; base: %s",
            buyers.rfm().cells().size(),
            Figures.count(cells),
            Figures.count(buyers.rfm().withoutPurchase()),
            Figures.count(cells + buyers.rfm().withoutPurchase()),
            Figures.count(buyers.base())));
  }

  /** Who bought again, by the month of the first purchase, in percent. */
  void cohorts(int cohortsMax) {
    screen.heading("Customers who bought again, by months since the first purchase, in percent");
    Cohorts cohorts = buyers.cohorts();
    Table table = new Table().left("first").right("customers");
    List<String> all = new ArrayList<>(List.of("all", Figures.count(cohorts.profiles())));
    for (int i = 0; i < cohorts.intervals(); i++) {
      table.right(Integer.toString(i));
      var average = cohorts.average(i);
      all.add(average.isPresent() ? Figures.percent(average.getAsDouble()) : "");
    }
    List<Cohort> shown = cohorts.latest(cohortsMax);
    for (Cohort cohort : shown) {
      List<String> row =
          new ArrayList<>(List.of(cohort.month().toString(), Figures.count(cohort.profiles())));
      for (int i = 0; i < cohorts.intervals(); i++) {
        row.add(i < cohort.intervals().size() ? percent(cohort, i) : "");
      }
      table.row(row.toArray(String[]::new));
    }
    table.row(all.toArray(String[]::new));
    screen.print(table);
    screen.line("0: again in the month of the first purchase; *: the month is not over");
    screen.line("all: every cohort for which the month is over");
    if (shown.size() < cohorts.all().size()) {
      screen.line("cohorts before these, not shown: " + (cohorts.all().size() - shown.size()));
    }
  }

  private static String percent(Cohort cohort, int index) {
    Retention.Interval interval = cohort.intervals().get(index);
    return Figures.percent(cohort.share(index)) + (interval.complete() ? "" : "*");
  }

  /** How many went from which group to which. */
  void transitions() {
    screen.heading(
        "From group to group, " + buyers.period().earlier() + " to " + buyers.period().now());
    RfmGroup[] groups = RfmGroup.values();
    Table table = new Table().left("then, to now");
    for (int i = 1; i <= groups.length; i++) {
      table.right(Integer.toString(i));
    }
    table.right("then");
    long[] now = new long[groups.length + 1];
    for (RfmGroup from : groups) {
      List<String> row = new ArrayList<>();
      row.add(String.format("%2d %s", from.ordinal() + 1, GroupNames.of(from)));
      long then = 0;
      for (RfmGroup to : groups) {
        long profiles = buyers.transitions().profiles(from, to);
        row.add(Figures.count(profiles));
        then += profiles;
        now[to.ordinal()] += profiles;
      }
      now[groups.length] += then;
      row.add(Figures.count(then));
      table.row(row.toArray(String[]::new));
    }
    List<String> totals = new ArrayList<>(List.of("   now"));
    for (long total : now) {
      totals.add(Figures.count(total));
    }
    table.row(totals.toArray(String[]::new));
    screen.print(table);
  }
}
