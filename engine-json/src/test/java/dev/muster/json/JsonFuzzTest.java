// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.Schema;
import dev.muster.text.TextSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, a predicate or a {@link JsonException} with a place inside the text comes out,
 * in bounded time; and a predicate that comes out survives printing.
 *
 * <p>Regimes: random characters, odd Unicode among them; random tokens of the form; the examples of
 * the page, and printed random predicates, with characters or tokens deleted, doubled, swapped or
 * replaced.
 */
class JsonFuzzTest {

  private static final int RANDOM_TEXTS = 30_000;
  private static final int TOKEN_TEXTS = 30_000;
  private static final int MUTATIONS = 60_000;

  /** Far above what any text here needs; a text that takes longer found a cost without bound. */
  private static final long NANOS_MAX = 5_000_000_000L;

  private static final String CHARACTERS =
      "abntuE019 .,:+-{}[]\"\"\"\\/\n\r\t\uFEFF\u00A0\u2028é№😀\uD83D\uDE00\uD83D\u0000'#*";

  private static final List<String> TOKENS =
      List.of(
          ("{ } [ ] , : { } [ ] , : { } , : null true false 0 1 -1 5 1.5 1e3 1e999999999 -0 01 +1 NaN"
                  + " 9223372036854775808 \"9223372036854775807\" \"1e5\" \"all\" \"any\" \"not\""
                  + " \"attribute\" \"event\" \"sequence\" \"inSegment\" \"bucket\" \"property\" \"is\""
                  + " \"in\" \"between\" \"atLeast\" \"lessThan\" \"exists\" \"contains\" \"has\""
                  + " \"size\" \"within\" \"where\" \"count\" \"sum\" \"window\" \"last\" \"ago\""
                  + " \"since\" \"zone\" \"version\" \"predicate\" \"name\" \"age\" \"country\" \"tags\""
                  + " \"home\" \"app\" \"birthday\" \"signed_up\" \"score\" \"balance\" \"active\""
                  + " \"purchase\" \"refund\" \"amount\" \"category\" \"items\" \"P30D\" \"PT0.5S\" \"P1M\""
                  + " \"2025-03-10\" \"2025-03-10T00:00:00Z\" \"Asia/Kolkata\" \"2.1\" \"[a-c]+\""
                  + " \"(\" \"\" \"\\u0000\" \"\\ud83d\" {\"lat\":1,\"lon\":2} {\"all\":[]} \" \\ '")
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
      String content = text.toString();
      check(i % 2 == 0 ? content : FormPage.document(content), TextSchema.SCHEMA);
    }
  }

  @Test
  void tokens_yieldAPredicateOrAPosition() {
    for (int i = 0; i < TOKEN_TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(25); length > 0; length--) {
        text.append(token());
      }
      check(FormPage.document(text.toString()), TextSchema.SCHEMA);
    }
  }

  @Test
  void mutations_yieldAPredicateOrAPosition() {
    List<String> examples = new ArrayList<>();
    FormPage.examples().forEach(example -> examples.add(example.document()));
    for (int i = 0; i < MUTATIONS / 20; i++) {
      Schema schema = TextSchema.SCHEMA;
      String valid = examples.get(random.nextInt(examples.size()));
      if (i % 2 == 0) {
        RandomDomain domain = new RandomDomain(random.nextLong());
        schema = domain.schema();
        domain.segment(schema);
        valid = PredicateJson.print(domain.predicate(schema, 3));
      }
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
      return token();
    }
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 2));
    if (random.nextBoolean()) {
      from = edge(text, from);
      to = Math.max(from, edge(text, to));
    }
    String part = text.substring(from, to);
    String replacement =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> part + part;
          case 2 -> token();
          case 3 -> String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
          default -> new StringBuilder(part).reverse().toString();
        };
    return text.substring(0, from) + replacement + text.substring(to);
  }

  /** The first place from {@code from} on where one token ends and another one begins. */
  private static int edge(String text, int from) {
    int at = from;
    while (at < text.length() && ",:{}[]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private String token() {
    return TOKENS.get(random.nextInt(TOKENS.size()));
  }

  private void check(String text, Schema schema) {
    long start = System.nanoTime();
    try {
      Predicate predicate = PredicateJson.parse(text, schema);
      accepted++;
      // A plain comparison: this runs for every text that is accepted.
      if (!PredicateJson.parse(PredicateJson.print(predicate), schema).equals(predicate)) {
        throw new AssertionError("printed form differs: " + text);
      }
    } catch (JsonException e) {
      assertPlace(text, e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("text: " + text, e);
    }
    if (System.nanoTime() - start > NANOS_MAX) {
      throw new AssertionError("took too long: " + text);
    }
  }

  private static void assertPlace(String text, JsonException e) {
    boolean inside =
        e.line() >= 1
            && e.column() >= 1
            && e.column() <= text.length() + 1
            && !e.expected().isEmpty()
            && !e.found().isEmpty()
            && (e.pointer().isEmpty() || e.pointer().startsWith("/"))
            && String.valueOf(e.getMessage()).startsWith("line " + e.line() + ", column ");
    if (!inside) {
      throw new AssertionError("no place in: " + text, e);
    }
  }
}
