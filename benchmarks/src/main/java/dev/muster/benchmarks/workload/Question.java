// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.ReadView;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.analysis.Overlap;
import dev.muster.predicate.Predicate;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is asked of the {@link Workload} when it is {@link Workload#END}, in Muster's text form, and
 * the answers: for 100,000 profiles with 1,000,000 events, and for twenty times as many.
 */
public enum Question {
  Q1("country = 'country3'", 5_468, 110_930),
  Q2("country = 'country1' and plan = 'pro' and device = 'ios'", 287, 5_384),
  Q3(
      "city in ('city3', 'city17', 'city42', 'city105', 'city118', 'city151', 'city203', 'city260',"
          + " 'city314', 'city402', 'city477', 'city555', 'city610', 'city701', 'city888',"
          + " 'city1002', 'city1404', 'city2001', 'city3100', 'city4500')",
      3_550,
      70_637),
  Q4("age between 25 and 34", 9_623, 191_454),
  Q5("age between 30 and 45 and plan = 'free' and not tags has 't5'", 23_167, 463_073),
  Q6("did app_open in last 7 days", 5_746, 113_935),
  /** The same, some hours earlier: no edge of the window is a midnight. */
  Q6U("did app_open between '2025-12-24T15:36:43Z' and '2025-12-31T15:36:43Z'", 5_773, 114_032),
  Q7("did purchase at least 3 times in last 30 days", 1_487, 29_290),
  Q8(
      "did purchase between 30 and 90 days ago and not did purchase in last 30 days",
      12_110,
      242_799),
  Q9("did purchase (category = 'c7' and amount > 100) in last 30 days", 73, 1_863),
  Q10("sum(purchase.amount) in last 90 days > 500", 1_184, 23_322),
  Q11("did add_to_cart then purchase within 1 day", 4_949, 101_308),
  Q12(
      "((country in ('country0', 'country1', 'country2') and ltv > 100) or tags has 't3') and"
          + " consent_email = true and did app_open in last 7 days and not did purchase in last 30"
          + " days",
      362,
      7_115),
  /** Broken down by country; the answers are of the first five. */
  Q13(
      "plan in ('pro', 'enterprise') and did purchase in last 30 days",
      List.of(265L, 133L, 84L, 59L, 60L),
      List.of(5_355L, 2_558L, 1_661L, 1_329L, 1_014L)),
  Q14("first purchase in last 14 days", 2_421, 48_521),
  /** Sizes and overlaps of five audiences; the answers are the upper triangle, row by row. */
  Q15(
      "everyone",
      List.of(
          22_241L, 2_145L, 13_629L, 1_298L, 2_293L, 9_623L, 5_948L, 575L, 944L, 61_849L, 3_532L,
          6_107L, 5_746L, 2_665L, 9_860L),
      List.of(
          444_404L,
          42_570L,
          275_358L,
          25_276L,
          43_893L,
          191_454L,
          118_407L,
          10_910L,
          18_840L,
          1_238_706L,
          70_690L,
          120_815L,
          113_935L,
          53_823L,
          195_083L));

  /** Countries that {@link #Q13} is answered for. */
  public static final int COUNTRIES = 5;

  /** The audiences of {@link #Q15}. */
  private static final List<String> OVERLAPPING =
      List.of(
          "country = 'country0'",
          "age between 25 and 34",
          "consent_email = true",
          "did app_open in last 7 days",
          "did purchase in last 30 days");

  private final String text;
  private final List<Long> small;
  private final List<Long> large;

  Question(String text, long small, long large) {
    this(text, List.of(small), List.of(large));
  }

  Question(String text, List<Long> small, List<Long> large) {
    this.text = text;
    this.small = small;
    this.large = large;
  }

  /** The audience that is asked about, in the text form. */
  public String text() {
    return text;
  }

  /** The answer for 100,000 profiles with 1,000,000 events. */
  public List<Long> small() {
    return small;
  }

  /** The answer for 2,000,000 profiles with 20,000,000 events. */
  public List<Long> large() {
    return large;
  }

  /** The answer for so many, if it is one of those that are listed here. */
  public Optional<List<Long>> known(int profiles, int events) {
    if (profiles == 100_000 && events == 1_000_000) {
      return Optional.of(small);
    }
    return profiles == 2_000_000 && events == 20_000_000 ? Optional.of(large) : Optional.empty();
  }

  /**
   * Predicates whose counts, one after the other, are the answer, too: a second way to it, where
   * none is known.
   */
  public List<Predicate> counted() {
    Predicate asked = predicate(text);
    return switch (this) {
      case Q13 ->
          IntStream.range(0, COUNTRIES)
              .mapToObj(country -> asked.and(Workload.COUNTRY.is("country" + country)))
              .toList();
      case Q15 -> {
        List<Predicate> pairs = new ArrayList<>();
        for (int i = 0; i < OVERLAPPING.size(); i++) {
          pairs.add(predicate(OVERLAPPING.get(i)));
          for (int j = i + 1; j < OVERLAPPING.size(); j++) {
            pairs.add(predicate(OVERLAPPING.get(i)).and(predicate(OVERLAPPING.get(j))));
          }
        }
        yield pairs;
      }
      default -> List.of(asked);
    };
  }

  /** Asks it once. */
  public List<Long> ask(ReadView view) {
    return prepare().ask(view);
  }

  /** Reads the text, so that asking often costs no more than answering. */
  public Prepared prepare() {
    return switch (this) {
      case Q13 -> byCountry();
      case Q15 -> overlaps();
      default -> {
        Predicate predicate = predicate(text);
        yield view -> List.of(view.count(predicate));
      }
    };
  }

  private static Predicate predicate(String text) {
    return PredicateText.parse(text, Workload.SCHEMA);
  }

  private Prepared byCountry() {
    Predicate predicate = predicate(text);
    Breakdown breakdown = Breakdown.by(Dimension.of(Workload.COUNTRY)).top(100);
    return view -> firstCountries(view.analyze(predicate, breakdown));
  }

  private static List<Long> firstCountries(Breakdown.Result result) {
    List<Long> answer = new ArrayList<>();
    for (int c = 0; c < COUNTRIES; c++) {
      String country = "country" + c;
      answer.add(
          result.parts().get(0).top().stream()
              .filter(value -> value.value().equals(country))
              .mapToLong(Breakdown.ValueCount::profiles)
              .sum());
    }
    return answer;
  }

  private static Prepared overlaps() {
    List<Segment> segments = new ArrayList<>();
    for (String text : OVERLAPPING) {
      segments.add(Segment.of("s" + segments.size(), predicate(text)));
    }
    Overlap overlap = Overlap.pairwise(segments.toArray(Segment[]::new));
    return view -> upperTriangle(view.analyze(Predicate.everyone(), overlap));
  }

  private static List<Long> upperTriangle(Overlap.Result result) {
    List<Long> answer = new ArrayList<>();
    for (int i = 0; i < result.names().size(); i++) {
      for (int j = i; j < result.names().size(); j++) {
        answer.add(result.shared().get(i).get(j));
      }
    }
    return answer;
  }

  /** A question that has been read. May be asked often, and from several threads. */
  @FunctionalInterface
  public interface Prepared {

    /** The answer for what {@code view} shows. */
    List<Long> ask(ReadView view);
  }
}
