// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the records of a chunk. */
public interface RecordSink {

  /**
   * A record.
   *
   * @param line where it is: the line on which it begins or, in a file without lines, its number;
   *     from 1
   * @param values those of the wanted fields, in their order, null for a missing one; each a {@link
   *     String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link
   *     java.math.BigDecimal}, {@link Double}, {@link java.time.LocalDate}, {@link
   *     java.time.LocalDateTime}, {@link java.time.Instant}, a {@link java.util.List} or {@link
   *     Map} of such. The array is not used again
   * @param others the other fields by path, if they were asked for and there are any; else empty
   */
  void record(long line, @Nullable Object[] values, Map<String, Object> others);

  /**
   * A place where there is no record.
   *
   * @param line as of a record
   * @param reason what is wrong there
   */
  void malformed(long line, String reason);
}
