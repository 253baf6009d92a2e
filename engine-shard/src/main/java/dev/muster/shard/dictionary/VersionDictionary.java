// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.Version;

/** The distinct versions of one attribute or property, by their canonical text. */
public final class VersionDictionary implements Dictionary {

  private final StringDictionary texts = new StringDictionary();

  @Override
  public int find(Object value) {
    return texts.find(value.toString());
  }

  @Override
  public int find(Dictionary other, int otherCode) {
    return texts.find(((VersionDictionary) other).texts, otherCode);
  }

  @Override
  public int assign(Object value) {
    return texts.assign(value.toString());
  }

  @Override
  public Version value(int code) {
    return Version.parse(texts.value(code));
  }

  @Override
  public int size() {
    return texts.size();
  }

  @Override
  public LongTest compile(ValueTest test) {
    return test.accept(
        new LiteralTests(this) {
          @Override
          public LongTest range(ValueTest.Range range) {
            return CodeBits.collect(size(), code -> isInside(range, value(code)));
          }
        });
  }

  private static boolean isInside(ValueTest.Range range, Version version) {
    if (range.low() instanceof Version low) {
      int order = version.compareTo(low);
      if (order < 0 || (order == 0 && !range.lowInclusive())) {
        return false;
      }
    }
    if (range.high() instanceof Version high) {
      int order = version.compareTo(high);
      return order < 0 || (order == 0 && range.highInclusive());
    }
    return true;
  }

  @Override
  public long sizeBytes() {
    return texts.sizeBytes();
  }
}
