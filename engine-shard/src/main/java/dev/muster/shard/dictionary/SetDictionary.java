// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.scan.LongTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The distinct sets of one attribute or property, and for each member the sets that have it.
 *
 * <p>People share sets of tags far more often than not, so a set is stored once, as its sorted
 * member codes, and a column holds its number like any other code. A test of members reads the
 * member's list of sets and never touches the sets that do not have it. Sets that are no longer
 * held by anyone stay; that is the price of codes that never change.
 */
public final class SetDictionary implements Dictionary {

  /** Codes of the sets that have one member. One writer; readers see a prefix. */
  private static final class Holders {
    /** Replaced when it grows, before {@code size} says so. */
    private volatile int[] sets = new int[4];

    /** Volatile: read before {@code sets}, so that the array is at least as long. */
    private volatile int size;

    void add(int set) {
      int[] current = sets;
      int count = size;
      if (count == current.length) {
        current = Arrays.copyOf(current, count * 2);
        sets = current;
      }
      current[count] = set;
      size = count + 1;
    }
  }

  private final StringDictionary members = new StringDictionary();

  /** Each set as its sorted member codes, four bytes each. */
  private final ByteStringTable sets = new ByteStringTable();

  /** By member code; replaced when it grows. */
  private volatile AtomicReferenceArray<@Nullable Holders> holders = new AtomicReferenceArray<>(64);

  @Override
  public int find(Object value) {
    Set<?> set = (Set<?>) value;
    int[] codes = new int[set.size()];
    int at = 0;
    for (Object member : set) {
      int code = members.find(member);
      if (code < 0) {
        return -1;
      }
      codes[at++] = code;
    }
    byte[] bytes = bytes(codes);
    return sets.find(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  @Override
  public int assign(Object value) {
    Set<?> set = (Set<?>) value;
    // Member codes must not depend on the order in which a Java set happens to iterate.
    Object[] sorted = set.toArray();
    Arrays.sort(sorted);
    int[] codes = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      codes[i] = members.assign(sorted[i]);
    }
    byte[] bytes = bytes(codes);
    int before = sets.size();
    int code = sets.intern(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
    if (code == before) {
      for (int member : codes) {
        holdersOf(member).add(code);
      }
    }
    return code;
  }

  private Holders holdersOf(int member) {
    AtomicReferenceArray<@Nullable Holders> current = holders;
    if (member >= current.length()) {
      AtomicReferenceArray<@Nullable Holders> longer =
          new AtomicReferenceArray<>(Math.max(member + 1, current.length() * 2));
      for (int i = 0; i < current.length(); i++) {
        longer.set(i, current.get(i));
      }
      holders = longer;
      current = longer;
    }
    Holders found = current.get(member);
    if (found == null) {
      found = new Holders();
      current.set(member, found);
    }
    return found;
  }

  private static byte[] bytes(int[] codes) {
    Arrays.sort(codes);
    byte[] bytes = new byte[codes.length * 4];
    for (int i = 0; i < codes.length; i++) {
      for (int b = 0; b < 4; b++) {
        bytes[i * 4 + b] = (byte) (codes[i] >>> (8 * b));
      }
    }
    return bytes;
  }

  /** The codes of the members of a set, ascending. */
  public int[] members(int code) {
    return sets.read(
        code,
        (bytes, offset, length) -> {
          int[] read = new int[length / 4];
          for (int i = 0; i < read.length; i++) {
            read[i] = memberAt(bytes, offset + i * 4);
          }
          return read;
        });
  }

  private static int memberAt(byte[] bytes, int at) {
    int code = 0;
    for (int b = 0; b < 4; b++) {
      code |= (bytes[at + b] & 0xFF) << (8 * b);
    }
    return code;
  }

  /** The member that a code of a member stands for. */
  public String member(int code) {
    return members.value(code);
  }

  @Override
  public Set<String> value(int code) {
    int[] codes = members(code);
    Set<String> value = new HashSet<>(codes.length * 2);
    for (int member : codes) {
      value.add(members.value(member));
    }
    return value;
  }

  @Override
  public int size() {
    return sets.size();
  }

  @Override
  public LongTest compile(ValueTest test) {
    return test.accept(new Compiler());
  }

  /** Members first come with a set, so those of the first sets are the first members. */
  @Override
  public void write(int size, BlockOutput out) throws IOException {
    int memberEnd = 0;
    for (int code = 0; code < size; code++) {
      int end =
          sets.read(
              code,
              (bytes, offset, length) ->
                  length == 0 ? 0 : memberAt(bytes, offset + length - 4) + 1);
      memberEnd = Math.max(memberEnd, end);
    }
    members.write(memberEnd, out);
    sets.write(size, out);
  }

  @Override
  public void restore(BlockInput in) throws IOException {
    members.restore(in);
    sets.restore(
        in,
        (set, bytes, length) -> {
          int last = -1;
          for (int at = 0; at < length - length % 4; at += 4) {
            int member = memberAt(bytes, at);
            if (member <= last || member >= members.size()) {
              throw in.damaged("members of a set must be known and ascend, set=" + set);
            }
            holdersOf(member).add(set);
            last = member;
          }
          if (length % 4 != 0) {
            throw in.damaged("a member of a set must have four bytes, set=" + set);
          }
        });
    for (int member = 0; member < members.size(); member++) {
      if (member >= holders.length() || holders.get(member) == null) {
        throw in.damaged("each member must be in a set, member=" + member);
      }
    }
  }

  @Override
  public long sizeBytes() {
    long bytes = members.sizeBytes() + sets.sizeBytes();
    AtomicReferenceArray<@Nullable Holders> current = holders;
    for (int i = 0; i < current.length(); i++) {
      Holders found = current.get(i);
      bytes += found == null ? 4 : 44 + 4L * found.sets.length;
    }
    return bytes;
  }

  private final class Compiler extends LiteralTests implements LongTest.Members.Sets {

    /** Read once: sets that come later belong to later epochs. */
    private final int size = size();

    Compiler() {
      super(SetDictionary.this);
    }

    @Override
    public LongTest setMembers(ValueTest.SetMembers test) {
      return switch (test.operator()) {
        case HAS_ANY -> any(test.literals());
        case HAS_ALL -> all(test.literals());
        case HAS_NONE -> new LongTest.Negation(any(test.literals()));
      };
    }

    private LongTest any(Set<String> literals) {
      int[] known = literals.stream().mapToInt(members::find).filter(code -> code >= 0).toArray();
      return known.length == 0 ? LongTest.Range.NEVER : new LongTest.Members(known, false, this);
    }

    private LongTest all(Set<String> literals) {
      int[] known = literals.stream().mapToInt(members::find).filter(code -> code >= 0).toArray();
      if (literals.isEmpty()) {
        return LongTest.Range.ALWAYS;
      }
      return known.length < literals.size()
          ? LongTest.Range.NEVER
          : new LongTest.Members(known, true, this);
    }

    @Override
    public boolean has(int code, int[] asked, boolean all) {
      int[] held = members(code);
      for (int member : asked) {
        if (Arrays.binarySearch(held, member) >= 0 != all) {
          return !all;
        }
      }
      return all;
    }

    @Override
    public LongTest having(int[] asked, boolean all) {
      long[] bits = new long[(size + 63) >>> 6];
      addHolders(asked[0], bits);
      for (int i = 1; i < asked.length; i++) {
        long[] more = all ? new long[bits.length] : bits;
        addHolders(asked[i], more);
        for (int w = 0; w < bits.length && all; w++) {
          bits[w] &= more[w];
        }
      }
      return CodeBits.of(bits, CodeBits.count(bits));
    }

    private void addHolders(int member, long[] bits) {
      AtomicReferenceArray<@Nullable Holders> current = holders;
      Holders found = member >= current.length() ? null : current.get(member);
      if (found == null) {
        return;
      }
      int count = found.size;
      int[] codes = found.sets;
      for (int i = 0; i < count; i++) {
        if (codes[i] < size) {
          CodeBits.add(bits, codes[i]);
        }
      }
    }

    @Override
    public LongTest setSize(ValueTest.SetSize test) {
      return CodeBits.collect(
          size,
          code -> {
            int members = sets.read(code, (bytes, offset, length) -> length / 4);
            return test.min() <= members && members <= test.max();
          });
    }
  }
}
