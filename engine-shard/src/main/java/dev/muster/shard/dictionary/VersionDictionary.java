// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.InvalidValueException;
import dev.muster.value.Version;
import java.io.IOException;

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
  public void write(int size, BlockOutput out) throws IOException {
    texts.write(size, out);
  }

  @Override
  public void restore(BlockInput in) throws IOException {
    texts.restore(in);
    for (int code = 0; code < texts.size(); code++) {
      String text = texts.value(code);
      if (!isCanonical(text)) {
        throw in.damaged("a version must be in its canonical form, code=" + code);
      }
    }
  }

  private static boolean isCanonical(String text) {
    try {
      return Version.parse(text).toString().equals(text);
    } catch (InvalidValueException e) {
      return false;
    }
  }

  @Override
  public long sizeBytes() {
    return texts.sizeBytes();
  }
}
