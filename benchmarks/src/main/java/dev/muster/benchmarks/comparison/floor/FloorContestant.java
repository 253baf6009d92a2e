// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.comparison.Contestant;
import dev.muster.benchmarks.comparison.Formulation;
import dev.muster.benchmarks.comparison.Loaded;
import dev.muster.benchmarks.workload.Actions;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least that an answer costs: for each question the best plain loop we know, on one thread,
 * over structures that are made beforehand for nothing but that question. It has no updates, no
 * epochs and no other question to answer, so it says how much of a time is the machine's.
 *
 * <p>A structure may be made for a question, but not for its constants: there is a set for each
 * day, not for the last 30 days; a set for each age, not for a range of ages; sums before each
 * event, not sums of 90 days. Sets of days are compressed, as they would have to be if there were
 * one for each event type.
 */
public final class FloorContestant implements Contestant {

  private static final int CATEGORY = 7;

  private @Nullable ProfileLoops profiles;
  private @Nullable WindowLoops windows;
  private @Nullable EventLoops events;
  private @Nullable MixedLoops mixed;

  @Override
  public Loaded load(Workload workload) {
    long begin = System.nanoTime();
    int rows = workload.profileCount();
    Actions actions = workload.actions();
    ProfileBits bits = new ProfileBits(workload.customers());
    Loaded.Step profileStep = Loaded.Step.since(begin, "profiles", rows);
    begin = System.nanoTime();
    DayBits opens = new DayBits(actions, Actions.APP_OPEN, rows);
    DayBits purchases = new DayBits(actions, Actions.PURCHASE, rows);
    DayEvents openEvents = new DayEvents(actions, Actions.APP_OPEN);
    DayEvents purchaseEvents = new DayEvents(actions, Actions.PURCHASE);
    CategoryEvents category = new CategoryEvents(actions, CATEGORY);
    RowEvents carts = new RowEvents(actions, Actions.ADD_TO_CART, rows);
    RowEvents bought = new RowEvents(actions, Actions.PURCHASE, rows);
    ProfileLoops profileLoops = new ProfileLoops(bits);
    EventLoops eventLoops = new EventLoops(purchaseEvents, category, carts, bought, rows);
    profiles = profileLoops;
    windows = new WindowLoops(opens, purchases, openEvents, rows);
    events = eventLoops;
    mixed = new MixedLoops(bits, profileLoops, opens, purchases);
    Loaded.Step eventStep =
        Loaded.Step.since(begin, "events (those that are asked for)", workload.eventCount());
    long bytes =
        bits.sizeBytes()
            + opens.sizeBytes()
            + purchases.sizeBytes()
            + openEvents.sizeBytes()
            + purchaseEvents.sizeBytes()
            + category.sizeBytes()
            + carts.sizeBytes()
            + bought.sizeBytes()
            + eventLoops.sizeBytes();
    return new Loaded(
        List.of(profileStep, eventStep), List.of(new Loaded.Size("its arrays", bytes)));
  }

  @Override
  public List<Formulation> formulations(Question question) {
    return List.of(new Formulation("loop", loop(question)));
  }

  private Formulation.Asking loop(Question question) {
    ProfileLoops p = loaded(profiles);
    WindowLoops w = loaded(windows);
    EventLoops e = loaded(events);
    MixedLoops m = loaded(mixed);
    return switch (question) {
      case Q1 -> () -> List.of(p.country());
      case Q2 -> () -> List.of(p.conjunction());
      case Q3 -> () -> List.of(p.cities());
      case Q4 -> () -> List.of(p.ages());
      case Q5 -> () -> List.of(p.agesAndPlanWithoutTag());
      case Q6 -> () -> List.of(w.opened());
      case Q6U -> () -> List.of(w.openedUnevenly());
      case Q7 -> () -> List.of(e.threeTimes());
      case Q8 -> () -> List.of(w.lapsed());
      case Q9 -> () -> List.of(e.filtered());
      case Q10 -> () -> List.of(e.sums());
      case Q11 -> () -> List.of(e.sequences());
      case Q12 -> () -> List.of(m.nested());
      case Q13 -> m::countries;
      case Q14 -> () -> List.of(w.bought());
      case Q15 -> m::overlaps;
    };
  }

  private static <T> T loaded(@Nullable T loops) {
    if (loops == null) {
      throw new IllegalStateException("ask after load");
    }
    return loops;
  }

  @Override
  public String version() {
    return "this commit";
  }

  @Override
  public void close() {
    profiles = null;
    windows = null;
    events = null;
    mixed = null;
  }
}
