// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.scan.LongTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The distinct sets of one attribute or property.
 *
 * <p>A set is stored once, as its sorted member codes, and a column holds its number like any other
 * code. Where nearly all sets differ, one of four tags in some hundred takes 12 bytes. If all sets
 * that pass a test of members are asked for, {@linkplain MemberHolders lists of the sets that have
 * a member} are kept from then on, with 6 bytes more. Sets that are no longer held by anyone stay;
 * that is the price of codes that never change.
 */
public final class SetDictionary implements Dictionary {

  private static final ByteStringTable.ByteBiFunction<IntConsumer, Integer> FOR_EACH =
      MemberBytes::forEach;
  private static final ByteStringTable.ByteBiFunction<int[], Boolean> HAS_ANY = MemberBytes::hasAny;
  private static final ByteStringTable.ByteBiFunction<int[], Boolean> HAS_ALL = MemberBytes::hasAll;
  private static final IntConsumer NOWHERE = member -> {};

  private final StringDictionary members = new StringDictionary();

  /** Each set as its sorted member codes, see {@link MemberBytes}. */
  private final ByteStringTable sets = new ByteStringTable();

  private final MemberHolders holders = new MemberHolders(sets);

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
    byte[] bytes = new byte[codes.length * MemberBytes.NUMBER_MAX];
    int length = sorted(codes, bytes);
    return sets.find(bytes, 0, length, ByteHash.of(bytes, 0, length));
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
    byte[] bytes = new byte[codes.length * MemberBytes.NUMBER_MAX];
    int length = sorted(codes, bytes);
    return sets.intern(bytes, 0, length, ByteHash.of(bytes, 0, length));
  }

  private static int sorted(int[] codes, byte[] target) {
    Arrays.sort(codes);
    return MemberBytes.write(codes, codes.length, target);
  }

  /** The codes of the members of a set, ascending. */
  public int[] members(int code) {
    return sets.read(code, MemberBytes::all);
  }

  /**
   * Gives the codes of the members of a set to {@code sink}, ascending; allocates nothing. A cache
   * miss or two, and about 2 ns a member.
   */
  public void forEachMember(int code, IntConsumer sink) {
    sets.read(code, sink, FOR_EACH);
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
      memberEnd = Math.max(memberEnd, 1 + sets.read(code, NOWHERE, FOR_EACH));
    }
    members.write(memberEnd, out);
    out.writeVarint(size);
    StoredMembers stored = new StoredMembers();
    for (int code = 0; code < size; code++) {
      stored.clear();
      forEachMember(code, stored);
      stored.write(out);
    }
  }

  @Override
  public void restore(BlockInput in) throws IOException {
    members.restore(in);
    StoredStrings stored = new StoredStrings(in);
    sets.beginRestore(stored);
    BitSet held = new BitSet(members.size());
    byte[] bytes = new byte[256];
    while (stored.next()) {
      int[] codes = StoredMembers.read(stored, members.size());
      if (bytes.length < codes.length * MemberBytes.NUMBER_MAX) {
        bytes = new byte[codes.length * MemberBytes.NUMBER_MAX];
      }
      sets.restore(stored, bytes, MemberBytes.write(codes, codes.length, bytes));
      for (int member : codes) {
        held.set(member);
      }
    }
    if (held.nextClearBit(0) < members.size()) {
      throw in.damaged("each member must be in a set, member=" + held.nextClearBit(0));
    }
  }

  @Override
  public long sizeBytes() {
    return members.sizeBytes() + sets.sizeBytes() + holders.sizeBytes();
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
      return code < size && sets.read(code, asked, all ? HAS_ALL : HAS_ANY);
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
      holders.forEach(member, size, set -> CodeBits.add(bits, set));
    }

    @Override
    public LongTest setSize(ValueTest.SetSize test) {
      return CodeBits.collect(
          size,
          code -> {
            int members = sets.read(code, MemberBytes::count);
            return test.min() <= members && members <= test.max();
          });
    }
  }
}
