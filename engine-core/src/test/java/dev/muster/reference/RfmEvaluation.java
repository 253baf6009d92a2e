// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import dev.muster.analysis.RfmTransition;
import dev.muster.profile.ProfileId;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Scores each buyer by looking at all the others. */
final class RfmEvaluation {

  /** What one profile has bought; an amount is a BigDecimal or a Double. */
  private record Buyer(long latest, long purchases, Object spent) {}

  /** A buyer and the scores. */
  private record Scored(Buyer buyer, int recency, int frequency, int monetary) {
    RfmGroup group() {
      return RfmGroup.of(recency, frequency, monetary);
    }
  }

  private final Map<ProfileId, Scored> scored = new LinkedHashMap<>();
  private final Rfm rfm;

  /**
   * Scores the profiles of {@code audience}.
   *
   * @param purchases the events of a profile that are selected at {@code instantMillis}
   */
  RfmEvaluation(
      Rfm rfm,
      Collection<ProfileId> audience,
      Function<ProfileId, List<ReferenceEvent>> purchases,
      long instantMillis) {
    this.rfm = rfm;
    Map<ProfileId, Buyer> buyers = new LinkedHashMap<>();
    for (ProfileId profile : audience) {
      List<ReferenceEvent> events =
          purchases.apply(profile).stream()
              .filter(event -> event.epochMillis() <= instantMillis)
              .toList();
      if (!events.isEmpty()) {
        buyers.put(profile, buyer(events));
      }
    }
    Collection<Buyer> all = buyers.values();
    buyers.forEach(
        (profile, buyer) ->
            scored.put(
                profile,
                new Scored(
                    buyer,
                    score(all, other -> other.latest() < buyer.latest()),
                    score(all, other -> other.purchases() < buyer.purchases()),
                    score(all, other -> compare(other.spent(), buyer.spent()) < 0))));
  }

  private Buyer buyer(List<ReferenceEvent> events) {
    List<Object> amounts =
        events.stream()
            .filter(event -> event.properties().containsKey(rfm.property()))
            .map(event -> event.properties().get(rfm.property()))
            .toList();
    return new Buyer(
        events.stream().mapToLong(ReferenceEvent::epochMillis).max().orElseThrow(),
        events.size(),
        isDouble()
            ? (Object) amounts.stream().mapToDouble(Double.class::cast).reduce(0.0, Double::sum)
            : exact(amounts));
  }

  private boolean isDouble() {
    return rfm.type().kind() == ValueType.Kind.DOUBLE;
  }

  private BigDecimal exact(Collection<?> amounts) {
    BigDecimal sum = BigDecimal.ZERO.setScale(rfm.type().scale());
    for (Object amount : amounts) {
      sum = sum.add(new BigDecimal(amount.toString()));
    }
    return sum;
  }

  private static int score(Collection<Buyer> all, Predicate<Buyer> isBelow) {
    return 1 + (int) (5 * all.stream().filter(isBelow).count() / all.size());
  }

  @SuppressWarnings("unchecked") // amounts of one property are of one class
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  /** The group that {@code profile} is in. */
  RfmGroup group(ProfileId profile) {
    Scored found = scored.get(profile);
    return found == null ? RfmGroup.NO_PURCHASE : found.group();
  }

  Rfm.Result result(int audience) {
    List<Rfm.Cell> cells = new ArrayList<>();
    for (int i = 0; i < 125; i++) {
      int recency = i / 25 + 1;
      int frequency = i / 5 % 5 + 1;
      int monetary = i % 5 + 1;
      List<Buyer> own =
          buyers(
              one ->
                  one.recency() == recency
                      && one.frequency() == frequency
                      && one.monetary() == monetary);
      cells.add(new Rfm.Cell(recency, frequency, monetary, own.size(), purchases(own), spent(own)));
    }
    List<Rfm.Group> groups = new ArrayList<>();
    for (RfmGroup name : RfmGroup.values()) {
      if (name != RfmGroup.NO_PURCHASE) {
        List<Buyer> own = buyers(one -> one.group() == name);
        groups.add(new Rfm.Group(name, own.size(), purchases(own), spent(own)));
      }
    }
    return new Rfm.Result(scored.size(), audience - scored.size(), cells, groups);
  }

  private List<Buyer> buyers(Predicate<Scored> filter) {
    return scored.values().stream().filter(filter).map(Scored::buyer).toList();
  }

  private static long purchases(List<Buyer> buyers) {
    return buyers.stream().mapToLong(Buyer::purchases).sum();
  }

  private Number spent(List<Buyer> buyers) {
    if (!isDouble()) {
      return exact(buyers.stream().map(Buyer::spent).toList());
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Buyer buyer : buyers) {
      sum = sum.add(new BigDecimal((Double) buyer.spent()));
    }
    return sum.doubleValue();
  }

  static RfmTransition.Result transition(
      Collection<ProfileId> audience, RfmEvaluation earlier, RfmEvaluation later) {
    return new RfmTransition.Result(
        IntStream.range(0, RfmGroup.values().length)
            .mapToObj(
                from ->
                    IntStream.range(0, RfmGroup.values().length)
                        .mapToObj(
                            to ->
                                audience.stream()
                                    .filter(id -> earlier.group(id).ordinal() == from)
                                    .filter(id -> later.group(id).ordinal() == to)
                                    .count())
                        .toList())
            .toList());
  }
}
