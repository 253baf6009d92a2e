// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, a predicate or a {@link TextException} with a place inside the text comes out,
 * in bounded time; and a predicate that comes out survives printing.
 *
 * <p>Regimes: random characters, quotes and odd Unicode among them; random words of the grammar,
 * which reach deep into the parser; printed random predicates with characters or words deleted,
 * doubled, swapped or replaced.
 */
class TextFuzzTest {

  private static final int RANDOM_TEXTS = 35_000;
  private static final int WORD_TEXTS = 40_000;
  private static final int MUTATIONS = 35_000;

  /** Far above what any text here needs; a text that takes longer found a cost without bound. */
  private static final long NANOS_MAX = 5_000_000_000L;

  private static final String CHARACTERS =
      "abcdeE019 .,()'`-=<>!\"\n\r\t_*%\\/\uFEFF\u00A0\u2028é№😀\uD83D\uDE00\uD83D\u0000{}[]|?+^$";

  private static final List<String> WORDS =
      List.of(
          ("and or not in did between exists missing has size starts ends contains matches equals"
                  + " ignoring true false count sum avg min max distinct everyone no one within at"
                  + " on then then strictly without first last regularly periods period calendar"
                  + " anniversary of birthday within next 7 days box to status for at least status for"
                  + " less than"
                  + " time of day from day of week in( from to '09:00' '17:30' 'monday' 'sunday'"
                  + " stopped resumed for after pause of"
                  + " profile profile. profile.age profile.balance profile.country"
                  + " excluding today did did day 'Z' 'Asia/Kolkata' days( periods( count("
                  + " exactly times time ago since before last any all none of is least most with"
                  + " case km m days weeks hours age country tags home app birthday signed_up score"
                  + " balance active purchase refund amount category items weight paid delivery"
                  + " coupons ( ( ( ) ) ) , , . = != < <= > >= 0 1 5 -1 1.5 1e3 1e999999999 'x' 'IN'"
                  + " '2025-03-10' '2025-03-10T00:00:00Z' '2.1' '[a-c]+' '(' (1,2) `age` -- ; ' `")
              .split(" "));

  private final SplittableRandom random = new SplittableRandom(20_250_310);
  private int accepted;

  @Test
  void characters_yieldAPredicateOrAPosition() {
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      check(text.toString(), TextSchema.SCHEMA);
    }
  }

  @Test
  void words_yieldAPredicateOrAPosition() {
    for (int i = 0; i < WORD_TEXTS; i++) {
      List<String> words = new ArrayList<>();
      for (int length = random.nextInt(25); length > 0; length--) {
        words.add(word());
      }
      check(String.join(" ", words), TextSchema.SCHEMA);
    }
  }

  @Test
  void mutations_yieldAPredicateOrAPosition() {
    for (int i = 0; i < MUTATIONS / 20; i++) {
      RandomDomain domain = new RandomDomain(random.nextLong());
      Schema schema = domain.schema();
      domain.segment(schema);
      String valid = PredicateText.print(domain.predicate(schema, 3));
      for (int j = 0; j < 20; j++) {
        String text = valid;
        for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
          text = mutated(text);
        }
        check(text, schema);
      }
    }
    assertThat(accepted).as("mutations that are still predicates").isGreaterThan(MUTATIONS / 20);
  }

  private String mutated(String text) {
    if (text.isEmpty()) {
      return word();
    }
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 2));
    String part = text.substring(from, to);
    String replacement =
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> part + part;
          case 2 -> " " + word() + " ";
          case 3 -> String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
          case 4 -> part.toUpperCase(Locale.ROOT);
          default -> new StringBuilder(part).reverse().toString();
        };
    return text.substring(0, from) + replacement + text.substring(to);
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private void check(String text, Schema schema) {
    long start = System.nanoTime();
    try {
      Predicate predicate = PredicateText.parse(text, schema);
      accepted++;
      // A plain comparison: this runs for every text that is accepted.
      if (!PredicateText.parse(PredicateText.print(predicate), schema).equals(predicate)) {
        throw new AssertionError("printed form differs: " + text);
      }
    } catch (TextException e) {
      assertPlace(text, e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("text: " + text, e);
    }
    if (System.nanoTime() - start > NANOS_MAX) {
      throw new AssertionError("took too long: " + text);
    }
  }

  private static void assertPlace(String text, TextException e) {
    boolean inside =
        e.line() >= 1
            && e.column() >= 1
            && e.column() <= text.length() + 1
            && !e.expected().isEmpty()
            && !e.found().isEmpty()
            && String.valueOf(e.getMessage()).startsWith("line " + e.line() + ", column ");
    if (!inside) {
      throw new AssertionError("no place in: " + text, e);
    }
  }
}
