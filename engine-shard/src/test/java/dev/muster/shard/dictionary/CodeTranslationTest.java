// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.value.Version;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTranslationTest {

  /** Also with so little memory that codes push each other out of it. */
  @ParameterizedTest(name = "rememberedMax={0}")
  @ValueSource(ints = {1, 8, 1 << 16})
  void applyAsLong_findsTheCodeOfTheSameText(int rememberedMax) {
    StringDictionary from = new StringDictionary();
    StringDictionary to = new StringDictionary();
    Random random = new Random(rememberedMax);
    for (int i = 0; i < 300; i++) {
      from.assign("text " + random.nextInt(200));
      to.assign("text " + random.nextInt(200));
    }
    CodeTranslation translation = new CodeTranslation(from, to, rememberedMax);

    for (int i = 0; i < 2_000; i++) {
      int code = random.nextInt(from.size());
      assertThat(translation.applyAsLong(code)).isEqualTo(to.find(from.value(code)));
    }
  }

  @Test
  void applyAsLong_isNegativeForWhatTheOtherLacks() {
    StringDictionary from = new StringDictionary();
    CodeTranslation translation = new CodeTranslation(from, new StringDictionary());

    // Assigned later than the translation was made, which a reader of an older epoch may see.
    int code = from.assign("nowhere else");

    assertThat(translation.applyAsLong(code)).isEqualTo(-1);
    assertThat(translation.applyAsLong(code)).isEqualTo(-1);
  }

  @Test
  void applyAsLong_findsVersions() {
    VersionDictionary from = new VersionDictionary();
    VersionDictionary to = new VersionDictionary();
    to.assign(Version.parse("2.0.0"));
    int there = to.assign(Version.parse("1.0.0-beta.2"));

    int here = from.assign(Version.parse("1-beta.2"));

    assertThat(new CodeTranslation(from, to).applyAsLong(here)).isEqualTo(there);
  }
}
