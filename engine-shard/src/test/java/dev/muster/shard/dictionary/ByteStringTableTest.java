// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ByteStringTableTest {

  private final ByteStringTable table = new ByteStringTable();

  private int intern(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return table.intern(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  private int find(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return table.find(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  @Test
  void entries_areNumberedAsTheyCome() {
    assertThat(intern("b")).isZero();
    assertThat(intern("a")).isEqualTo(1);
    assertThat(intern("b")).isZero();
    assertThat(intern("")).isEqualTo(2);

    assertThat(table.size()).isEqualTo(3);
    assertThat(table.text(0)).isEqualTo("b");
    assertThat(table.text(2)).isEmpty();
    assertThat(find("a")).isEqualTo(1);
    assertThat(find("c")).isEqualTo(-1);
  }

  /** Equal hashes do not make equal strings. */
  @Test
  void stringsOfOneHash_areToldApart() {
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = ("x" + i).getBytes(StandardCharsets.UTF_8);
      assertThat(table.intern(bytes, 0, bytes.length, 42)).isEqualTo(i);
    }
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = ("x" + i).getBytes(StandardCharsets.UTF_8);
      assertThat(table.find(bytes, 0, bytes.length, 42)).isEqualTo(i);
    }
  }

  /** Lengths around those at which the length itself takes one byte more. */
  @Test
  void lengths_areKept() {
    List<Integer> lengths =
        List.of(0, 1, 127, 128, 255, 16_383, 16_384, 98_304, 500_000, (1 << 20) - 3);
    for (int length : lengths) {
      intern("x".repeat(length));
    }
    for (int i = 0; i < lengths.size(); i++) {
      assertThat(table.text(i)).hasSize(lengths.get(i));
      assertThat(find("x".repeat(lengths.get(i)))).isEqualTo(i);
    }
  }

  /** Regimes: few strings or many, short or long, so that pages fill in all sorts of ways. */
  @SeededTest
  void table_agreesWithAHashMap(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int pool = choice.of(List.of(5, 1_000, 40_000));
    int lengthMax = choice.of(List.of(2, 40, 300));
    Map<String, Integer> numbers = new HashMap<>();
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      int key = choice.below(pool);
      String text = key + "ż".repeat(key % lengthMax);
      Integer known = numbers.get(text);
      assertThat(find(text)).isEqualTo(known == null ? -1 : known);
      if (choice.chance(70)) {
        int expected = known == null ? strings.size() : known;
        assertThat(intern(text)).isEqualTo(expected);
        if (known == null) {
          numbers.put(text, expected);
          strings.add(text);
        }
      }
    }
    assertThat(table.size()).isEqualTo(strings.size());
    for (int i = 0; i < strings.size(); i++) {
      assertThat(table.text(i)).isEqualTo(strings.get(i));
    }
  }

  @Test
  void manyEntries_growOverManyPages() {
    int count = 300_000;
    for (int i = 0; i < count; i++) {
      assertThat(intern("customer-" + i)).isEqualTo(i);
    }
    for (int i = 0; i < count; i++) {
      assertThat(find("customer-" + i)).isEqualTo(i);
    }
    assertThat(find("customer-" + count)).isEqualTo(-1);
    assertThat(table.text(count - 1)).isEqualTo("customer-" + (count - 1));
    // 15 to 16 bytes of text with its length, 1 for the position, 5.6 to 6.7 for the slot.
    assertThat(table.sizeBytes()).isBetween(22L * count, 26L * count);
  }

  /** Whoever finds an entry finds its text; whoever sees a size sees all entries below. */
  @Test
  void readers_findWholeEntriesWhileOneWrites() throws Exception {
    int count = 200_000;
    CountDownLatch start = new CountDownLatch(1);
    List<FutureTask<Void>> readers = new ArrayList<>();
    for (int reader = 0; reader < 2; reader++) {
      RandomChoice choice = new RandomChoice(reader);
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                start.await();
                int size = 0;
                while (size < count) {
                  size = table.size();
                  int number = choice.below(size + 10);
                  int found = find("entry-" + number);
                  if (number < size && found != number || found != -1 && found != number) {
                    throw new AssertionError(number + " of " + size + " found as " + found);
                  }
                  if (found >= 0 && !table.text(found).equals("entry-" + number)) {
                    throw new AssertionError(table.text(found));
                  }
                }
                return null;
              });
      new Thread(task, "test-reader").start();
      readers.add(task);
    }
    start.countDown();
    for (int i = 0; i < count; i++) {
      intern("entry-" + i);
    }
    for (FutureTask<Void> reader : readers) {
      reader.get();
    }
  }
}
