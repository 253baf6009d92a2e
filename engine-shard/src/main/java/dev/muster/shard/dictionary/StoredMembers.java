// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** The members of one set as a snapshot has them: four bytes each. Confined to one thread. */
final class StoredMembers implements IntConsumer {

  private byte[] bytes = new byte[256];
  private int length;

  void clear() {
    length = 0;
  }

  @Override
  public void accept(int member) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    for (int b = 0; b < 4; b++) {
      bytes[length++] = (byte) (member >>> (8 * b));
    }
  }

  /** Writes those accepted since they were cleared. */
  void write(BlockOutput out) throws IOException {
    out.writeBytes(bytes, 0, length);
  }

  /** The members of a set that was read. */
  static int[] read(StoredStrings stored, int memberCount) throws IOException {
    byte[] bytes = stored.bytes();
    int set = stored.number();
    int[] members = new int[stored.length() / 4];
    int last = -1;
    for (int i = 0; i < members.length; i++) {
      int member = 0;
      for (int b = 0; b < 4; b++) {
        member |= (bytes[i * 4 + b] & 0xFF) << (8 * b);
      }
      if (member <= last || member >= memberCount) {
        throw stored.damaged("members of a set must be known and ascend, set=" + set);
      }
      members[i] = member;
      last = member;
    }
    if (stored.length() % 4 != 0) {
      throw stored.damaged("a member of a set must have four bytes, set=" + set);
    }
    return members;
  }
}
