// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.ValueTest;
import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.block.Damage;
import dev.muster.shard.block.HeapBlocks;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dictionaries that are written and read back. */
@Timeout(60)
class DictionaryRestoreTest {

  private static final List<ValueType> TYPES =
      List.of(ValueType.STRING, ValueType.STRING_SET, ValueType.VERSION);

  /**
   * The first codes come back with their values, whatever came after them, and the next ones are
   * assigned as a dictionary would that had never had more.
   */
  @SeededTest(count = 60)
  void restoredDictionary_goesOnLikeItsTwin(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    ValueType type = choice.of(TYPES);
    int pool = choice.of(List.of(1, 50, 5_000));
    Dictionary written = Dictionary.of(type);
    Dictionary twin = Dictionary.of(type);
    for (int i = choice.of(List.of(0, 1, 40, 3_000)); i > 0; i--) {
      Object value = value(type, choice, pool);
      assertThat(written.assign(value)).isEqualTo(twin.assign(value));
    }
    for (int i = choice.of(List.of(0, 1, 500)); i > 0; i--) {
      written.assign(value(type, choice, 10_000));
    }

    Dictionary restored = Dictionary.of(type);
    restored.restore(new HeapBlocks.Input(image(written, twin.size())));

    requireSame(restored, twin);
    for (int i = 0; i < 500; i++) {
      Object value = value(type, choice, 10_000);
      assertThat(restored.find(value)).isEqualTo(twin.find(value));
      assertThat(restored.assign(value)).isEqualTo(twin.assign(value));
    }
    requireSame(restored, twin);
  }

  private static void requireSame(Dictionary restored, Dictionary twin) {
    assertThat(restored.size()).isEqualTo(twin.size());
    for (int code = 0; code < twin.size(); code++) {
      assertThat(restored.value(code)).isEqualTo(twin.value(code));
      assertThat(restored.find(twin.value(code))).isEqualTo(code);
    }
    if (twin instanceof SetDictionary sets) {
      for (int code = 0; code < sets.size(); code++) {
        assertThat(((SetDictionary) restored).members(code)).isEqualTo(sets.members(code));
      }
      for (String member : List.of("", "t1", "t2ß", "t7")) {
        ValueTest test = new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of(member));
        for (int code = 0; code < sets.size(); code++) {
          assertThat(restored.compile(test).test(code)).isEqualTo(twin.compile(test).test(code));
        }
      }
    }
  }

  private static Object value(ValueType type, RandomChoice choice, int pool) {
    return switch (type.kind()) {
      case VERSION ->
          new Version(
              choice.below(pool),
              choice.below(3),
              choice.below(3),
              choice.chance(30) ? List.of("rc", "" + choice.below(9)) : List.of());
      case STRING_SET -> {
        Set<String> members = new HashSet<>();
        for (int i = choice.below(5); i > 0; i--) {
          members.add(text(choice, pool));
        }
        yield members;
      }
      default -> text(choice, pool);
    };
  }

  private static String text(RandomChoice choice, int pool) {
    int number = choice.below(pool);
    return number == 0
        ? ""
        : "t"
            + number
            + "ß😀 ".repeat(number % 7 == 0 ? number % 50 : 0)
            + (number % 3 == 2 ? "ß" : "");
  }

  private static byte[] image(Dictionary dictionary, int size) throws IOException {
    return Damage.image(out -> dictionary.write(size, out));
  }

  /** Many pages, and texts as long as they get. */
  @Test
  void manyTexts_comeBack() throws IOException {
    StringDictionary written = new StringDictionary();
    StringBuilder longest = new StringBuilder();
    longest.append("€".repeat(32_768));
    for (int i = 0; i < 100_000; i++) {
      written.assign("customer-number-" + i * 31L);
      if (i % 1_000 == 0) {
        longest.setCharAt(i / 1_000, '¥');
        written.assign(longest.toString());
      }
    }
    StringDictionary restored = new StringDictionary();

    restored.restore(new HeapBlocks.Input(image(written, written.size())));

    assertThat(restored.size()).isEqualTo(100_100);
    for (int code = 0; code < written.size(); code++) {
      assertThat(restored.find(written, code)).isEqualTo(code);
    }
    assertThat(restored.assign("another")).isEqualTo(100_100);
  }

  /** Written with its size while another thread assigns codes behind it. */
  @Test
  void dictionary_isWrittenWhileItGrows() throws Exception {
    StringDictionary growing = new StringDictionary();
    for (int i = 0; i < 1_000; i++) {
      growing.assign("v" + i);
    }
    CountDownLatch writing = new CountDownLatch(1);
    FutureTask<Void> images =
        new FutureTask<>(
            () -> {
              do {
                int size = growing.size();
                StringDictionary restored = new StringDictionary();
                restored.restore(new HeapBlocks.Input(image(growing, size)));
                assertThat(restored.size()).isEqualTo(size);
                assertThat(restored.find("v" + (size - 1))).isEqualTo(size - 1);
              } while (writing.getCount() > 0);
              return null;
            });
    Thread reader = new Thread(images);
    reader.start();
    for (int i = 1_000; i < 200_000; i++) {
      growing.assign("v" + i);
    }
    writing.countDown();

    images.get();
    reader.join();
  }

  @SeededTest(count = 15)
  void beginningOfADictionary_isRefused(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    ValueType type = choice.of(TYPES);

    Damage.requireWhole(small(type, choice), in -> Dictionary.of(type).restore(in));
  }

  /** Whatever is accepted has a value by each code, and a code by each value. */
  @SeededTest(count = 30)
  void changedDictionary_isRefusedOrSound(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    ValueType type = choice.of(TYPES);

    Damage.requireRefusedOrRead(
        small(type, choice),
        choice,
        2_000,
        in -> {
          Dictionary restored = Dictionary.of(type);
          restored.restore(in);
          for (int code = 0; code < restored.size(); code++) {
            assertThat(restored.find(restored.value(code))).isEqualTo(code);
          }
          Dictionary again = Dictionary.of(type);
          again.restore(new HeapBlocks.Input(image(restored, restored.size())));
          requireSame(again, restored);
        });
  }

  private static byte[] small(ValueType type, RandomChoice choice) throws IOException {
    Dictionary dictionary = Dictionary.of(type);
    for (int i = 0; i < 12; i++) {
      dictionary.assign(value(type, choice, 30));
    }
    return image(dictionary, dictionary.size());
  }

  @Test
  void refusals_nameTheRule() throws IOException {
    requireRefused(ValueType.STRING, "a byte string must not come twice, number=1", "a", "a");
    requireRefused(ValueType.STRING, "a text must be UTF-8, number=1", "a", "\u00ff");
    requireRefused(
        ValueType.VERSION, "a version must be in its canonical form, code=1", "1.0.0", "2");
    requireRefused(ValueType.VERSION, "a version must be in its canonical form, code=0", "v1");
    requireRefused(
        ValueType.STRING_SET, "members of a set must be known and ascend, set=0", set(1));
    requireRefused(
        ValueType.STRING_SET, "members of a set must be known and ascend, set=0", set(0, 0));
    requireRefused(
        ValueType.STRING_SET, "members of a set must be known and ascend, set=0", set(-1));
    requireRefused(ValueType.STRING_SET, "a member of a set must have four bytes, set=0", "\0\0\0");
    requireRefused(ValueType.STRING_SET, "each member must be in a set, member=0", "");
  }

  private static String set(int... members) {
    StringBuilder bytes = new StringBuilder();
    for (int member : members) {
      for (int b = 0; b < 4; b++) {
        bytes.append((char) (member >>> 8 * b & 0xFF));
      }
    }
    return bytes.toString();
  }

  /** The entries one char per byte; those of sets follow the one member "m". */
  private static void requireRefused(ValueType type, String reason, String... entries)
      throws IOException {
    byte[] image =
        Damage.image(
            out -> {
              if (type.equals(ValueType.STRING_SET)) {
                writeEntries(out, "m");
              }
              writeEntries(out, entries);
            });

    assertThatThrownBy(() -> Dictionary.of(type).restore(new HeapBlocks.Input(image)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(reason);
  }

  private static void writeEntries(BlockOutput out, String... entries) throws IOException {
    out.writeVarint(entries.length);
    for (String entry : entries) {
      byte[] bytes = entry.getBytes(StandardCharsets.ISO_8859_1);
      out.writeBytes(bytes, 0, bytes.length);
    }
  }

  @Test
  void filledDictionary_isNotRestored() throws IOException {
    List<Dictionary> dictionaries = new ArrayList<>();
    TYPES.forEach(type -> dictionaries.add(Dictionary.of(type)));
    dictionaries.get(0).assign("a");
    dictionaries.get(1).assign(Set.of("a"));
    dictionaries.get(2).assign(Version.parse("1"));
    for (Dictionary dictionary : dictionaries) {
      byte[] image = image(dictionary, 1);

      assertThatThrownBy(() -> dictionary.restore(new HeapBlocks.Input(image)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("size=1");
    }
  }
}
