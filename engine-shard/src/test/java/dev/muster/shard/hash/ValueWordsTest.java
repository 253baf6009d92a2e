// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.dictionary.Dictionary;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueWordsTest {

  /** Whatever their codes are, and whether or not they are remembered. */
  @Test
  void equalValues_haveEqualWords_inAllDictionaries() {
    check(ValueType.STRING, List.of("", "a", "b", "ab", "żółw", "😀", "x".repeat(100)));
    check(ValueType.VERSION, List.of(Version.parse("1.2.3"), Version.parse("1.2.3-rc.1")));
    check(
        ValueType.STRING_SET,
        List.of(Set.of(), Set.of(""), Set.of("a"), Set.of("a", "b"), Set.of("ab"), Set.of("b")));
  }

  private static void check(ValueType type, List<?> values) {
    Dictionary dictionary = Dictionary.of(type);
    values.forEach(dictionary::assign);
    List<Object> turned = new ArrayList<>(values);
    Collections.reverse(turned);
    Dictionary other = Dictionary.of(type);
    turned.forEach(other::assign);
    ValueWords all = ValueWords.ofDictionary(dictionary, 100);
    ValueWords few = ValueWords.ofDictionary(other, 2);
    Set<Long> words = new HashSet<>();
    for (Object value : values) {
      long word = all.word(dictionary.find(value));
      assertThat(words.add(word)).as("%s", value).isTrue();
      for (int i = 0; i < 2; i++) {
        assertThat(all.word(dictionary.find(value))).isEqualTo(word);
        assertThat(few.word(other.find(value))).isEqualTo(word);
      }
    }
  }
}
