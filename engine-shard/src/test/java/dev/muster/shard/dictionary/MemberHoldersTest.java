// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.ValueTest;
import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.LongTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemberHoldersTest {

  private final SetDictionary sets = new SetDictionary();

  /**
   * All sets that pass, however many came since they were last asked for: looking says the same.
   */
  @SeededTest(count = 60)
  void setsThatPass_arePickedFromThoseOfTheTime(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int members = choice.of(List.of(2, 12, 500));
    List<LongTest> earlier = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (int i = choice.of(List.of(0, 1, 40, 300)); i > 0; i--) {
        sets.assign(draw(choice, members));
      }
      LongTest test = sets.compile(test(choice, members));
      earlier.add(test);
      sizes.add(sets.size());
      for (int i = choice.below(earlier.size()); i < earlier.size(); i++) {
        requireSame(earlier.get(i), sizes.get(i));
      }
    }
  }

  private void requireSame(LongTest test, int size) {
    LongTest many = test.forMany();
    for (int code = 0; code < sets.size(); code++) {
      // A code that came later is never put to a test.
      if (code < size) {
        assertThat(many.test(code)).as("%s %d", test, code).isEqualTo(test.test(code));
      }
    }
  }

  private static ValueTest test(RandomChoice choice, int members) {
    Set<String> literals = draw(choice, members);
    literals.add("m0");
    return new ValueTest.SetMembers(choice.of(List.of(SetOperator.values())), literals);
  }

  private static Set<String> draw(RandomChoice choice, int members) {
    Set<String> set = new HashSet<>();
    for (int i = choice.below(5); i > 0; i--) {
      set.add("m" + Math.min(choice.below(members), choice.below(members)));
    }
    return set;
  }

  /** Several ask while sets come: whoever finds another at work finds the same sets without. */
  @Test
  void askedByManyWhileSetsCome_allAreFound() throws Exception {
    int count = 20_000;
    sets.assign(Set.of("m0"));
    List<FutureTask<Void>> readers = new ArrayList<>();
    for (int reader = 0; reader < 3; reader++) {
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                for (int size = 0; size < count; ) {
                  size = sets.size();
                  LongTest found =
                      sets.compile(new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of("m0")))
                          .forMany();
                  int asked = size;
                  assertThat(IntStream.range(0, size))
                      .as("of %d", size)
                      .allMatch(code -> found.test(code) == (code % 3 == 0), "of " + asked);
                }
                return null;
              });
      new Thread(task, "test-reader").start();
      readers.add(task);
    }
    for (int code = 1; code < count; code++) {
      assertThat(sets.assign(Set.of("m" + code % 3, "n" + code))).isEqualTo(code);
    }
    for (FutureTask<Void> reader : readers) {
      reader.get();
    }
  }

  @Test
  void lists_takeNoMemoryBeforeTheyAreAskedFor() {
    for (int i = 0; i < 5_000; i++) {
      sets.assign(Set.of("m" + i % 50, "n" + i % 49, "o" + i % 47));
    }
    long before = sets.sizeBytes();
    LongTest test = sets.compile(new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of("m0")));
    assertThat(test.test(0)).isTrue();
    assertThat(sets.sizeBytes()).isEqualTo(before);

    test.forMany();

    assertThat(sets.sizeBytes()).isGreaterThan(before + 10_000);
  }
}
