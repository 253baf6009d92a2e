// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import java.util.ArrayList;
import java.util.List;

/** Collects the buyers; ranks, and with them cells, are known only when all are there. */
record RfmAnalyzer(NumberForm money, Buyers.Queries queries)
    implements Analyzer<RfmAnalyzer.Collected, Rfm.Result> {

  /** Buyers of equal scores, or of one name. */
  private static final class Share {
    private final ExactTotal spent;
    private long profiles;
    private long purchases;

    private Share(NumberForm money) {
      this.spent = money.total();
    }

    private void add(Buyers buyers, int i) {
      profiles++;
      purchases += buyers.count(i);
      buyers.addSpent(i, spent);
    }
  }

  @Override
  public Collected accumulator() {
    return new Collected(queries);
  }

  @Override
  public Rfm.Result answer(Collected total, StopCheck stop) {
    Buyers buyers = total.buyers;
    List<Share> cells = shares(Rfm.SCORES * Rfm.SCORES * Rfm.SCORES);
    List<Share> groups = shares(RfmGroup.NO_PURCHASE.ordinal());
    if (buyers.size() > 0) {
      Buyers.Scores scores = buyers.scores(stop);
      StopCheck.Steps steps = stop.steps();
      for (int i = 0; i < buyers.size(); i++) {
        steps.step();
        int recency = scores.recency(i);
        int frequency = scores.frequency(i);
        int monetary = scores.monetary(i);
        cells.get(index(recency, frequency, monetary)).add(buyers, i);
        groups.get(RfmGroup.of(recency, frequency, monetary).ordinal()).add(buyers, i);
      }
    }
    return new Rfm.Result(
        buyers.size(), total.profiles - buyers.size(), cells(cells), groups(groups));
  }

  private List<Share> shares(int count) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(new Share(money));
    }
    return shares;
  }

  private static int index(int recency, int frequency, int monetary) {
    return ((recency - 1) * Rfm.SCORES + frequency - 1) * Rfm.SCORES + monetary - 1;
  }

  private static List<Rfm.Cell> cells(List<Share> shares) {
    List<Rfm.Cell> cells = new ArrayList<>();
    for (int recency = 1; recency <= Rfm.SCORES; recency++) {
      for (int frequency = 1; frequency <= Rfm.SCORES; frequency++) {
        for (int monetary = 1; monetary <= Rfm.SCORES; monetary++) {
          Share share = shares.get(index(recency, frequency, monetary));
          cells.add(
              new Rfm.Cell(
                  recency,
                  frequency,
                  monetary,
                  share.profiles,
                  share.purchases,
                  share.spent.value()));
        }
      }
    }
    return cells;
  }

  private static List<Rfm.Group> groups(List<Share> shares) {
    List<Rfm.Group> groups = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      groups.add(
          new Rfm.Group(
              RfmGroup.values()[i], share.profiles, share.purchases, share.spent.value()));
    }
    return groups;
  }

  /** The buyers among some profiles. */
  static final class Collected implements ChunkAccumulator<Collected> {

    private final Buyers buyers;
    private long profiles;

    private Collected(Buyers.Queries queries) {
      this.buyers = new Buyers(queries);
    }

    @Override
    public void add(ChunkRows chunk) {
      long[] found = chunk.borrowMask();
      buyers.add(chunk, found);
      profiles += chunk.count();
      chunk.returnMask(found);
    }

    @Override
    public void addAll(Collected other) {
      buyers.addAll(other.buyers);
      profiles += other.profiles;
    }
  }
}
