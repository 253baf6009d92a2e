// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import com.google.re2j.Pattern;
import dev.muster.predicate.ValueTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.TextOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The distinct texts of one attribute or property, as UTF-8, whose byte order is code-point order.
 */
public final class StringDictionary implements Dictionary {

  private final ByteStringTable table = new ByteStringTable();

  @Override
  public int find(Object value) {
    byte[] bytes = bytes((String) value);
    return table.find(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  /** Without a copy of the text. */
  @Override
  public int find(Dictionary other, int otherCode) {
    return ((StringDictionary) other)
        .table.read(
            otherCode,
            (bytes, offset, length) ->
                table.find(bytes, offset, length, ByteHash.of(bytes, offset, length)));
  }

  @Override
  public int assign(Object value) {
    byte[] bytes = bytes((String) value);
    return table.intern(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  @Override
  public String value(int code) {
    return table.text(code);
  }

  /** The XXH64 of the text of {@code code} in UTF-8, with seed 0: without a copy of the text. */
  public long xxHash64(int code) {
    return table.xxHash64(code);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public LongTest compile(ValueTest test) {
    return test.accept(new Compiler());
  }

  @Override
  public void write(int size, BlockOutput out) throws IOException {
    table.write(size, out);
  }

  @Override
  public void restore(BlockInput in) throws IOException {
    table.restore(in, new TextReader(in));
  }

  @Override
  public long sizeBytes() {
    return table.sizeBytes();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Compiler extends LiteralTests {

    Compiler() {
      super(StringDictionary.this);
    }

    @Override
    public LongTest range(ValueTest.Range test) {
      byte @Nullable [] low = test.low() == null ? null : bytes((String) test.low());
      byte @Nullable [] high = test.high() == null ? null : bytes((String) test.high());
      return collect(
          (bytes, offset, length) -> {
            int end = offset + length;
            if (low != null) {
              int order = Arrays.compareUnsigned(bytes, offset, end, low, 0, low.length);
              if (order < 0 || (order == 0 && !test.lowInclusive())) {
                return false;
              }
            }
            if (high != null) {
              int order = Arrays.compareUnsigned(bytes, offset, end, high, 0, high.length);
              return order < 0 || (order == 0 && test.highInclusive());
            }
            return true;
          });
    }

    @Override
    public LongTest text(ValueTest.Text test) {
      LongTest found = test.ignoringCase() ? folded(test) : exact(test);
      return test.negated() ? new LongTest.Negation(found) : found;
    }

    private LongTest exact(ValueTest.Text test) {
      byte[] literal = bytes(test.literal());
      int size = literal.length;
      return switch (test.operator()) {
        case EQUALS ->
            collect(
                (bytes, offset, length) ->
                    length == size
                        && Arrays.equals(bytes, offset, offset + length, literal, 0, size));
        case STARTS_WITH ->
            collect(
                (bytes, offset, length) ->
                    length >= size
                        && Arrays.equals(bytes, offset, offset + size, literal, 0, size));
        case ENDS_WITH ->
            collect(
                (bytes, offset, length) ->
                    length >= size
                        && Arrays.equals(
                            bytes, offset + length - size, offset + length, literal, 0, size));
        case CONTAINS ->
            collect((bytes, offset, length) -> contains(bytes, offset, length, literal));
      };
    }

    private LongTest folded(ValueTest.Text test) {
      String literal = TextOrder.fold(test.literal());
      return collectTexts(
          code -> {
            String text = TextOrder.fold(value(code));
            return switch (test.operator()) {
              case EQUALS -> text.equals(literal);
              case STARTS_WITH -> text.startsWith(literal);
              case ENDS_WITH -> text.endsWith(literal);
              case CONTAINS -> text.contains(literal);
            };
          });
    }

    @Override
    public LongTest matches(ValueTest.Matches test) {
      Pattern pattern = Pattern.compile(test.pattern());
      return collectTexts(code -> pattern.matches(value(code)));
    }

    private LongTest collect(ByteStringTable.ByteFunction<Boolean> passes) {
      return CodeBits.collect(table.size(), code -> table.read(code, passes));
    }

    private LongTest collectTexts(IntPredicate passes) {
      return CodeBits.collect(table.size(), passes);
    }
  }

  /** Whether {@code part} occurs. In UTF-8 a match of whole characters is a match of bytes. */
  private static boolean contains(byte[] bytes, int offset, int length, byte[] part) {
    for (int from = offset; from <= offset + length - part.length; from++) {
      if (Arrays.equals(bytes, from, from + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
